"""All that holds among the counts of a release whoever was heard: parts add up to their whole.

An equation is a list of terms, parts with sign 1 and what they add up to with sign −1. Equations come in
batches: within one, no count is a part twice, and what the parts add up to stands in an earlier batch.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from wellbeing.model.engagement import Group, Question
from wellbeing.model.lattice import Slice
from wellbeing.model.vocabulary import BOTH, NOT_STATED
from wellbeing.release.count.axes import ALL, Axes, head
from wellbeing.release.protect.grid import COMMENTS, dimensions

#: A tone that is none: nothing was said.
SILENT = "no_answer"


@dataclass(frozen=True)
class Batch:
    """Equations of one kind."""

    kind: str
    #: ``equation`` (a number within the batch), ``cell``, ``sign``.
    terms: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether no equation of the kind holds here."""
        return self.terms.is_empty()


def equations(cells: pl.DataFrame, axes: Axes, events: pl.DataFrame) -> list[Batch]:
    """Every equation, wholes before their parts.

    Args:
        cells: ``grid.distinct_counts``.
        axes: the members of each dimension.
        events: ``event``, ``region``, ``week`` of each hui that was held, where attendances are theirs; no
            rows where they are not.
    """
    made = Equations(cells, axes)
    groups = {"area": axes.settings.region_groups, "stakeholder": axes.settings.stakeholder_groups}
    batches = [
        made.weeks(),  # first, so that weeks add up to their channel's figure rather than to other areas'
        *(made.heads(name, parted) for name, parted in groups.items()),
        *(made.members(name, parted) for name, parted in groups.items()),
        *(made.slice(cut.name, axes.members[cut.name]) for cut in axes.lattice.plain if cut.partitions),
        *(
            made.answers(cut, asked)
            for cut in (*axes.lattice.opinions, *axes.lattice.crossed)
            if cut.partitions
            for asked in axes.asked(cut)
        ),
        made.responses(),
        made.topics(),
        *(made.comments(asked) for asked in axes.open),
        made.spans(),
        *made.hui(events),
    ]
    return [batch for batch in batches if not batch.is_empty]


