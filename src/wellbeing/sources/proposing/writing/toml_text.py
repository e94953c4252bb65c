"""Tables and comments of TOML, one line at a time."""

from collections.abc import Iterator, Mapping

import msgspec


def table(name: str, entries: Mapping[str, object], *, live: bool) -> Iterator[str]:
    """A table's lines; as comments, from which "# " is to be taken, where it is not live."""
    mark = "" if live else "# "
    yield f"{mark}[{name}]"
    yield from (mark + line for line in entry_lines(entries))


def entry_lines(entries: Mapping[str, object]) -> Iterator[str]:
    """Keys and values; a key that begins with # is a comment, for a person to decide."""
    for name, value in entries.items():
        if isinstance(value, Mapping):
            pairs = ", ".join(f"{quote(theirs)} = {quote(ours)}" for theirs, ours in value.items())
            yield f"{name} = {{ {pairs} }}"
        elif isinstance(value, list | tuple):
            yield f"{name} = [{', '.join(quote(one) for one in value)}]"
        else:
            yield f"{name} = {str(value).lower() if isinstance(value, int) else quote(str(value))}"


def quote(text: str) -> str:
    """A TOML string: it is written as JSON writes it."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
