"""How alike those heard and those who could have been heard are, in sentences."""

from typing import Final

import polars as pl

from wellbeing.language import join_words, message, say
from wellbeing.measures.cells import DIMENSIONS, middle
from wellbeing.measures.coverage.yardsticks import changes
from wellbeing.measures.opinion.intervals import Z
from wellbeing.measures.representativeness.response import unevenness
from wellbeing.reports.evidence.similarity import similarity_sentence
from wellbeing.reports.shows.coverage_sentences import NOTHING_EXPECTED
from wellbeing.reports.words.cells import percent
from wellbeing.state.answer import Answer

#: As many names as a sentence holds.
_MOST_NAMES: Final = 3
#: What such figures are of, and how they stand to the finding.
OF_ALL: Final = message(
    "These figures are of all {regions} or {types} taken together, compared with "
    "“{benchmark}”. The list of gaps judges each by itself: all together may look even while "
    "a few are missed."
)
OF_ALL_ALONE: Final = message(
    "These figures are of all {regions} or {types} taken together, of “{cut}” alone, compared with “{benchmark}”. The "
    "list of gaps judges each by itself: all together may look even while a few are missed."
)
#: Of targets, which are numbers.
NOT_OF_ALL: Final = message("“{benchmark}” are no shares of all, so nothing is said of all together.")
#: Of a slice that holds nobody.
NOBODY: Final = message("Nobody was heard here, so there is nothing to compare.")


def representative(answer: Answer) -> list[str]:
    """Similarity by region and by region group × type group, and what hangs on the benchmark."""
    if answer.benchmark not in answer.figures.readings:
        return [say("Nothing to compare with: {nothing_expected}.", nothing_expected=say(NOTHING_EXPECTED))]
    regions = answer.coverage.areas.filter(area_kind="region")
    groups = answer.figures.of_groups(answer.coverage.cells)
    types = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(answer.figures.types))
    words, n = answer.names.words, answer.contributions
    by_region = {one: answer.names.area(one) for one in regions["area"]}
    by_type = {one: answer.names.stakeholder(one) for one in types["stakeholder"]}
    margins = [("area", words.regions, regions, by_region), ("stakeholder", words.types, types, by_type)]
    compared = {
        words.regions: regions,
        say(
            "groups of {regions}, each parted into groups of {types}",
            regions=words.regions,
            types=words.types,
        ): groups,
    }
    compared = {noun: cells for noun, cells in compared.items() if _has_share(cells)}
    if round(n) < 1:
        return [say(NOBODY)]
    return [
        _of_all(answer) if compared else say(NOT_OF_ALL, benchmark=answer.benchmark.en),
        *(similarity_sentence(noun, cells, n) for noun, cells in compared.items()),
        *(response_sentence(*margin) for margin in margins if _has_share(margin[2]) and _is_heard(margin[2])),
        sensitivity_sentence(answer),
    ]


def _of_all(answer: Answer) -> str:
    words, cut = answer.names.words, answer.names.cut(answer.choice.cut)
    told = {"regions": words.regions, "types": words.types, "benchmark": answer.benchmark.en}
    return say(OF_ALL_ALONE, cut=cut, **told) if cut else say(OF_ALL, **told)


def _has_share(cells: pl.DataFrame) -> bool:
    """Whether the benchmark says anything of these cells."""
    return cells["share"].null_count() < cells.height


def _is_heard(cells: pl.DataFrame) -> bool:
    """Whether anybody of these cells was heard, as far as published figures tell."""
    return float(cells.select(middle()).sum().item()) > 0


#: How many would be told otherwise with another benchmark; those after it say their numbers alone.
CHANGED: Final = message("{changed} of {compared} would be told otherwise with “{benchmark}”")


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
        return say(
            "Between {noun}, taken together, how fully each took part varies no more than by chance.",
            noun=noun,
        )
    if found.variation <= Z * found.error:
        return say(
            "Between {noun}, it cannot be told whether how fully each took part varies more than by chance.",
            noun=noun,
        )
    low = found.categories.filter(pl.col("partial") < -Z * pl.col("error")).sort("partial")[key]
    varies = say(
        "Between {noun}, how fully each took part varies by {variation} of the average, more than by chance (about "
        "±{error}).",
        noun=noun,
        variation=percent(found.variation),
        error=percent(Z * found.error),
    )
    least = say("Least: {names}.", names=join_words([names[one] for one in low.head(_MOST_NAMES)]))
    return f"{varies} {least}" if low.len() else varies


def sensitivity_sentence(answer: Answer) -> str:
    """How many of the groups, regions and types say otherwise under each other benchmark at hand."""
    figures, choice, words = answer.figures, answer.choice, answer.names.words
    family = answer.coverage.family.select(DIMENSIONS)
    states = figures.yardsticks(choice.cut, answer.benchmark.id).join(family, on=DIMENSIONS)
    named = figures.benchmark_names
    rows = changes(states, answer.benchmark.id, [name for name in named if name in states.columns])
    others = rows.with_columns(pl.col("benchmark").replace_strict(named)).rows(named=True)
    if not others:
        return say("There is only one thing to compare with, so nothing was tested against another.")
    told = [
        say(
            "{changed} of {compared} with “{benchmark}”" if at else CHANGED,
            changed=row["changed"],
            compared=row["compared"],
            benchmark=row["benchmark"],
        )
        for at, row in enumerate(row for row in others if row["changed"])
    ]
    same = [f"“{row['benchmark']}”" for row in others if not row["changed"]]
    nouns = {"regions": words.regions, "types": words.types}
    said = [
        say(
            "Of the {regions}, {types} and groups that both can judge, {told}.",
            told=join_words(told),
            **nouns,
        )
        if told
        else "",
        say("Compared with {same}, none would be told otherwise.", same=join_words(same)) if same else "",
    ]
    return " ".join(filter(None, said))