class Equations:
    """Makes equations among some counts."""

    def __init__(self, cells: pl.DataFrame, axes: Axes) -> None:
        """Take the counts (``grid.distinct_counts``) and the axes."""
        self._cells, self._axes, self._names = cells, axes, dimensions(axes)

    def heads(self, name: str, groups: tuple[Group, ...]) -> Batch:
        """Groups, and whoever states none, add up to everywhere (everybody)."""
        pairs = [(head(group), ALL) for group in groups] + [(NOT_STATED, ALL)]
        return Batch(f"groups of {name}", self._added_up(name, pairs))

    def members(self, name: str, groups: tuple[Group, ...]) -> Batch:
        """Members add up to their group."""
        pairs = [(one, group.id) for group in groups if len(group.members) > 1 for one in group.members]
        return Batch(f"members of groups of {name}", self._added_up(name, pairs))

    def slice(self, name: str, members: Iterable[str]) -> Batch:
        """The members of a slice add up to what it cuts."""
        uncut = self._cells.filter(pl.col("week") == ALL)
        return Batch(name, self._added_up(name, [(one, ALL) for one in members], uncut))

    def answers(self, cut: Slice, question: Question) -> Batch:
        """Answers and ``no_answer`` add up to the contributions on the question's topic, and on both."""
        rest = [*("area", "stakeholder", "community"), *([cut.by] if cut.by else [])]
        parts = self._cells.filter(pl.col("question") == question.id, pl.col(cut.name) != ALL)
        crossed = [(pl.col(one) != ALL) == (one == cut.by) for one in self._axes.members]
        parts = parts.filter(crossed)
        topics = [ALL] if question.topic == BOTH else [question.topic, BOTH]
        bare = [one for one in self._names if one not in {*rest, "topic"}]
        wholes = self._cells.filter(pl.all_horizontal(pl.col(bare) == ALL), pl.col("topic").is_in(topics))
        wholes = wholes.filter(pl.len().over(rest) == len(topics))
        return Batch(f"{cut.key} of {question.id}", related(parts, wholes, rest))

    def responses(self) -> Batch:
        """Responses are what was not heard at a hui; they follow from the channels."""
        others = self.whole("channel").filter(~pl.col("channel").is_in([ALL, "hui"]))
        return Batch("responses", related(self._figure("responses"), others, []))

    def topics(self) -> Batch:
        """Responses by topic add up to all responses."""
        parts = self._cells.filter(pl.col("figure").str.starts_with("responses."))
        return Batch("responses by topic", related(parts, self._figure("responses"), []))

    def comments(self, question: Question) -> Batch:
        """Tones but ``no_answer`` add up to the comments on a question."""
        tones = self.whole("question", "tone").filter(pl.col("question") == question.id)
        said = tones.filter(~pl.col("tone").is_in([ALL, SILENT]))
        made = self._figure(f"{COMMENTS}.{question.id}")
        # The figure follows from the tones, so it is their part here: tones are rounded first.
        return Batch(f"comments on {question.id}", related(made, said, []))

    def weeks(self) -> Batch:
        """Weeks add up to the whole engagement, by channel."""
        by_week = self._cells.filter(pl.col("week") != ALL)
        whole = self.whole("area", "channel").filter(pl.col("channel") != ALL)
        return Batch("weeks", related(by_week, whole, ["area", "channel"]))

    def spans(self) -> Batch:
        """Weeks of all channels add up to periods, where periods end as a week ends."""
        spans = _spans(self._axes)
        months = pl.DataFrame(spans, {"period": pl.String, "first": pl.Date, "span": pl.Int64}, orient="row")
        by_period = self.whole("area", "period").join(months.drop("first"), on="period")
        last = max((span for _, _, span in spans), default=0)
        day = pl.col("week").str.to_date("%Y-%m-%d")
        starts = months.group_by("span").agg(pl.col("first").min()).sort("first")
        weekly = self._cells.filter(pl.col("week") != ALL).with_columns(first=day).sort("first")
        after = weekly.join_asof(starts, on="first", strategy="backward")
        within = after.with_columns(pl.col("span").fill_null(0))  # the first week begins before its month
        parts, wholes = within.filter(pl.col("span") < last), by_period.filter(pl.col("span") < last)
        return Batch("weeks in periods", related(parts, wholes, ["area", "span"]))

    def hui(self, events: pl.DataFrame) -> Iterator[Batch]:
        """Attendances of a region, and of a group's week, are those of the hui held there."""
        at = self._cells.filter(pl.col("event") != ALL).select("cell", "event").join(events, on="event")
        regions = self.whole("area", "channel").filter(pl.col("channel") == "hui")
        by_region = at.rename({"region": "area"})
        yield Batch("hui of a region", related(by_region, regions, ["area"]))
        homes = {one: head(group) for group in self._axes.settings.region_groups for one in group.members}
        placed = by_region.with_columns(pl.col("area").replace(homes))
        weekly = self._cells.filter(pl.col("week") != ALL, pl.col("channel") == "hui")
        yield Batch("hui of a week", related(placed, weekly, ["area", "week"]))

    def _added_up(
        self, name: str, pairs: list[tuple[str, str]], among: pl.DataFrame | None = None
    ) -> pl.DataFrame:
        """Parts less their whole, wherever the whole and each of its parts are counted."""
        cells = self._cells if among is None else among
        members = pl.DataFrame(pairs, {"part": pl.String, "of": pl.String}, orient="row")
        needed = members.filter(pl.col("part") != NOT_STATED).group_by("of").agg(size=pl.len())
        rest = [key for key in self._names if key != name]
        wholes = cells.join(needed, left_on=name, right_on="of").select(
            *rest, of=name, whole="cell", size="size"
        )
        parts = cells.join(members, left_on=name, right_on="part", coalesce=False).join(
            wholes, on=[*rest, "of"]
        )
        full = parts.filter((pl.col(name) != NOT_STATED).sum().over("whole") == pl.col("size"))
        taken = full.select(equation="whole", cell="whole", sign=pl.lit(-1)).unique(maintain_order=True)
        return pl.concat([full.select(equation="whole", cell="cell", sign=pl.lit(1)), taken])

    def whole(self, *cut: str) -> pl.DataFrame:
        """The counts that are cut by nothing else than the dimensions named, and may be cut by these."""
        return self._cells.filter(pl.all_horizontal(pl.col(n) == ALL for n in self._names if n not in cut))

    def _figure(self, name: str) -> pl.DataFrame:
        return self._cells.filter(pl.col("figure") == name)


def related(parts: pl.DataFrame, wholes: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Parts less wholes, one equation for each combination of ``by`` that has both."""
    keyed = [rows.with_columns(pl.lit(0).alias("_")) for rows in (parts, wholes)]
    keys = [*by, "_"]
    both = (
        keyed[0]
        .select(keys)
        .unique(maintain_order=True)
        .join(keyed[1].select(keys).unique(), on=keys, how="semi", maintain_order="left")
    )
    numbered = both.with_row_index("equation").with_columns(pl.col("equation").cast(pl.Int64))
    terms = [
        rows.join(numbered, on=keys, maintain_order="left").select("equation", "cell", sign=pl.lit(sign))
        for rows, sign in zip(keyed, (1, -1), strict=True)
    ]
    return pl.concat(terms)


def _spans(axes: Axes) -> list[tuple[str, dt.date, int]]:
    """``period``, the first day of its first month, and the span it is in: spans part where weeks part."""
    spans, span = [], 0
    starts = axes.periods.group_by("period", maintain_order=True).agg(pl.col("month").min()).sort("month")
    for number, (period, first) in enumerate(starts.iter_rows()):
        span += number > 0 and first.weekday() == 0
        spans.append((period, first, span))
    return spans
