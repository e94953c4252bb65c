"""The design of a release from what anyone knows of its engagement: the one place where facts are put together.

Whoever makes a release asks the record which of them are true; whoever checks one asks its manifest.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from wellbeing.model.policy import Policy
from wellbeing.release.protect.design import Design, Grid, design
from wellbeing.release.protect.facts import (
    Fact,
    attendance,
    nobody,
    not_offered,
    public_totals,
    published_totals,
    silent_topics,
    total,
)


@dataclass(frozen=True)
class PublicKnowledge:
    """What is known of an engagement without a release."""

    #: ``registers.hui_held``.
    held: pl.DataFrame
    #: The engagement's published figures.
    published: pl.DataFrame
    #: How many contributions there are, which is always told.
    number: int


def plan(grid: Grid, known: PublicKnowledge, policy: Policy, is_public: Callable[[Fact], bool]) -> Design:
    """The design in which those of the candidates are facts of which that is so.

    Args:
        grid: the counts.
        known: what the candidates are made of.
        policy: of the tier whose figures are measured.
        is_public: whether a candidate is a fact.
    """
    cells, along, held = grid.cells, grid.axes, known.held
    totals = public_totals(known.published, along.members.get("topic", ()), known.number)
    published = published_totals(cells, totals)
    totals = totals if totals and is_public(published) else {}
    certain = [total(cells, along, known.number), not_offered(cells, along), *([published] if totals else [])]
    facts = [fact for fact in certain if is_public(fact)]
    listed = held.select("event", "region", "week").clear()
    calendar = nobody(cells, along, placed_in_time(held, along.periods), totals)
    if is_public(calendar):
        listed = held.select("event", "region", "week")
        at_each = [attendance(cells, held)] if along.settings.attendance_is_public else []
        facts += [calendar, *(fact for fact in at_each if is_public(fact))]
    return design(grid, facts, policy, listed, silent_topics(totals))


def placed_in_time(held: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """``region``, ``week``, ``period`` of each hui that was held."""
    return held.join(periods, on="month", how="inner").select("region", "week", "period")
