"""Whether a sentence that was taken holds under another release: told in states and words, never by a count."""

from collections.abc import Iterator
from typing import Final

from wellbeing.language import message, say
from wellbeing.model.errors import quoted
from wellbeing.reports.claims.content import Claim, ClaimedCell
from wellbeing.reports.claims.taking import Cell, claimed_cells
from wellbeing.reports.shows.registry import explorer_of, show_of
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.lending import picture_at
from wellbeing.state.answer import Answer
from wellbeing.state.choice import from_address
from wellbeing.state.figures import Figures

GONE: Final = message("what it is of is not in this release")
OTHERWISE: Final = message("the page says it otherwise now")
NOT_LISTED: Final = message("not on the list of gaps")
#: A state that no legend names.
_UNSAID: Final = message("not told")


def is_judged(claim: Claim, figures: Figures) -> bool:
    """Whether a claim is of another release of the same engagement and tier."""
    made = figures.release.manifest
    return (claim.engagement, claim.tier) == (made.engagement, made.tier) and claim.release != made.id


def no_longer(claim: Claim, figures: Figures) -> list[str]:
    """Why a sentence does not hold under these figures, in words; nothing where it holds."""
    explorer = explorer_of(figures.release, figures)
    explorer.filters.choose(from_address(claim.address))
    answer = explorer.answer
    unknown = [one for one in claim.cells if not answer.names.knows(one.area, one.stakeholder)]
    if explorer.filters.note or unknown:
        ids = dict.fromkeys(" · ".join(filter(None, (one.area, one.stakeholder))) for one in unknown)
        return [f"{GONE}: {quoted(ids)}" if ids else GONE]
    if not claim.cells and not _is_list(answer):
        return [] if show_of(answer).point(answer)[0] == claim.sentence else [OTHERWISE]
    return list(_otherwise(claim, answer))


def _otherwise(claim: Claim, answer: Answer) -> Iterator[str]:
    names = answer.names
    was = {(one.area, one.stakeholder): one for one in claim.cells}
    now = {(one.area, one.stakeholder): one for one in claimed_cells(answer)}
    for cell in {**was, **now}:
        before = _words(was.get(cell), answer)
        after = _words(now.get(cell) or _unlisted(cell, answer), answer)
        if before != after:
            yield say(
                "{cell} was “{before}” and is “{after}”", cell=names.cell(*cell), before=before, after=after
            )
        elif cell in was and (what := _other_number(was[cell], answer)):
            yield say(what, cell=names.cell(*cell))


def _is_list(answer: Answer) -> bool:
    """Whether the sentence is the list of gaps, which may be empty."""
    choice = answer.choice
    is_whole = not (choice.area or choice.stakeholder or choice.community)
    return is_whole and not show_of(answer).is_opinion


def _unlisted(cell: Cell, answer: Answer) -> ClaimedCell:
    """The cell as it is now, though the sentence names it no more."""
    picture = picture_at(show_of(answer).cell_pictures(answer), answer.figures, *cell)
    return ClaimedCell(*cell, state=picture.key)


def _words(cell: ClaimedCell | None, answer: Answer) -> str:
    """What a state is called on the page."""
    if cell is None:
        return say(NOT_LISTED)
    called = {entry.key: entry.words for entry in show_of(answer).legend(answer)}
    return called.get(cell.state) or say(STATE_WORDS.get(cell.state, _UNSAID))


def _other_number(was: ClaimedCell, answer: Answer) -> str:
    """Which number of a sentence is outside of what this release leaves open; "" where none is."""
    cell = (was.area, was.stakeholder)
    numbers = picture_at(show_of(answer).cell_pictures(answer), answer.figures, *cell).numbers
    if was.figure is not None and not _is_within(was.figure, numbers.lower, numbers.upper):
        return message("the figure of {cell} is another now")
    if was.count is None:
        return ""
    row = answer.coverage.at(*cell).row(0, named=True)
    return (
        ""
        if _is_within(was.count, row["low"], row["high"])
        else message("the number heard of {cell} is another now")
    )


def _is_within(value: float, low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low <= value <= high
