"""Sentences made from figures: a cell, a cell answered at the finest level that can, a list of gaps."""

from collections.abc import Sequence

from wellbeing.reports.words.cells import (
    CellRow,
    basis_words,
    expected_words,
    heard_words,
    shortfall_words,
    state_words,
    upper_first,
)
from wellbeing.state.names import Names


def cell_sentence(row: CellRow, threshold: int) -> str:
    """What is known of one cell, in one line."""
    state = state_words(row).capitalize()
    tail = "; ".join(filter(None, (state, shortfall_words(row), basis_words(row))))
    return f"{upper_first(heard_words(row, threshold))}, {expected_words(row)}. {tail}."


def finest_sentence(row: CellRow, names: Names, threshold: int) -> str:
    """A question answered at the finest level that can, saying which.

    Args:
        row: of ``measures.coverage.finest``: the ``area`` and ``stakeholder`` of the question, the ``level`` that
            answers with its ``answer_area`` and ``answer_stakeholder``, and that cell's coverage.
        names: of areas and types.
        threshold: below which counts are not shown.
    """
    cell = names.cell(row["area"], row["stakeholder"])
    if row["level"] == "cell":
        return f"{cell}: {cell_sentence(row, threshold)}"
    if row["level"] == "none":
        return f"{cell}: too few expected to judge, alone or grouped."
    owner = names.cell(row["answer_area"], row["answer_stakeholder"])
    return f"{cell} alone cannot be judged. {owner}: {cell_sentence(row, threshold)}"


def heard_sentence(figures: dict[str, int]) -> str:
    """How many were heard, from the figures that are already public."""
    return (
        f"{figures['attendances']:,} attendances at {figures['hui']} hui in {figures['places']} places, and "
        f"{figures['responses']:,} survey responses; the same person may be in both."
    )


def lacking_sentence(gaps: int, thin: int, worst: Sequence[CellRow], names: Names) -> str:
    """Where the gaps are: how many of the groups of regions and types, and the largest of all."""
    if not worst:
        return "No group of regions and types is a gap on these figures."
    cells = [names.cell_short(row["area"], row["stakeholder"]) for row in worst]
    groups = f"{gaps} of the groups of regions and types {'is a gap' if gaps == 1 else 'are gaps'}"
    return (
        f"{groups} and {thin} {'looks' if thin == 1 else 'look'} thin. The largest gaps: {'; '.join(cells)}."
    )


def unknown_sentence(judged: float, unclear: int) -> str:
    """What cannot be said."""
    tail = "These are the voices of those who took part, not of everyone."
    if unclear == 0:
        return f"Every group of regions and types can be judged. {tail}"
    return (
        f"{unclear} groups are too small or not clear enough to judge; the rest hold {judged:.0%} of those "
        f"expected. {tail}"
    )
