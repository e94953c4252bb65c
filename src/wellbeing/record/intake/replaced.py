"""Replaced: rows of a file that stand in the place of what the record held under their number, each by its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wellbeing.language import message
from wellbeing.model.consent import loosened
from wellbeing.model.errors import counted, quoted
from wellbeing.record.assembly.placing import Joined

#: That are told one by one; the rest are counted.
_LISTED: Final = 12


@dataclass(frozen=True)
class Replaced:
    """A contribution that a row of a file says something else of."""

    row: int
    #: Where what it replaces came from.
    file: str
    file_row: int
    #: Fields and questions that say something else now, or for the first time.
    changed: tuple[str, ...]
    #: Consents among them that allow more than before.
    loosened: tuple[str, ...]
    #: Whether it was a form that was typed on the desk, and this is none.
    is_typed: bool

    @property
    def held(self) -> str:
        """What it replaces: a typed form by its number, else a row of a file."""
        row, file = self.file_row, self.file
        return file if self.is_typed else message(f"row {row} of {file}")


def replaced_by(joined: Iterable[Joined]) -> list[Replaced]:
    """Contributions that say something else than they did, or allow more."""
    found = []
    for one in joined:
        changes = one.changes()
        more = tuple(loosened(changes))
        if one.before is None or not (more or any(before for _, before, _ in changes)):
            continue
        here, there = one.parts[-1], one.before.source
        is_typed = not here.is_whole and any(part.is_whole for part in one.parts[:-1])
        names = tuple(name for name, *_ in changes)
        row, file_row = here.content.source["source_row"], there["source_row"]
        found.append(Replaced(row, there["source_file"], file_row, names, more, is_typed))
    return found


def replaced_doubts(replaced: Sequence[Replaced]) -> list[str]:
    """What a person is asked: whether rows are to stand in the place of forms that were typed."""
    rows = [one.row for one in replaced if one.is_typed]
    if not rows:
        return []
    return [
        message(
            f"{counted(len(rows), 'row')} would take the place of a form that was typed, {quoted(rows)}: "
            "is the number right, and does the paper say so?"
        )
    ]


def by_weight(replaced: Sequence[Replaced]) -> list[Replaced]:
    """Those that allow more than before first, then those in the place of a typed form."""
    return sorted(replaced, key=lambda one: (not one.loosened, not one.is_typed, one.row))


def replaced_lines(replaced: Sequence[Replaced]) -> list[str]:
    """Which row says something else than what, of what, and which consents it loosens; those first."""
    lines = []
    for one in by_weight(replaced)[:_LISTED]:
        more = f" It allows more than what was held: {', '.join(one.loosened)}." if one.loosened else ""
        lines.append(f"Row {one.row}, in the place of {one.held}, differs in {', '.join(one.changed)}.{more}")
    rest = len(replaced) - _LISTED
    return [
        *lines,
        *([f"… and {counted(rest, 'other row')} in the place of what was held."] if rest > 0 else []),
    ]
