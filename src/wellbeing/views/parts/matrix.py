"""The matrix: region groups × type groups, each opening into its members, margins at the edges."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from wellbeing.language import say
from wellbeing.model.engagement import Group, Term
from wellbeing.model.grouping import each_of
from wellbeing.reports.communities import NEVER_ADDED, OWN_PART, community_names
from wellbeing.reports.words.lending import picture_at
from wellbeing.reports.words.picture import Pictures
from wellbeing.reports.words.protection import typical_error
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.names import Names
from wellbeing.views.parts.part import SHOW, Part
from wellbeing.views.shell.markup import render


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

    follows = (SHOW, "opened")

    def seen(self, answer: Answer) -> Answer:
        """What is shown, groups being open that hold what is chosen."""
        choice, figures = answer.choice, answer.figures
        areas, types = each_of(choice.area), each_of(choice.stakeholder)
        homes = (*map(figures.region_groups.group_of, areas), *map(figures.type_groups.group_of, types))
        holds_chosen = {*homes} - {*areas, *types}
        opened = ",".join(sorted(choice.open_groups | holds_chosen))
        return super().seen(answer_to(figures, msgspec.structs.replace(choice, opened=opened)))

    def chosen(self, choice: Choice, /) -> list[str]:
        """The chosen cell, under each name that it has; of a community in the table of these."""
        figures = self.explorer.figures
        if choice.community:
            areas = figures.region_groups.same(choice.area) if choice.area else [""]
            return [f"of-{choice.community}-{area}" for area in areas]
        return [f"cell-{area}-{type_}" for area, type_ in figures.same_cell(choice.area, choice.stakeholder)]

    def html(self) -> str:
        """The table of what is shown now."""
        show, answer = self.chosen_show, self.answer
        pictures = show.cell_pictures(answer)
        rows, columns = list(self._rows()), list(self._columns())
        return render(
            "matrix",
            title=say(
                "{title}: by {region} and {type}",
                title=show.title(answer),
                region=self.names.words.region,
                type=self.names.words.type,
            ),
            caption=show.caption(answer),
            words=self.names.words,
            columns=columns,
            rows=[
                {"head": row, "cells": [self._cell(row, column, pictures) for column in columns]}
                for row in rows
            ],
            apart=self._communities(rows),
            note=show.note(answer),
        )

    def _cell(self, row: Head, column: Head, pictures: Pictures) -> dict[str, Any]:
        picture = picture_at(pictures, self.explorer.figures, row.id, column.id)
        return {
            "id": f"cell-{row.id}-{column.id}",
            "choice": {"area": row.id, "stakeholder": column.id},
            "margin": column.margin,
            "key": picture.key,
            "glyph": picture.glyph,
            "text": picture.text,
            "words": f"{self.names.area(row.id)}, {self.names.stakeholder(column.id)}: {picture.words}",
        }

    def _communities(self, rows: Sequence[Head]) -> dict[str, Any]:
        """The table of communities, with the same rows; nothing where none is told."""
        pictures = self.chosen_show.beside_types(self.answer)
        if not pictures:
            return {}
        names, of_all = community_names(self.answer), self.names
        return {
            "title": say("Communities, of everyone heard: by {region}", region=of_all.words.region),
            "caption": self._caption(),
            "heads": list(names.values()),
            "rows": [(row, [_beside(row.id, one, pictures, of_all) for one in names]) for row in rows],
        }

    def _caption(self) -> str:
        """With what communities are compared; that what is part of another may come out above it."""
        compared = say("Compared with {compared}.", compared=say(OWN_PART))
        never = say(NEVER_ADDED, types=self.names.words.types)
        errors = say("Each number carries an error of its own: a part may come out above its whole.")
        is_exact = not typical_error(self.explorer.release)
        return " ".join((compared, never, "" if is_exact else errors)).strip()

    def _rows(self) -> Iterator[Head]:
        yield Head("", self.names.everywhere, margin=True)
        for group in self.explorer.release.engagement.region_groups:
            yield from self._opened(group, [(code, self.names.area(code)) for code in group.members])

    def _columns(self) -> Iterator[Head]:
        engagement = self.explorer.release.engagement
        for group in engagement.stakeholder_groups:
            members = [(term.id, term.label) for term in engagement.stakeholders if term.id in group.members]
            yield from self._opened(group, members)
        yield Head("", self.names.everyone, margin=True)

    def _opened(self, group: Group | Term, members: Sequence[tuple[str, str]]) -> Iterator[Head]:
        is_open = len(members) > 1 and group.id in self.answer.choice.open_groups
        yield Head(group.id, group.label, opens=len(members) > 1, open=is_open)
        if is_open:
            yield from (Head(name, label, member=True) for name, label in members)


def _beside(area: str, community: str, pictures: Pictures, names: Names) -> dict[str, Any]:
    picture = pictures[area, community]
    return {
        "id": f"of-{community}-{area}",
        "choice": {"area": area, "community": community},
        "margin": False,
        "key": picture.key,
        "glyph": picture.glyph,
        "text": picture.text,
        "words": f"{names.area(area)}, {picture.words}",
    }
