"""The list beside the map: rows that stay, each a dot in its range; what is chosen is marked among them."""

from wellbeing.state.choice import Choice
from wellbeing.views.parts.part import LIST, SHOW, Part
from wellbeing.views.shell.markup import render


class RowList(Part):
    """Gaps, types, tones or themes: as the show has it."""

    follows = (SHOW, LIST)

    def html(self) -> str:
        """The rows of what is shown."""
        listing = self.chosen_show.listing(self.answer)
        # A number such as 8.4 × 10⁻⁵ is longer than the usual column: all rows make room for it.
        longest = max((len(row.left) for _, rows in listing.rows for row in rows), default=0)
        return render("listing", listing=listing, words=self.names.words, longest=longest)

    def chosen(self, choice: Choice, /) -> list[str]:
        """Rows that stand for what is chosen, under whichever name."""
        cells = self.explorer.figures.same_cell(choice.area, choice.stakeholder)
        theme = self.answer.comments.theme if self.answer.comments else ""
        return [
            *(f"gap-{area}-{type_}" for area, type_ in cells),
            *(f"type-{one}" for one in self.explorer.figures.type_groups.same(choice.stakeholder) if one),
            f"theme-{theme}",
        ]
