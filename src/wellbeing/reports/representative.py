"""How alike those heard and those who could have been heard are, in sentences."""

import polars as pl

from wellbeing.measures.coverage.robustness import changes
from wellbeing.measures.coverage.similarity import Similarity, similarity
from wellbeing.model.errors import DataError
from wellbeing.reports.words.cells import percent
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures


def representative(answer: Answer) -> list[str]:
    """Similarity by region and by region group × type group, and what hangs on the benchmark."""
    regions = answer.coverage.areas.filter(area_kind="region")
    groups = answer.figures.of_groups(answer.coverage.cells)
    return [
        similarity_sentence("regions", regions, answer.contributions),
        similarity_sentence("groups of regions and types", groups, answer.contributions),
        sensitivity_sentence(answer.figures),
    ]


def similarity_sentence(noun: str, cells: pl.DataFrame, n: float) -> str:
    """How many voices are where the benchmark has them, with its fair reference; or why that is not said."""
    try:
        index = similarity(cells, n)
    except DataError as refusal:
        return f"By {noun}: {refusal}"
    return f"By {noun}: {_span(index)} of voices are where the benchmark would have them. {_fair(index)}"


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
        f"A fair draw of the same size would reach {percent(index.fair_mean)} on average (one in twenty less "
        f"than {percent(index.fair_5)}); whole contributions can reach {percent(index.achievable)}. "
        f"Of {index.strata} large enough to expect a voice, {strata} were heard at all."
    )


def sensitivity_sentence(figures: Figures) -> str:
    """How many states change under each other benchmark at hand."""
    rows = changes(figures.robust, figures.engagement.default_benchmark.id)
    named = {choice.id: choice.en for choice in figures.benchmarks}
    parts = [
        f"{row['changed']} of {row['compared']} under “{named[row['benchmark']]}”"
        for row in rows.iter_rows(named=True)
    ]
    if not parts:
        return "There is one benchmark only, so nothing was tested against another."
    return f"Cells whose state changes with the benchmark: {'; '.join(parts)}."
