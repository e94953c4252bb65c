"""What a native chart of a scene holds: what its table tells in numbers, and nothing beside it."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.language import in_digits, say
from wellbeing.model.scene import OWN_KIND
from wellbeing.reports.briefing.content import SceneContent, SceneTable
from wellbeing.reports.formats.words import listed_cells, written_share
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.shows.own.numbers import number_text, rounded
from wellbeing.reports.words.cells import lower_first, percent, whole

#: Bars of one series that can be told apart on a slide.
MOST_BARS: Final = 14
_COUNTS: Final = "#,##0"
_SHARES: Final = "0%"
#: Of numbers in a unit of their own, which are rounded before.
_OWN: Final = "General"
#: What a table may be cut by, side by side.
_CUTS: Final = frozenset({"channel", "round"})


class NativeChart(msgspec.Struct, frozen=True):
    """Bars: names, and a number or none for each in every series.

    A name whose bar is missing says what is told instead, so that no gap is read as nobody.
    """

    title: str
    names: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]
    number_format: str
    #: Of each name ``<6 heard``, ``24–59 %``, ``not told``; "" where every bar is there.
    instead: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The names as they stand beside their bars: ``Funders (24–59 %)``."""
        told = zip(self.names, self.instead, strict=True)
        return tuple(f"{name} ({words})" if words else name for name, words in told)

    @property
    def is_of_shares(self) -> bool:
        """Whether its numbers are parts of a whole."""
        return self.number_format == _SHARES

    @property
    def has_negative(self) -> bool:
        """Whether any bar goes the other way."""
        return any(value is not None and value < 0 for values in self.series.values() for value in values)

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
            return say("not told")
        if self.number_format == _OWN:
            return number_text(value)
        return percent(value) if self.is_of_shares else in_digits(whole(value))


def chart_of(scene: SceneContent) -> NativeChart | None:
    """The chart of a scene; None of one whose table compares no numbers, or tells none."""
    made = _chart(scene, scene.table) if scene.table and scene.picture else None
    return (
        made if made and any(one is not None for values in made.series.values() for one in values) else None
    )


def _chart(scene: SceneContent, table: SceneTable) -> NativeChart | None:
    if scene.kind == OWN_KIND:
        return _own(scene)
    for cut in _CUTS & table.columns.keys():
        return _by_member(table, cut) if "share" in table.columns else _by_round(scene, table)
    if "share" in table.columns:
        instead = ["" if row["share"] is not None else _interval(row) for row in table.rows.to_dicts()]
        head = scene.picture.left if isinstance(scene.picture, Listing) else say("Share")
        return _bars(scene, table.rows, {head: "share"}, _SHARES, instead)
    if "expected" in table.columns:
        told = pl.when(pl.col("expected") >= 1).then("expected")
        rows = table.rows.drop_nulls("expected").with_columns(expected=told)
        return _bars(
            scene, rows, {say("Heard"): "heard", say("Expected"): "expected"}, _COUNTS, _hidden(scene, rows)
        )
    return None


def _own(scene: SceneContent) -> NativeChart | None:
    """The cells of a list of a measure of an analyst's own, each with its interval beside its name."""
    table = listed_cells(scene)
    if table is None or scene.table is None or not isinstance(scene.picture, Listing):
        return None
    rows = table.rows.with_columns(pl.col("own_value").map_elements(rounded, pl.Float64))
    ends = [
        "–".join(map(number_text, (row["own_lower"], row["own_upper"])))
        if row["own_lower"] is not None and row["own_upper"] is not None
        else ""
        for row in rows.iter_rows(named=True)
    ]
    return _bars(scene, rows, {scene.table.caption: "own_value"}, _OWN, ends)


def _interval(row: Mapping[str, Any]) -> str:
    """The interval of a share that is not told by itself; why there is none is too long to stand beside a bar."""
    return say("not told") if row["lower"] is None else written_share(row)


def _hidden(scene: SceneContent, rows: pl.DataFrame) -> list[str]:
    """What the picture writes of numbers that are not told: ``<6 heard``, ``<1 expected``."""
    listed = scene.picture.rows if isinstance(scene.picture, Listing) else ()
    texts = [(row.left, row.right) for _, block in listed for row in block]
    told = zip(texts, rows["heard"], rows["expected"], strict=False)
    return [
        ", ".join(
            [say("{number} heard", number=left)] * (heard is None)
            + [say("{number} expected", number=right)] * (expected is None)
        )
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


def _by_member(table: SceneTable, cut: str) -> NativeChart | None:
    """A series for each question, over the channels or rounds that any of them has an interval of."""
    with_interval = set(table.rows.drop_nulls("lower")[cut])
    members = [one for one in table.rows[cut].unique(maintain_order=True) if one in with_interval]
    series: dict[str, tuple[float | None, ...]] = {}
    instead: dict[str, list[str]] = {member: [] for member in members}
    for (asked,), of_one in table.rows.group_by("question_asked", maintain_order=True):
        told = {row[cut]: row for row in of_one.iter_rows(named=True)}
        series[f"{asked}"] = tuple(told[one]["share"] if one in told else None for one in members)
        for member, share in zip(members, series[f"{asked}"], strict=True):
            if share is None and member in told:
                instead[member].append(f"{_interval(told[member])}: “{asked}”")
    words = tuple("; ".join(instead[member]) for member in members)
    return NativeChart(table.caption, tuple(members), series, _SHARES, words) if members else None


def _by_round(scene: SceneContent, table: SceneTable) -> NativeChart | None:
    """A series for each round, over the groups of types: how many were heard."""
    listed = scene.picture.rows if isinstance(scene.picture, Listing) else ()
    texts = {(block, row.name): row.left for block, rows in listed for row in rows}
    names = list(dict.fromkeys(name for _, name in texts))[:MOST_BARS]
    told = table.rows.filter(pl.col("stakeholder") != "").drop_nulls("expected")
    heard = {
        (row["round"], name): row["heard"]
        for (_, name), row in zip(texts, told.iter_rows(named=True), strict=True)
    }
    rounds = [block for block, _ in listed]
    missing = [[one for one in rounds if heard.get((one, name)) is None] for name in names]
    instead = [
        "; ".join(f"{texts[one, name]} {lower_first(one)}" for one in some if (one, name) in texts)
        for name, some in zip(names, missing, strict=True)
    ]
    series = {one: tuple(heard.get((one, name)) for name in names) for one in rounds}
    return NativeChart(table.caption, tuple(names), series, _COUNTS, tuple(instead)) if names else None
