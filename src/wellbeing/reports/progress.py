"""Heard so far, week by week: the lines of the chart and its table."""

import datetime as dt
from functools import cached_property, partial
from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.coverage.over_time import against_plan, cumulative
from wellbeing.model.engagement import EVENT_CHANNEL
from wellbeing.model.grouping import AND
from wellbeing.model.lattice import MEASURED
from wellbeing.release.store.opening import Release
from wellbeing.reports.words.cells import heard_words
from wellbeing.state.answer import Answer
from wellbeing.state.cells import drop_not_stated, published_cells
from wellbeing.state.figures import Figures

#: Fields of a choice that weeks are not told apart by.
UNFOLLOWED: Final = frozenset({"stakeholder", "community", "cut"})
NOT_BY_WEEK: Final = message("Weeks are told of all types and channels together, not of “{chosen}” alone.")


def progress_of(figures: Figures) -> "Progress":
    """The weeks of a release, worked out once for all who look."""
    made: Progress = figures.kept.get(Progress, partial(Progress, figures))
    return made


class Progress:
    """Cumulative contributions of the whole engagement and of each region group."""

    def __init__(self, figures: Figures) -> None:
        """Work out every area's weeks once."""
        release = figures.release
        heard = cumulative(drop_not_stated(release.table("week_channel")), _totals(release))
        self._rows = against_plan(heard, release.table("plan"), figures.engagement)
        self._figures, self._groups = figures, figures.region_groups

    def group(self, area: str) -> str:
        """The group that a region's weeks are published for; "" and groups are their own; of several everywhere."""
        return "" if AND in area else self._groups.group_of(area)

    def title(self, area: str, threshold: int) -> str:
        """How many were heard of an area, or of everybody, by when the engagement ended, and how many were planned."""
        lines, figures = self.lines(area), self._figures
        planned = (
            f", {in_digits(lines['planned'][-1])} {self.labels['planned']}" if "planned" in lines else ""
        )
        row = figures.cells().filter(area=self.group(area), stakeholder="").row(0, named=True)
        return say(
            "Over time: {area}, {heard}{planned}",
            area=figures.names.area(self.group(area)),
            heard=heard_words(row, threshold),
            planned=planned,
        )

    def unfollowed(self, answer: Answer) -> str:
        """What is chosen that weeks are not told apart by: a type, a community, a slice; empty of none."""
        chosen = answer.names.selection(answer.choice.only(UNFOLLOWED))
        return say(NOT_BY_WEEK, chosen=chosen) if chosen else ""

    def weeks(self) -> list[Any]:
        """Mondays, in order."""
        return self._rows["week"].unique().sort().to_list()

    def days(self) -> list[Any]:
        """The corners of a chart's steps: the Monday and the end of each week."""
        return [day for week in self.weeks() for day in (week, week + dt.timedelta(days=7))]

    def steps(self, area: str) -> dict[str, list[float]]:
        """Line → a value per day of ``days``: each holds to its week's end."""
        return {
            name: [each for each in values for _ in range(2)] for name, values in self.lines(area).items()
        }

    def lines(self, area: str) -> dict[str, list[float]]:
        """Line → a value per week, for a region's group or for everything."""
        of_area = self._rows.filter(area=self.group(area))
        lines = {
            "heard": self._line(of_area, "", "heard"),
            "planned": self._line(of_area, "", "target"),
            "attended": self._line(of_area, EVENT_CHANNEL, "heard"),
        }
        return {name: lines[name] for name in self.labels}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Line → what it is called; only those that the engagement has figures of."""
        settings, plan = self._figures.engagement, self._figures.release.table("plan")
        is_assumed = "assumed" in plan["basis"].cast(pl.String)
        has = {"planned": not plan.is_empty(), "attended": settings.has_events and settings.has_surveys}
        names = {
            "heard": say("heard"),
            "planned": say("planned (assumed)") if is_assumed else say("planned"),
            "attended": say("of which at {events}", events=settings.words.events),
        }
        return {line: words for line, words in names.items() if has.get(line, True)}

    def _line(self, rows: pl.DataFrame, channel: str, column: str) -> list[float]:
        """A value per week; NaN, which draws nothing, where it is not known (a week still to come)."""
        weeks = pl.DataFrame({"week": self.weeks()})
        weekly = rows.filter(channel=channel).select("week", pl.col(column).cast(pl.Float64))
        return weeks.join(weekly, on="week", how="left")[column].fill_null(float("nan")).to_list()


def _totals(release: Release) -> pl.DataFrame:
    """All weeks together: of each area and channel, "" being everywhere and all channels."""
    cells = [
        published_cells(release, margin, cut) for margin in ("total", "region") for cut in ("channel", "")
    ]
    absent = [
        [pl.lit("").alias(name) for name in ("area", "channel") if name not in each.columns] for each in cells
    ]
    keyed = [each.with_columns(names) for each, names in zip(cells, absent, strict=True)]
    columns = ["area", "channel", *MEASURED]
    return pl.concat([each.select(columns) for each in keyed], how="vertical_relaxed")
