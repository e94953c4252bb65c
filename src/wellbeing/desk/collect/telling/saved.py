"""What is said of a paper form that was typed."""

from collections.abc import Iterator
from typing import Any, Final

from wellbeing.language import message, retold, say, say_many
from wellbeing.record.forms.saving import Saved, TypedForm

_TICKED_ALIKE: Final = message(
    "Saved as form {number}. All that is ticked is the same as in {file}, row {row}, of the same day and place: open "
    "it again if it is the same paper."
)
_SETTLED: Final = message(
    "This form was settled before, in another window: it is form {number}, and nothing is stored again."
)
#: What a form is told from others by, in a list.
_SHORT: Final = ("form", "stakeholder", "region", "received")


def saved_line(saved: Saved, form: TypedForm) -> str:
    """What is said of a form that was saved."""
    number = f"{saved.number}"
    return say(_SETTLED, number=number) if saved.is_settled else _line(saved, form, number)


def _line(saved: Saved, form: TypedForm, number: str) -> str:
    if form.is_twice:
        return say("Form {number}: set aside as typed twice; it is kept, and not counted.", number=number)
    if saved.is_withdrawn:
        return say(
            "Form {number}: refused, since its contribution was withdrawn; nothing is kept.", number=number
        )
    if saved.problems:
        return say("Saved as form {number}; what is not understood waits in quarantine.", number=number)
    if saved.is_held or saved.changes:
        return say(
            "Saved as form {number}: it stands in the place of the other of its number.", number=number
        )
    if saved.alike and not form.sure:
        first = saved.alike[0]
        return say(_TICKED_ALIKE, number=number, file=retold(first.file), row=f"{first.row}")
    return say("Saved as form {number}.", number=number)


def beside(saved: Saved) -> Iterator[dict[str, str]]:
    """What is said beside fields."""
    for problem in saved.problems:
        perhaps = say(" Perhaps “{other}”?", other=problem.suggestion) if problem.suggestion else ""
        yield {"field": problem.field, "text": f"“{problem.value}”: {retold(problem.reason)}.{perhaps}"}


def summary(said: dict[str, Any]) -> str:
    """A form in a few words."""
    fields = say_many("{count} field", "{count} fields", len(said))
    return " · ".join(f"{said[name]}" for name in _SHORT if said.get(name)) or fields
