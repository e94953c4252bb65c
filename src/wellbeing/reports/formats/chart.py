"""What a native chart of a scene holds: what its table tells in numbers, and nothing beside it."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.reports.briefing.content import SceneContent, SceneTable
from wellbeing.reports.formats.words import written_share
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.words.cells import percent, whole

#: Bars of one series that can be told apart on a slide.
MOST_BARS: Final = 14
_COUNTS: Final = "#,##0"
_SHARES: Final = "0%"


class NativeChart(msgspec.Struct, frozen=True):
    """Bars: names, and a number or none for each in every series.

    A name whose bar is missing says what is told instead, so that no gap is read as nobody.
    """

    title: str
    names: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]
    number_format: str
    #: Of each name ``<6 heard``, ``24–59 %``, ``too few answered``; "" where every bar is there.
    instead: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The names as they stand beside their bars: ``Funders (24–59 %)``."""
        told = zip(self.names, self.instead, strict=True)
        return tuple(f"{name} ({words})" if words else name for name, words in told)

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
        return percent(value) if self.number_format == _SHARES else f"{whole(value):,}"


def chart_of(scene: SceneContent) -> NativeChart | None:
    """The chart of a scene; None of one whose table compares no numbers."""
    table = scene.table
    if table is None or scene.picture is None:
        return None
    if "channel" in table.columns:
        return _by_channel(table)
    if "share" in table.columns:
        instead = ["" if row["share"] is not None else written_share(row) for row in table.rows.to_dicts()]
        return _bars(scene, table.rows, {"Share who agree": "share"}, _SHARES, instead)
    if "expected" in table.columns:
        told = pl.when(pl.col("expected") >= 1).then("expected")
        rows = table.rows.drop_nulls("expected").with_columns(expected=told)
        return _bars(scene, rows, {"Heard": "heard", "Expected": "expected"}, _COUNTS, _hidden(scene, rows))
    return None


def _hidden(scene: SceneContent, rows: pl.DataFrame) -> list[str]:
    """What the picture writes of numbers that are not told: ``<6 heard``, ``<1 expected``."""
    listed = scene.picture.rows if isinstance(scene.picture, Listing) else ()
    texts = [(row.left, row.right) for _, block in listed for row in block]
    told = zip(texts, rows["heard"], rows["expected"], strict=False)
    return [
        ", ".join([f"{left} heard"] * (heard is None) + [f"{right} expected"] * (expected is None))
        for (left, right), heard, expected in told
    ]


def _bars(
    scene: SceneContent,
    rows: pl.DataFrame,
    series: dict[str, str],
    number_format: str,
    instead: list[str],
) -> NativeChart | None:
    """The first rows, as many as a slide holds, by the names that the picture of the scene has for them."""
    listed = scene.picture.rows if isinstance(scene.picture, Listing) else ()
    names = tuple(row.name for _, block in listed for row in block)[:MOST_BARS]
    told = {name: tuple(rows[column].head(MOST_BARS)) for name, column in series.items()}
    caption = scene.table.caption if scene.table else ""
    return NativeChart(caption, names, told, number_format, tuple(instead[: len(names)])) if names else None


def _by_channel(table: SceneTable) -> NativeChart | None:
    """A series for each question, over the channels that any of them has an interval of."""
    rows = table.rows.drop_nulls("lower")
    channels = rows["channel"].unique(maintain_order=True).to_list()
    series: dict[str, tuple[float | None, ...]] = {}
    instead: dict[str, list[str]] = {channel: [] for channel in channels}
    for (asked,), of_one in table.rows.group_by("question_asked", maintain_order=True):
        told = {row["channel"]: row for row in of_one.iter_rows(named=True)}
        series[f"{asked}"] = tuple(told[one]["share"] if one in told else None for one in channels)
        for channel, share in zip(channels, series[f"{asked}"], strict=True):
            if share is None and channel in told:
                instead[channel].append(f"{written_share(told[channel])}: “{asked}”")
    words = tuple("; ".join(instead[channel]) for channel in channels)
    return NativeChart(table.caption, tuple(channels), series, _SHARES, words) if channels else None
