"""Cells that something rests on, by the address of the page that shows each: what a release tells of them."""

from typing import Final, Literal

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.model.grouping import AND
from wellbeing.reports.shows.registry import explorer_of, show_of
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.lending import picture_at
from wellbeing.state.answer import Answer
from wellbeing.state.choice import from_address, to_address
from wellbeing.state.figures import Figures
from wellbeing.state.names import curly

Telling = Literal["told", "hidden", "missing"]
HIDDEN: Final = message("no figure of it alone is told")
MISSING: Final = message("not in this release")
#: The key of a picture that says nothing.
_UNSAID: Final = "unsaid"


class Reference(msgspec.Struct, frozen=True):
    """One cell: how to come to it, whose it is, and what is told of it."""

    #: The query of the page's address, as the page itself would write it.
    address: str
    #: What is shown there, of whom.
    of: str
    #: The first sentence of the page there; "" where there is none.
    says: str
    told: Telling

    @property
    def words(self) -> str:
        """What it says, and whether that is its own figure."""
        if self.told == "missing":
            return f"“{self.address}”: {say(MISSING)}."
        return self.says if self.told == "told" else f"{self.says.rstrip('.')} ({say(HIDDEN)})."

    @property
    def beside_name(self) -> str:
        """The same, where ``of`` stands before it: without the question once more."""
        question = self.of.rpartition(" · ")[2]
        return upper_first(self.words.removeprefix(f"“{question}”: "))


def reference(figures: Figures, address: str) -> Reference:
    """What a release tells of the cell at an address: a whole one, or its query."""
    query = address.rpartition("?")[2]
    explorer = explorer_of(figures.release, figures)
    explorer.filters.choose(from_address(query))
    if explorer.filters.note:
        return Reference(query, query, "", "missing")
    answer = explorer.answer
    show = show_of(answer)
    return Reference(
        address=to_address(answer.choice),
        of=curly(" · ".join(filter(None, (answer.names.selection(answer.choice), show.title(answer))))),
        says=show.point(answer)[0],
        told="told" if is_told(answer) else "hidden",
    )


def is_told(answer: Answer) -> bool:
    """Whether what is chosen has a figure of its own, and not its group's, or none."""
    choice, show = answer.choice, show_of(answer)
    if not (choice.area or choice.stakeholder or choice.community):
        return True
    if show.is_opinion:
        picture = picture_at(show.cell_pictures(answer), answer.figures, choice.area, choice.stakeholder)
        return not (answer.is_kept or picture.owner or picture.key == _UNSAID)
    return _cell(answer)["status"].cast(pl.String).to_list() == ["shown"]


def _cell(answer: Answer) -> pl.DataFrame:
    """The published cell of who was heard."""
    choice = answer.choice
    if choice.community:
        table = answer.figures.release.table("region_community" if choice.area else "community")
        of_whom = table.filter(community=choice.community)
        return of_whom.filter(area=choice.area) if choice.area else of_whom
    if AND in choice.area or AND in choice.stakeholder:
        return answer.coverage.finest
    return answer.coverage.at(choice.area, choice.stakeholder)
