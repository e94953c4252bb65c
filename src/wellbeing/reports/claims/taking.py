"""A claim made of what a page shows, and whether a release says it."""

import polars as pl

from wellbeing.measures.coverage.states import UNDER
from wellbeing.reports.claims.content import Claim, ClaimedCell, Taking
from wellbeing.reports.shows.registry import explorer_of, show_of
from wellbeing.reports.words.lending import picture_at
from wellbeing.state.answer import Answer
from wellbeing.state.choice import from_address, to_address
from wellbeing.state.figures import Figures

#: An area and a type; either may be "".
Cell = tuple[str, str]


def claim_of(answer: Answer, taken: Taking) -> Claim:
    """The first sentence of what a page shows of an answer."""
    made = answer.figures.release.manifest
    return Claim(
        engagement=made.engagement,
        tier=made.tier,
        release=made.id,
        address=resting_address(answer),
        sentence=show_of(answer).point(answer)[0],
        taken=taken,
        cells=tuple(claimed_cells(answer)),
    )


def resting_address(answer: Answer) -> str:
    """The address with what the sentence rests on, and nothing else of the choice: one sentence has one."""
    return to_address(answer.choice.only({"show", "area", "stakeholder", *show_of(answer).fields}))


def is_said(claim: Claim, figures: Figures) -> bool:
    """Whether a release says a sentence, and of every cell that it rests on what the claim says."""
    explorer = explorer_of(figures.release, figures)
    explorer.filters.choose(from_address(claim.address))
    return not explorer.filters.note and claim_of(explorer.answer, claim.taken) == claim


def claimed_cells(answer: Answer) -> list[ClaimedCell]:
    """What the first sentence rests on; nothing of a community or of several at once, whose sentence is compared."""
    choice, show = answer.choice, show_of(answer)
    if choice.community or choice.is_several:
        return []
    pictures = show.cell_pictures(answer)
    cells = [(cell, picture_at(pictures, answer.figures, *cell)) for cell in _cells(answer)]
    return [
        ClaimedCell(*cell, state=picture.key, figure=picture.numbers.figure, count=count_of(answer, cell))
        for cell, picture in cells
    ]


def count_of(answer: Answer, cell: Cell) -> int | None:
    """How many were heard, where the sentence says that: of one cell that is chosen."""
    if (
        show_of(answer).is_opinion
        or cell == ("", "")
        or not (answer.choice.area or answer.choice.stakeholder)
    ):
        return None
    found: int | None = answer.coverage.at(*cell)["count"].item()
    return found


def _cells(answer: Answer) -> list[Cell]:
    """Of everybody: the list of gaps, or the groups of types that are told one by one."""
    choice = answer.choice
    if choice.area or choice.stakeholder:
        return [(choice.area, choice.stakeholder)]
    if show_of(answer).is_opinion:
        return [("", one) for one in ("", *answer.figures.type_groups.ids)]
    listed = answer.coverage.family.filter(pl.col("state").cast(pl.String).is_in(UNDER))
    return [(area, stakeholder) for area, stakeholder in listed.select("area", "stakeholder").iter_rows()]
