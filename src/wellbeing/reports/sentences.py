"""Sentences made from figures: The Point, a gap, a cell answered at the finest level that can."""

from collections.abc import Sequence

from wellbeing.reports.names import Names
from wellbeing.reports.words import Row, against, expected, heard, more_needed, state_words


def cell_sentence(row: Row, threshold: int) -> str:
    """What is known of one cell, in one line."""
    state = state_words(row).capitalize()
    tail = "; ".join(filter(None, (state, more_needed(row), against(row))))
    return f"{upper_first(heard(row, threshold))}, {expected(row)}. {tail}."


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence, its other letters as they are."""
    return text[:1].upper() + text[1:]


def cell_name(area: str, stakeholder: str, names: Names) -> str:
    """``Bay of Plenty · Providers``; a margin by its own name alone."""
    if area and stakeholder:
        return f"{names.area(area)} · {names.stakeholder(stakeholder)}"
    return names.area(area) if area else names.stakeholder(stakeholder)


def finest_sentence(row: Row, names: Names, threshold: int) -> str:
    """A question answered at the finest level that can, saying which.

    Args:
        row: of ``measures.finest``: the asked ``area`` and ``stakeholder``, the ``level`` that answers with
            its ``answer_area`` and ``answer_stakeholder``, and that cell's coverage.
        names: of areas and types.
        threshold: below which counts are not shown.
    """
    asked = cell_name(row["area"], row["stakeholder"], names)
    if row["level"] == "cell":
        return f"{asked}: {cell_sentence(row, threshold)}"
    if row["level"] == "none":
        return f"{asked}: too few expected to judge, alone or grouped."
    where = cell_name(row["answer_area"], row["answer_stakeholder"], names)
    return f"{asked} alone cannot be judged. {where}: {cell_sentence(row, threshold)}"


def heard_sentence(figures: dict[str, int]) -> str:
    """How many were heard, from the figures that are already public."""
    return (
        f"{figures['attendances']:,} attendances at {figures['hui']} hui in {figures['places']} places, and "
        f"{figures['responses']:,} survey responses; the same person may be in both."
    )


def lacking_sentence(gaps: int, thin: int, worst: Sequence[Row], names: Names) -> str:
    """Where the gaps are: how many of the groups of regions and types, and the largest of all."""
    if not worst:
        return "No group of regions and types is a gap on these figures."
    named = [f"{names.area(row['area'])} · {names.stakeholder_short(row['stakeholder'])}" for row in worst]
    groups = f"{gaps} of the groups of regions and types {'is a gap' if gaps == 1 else 'are gaps'}"
    return (
        f"{groups} and {thin} {'looks' if thin == 1 else 'look'} thin. The largest gaps: {'; '.join(named)}."
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
