"""Heard so far, week by week: the lines of the chart and its table."""

import datetime as dt
from typing import Any

import polars as pl

from wellbeing.measures.over_time import against_plan, cumulative
from wellbeing.state.figures import Figures


class Progress:
    """Cumulative contributions of the whole engagement and of each region group."""

    def __init__(self, figures: Figures) -> None:
        """Work out every area's weeks once."""
        release = figures.release
        everywhere = release.table("total_by_channel").with_columns(pl.lit("").alias("area"))
        by_channel = ["area", "channel", "count", "low", "high"]
        regions = release.table("region_by_channel").select(by_channel)
        totals = pl.concat([everywhere.select(by_channel), regions], how="vertical_relaxed")
        heard = cumulative(release.table("week_channel"), totals)
        self._rows = against_plan(heard, release.table("plan"), figures.engagement)
        self._home = {code: group.id for group in figures.engagement.region_groups for code in group.members}

    def group(self, area: str) -> str:
        """The group that a region's weeks are published for; "" and groups are their own."""
        return self._home.get(area, area)

    def weeks(self) -> list[Any]:
        """Mondays, in order."""
        return self._rows["week"].unique().sort().to_list()

    def days(self) -> list[Any]:
        """Where the lines of a chart step: each Monday, and the end of the last week."""
        weeks = self.weeks()
        return [*weeks, weeks[-1] + dt.timedelta(days=7)]

    def stepped(self, area: str) -> dict[str, list[float]]:
        """Line → a value per day of ``days``: the last holds to the week's end."""
        return {name: [*values, values[-1]] for name, values in self.lines(area).items()}

    def lines(self, area: str) -> dict[str, list[float]]:
        """Line → a value per week, for a region's group or for everything."""
        of_area = self._rows.filter(area=self.group(area))
        return {
            "heard": self._line(of_area, "", "heard"),
            "planned (assumed)": self._line(of_area, "", "target"),
            "of which at hui": self._line(of_area, "hui", "heard"),
        }

    def _line(self, rows: pl.DataFrame, channel: str, column: str) -> list[float]:
        """A value per week; NaN, which draws nothing, where it is not known (a week still to come)."""
        weeks = pl.DataFrame({"week": self.weeks()})
        weekly = rows.filter(channel=channel).select("week", pl.col(column).cast(pl.Float64))
        return weeks.join(weekly, on="week", how="left")[column].fill_null(float("nan")).to_list()
