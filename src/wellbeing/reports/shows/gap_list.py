"""The list of gaps beside the map: how many of those expected were heard, in its range, most lacking first."""

from typing import Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.model.engagement import Nouns
from wellbeing.reports.shows.coverage_sentences import no_gaps
from wellbeing.reports.shows.listing import Bar, Listing, ListRow
from wellbeing.reports.words.cells import CellRow, count_text, expected_words, heard_words, state_words
from wellbeing.reports.words.sentences import chance_sentence
from wellbeing.state.answer import Answer

#: The end of the axis, as times the number expected.
AXIS: Final = 1.25
TICKS: Final = ((0.0, "0"), (100 * 0.8 / AXIS, ""), (100 / AXIS, "100\N{NO-BREAK SPACE}%"))
FAMILY: Final = "Listed are {regions}, {types}, and groups of {regions} by groups of {types}."
TARGETS_ASSUMED: Final = (
    "Expected numbers by {type} are an assumed target, not a count of who could have been heard."
)


def gap_listing(answer: Answer) -> Listing:
    """Cells of the list, gaps first; what is chosen does not change it."""
    gaps = answer.coverage.gaps
    states = gaps["state"].cast(pl.String)
    number, thin = int((states == "gap").sum()), int((states == "thin").sum())
    return Listing(
        title=f"{_gaps(number)} · {thin} {'looks' if thin == 1 else 'look'} thin",
        rows=(("", tuple(_row(row, answer) for row in gaps.iter_rows(named=True))),),
        left="Heard",
        right="Expected",
        ticks=TICKS,
        note=_note(gaps, number, answer.names.words),
        empty=no_gaps(answer),
        is_sorted=True,
    )


def _gaps(number: int) -> str:
    return f"{number} gap" if number == 1 else f"{number or 'No'} gaps"


def _note(gaps: pl.DataFrame, number: int, words: Nouns) -> str:
    """What is listed, against what, and how much of it may be chance."""
    is_assumed = "assumed" in gaps["basis"].cast(pl.String)
    chance = chance_sentence(gaps.head(number).to_dicts()) if number else ""
    family = FAMILY.format(regions=words.regions, types=words.types)
    assumed = TARGETS_ASSUMED.format(type=words.type) if is_assumed else ""
    return " ".join(filter(None, (chance, family, assumed)))


def _row(row: CellRow, answer: Answer) -> ListRow:
    names, figures = answer.names, answer.figures
    area, type_ = row["area"], row["stakeholder"]
    name = names.cell(area, type_)
    said = f"{heard_words(row, answer.threshold)}, {expected_words(row)}: {state_words(row)}"
    return ListRow(
        id=f"gap-{area}-{type_}",
        name=name,
        choice={"area": area, "stakeholder": type_},
        key=row["state"],
        glyph=GLYPHS[row["state"]],
        words=f"{name}: {said}",
        left=count_text(row, answer.threshold),
        right=f"{row['expected']:,.0f}",
        bar=_bar(row),
        order=(_order(area, [*figures.region_groups.ids, *figures.regions]), _order(type_, _types(answer))),
    )


def _types(answer: Answer) -> list[str]:
    return [*answer.figures.type_groups.ids, *answer.figures.types]


def _bar(row: CellRow) -> Bar:
    """How many times those expected were heard: a dot and its interval, or the range of a count that is not told."""
    if row["ratio"] is None:
        return Bar(known=_along(row["high"] / row["expected"]))
    lower, upper = _along(row["lower"]), _along(row["upper"])
    return Bar(at=_along(row["ratio"]), lower=lower, width=round(upper - lower, 1))


def _along(times: float) -> float:
    return round(min(100.0, 100 * times / AXIS), 1)


def _order(name: str, names: list[str]) -> int:
    return names.index(name) if name in names else -1
