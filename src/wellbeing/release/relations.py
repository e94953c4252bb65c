"""What must add up in a release, whoever was heard: the outsider's equations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wellbeing.model.engagement import Engagement, Group
from wellbeing.release.opinion_relations import of_opinions
from wellbeing.release.terms import added_up, below, related, terms_of
from wellbeing.release.universe import ALL, DIMENSIONS

Numbers = NDArray[np.float64]
#: Kind of relation → what its parts less its whole lie between.
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "adds up": (0, 0),
    "at most": (-np.inf, 0),
    "every region is stated": (0, np.inf),
    "every type is stated": (0, np.inf),
}
#: Kinds that hold of some engagements only: the outsider is told which, and would assume them anyway.
ASSUMED: Final = ("every region is stated", "every type is stated")
#: Parts that every contribution has one of.
ALWAYS: Final = ("channel", "topic", "period", "week")
_TERMS: Final = ("kind", "relation", "cell", "sign")


@dataclass(frozen=True)
class Relations:
    """Rows of ``matrix`` · x, each between ``lower`` and ``upper``; x is one true count per cell."""

    matrix: csr_array
    lower: Numbers
    upper: Numbers
    #: The kind of each row.
    kinds: NDArray[np.str_]

    def only(self, wanted: NDArray[np.bool_]) -> "Relations":
        """The rows that a mask chooses."""
        rows = np.flatnonzero(wanted)
        return Relations(self.matrix[rows], self.lower[rows], self.upper[rows], self.kinds[rows])

    def holding(self, counts: Numbers) -> NDArray[np.bool_]:
        """Which rows these true counts obey."""
        sums = self.matrix @ counts
        return np.asarray((sums >= self.lower) & (sums <= self.upper))


def relations(cells: pl.DataFrame, settings: Engagement) -> Relations:
    """Every relation between the cells of a release.

    Parts add up to their whole: regions to their group and to everywhere, types likewise, channels, topics,
    periods and weeks to what they cut, positions to the contributions that could answer. A community is never
    more than its whole, and communities are never added up. Where some contributions state no region, the
    regions are at most the whole.

    Args:
        cells: ``universe.each_once``.
        settings: the engagement, as the release carries it.
    """
    terms = [*_always(cells), *_stated(cells, settings), *of_opinions(cells, settings), *_inside(cells)]
    return _assembled(pl.concat(terms), cells.height)


def _assembled(terms: pl.DataFrame, width: int) -> Relations:
    rows = terms.select("kind", "relation").unique(maintain_order=True).with_row_index("at")
    placed = terms.join(rows, on=["kind", "relation"], maintain_order="left")
    entries = (placed["sign"].to_numpy().astype(float), (placed["at"].to_numpy(), placed["cell"].to_numpy()))
    limits = np.array([LIMITS[kind] for kind in rows["kind"]]).reshape(-1, 2)
    matrix = csr_array(entries, shape=(rows.height, width))
    return Relations(matrix, limits[:, 0], limits[:, 1], rows["kind"].to_numpy().astype(str))


def _always(cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for name in ALWAYS:
        yield added_up("adds up", cells, name, [(member, ALL) for member in _used(cells, name)])
    topics = [name for name in _used(cells, "figure") if name.startswith("responses.")]
    yield added_up("adds up", cells, "figure", [(name, "responses") for name in topics])
    yield _responses(cells)


def _responses(cells: pl.DataFrame) -> pl.DataFrame:
    """Responses are what was not heard at a hui; those on a topic are no more than the topic's."""
    bare = [name for name in DIMENSIONS if name not in {"channel", "figure", "topic"}]
    whole = cells.filter(pl.all_horizontal(pl.col(bare) == ALL))
    figure, channel, topic = pl.col("figure"), pl.col("channel"), pl.col("topic")
    responses, hui = whole.filter(figure == "responses"), whole.filter(channel == "hui")
    everybody = whole.filter(pl.all_horizontal(pl.col("figure", "channel", "topic") == ALL))
    others = whole.filter(~channel.is_in([ALL, "hui"]))
    if responses.is_empty():
        return related("adds up", terms_of(responses, 1), pl.lit("responses"))
    apart = pl.concat([terms_of(others, 1), terms_of(responses, -1)])
    together = pl.concat([terms_of(hui, 1), terms_of(responses, 1), terms_of(everybody, -1)])
    topics = whole.filter(topic != ALL).select("topic", whole="cell")
    named = whole.filter(figure.str.starts_with("responses."))
    on_topic = named.with_columns(topic=figure.str.strip_prefix("responses.")).join(topics, on="topic")
    return pl.concat(
        [
            related("adds up", apart, pl.lit("channels of responses")),
            related("adds up", together, pl.lit("attendances and responses")),
            *below(on_topic, "responses on"),
        ]
    )


def _stated(cells: pl.DataFrame, settings: Engagement) -> Iterator[pl.DataFrame]:
    axes = (
        ("area", settings.region_groups, "every region is stated"),
        ("stakeholder", settings.stakeholder_groups, "every type is stated"),
    )
    for name, groups, stated in axes:
        yield added_up("adds up", cells, name, [pair for group in groups for pair in _members(group)])
        for parts in (
            [member for group in groups for member in group.members],
            [_head(group) for group in groups],
        ):
            for kind in ("at most", stated):
                yield added_up(kind, cells, name, [(part, ALL) for part in parts])


def _members(group: Group) -> list[tuple[str, str]]:
    return [(member, group.id) for member in group.members] if len(group.members) > 1 else []


def _head(group: Group) -> str:
    return group.id if len(group.members) > 1 else group.members[0]


def _inside(cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A community is at most its whole; whole weeks of a period are at most the period."""
    rest = [name for name in DIMENSIONS if name != "community"]
    wholes = cells.filter(pl.col("community") == ALL).select(*rest, whole="cell")
    yield from below(cells.filter(pl.col("community") != ALL).join(wholes, on=rest), "community in")
    yield from _weeks(cells)


def _weeks(cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    ends = pl.col("period").str.split("/")
    first = ends.list.first().str.to_date("%Y-%m")
    after = ends.list.last().str.to_date("%Y-%m").dt.offset_by("1mo")
    spans = cells.filter(pl.col("period") != ALL, stakeholder=ALL, community=ALL)
    spans = spans.select("area", "period", first=first, after=after, whole="cell")
    monday = pl.col("week").str.to_date("%Y-%m-%d")
    weeks = cells.filter(pl.col("week") != ALL).select("area", "cell", monday=monday)
    whole_weeks = pl.col("monday") >= pl.col("first"), pl.col("monday").dt.offset_by("6d") < pl.col("after")
    inside = weeks.join(spans, on="area").filter(*whole_weeks)
    parts = inside.select("cell", "whole", sign=pl.lit(1))
    wholes = inside.select(cell="whole", whole="whole", sign=pl.lit(-1)).unique(maintain_order=True)
    terms = pl.concat([parts, wholes])
    yield related("at most", terms, pl.format("weeks in {}", "whole"))


def _used(cells: pl.DataFrame, name: str) -> list[str]:
    return [member for member in cells[name].unique().sort() if member != ALL]
