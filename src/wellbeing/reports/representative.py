"""How alike those heard and those who could have been heard are, in sentences."""

import polars as pl

from wellbeing.measures.robustness import changes
from wellbeing.measures.similarity import Similarity, similarity
from wellbeing.model.errors import DataError
from wellbeing.reports.words import percent
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures


def representative(answer: Answer, figures: Figures) -> list[str]:
    """Similarity by region and by region group × type group, and what hangs on the benchmark."""
    regions = answer.covered.areas.filter(area_kind="region")
    grouped = figures.grouped(answer.covered.cells)
    return [
        similar("regions", regions, answer.contributions),
        similar("groups of regions and types", grouped, answer.contributions),
        dependence(figures),
    ]


def similar(noun: str, cells: pl.DataFrame, n: float) -> str:
    """How many voices are where the benchmark has them, with its fair reference; or why that is not said."""
    try:
        told = similarity(cells, n)
    except DataError as refused:
        return f"By {noun}: {refused}"
    return f"By {noun}: {_span(told)} of voices are where the benchmark would have them. {_fair(told)}"


def _span(told: Similarity) -> str:
    low, high = percent(told.low), percent(told.high)
    return low if low == high else f"{low} to {high}"


def _fair(told: Similarity) -> str:
    strata = (
        f"{told.heard_low}" if told.heard_low == told.heard_high else f"{told.heard_low} to {told.heard_high}"
    )
    return (
        f"A fair draw of the same size would reach {percent(told.fair_mean)} on average (one in twenty less "
        f"than {percent(told.fair_5)}); whole contributions can reach {percent(told.achievable)}. "
        f"Of {told.strata} large enough to expect a voice, {strata} were heard at all."
    )


def dependence(figures: Figures) -> str:
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
