"""How alike those heard and those who could have been heard are, in sentences."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS, middle
from wellbeing.measures.coverage.yardsticks import changes
from wellbeing.measures.opinion.intervals import Z
from wellbeing.measures.representativeness.response import unevenness
from wellbeing.measures.representativeness.similarity import MOST_UNMAPPED, Similarity, similarity
from wellbeing.model.errors import DataError
from wellbeing.reports.shows.coverage_sentences import NOTHING_EXPECTED
from wellbeing.reports.words.cells import join_words, percent
from wellbeing.state.answer import Answer

#: As many names as a sentence holds.
_MOST_NAMES: Final = 3
#: Whose labels these are stands in the analyst's refusal (``similarity``), not on a page.
NOT_MATCHED: Final = (
    "more than {most} of contributions may be of kinds that this comparison has no figure of, so nothing is "
    "said of all together."
)
#: Of a slice that holds nobody.
NOBODY: Final = "Nobody was heard here, so there is nothing to compare."


def representative(answer: Answer) -> list[str]:
    """Similarity by region and by region group × type group, and what hangs on the benchmark."""
    if answer.benchmark not in answer.figures.readings:
        return [f"Nothing to compare with: {NOTHING_EXPECTED}."]
    regions = answer.coverage.areas.filter(area_kind="region")
    groups = answer.figures.of_groups(answer.coverage.cells)
    types = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(answer.figures.types))
    by_region = {one: answer.names.area(one) for one in regions["area"]}
    by_type = {one: answer.names.stakeholder(one) for one in types["stakeholder"]}
    margins = [("region", regions, by_region), ("type", types, by_type)]
    compared = {"regions": regions, "groups of regions and types": groups}
    n = answer.contributions
    if round(n) < 1:
        return [NOBODY]
    return [
        *(similarity_sentence(noun, cells, n) for noun, cells in compared.items() if _has_share(cells)),
        *(response_sentence(*margin) for margin in margins if _has_share(margin[1]) and _is_heard(margin[1])),
        sensitivity_sentence(answer),
    ]


def _has_share(cells: pl.DataFrame) -> bool:
    """Whether the benchmark says anything of these cells."""
    return cells["share"].null_count() < cells.height


def _is_heard(cells: pl.DataFrame) -> bool:
    """Whether anybody of these cells was heard, as far as published figures tell."""
    return float(cells.select(middle()).sum().item()) > 0


def similarity_sentence(noun: str, cells: pl.DataFrame, n: float) -> str:
    """How many voices are where the benchmark has them, with its fair reference; or why that is not said."""
    try:
        index = similarity(cells, n)
    except DataError:
        return f"By {noun}: {NOT_MATCHED.format(most=percent(MOST_UNMAPPED))}"
    return f"By {noun}: {_span(index)} of voices are where the comparison would have them. {_fair(index)}"


def _span(index: Similarity) -> str:
    low, high = percent(index.low), percent(index.high)
    return low if low == high else f"{low} to {high}"


def _fair(index: Similarity) -> str:
    strata = (
        f"{index.heard_low}"
        if index.heard_low == index.heard_high
        else f"{index.heard_low} to {index.heard_high}"
    )
    return (
        f"A fair draw of the same size, people coming together as they did, would reach "
        f"{percent(index.fair_mean)} on average (one in twenty less than {percent(index.fair_5)}); whole "
        f"contributions can reach {percent(index.achievable)}. "
        f"Of {index.strata} large enough to expect a voice, {strata} were heard at all."
    )


def response_sentence(noun: str, cells: pl.DataFrame, names: dict[str, str]) -> str:
    """How unevenly the categories of a margin took part, and which least (partial R-indicators)."""
    key = "area" if noun == "region" else "stakeholder"
    found = unevenness(cells, [key])
    if not found.variation:
        return f"By {noun}: taking part varies no more than by chance."
    low = found.categories.filter(pl.col("partial") < -Z * pl.col("error")).sort("partial")[key]
    least = f" Least: {join_words([names[one] for one in low.head(_MOST_NAMES)])}." if low.len() else ""
    return (
        f"By {noun}: taking part varies by {percent(found.variation)} of its mean beyond chance "
        f"(standard error {percent(found.error)}).{least}"
    )


def sensitivity_sentence(answer: Answer) -> str:
    """How many of the groups, regions and types say otherwise under each other benchmark at hand."""
    figures, choice = answer.figures, answer.choice
    family = answer.coverage.family.select(DIMENSIONS)
    states = figures.yardsticks(choice.cut, answer.benchmark.id).join(family, on=DIMENSIONS)
    named = figures.benchmark_names
    rows = changes(states, answer.benchmark.id, [name for name in named if name in states.columns])
    parts = [
        f"{row['changed']} of {row['compared']} under “{named[row['benchmark']]}”"
        for row in rows.iter_rows(named=True)
    ]
    if not parts:
        return "There is only one thing to compare with, so nothing was tested against another."
    return f"Groups, regions and types of which another yardstick says otherwise: {'; '.join(parts)}."
