"""The matrix: region groups × type groups, each opening into its members, margins at the edges."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from wellbeing.model.engagement import Group, Term
from wellbeing.reports.cells import Cells, coverage_cells, opinion_cells, picture_of
from wellbeing.reports.protection import small_print
from wellbeing.reports.titles import NOTES, caption, title
from wellbeing.views.markup import written
from wellbeing.views.part import Part

#: What becomes of a question about a cell that cannot answer it.
ANSWERED: Final = (
    "Where a cell is too small, its group of regions answers, and where the group cannot, its type in all "
    "regions: choose the cell, and the answer says whose it is."
)


class Head(msgspec.Struct, frozen=True):
    """A row or column of the matrix."""

    id: str
    label: str
    opens: bool = False
    open: bool = False
    member: bool = False
    margin: bool = False


class Matrix(Part):
    """A real table: colour is the state, text is the count, each cell a button."""

    def html(self) -> str:
        """The table of what is shown now: coverage, positions, tone or a theme."""
        pictured = self._pictured()
        rows, columns = list(self._rows()), list(self._columns())
        return written(
            "matrix",
            title=f"{title(self.answer, self.explorer.figures)}: by region and type",
            caption=caption(self.answer, self.names),
            columns=columns,
            rows=[{"head": row, "cells": self._line(row, columns, pictured)} for row in rows],
            note=self._note(),
        )

    def _pictured(self) -> Cells:
        if self.answer.choice.show == "coverage":
            return coverage_cells(self.answer, self.threshold)
        return opinion_cells(self.answer, self.explorer.figures)

    def _line(self, row: Head, columns: Sequence[Head], pictured: Cells) -> list[dict[str, Any]]:
        return [self._cell(row, column, pictured) for column in columns]

    def _cell(self, row: Head, column: Head, pictured: Cells) -> dict[str, Any]:
        picture = picture_of(pictured, self.explorer.figures, row.id, column.id)
        return {
            "area": row.id,
            "stakeholder": column.id,
            "chosen": self._is_chosen(row.id, column.id),
            "margin": column.margin,
            "key": picture.key,
            "glyph": picture.glyph,
            "text": picture.text,
            "words": f"{self.names.area(row.id)}, {self.names.stakeholder(column.id)}: {picture.words}",
        }

    def _is_chosen(self, area: str, stakeholder: str) -> bool:
        choice, parts = self.answer.choice, self.explorer.figures.parts
        is_any = bool(choice.area or choice.stakeholder)
        return is_any and parts(area, stakeholder) == parts(choice.area, choice.stakeholder)

    def _rows(self) -> Iterator[Head]:
        yield Head("", "All regions", margin=True)
        for group in self.explorer.release.engagement.region_groups:
            yield from self._opened(group, [(code, self.names.area(code)) for code in group.members])

    def _columns(self) -> Iterator[Head]:
        engagement = self.explorer.release.engagement
        for group in engagement.stakeholder_groups:
            members = [(term.id, term.label) for term in engagement.stakeholders if term.id in group.members]
            yield from self._opened(group, members)
        yield Head("", "All types", margin=True)

    def _opened(self, group: Group | Term, members: Sequence[tuple[str, str]]) -> Iterator[Head]:
        choice = self.answer.choice
        holds_chosen = {choice.area, choice.stakeholder} & {name for name, _ in members}
        is_open = len(members) > 1 and (group.id in choice.is_open or bool(holds_chosen))
        yield Head(group.id, group.label, opens=len(members) > 1, open=is_open)
        if is_open:
            yield from (Head(name, label, member=True) for name, label in members)

    def _note(self) -> str:
        counted = f"{small_print(self.explorer.release)} {ANSWERED}"
        return f"{NOTES.get(self.answer.choice.show, counted)} Open a row or column with ▸."
