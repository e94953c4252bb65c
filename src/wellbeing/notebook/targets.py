"""Targets that are supposed: what is said of them below a frame, and which of its rows would tell of them."""

from collections.abc import Sequence
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.coverage.states import METHOD, Rule
from wellbeing.model.errors import DataError
from wellbeing.state.figures import Figures
from wellbeing.state.rows.asked import owner_of
from wellbeing.state.rows.cells import NamedCell
from wellbeing.state.rows.words import asked_by

#: As many targets as a sentence names.
_NAMED: Final = 10
_UNSEEN: Final = message(
    "The target of {cell} would change nothing: it is in none of the rows asked for, and not on the list of gaps. "
    "Ask with {arguments}."
)
_ELSEWHERE: Final = message("Not in these rows: {cell}. Ask with {arguments}.")


class Supposed(msgspec.Struct, frozen=True):
    """Targets by their cells, and the rule."""

    targets: dict[NamedCell, float]
    rule: Rule

    def about(self, rows: pl.DataFrame, figures: Figures) -> str:
        """What is supposed, and of which cells these rows say nothing; "" of nothing."""
        told = [f"{owner_of(cell, figures)} {_at(number)}" for cell, number in self.targets.items()]
        shown = {*_cells(rows)}
        parts = [
            say("Targets in its place: {targets}.", targets=_listed(told)) if told else "",
            say("By another rule: {numbers}.", numbers=", ".join(_changed(self.rule)))
            if _changed(self.rule)
            else "",
            *(_elsewhere(cell, _ELSEWHERE, figures) for cell in self.targets if cell not in shown),
        ]
        return " ".join(filter(None, parts))

    def check_seen(self, rows: pl.DataFrame, family: pl.DataFrame, figures: Figures) -> None:
        """A target is of a row asked for, or of a cell that may stand on the list of gaps.

        Raises:
            DataError: one is of neither, so that nothing would be seen of it.
        """
        seen = {*_cells(rows), *_cells(family)}
        for cell in self.targets:
            if cell not in seen:
                raise DataError(_elsewhere(cell, _UNSEEN, figures))


def _elsewhere(cell: NamedCell, text: str, figures: Figures) -> str:
    return say(text, cell=owner_of(cell, figures), arguments=_arguments(cell, figures))


def _arguments(cell: NamedCell, figures: Figures) -> str:
    """By which arguments the rows of a cell are asked for."""
    kinds = [name for name, one in (("region", cell.area), ("stakeholder", cell.stakeholder)) if one]
    is_group = cell.area in figures.region_groups.ids or cell.stakeholder in figures.type_groups.ids
    return asked_by((kinds or ["total"])[0], (kinds[1:] or [""])[0], groups=is_group)


def _cells(rows: pl.DataFrame) -> list[NamedCell]:
    return [NamedCell(*cell) for cell in rows.select(pl.col(NamedCell._fields).cast(pl.String)).iter_rows()]


def _at(number: float) -> str:
    return say("at {number}", number=in_digits(number, 0 if float(number).is_integer() else 2))


def _changed(rule: Rule) -> list[str]:
    """Numbers that are not the method's."""
    method = msgspec.structs.asdict(METHOD)
    return [f"`{name}` {one:g}" for name, one in msgspec.structs.asdict(rule).items() if one != method[name]]


def _listed(told: Sequence[str]) -> str:
    rest = len(told) - _NAMED
    listed = ", ".join(told[:_NAMED])
    return say("{listed} and {number} more", listed=listed, number=rest) if rest > 0 else listed
