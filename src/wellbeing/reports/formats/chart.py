"""What a native chart of a scene holds: what its table tells in numbers, and nothing beside it."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.reports.briefing.content import SceneContent, SceneTable
from wellbeing.reports.shows.listing import Listing

#: Bars of one series that can be told apart on a slide.
MOST_BARS: Final = 14
_COUNTS: Final = "#,##0"
_SHARES: Final = "0%"


class NativeChart(msgspec.Struct, frozen=True):
    """Bars: names, and a number or none for each in every series."""

    title: str
    categories: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]
    number_format: str

    @property
    def in_words(self) -> str:
        """Every bar, for whoever does not see them."""
        told = [
            f"{category}: {', '.join(f'{name} {self._number(values[at])}' for name, values in self.series.items())}"
            for at, category in enumerate(self.categories)
        ]
        return f"{self.title}. {'; '.join(told)}."

    def _number(self, value: float | None) -> str:
        if value is None:
            return "not told"
        return f"{value:.0%}" if self.number_format == _SHARES else f"{value:,.0f}"


def chart_of(scene: SceneContent) -> NativeChart | None:
    """The chart of a scene; None of one whose table compares no numbers."""
    table = scene.table
    if table is None or scene.picture is None:
        return None
    if "channel" in table.columns:
        return _by_channel(table)
    if "share" in table.columns:
        return _bars(scene, table.rows, {"Share who agree": "share"}, _SHARES)
    if "expected" in table.columns:
        rows = table.rows.drop_nulls("expected")
        return _bars(scene, rows, {"Heard": "heard", "Expected": "expected"}, _COUNTS)
    return None


def _bars(
    scene: SceneContent, rows: pl.DataFrame, series: dict[str, str], number_format: str
) -> NativeChart | None:
    """The first rows, as many as a slide holds, by the names that the picture of the scene has for them."""
    listed = scene.picture.rows if isinstance(scene.picture, Listing) else ()
    names = tuple(row.name for _, block in listed for row in block)[:MOST_BARS]
    told = {name: tuple(rows[column].head(MOST_BARS)) for name, column in series.items()}
    caption = scene.table.caption if scene.table else ""
    return NativeChart(caption, names, told, number_format) if names else None


def _by_channel(table: SceneTable) -> NativeChart | None:
    """A series for each question, over the channels that any of them has a share of."""
    rows = table.rows.drop_nulls("share")
    channels = rows["channel"].unique(maintain_order=True).to_list()
    series: dict[str, tuple[float | None, ...]] = {}
    for (asked,), of_one in rows.group_by("question_asked", maintain_order=True):
        shares = dict(of_one.select("channel", "share").iter_rows())
        series[f"{asked}"] = tuple(shares.get(channel) for channel in channels)
    return NativeChart(table.caption, tuple(channels), series, _SHARES) if channels else None
