"""What may hold among counts besides their equations, and an outsider may see to hold: no estimate uses it.

What is promised of figures counts it in (``design.Design.least``).
"""

from collections.abc import Collection
from typing import Final

import polars as pl

from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.protect.equations import Batch, Equations, related

#: Of whom a count may be, beside what it is cut by.
_WHO: Final = ("area", "stakeholder", "community")
_HUI: Final = "hui"


def ties(cells: pl.DataFrame, axes: Axes, silent: Collection[str], events: pl.DataFrame) -> tuple[Batch, ...]:
    """Every tie of an engagement that may hold.

    Args:
        cells: ``grid.distinct_counts``.
        axes: the members of each dimension.
        silent: topics without a response.
        events: ``region``, ``week`` of each hui that was held; no rows where that is not public.
    """
    made = Ties(cells, axes)
    found = [made.topics(silent), *([made.periods(), made.hui(events)] if made.rounds else [])]
    return tuple(batch for batch in found if not batch.is_empty)


class Ties:
    """Makes ties among some counts."""

    def __init__(self, cells: pl.DataFrame, axes: Axes) -> None:
        """Take the counts (``grid.distinct_counts``) and the axes."""
        self._made, self._axes = Equations(cells, axes), axes
        told = axes.members.get("round", ())
        self.rounds = [one for one in axes.settings.rounds if one.id in told]

    def topics(self, silent: Collection[str]) -> Batch:
        """All attendances are on a topic.

        Nobody responded on these topics, so they are at most the attendances of every cell; where the two totals
        are about the same, they are the same everywhere.
        """
        topics = self._made.whole(*_WHO, "topic").filter(pl.col("topic").is_in(list(silent)))
        return Batch("attendances on a topic", related(topics, self._attendances(), [*_WHO]))

    def periods(self) -> Batch:
        """A round is its periods: each is of the round in which it ends, and nobody contributed to another."""
        months = self._axes.periods.group_by("period", maintain_order=True)
        ends = months.agg(ended=pl.col("month").max().dt.month_end())
        homes = self._of_rounds(ends).select("period", "round")
        parts = self._made.whole(*_WHO, "period").drop("round").join(homes, on="period")
        return Batch("periods of a round", related(parts, self._rounds(), [*_WHO, "round"]))

    def hui(self, events: pl.DataFrame) -> Batch:
        """All of a round came to hui, and nobody else did: where hui were held in that round alone."""
        weeks = events.select(ended=pl.col("week").str.to_date("%Y-%m-%d"))
        held = self._of_rounds(weeks)["round"].unique().to_list()
        alone = self._rounds().filter(pl.col("round").is_in(held if len(held) == 1 else []))
        return Batch("attendances of a round", related(alone, self._attendances(), [*_WHO]))

    def _of_rounds(self, rows: pl.DataFrame) -> pl.DataFrame:
        """``round``: the one that had begun when each row ``ended``, the first where none had."""
        schema = {"round": pl.String, "begun": pl.Date}
        begun = pl.DataFrame([(one.id, one.starts_on) for one in self.rounds], schema, orient="row")
        placed = rows.sort("ended").join_asof(begun.sort("begun"), left_on="ended", right_on="begun")
        return placed.with_columns(pl.col("round").fill_null(self.rounds[0].id))

    def _rounds(self) -> pl.DataFrame:
        return self._made.whole(*_WHO, "round").filter(pl.col("round") != ALL)

    def _attendances(self) -> pl.DataFrame:
        return self._made.whole(*_WHO, "channel").filter(pl.col("channel") == _HUI)
