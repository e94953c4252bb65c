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
#: What such figures are of, and how they stand to the finding.
OF_ALL: Final = (
    "These figures are of all {regions} or {types} taken together{alone}, compared with “{benchmark}”. The list of "
    "gaps judges each by itself: all together may look even while a few are missed."
)
#: Of targets, which are numbers.
NOT_OF_ALL: Final = "“{benchmark}” are no shares of all, so nothing is said of all together."
#: Whose labels these are stands in the analyst's refusal (``similarity``), not on a page.
NOT_MATCHED: Final = (
    "nothing is said of all together, since more than {most} of contributions may be of kinds that this comparison "
    "has no figure of."
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
    words, n = answer.names.words, answer.contributions
    by_region = {one: answer.names.area(one) for one in regions["area"]}
    by_type = {one: answer.names.stakeholder(one) for one in types["stakeholder"]}
    margins = [("area", words.regions, regions, by_region), ("stakeholder", words.types, types, by_type)]
    compared = {
        words.regions: regions,
        f"groups of {words.regions}, each parted into groups of {words.types}": groups,
    }
    compared = {noun: cells for noun, cells in compared.items() if _has_share(cells)}
    if round(n) < 1:
        return [NOBODY]
    return [
        _of_all(answer) if compared else NOT_OF_ALL.format(benchmark=answer.benchmark.en),
        *(similarity_sentence(noun, cells, n) for noun, cells in compared.items()),
        *(response_sentence(*margin) for margin in margins if _has_share(margin[2]) and _is_heard(margin[2])),
        sensitivity_sentence(answer),
    ]


def _of_all(answer: Answer) -> str:
    words, cut = answer.names.words, answer.names.cut(answer.choice.cut)
    alone = f", of “{cut}” alone" if cut else ""
    return OF_ALL.format(regions=words.regions, types=words.types, benchmark=answer.benchmark.en, alone=alone)


def _has_share(cells: pl.DataFrame) -> bool:
    """Whether the benchmark says anything of these cells."""
    return cells["share"].null_count() < cells.height


def _is_heard(cells: pl.DataFrame) -> bool:
    """Whether anybody of these cells was heard, as far as published figures tell."""
    return float(cells.select(middle()).sum().item()) > 0


def similarity_sentence(noun: str, cells: pl.DataFrame, n: float) -> str:
    """How many contributions are where the benchmark has them, beside a fair draw and the gaps among these cells.

    Args:
        noun: what the cells are called.
        cells: of coverage, whole and not overlapping.
        n: contributions in them.
    """
    try:
        index = similarity(cells, n)
    except DataError:
        return f"By {noun}: {NOT_MATCHED.format(most=percent(MOST_UNMAPPED))}"
    return (
        f"By {noun}: {_span(index)} of contributions come from where they are expected. {_fair(index)} "
        + " ".join((_verdict(index), _gaps_among(cells, index), _strata(index)))
    )


def _span(index: Similarity) -> str:
    low, high = percent(index.low), percent(index.high)
    return low if low == high else f"{low} to {high}"


def _fair(index: Similarity) -> str:
    most = f" (no more than {percent(index.achievable)} is possible)" if index.achievable < _ALL else ""
    return (
        f"A fair draw of as many, coming together as they did, would reach about {percent(index.fair_mean)}, "
        f"and less than {percent(index.fair_5)} only one time in twenty{most}."
    )


#: What is less would not be told as 100 %.
_ALL: Final = 0.995


def _verdict(index: Similarity) -> str:
    """Which of the two it is; the range that counts leave may hold both."""
    if index.low >= index.fair_5:
        return "So all together are no further off than chance would make them."
    if index.high < index.fair_5:
        return "So all together are further off than chance would make them."
    return (
        "Whether all together are further off than chance would make them cannot be told from these counts."
    )


def _gaps_among(cells: pl.DataFrame, index: Similarity) -> str:
    """How many of the cells are gaps, and how much is expected of them: how both can be so."""
    gaps = cells.filter(pl.col("state").cast(pl.String) == "gap")
    if gaps.is_empty():
        return "None of them is a gap."
    part = float(gaps["share"].fill_null(0.0).sum()) / float(cells["share"].fill_null(0.0).sum())
    are = "1 of them is a gap" if gaps.height == 1 else f"{gaps.height} of them are gaps"
    yet = "Yet " if index.low >= index.fair_5 else ""
    return f"{yet}{are}, from which {percent(part)} of all contributions are expected."


def _strata(index: Similarity) -> str:
    """How many of those large enough were heard, and of how many that is not told."""
    large, open_ones = index.strata, index.heard_high - index.heard_low
    if index.heard_low == large:
        return f"All {large} that are large enough to expect a contribution were heard."
    silent = f", {large - index.heard_high} were not" if large > index.heard_high else ""
    hidden = f", and of {open_ones} it is hidden whether anybody was" if open_ones else ""
    return (
        f"Of the {large} that are large enough to expect a contribution, {index.heard_low} were surely heard"
        f"{silent}{hidden}."
    )


def response_sentence(key: str, noun: str, cells: pl.DataFrame, names: dict[str, str]) -> str:
    """How unevenly the categories of a margin took part, and which least (partial R-indicators).

    Args:
        key: the column that tells one category from another.
        noun: what several are called.
        cells: of coverage, of the margin.
        names: of the categories.
    """
    found = unevenness(cells, [key])
    if not found.variation:
        return f"Between {noun}, taken together, how fully each took part varies no more than by chance."
    if found.variation <= Z * found.error:
        return (
            f"Between {noun}, it cannot be told whether how fully each took part varies more than by chance."
        )
    low = found.categories.filter(pl.col("partial") < -Z * pl.col("error")).sort("partial")[key]
    least = f" Least: {join_words([names[one] for one in low.head(_MOST_NAMES)])}." if low.len() else ""
    return (
        f"Between {noun}, how fully each took part varies by {percent(found.variation)} of the average, more than by "
        f"chance (about ±{percent(Z * found.error)}).{least}"
    )


def sensitivity_sentence(answer: Answer) -> str:
    """How many of the groups, regions and types say otherwise under each other benchmark at hand."""
    figures, choice, words = answer.figures, answer.choice, answer.names.words
    family = answer.coverage.family.select(DIMENSIONS)
    states = figures.yardsticks(choice.cut, answer.benchmark.id).join(family, on=DIMENSIONS)
    named = figures.benchmark_names
    rows = changes(states, answer.benchmark.id, [name for name in named if name in states.columns])
    others = rows.with_columns(pl.col("benchmark").replace_strict(named)).rows(named=True)
    if not others:
        return "There is only one thing to compare with, so nothing was tested against another."
    told = [
        f"{row['changed']} of {row['compared']} with “{row['benchmark']}”" for row in others if row["changed"]
    ]
    same = [f"“{row['benchmark']}”" for row in others if not row["changed"]]
    first, *rest = told or [""]
    first = first.replace(" with", " would be told otherwise with", 1)
    said = [
        f"Of the {words.regions}, {words.types} and groups that both can judge, {join_words([first, *rest])}."
        if told
        else "",
        f"Compared with {join_words(same)}, none would be told otherwise." if same else "",
    ]
    return " ".join(filter(None, said))
