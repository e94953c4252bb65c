"""What office files say of themselves: what every file does, and nothing of the template that a library begins with."""

from typing import Any, Final, Protocol

LONGEST_PROPERTY: Final = 255
#: Ends of the kinds of parts that a template brings: a picture of another document, the program that made it.
_OF_TEMPLATE: Final = ("/thumbnail", "/extended-properties")


class _Relations(Protocol):
    """The parts of a package by their ids, as both libraries have them."""

    def items(self) -> Any: ...  # noqa: ANN401 - as a mapping's

    def pop(self, key: str) -> Any: ...  # noqa: ANN401 - as a mapping's


def as_property(text: str) -> str:
    """A text as a property of an office file, which holds no more letters."""
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"


def forget_template(relations: _Relations) -> None:
    """Leave out what a library's template brings of its own."""
    for key, part in [*relations.items()]:
        if part.reltype.endswith(_OF_TEMPLATE):
            relations.pop(key)
