"""What a cell of the matrix or an area of the map shows: a key for its colour, a glyph, a text, words."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.measures.positions import SHARED
from wellbeing.reports.pictured import SIDES, Pictured, nothing, of_group, side_of
from wellbeing.reports.raised import WITHOUT_CODES, at_hui, is_small, raised, why_lent
from wellbeing.reports.tones import toned
from wellbeing.reports.words import (
    FEW_SOURCES,
    Row,
    band,
    count_text,
    expected,
    heard,
    more_needed,
    percent,
    state_words,
)
from wellbeing.state.answer import Answer, may_be_mapped
from wellbeing.state.commented import Margins
from wellbeing.state.figures import Figures

SIDE_WORDS: Final = {
    "below": "below the whole engagement",
    "level": "not told apart from the whole engagement",
    "above": "above the whole engagement",
}
UNMAPPED: Final = nothing("not mapped: opinion of Māori is mapped only where kaitiaki allow it")
NOT_FINER: Final = nothing("comments are not told this finely: choose its group")
Cells = dict[tuple[str, str], Pictured]


def coverage_cells(answer: Answer, threshold: int) -> Cells:
    """Area × type → picture of its coverage, margins under ""."""
    told = answer.covered
    frames = (told.cells, told.areas, told.stakeholders, told.whole)
    return _pictured(frames, partial(covered, threshold=threshold))


def covered(row: Row, threshold: int) -> Pictured:
    """The picture of one row of a coverage table."""
    judged = "; ".join(filter(None, (state_words(row).capitalize(), more_needed(row))))
    words = f"{heard(row, threshold)}, {expected(row)}. {judged}"
    return Pictured(row["state"], GLYPHS[row["state"]], count_text(row, threshold), words)


def opinion_cells(answer: Answer, figures: Figures) -> Cells:
    """Area × type → picture of what was said: positions, tone or a theme; margins under "".

    A type of Māori has none by area, which would be a map, unless kaitiaki allow it.
    """
    return {
        (area, name): picture if not area or may_be_mapped(figures.engagement, name) else UNMAPPED
        for (area, name), picture in _opinions(answer, figures).items()
    }


def _opinions(answer: Answer, figures: Figures) -> Cells:
    told, threshold = answer.commented, figures.release.policy.threshold
    if answer.choice.show == "position" or told is None:
        agrees = pl.col("position").cast(pl.String) == "support"
        every = (answer.said.cells, answer.said.areas, answer.said.stakeholders, answer.said.whole)
        picture = partial(said, threshold=threshold)
        return _pictured([frame.filter(agrees) for frame in every], picture)
    if answer.choice.show == "tone":
        scoring = figures.comments.scoring(told.question.id)
        picture = partial(toned, scoring=scoring, threshold=threshold)
        return _pictured(_frames(told.toned), picture)
    if told.raised is None or answer.choice.codes == "without":
        return _pictured(_frames(told.toned), lambda _: nothing(WITHOUT_CODES))
    return _pictured(_frames(told.raised), partial(raised, threshold=threshold))


def picture_of(cells: Cells, figures: Figures, area: str, stakeholder: str) -> Pictured:
    """The picture of a cell, or of the cell of its groups where it is told no finer."""
    if (area, stakeholder) in cells:
        return cells[area, stakeholder]
    group = cells.get((figures.home(area), figures.heading(stakeholder)))
    return of_group(group) if group else NOT_FINER


def mapped_pictures(answer: Answer, figures: Figures) -> dict[str, Pictured]:
    """Area → what the map shows of it: its state, or what was said there."""
    areas, type_ = answer.covered.areas["area"], answer.choice.stakeholder
    if answer.choice.show == "coverage":
        threshold = figures.release.policy.threshold
        return {row["area"]: covered(row, threshold) for row in answer.covered.mapped.iter_rows(named=True)}
    if not answer.mappable:
        return dict.fromkeys(areas, UNMAPPED)
    if answer.choice.show == "theme" and answer.choice.measure == "hui":
        hui = _hui(answer, figures.release.policy.hui)
        return {area: hui[area] if hui[area].text else of_group(hui[figures.home(area)]) for area in areas}
    cells = opinion_cells(answer, figures)
    return {area: picture_of(cells, figures, area, type_) for area in areas}


def said(row: Row, threshold: int) -> Pictured:
    """The picture of the share that agrees in one cell: side and sureness, never the share alone."""
    is_lent = row["tier"] == "group"
    tier = row["answer_tier"] if is_lent else row["tier"]
    if tier not in SHARED:
        unsaid = _unsaid(row, tier, threshold)
        return of_group(unsaid) if is_lent else unsaid
    side = side_of(row["p_below"])
    is_sure = side == "level" or (tier == "full" and not is_lent)
    share = percent(row["share"])
    interval = band(row["lower"], row["upper"])
    lent = f"; the figure of its group, for {why_lent(row, 'answered')}" if is_lent else ""
    return Pictured(
        side if is_sure else f"{side}_pale",
        SIDES[side],
        f"({share})" if is_lent else share,
        f"{share} ({interval}), {SIDE_WORDS[side]}{lent}",
    )


def _unsaid(row: Row, tier: str, threshold: int) -> Pictured:
    """No share: how many answered, where that may be said."""
    if row["one_source"]:
        return nothing(f"no share: {FEW_SOURCES}")
    if tier == "words" and row["answered"] >= threshold:
        few = f"fewer than {threshold} of them agree" if is_small(row) else "too few to give a share"
        number = f"{row['answered']:,}"
        return Pictured("unsaid", "", f"n {number}", f"about {number} answered: {few}")
    return nothing("too few answered to say anything")


def _hui(answer: Answer, fewest: int) -> dict[str, Pictured]:
    told = answer.commented
    if told is None or told.at_hui is None or answer.choice.codes == "without":
        return dict.fromkeys(answer.covered.areas["area"], nothing(WITHOUT_CODES))
    return {row["area"]: at_hui(row, fewest) for row in told.at_hui.iter_rows(named=True)}


def _frames(margins: Margins) -> list[pl.DataFrame]:
    return [margins.cells, margins.areas, margins.stakeholders, margins.whole]


def _pictured(frames: Sequence[pl.DataFrame], picture: Callable[[Row], Pictured]) -> Cells:
    """Pictures of the cells and of the margins, which lack an area, a type or both."""
    return {
        (row.get("area", ""), row.get("stakeholder", "")): picture(row)
        for frame in frames
        for row in frame.iter_rows(named=True)
    }
