"""What anyone knows without a release: the total, published figures, where and when hui were held.

Such counts are told as they are: noise on them would protect nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from wellbeing.model.engagement import Nouns
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.protect.grid import dimensions

#: A published figure whose unit says one of these is not exact.
_ABOUT: Final = ("about", "more than", "over", "nearly")
TOTAL: Final = "all contributions"
PUBLISHED: Final = "published totals"
CALENDAR: Final = "attendances are those of the hui held"
ATTENDANCE: Final = "attendance of each hui"
OFFERED: Final = "answers are those that were offered"


def fact_words(name: str, words: Nouns) -> str:
    """A fact that a manifest names, for reading: with this engagement's word for events."""
    said = {
        CALENDAR: f"attendances are those of the {words.events} held",
        ATTENDANCE: f"attendance of each {words.event}",
    }
    return said.get(name, name)


@dataclass(frozen=True)
class Fact:
    """Some counts that are public, under a name that the manifest can list."""

    name: str
    cells: np.ndarray
    values: np.ndarray

    def holds(self, counts: np.ndarray) -> bool:
        """Whether these true counts obey it."""
        return bool(np.all(counts[self.cells] == self.values))


def total(cells: pl.DataFrame, axes: Axes, number: int) -> Fact:
    """How many contributions there are, which is always told."""
    everybody = pl.all_horizontal(pl.col(name) == ALL for name in dimensions(axes))
    return _fact(TOTAL, cells.filter(everybody).select("cell", value=pl.lit(number)))


def public_totals(figures: pl.DataFrame, topics: Iterable[str], number: int) -> dict[str, int]:
    """The published figures that describe the record as a whole, by name; none where they do not.

    They do while attendances and responses add up to all contributions: that is decided from public numbers
    alone. One figure that still held while another did not would say of whom the new contributions are.

    Args:
        figures: the published figures.
        topics: those that a response may be on.
        number: how many contributions there are.
    """
    exact = figures.filter(~pl.col("unit").str.contains_any(list(_ABOUT)))
    known = dict(exact.select("figure", pl.col("value")).iter_rows())
    by_topic = {topic: known[f"responses.{topic}"] for topic in topics if f"responses.{topic}" in known}
    responses = known.get("responses", sum(by_topic.values()))
    if known.get("attendances", 0) + responses != number:
        return {}
    totals = {"attendances": number - int(responses), "responses": int(responses)}
    if by_topic and sum(by_topic.values()) == responses:
        totals |= {f"responses.{topic}": int(by_topic.get(topic, 0)) for topic in topics}
    return totals


def published_totals(cells: pl.DataFrame, totals: Mapping[str, int]) -> Fact:
    """The counts that ``public_totals`` name."""
    alone = pl.all_horizontal(pl.col(name) == ALL for name in cells.columns if name not in _NAMED)
    named = pl.when(alone, pl.col("channel") == "hui", pl.col("figure") == ALL).then(pl.lit("attendances"))
    figure = named.when(pl.col("figure") != ALL).then("figure")
    values = pl.DataFrame(list(totals.items()), {"figure": pl.String, "value": pl.Int64}, orient="row")
    return _fact(PUBLISHED, cells.select("cell", figure=figure).join(values, on="figure").sort("cell"))


def nobody(cells: pl.DataFrame, axes: Axes, events: pl.DataFrame, totals: Mapping[str, int]) -> Fact:
    """Counts that no contribution can be in: attendances where and when no hui was held, and so on.

    Args:
        cells: ``grid.distinct_counts``.
        axes: the members of each dimension.
        events: ``region``, ``week``, ``period`` of each hui that was held.
        totals: ``public_totals``: nobody responded on a topic of which it names none.
    """
    keys = ["area", *(name for name in ("channel", "topic", "period") if name in cells.columns), "week"]
    atoms = _possible(axes, events, silent_topics(totals))
    areas = axes.areas.select("region", pl.col("area"))
    everywhere = areas.select("region", area=pl.lit(ALL)).unique()
    possible = atoms.join(pl.concat([areas, everywhere]), on="region")
    known = cells.select("cell", *keys)
    impossible = []
    for cut in known.select(pl.concat_list(pl.col(keys[1:]) != ALL).alias("cut"))["cut"].unique().to_list():
        used = ["area", *(name for name, is_cut in zip(keys[1:], cut, strict=True) if is_cut)]
        absent = [name for name in keys if name not in used]
        rows = known.filter(
            pl.all_horizontal([pl.lit(value=True), *(pl.col(name) == ALL for name in absent)])
        )
        rows = rows.filter(pl.all_horizontal([pl.lit(value=True), *(pl.col(n) != ALL for n in used[1:])]))
        impossible.append(rows.join(possible.select(used).unique(), on=used, how="anti").select("cell"))
    zero = pl.concat(impossible).unique().sort("cell")
    return _fact(CALENDAR, zero.with_columns(value=pl.lit(0)))


def attendance(cells: pl.DataFrame, events: pl.DataFrame) -> Fact:
    """How many came to each hui, where the engagement declares it public."""
    known = cells.filter(pl.col("event") != ALL).select("cell", "event").join(events, on="event")
    return _fact(ATTENDANCE, known.select("cell", value=pl.col("attendees").fill_null(0)).sort("cell"))


def not_offered(cells: pl.DataFrame, axes: Axes) -> Fact:
    """Positions that no answer to a question can take."""
    offered = [
        (asked.id, position)
        for asked in axes.closed
        for position in {*(option.position for option in asked.options), "no_answer"}
    ]
    can = pl.DataFrame(offered, {"question": pl.String, "position": pl.String}, orient="row")
    said = cells.filter(pl.col("position") != ALL)
    none = said.join(can, on=["question", "position"], how="anti").select("cell")
    return _fact(OFFERED, none.sort("cell").with_columns(value=pl.lit(0)))


#: Columns of a count that may be set on what published.csv names.
_NAMED: Final = frozenset({"cell", "table", "channel", "figure"})


def _possible(axes: Axes, events: pl.DataFrame, silent: set[str]) -> pl.DataFrame:
    """Every region × channel × topic × period × week of which there may be a contribution."""
    topics = pl.DataFrame({"topic": axes.members.get("topic", (ALL,))})
    at_hui = events.select("region", "period", "week").unique().with_columns(channel=pl.lit("hui"))
    channels = [name for name in axes.members.get("channel", (ALL,)) if name != "hui"]
    when = axes.periods.select("period").unique().join(_weeks(axes), how="cross")
    regions = pl.DataFrame({"region": [*axes.regions, NOT_STATED]})
    responses = regions.join(when, how="cross").join(pl.DataFrame({"channel": channels}), how="cross")
    columns = ["region", "period", "week", "channel", "topic"]
    return pl.concat(
        [
            at_hui.join(topics, how="cross").select(columns),
            responses.join(topics.filter(~pl.col("topic").is_in(silent)), how="cross").select(columns),
        ]
    )


def _weeks(axes: Axes) -> pl.DataFrame:
    return pl.DataFrame({"week": axes.weeks}, {"week": pl.Date}).select(pl.col("week").cast(pl.String))


def silent_topics(totals: Mapping[str, int]) -> set[str]:
    """Topics without a response."""
    return {
        name.removeprefix("responses.")
        for name, number in totals.items()
        if number == 0 and name.startswith("responses.")
    }


def _fact(name: str, rows: pl.DataFrame) -> Fact:
    return Fact(name, rows["cell"].to_numpy(), rows["value"].cast(pl.Float64).to_numpy())
