"""The group-bys that read every contribution. What comes out grows with combinations, not with people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import Slice
from wellbeing.model.vocabulary import BOTH, NOT_STATED
from wellbeing.release.count.axes import Axes
from wellbeing.release.count.rows import BETWEEN, opinion_columns, themes_column
from wellbeing.release.count.tally import MONTH, WEEK, counted_each
from wellbeing.release.count.true_tables import TrueTables

#: What whoever was heard is counted by, beside slices; made of the columns below.
WHO: Final = ("region", "type", "communities")
_WHO: Final = ("region", "stakeholder", "communities")
#: From whom opinions come, and the columns that say so.
WHENCE: Final = ("source", "organisation")
_WHENCE: Final = ("channel", "event_id", "organisation_id")
_PERIOD: Final = "period"
#: Says which questions a contribution was asked.
_TOPIC: Final = "topic"


@dataclass(frozen=True)
class Grain:
    """Contributions counted by all that tables ask for: once whole, and once for each question.

    Who they are, what they said to every question and from where, all at once, is nearly as many combinations as
    people; no table asks for that.
    """

    #: ``n`` by ``WHO``, the week and every plain slice.
    whole: pl.LazyFrame
    #: Question → ``n`` of those on its topic by ``WHO``, ``WHENCE``, the slices that opinions are crossed with,
    #: and what was said to it.
    answers: dict[str, pl.LazyFrame]


def grain(true: TrueTables, axes: Axes) -> Grain:
    """Contributions counted.

    ``source`` is the hui, or the organisation that answered; ``organisation`` the organisation in either
    case. Both are null where a contribution is its own source. Communities and themes are separated by ``|``.
    Whoever states no region, type or member of a slice is of the member "not stated".
    """
    crossing = {_TOPIC, *(cut.by for cut in axes.lattice.crossed)}
    crossed = [cut for cut in axes.lattice.plain if cut.name in crossing]
    questions = (*axes.closed, *axes.open)
    of_whole = _Cube(tuple(axes.lattice.plain), {WEEK: pl.col(WEEK)}, (WEEK,))
    cubes = [of_whole, *(_of_answers(asked, crossed) for asked in questions)]
    counts = counted_each(true, [one.by for one in cubes])
    whole, *answers = (_told(rows, axes, one) for rows, one in zip(counts, cubes, strict=True))
    on = {asked.id: rows.filter(on_topic(asked)) for asked, rows in zip(questions, answers, strict=True)}
    return Grain(whole, on)


def on_topic(asked: Question) -> pl.Expr:
    """Whether a contribution is on a question's topic: what others say to it is kept, and counted nowhere."""
    return pl.col(_TOPIC).is_in([asked.topic, BOTH]) | (asked.topic == BOTH)


def _said(asked: Question) -> dict[str, pl.Expr]:
    """From whom an opinion comes, and what was said."""
    columns = opinion_columns([asked], []) if asked.closed else opinion_columns([], [asked])
    themes = {themes_column(asked.id): _each_once(themes_column(asked.id))}
    said = {name: themes.get(name, pl.col(name)) for name in columns}
    return {"source": _source(), "organisation": pl.col("organisation_id"), **said}


@dataclass(frozen=True)
class _Cube:
    """What is counted at once: by ``WHO``, by slices and by values that are made of columns."""

    cuts: tuple[Slice, ...]
    values: dict[str, pl.Expr]
    columns: tuple[str, ...]

    @property
    def by(self) -> list[str]:
        """The columns that rows are grouped by; a period is told by its month."""
        cut_by = [MONTH if cut.counted_by == _PERIOD else cut.counted_by for cut in self.cuts]
        return [*dict.fromkeys([*_WHO, *cut_by, *self.columns])]


def _of_answers(asked: Question, crossed: Sequence[Slice]) -> _Cube:
    values = _said(asked)
    return _Cube(tuple(crossed), values, (*_WHENCE, *(each for each in values if each not in WHENCE)))


def _told(rows: pl.DataFrame, axes: Axes, cube: _Cube) -> pl.LazyFrame:
    """``n`` by what a cube is made to tell."""
    counted = rows.lazy()
    if MONTH in cube.by:
        counted = counted.join(axes.periods.lazy(), on=MONTH, how="left")
    types = [term.id for term in axes.settings.stakeholders]
    keys = {
        "region": _member("region", axes.regions),
        "type": _member("stakeholder", types),
        "communities": _each_once("communities").fill_null(""),
        **{cut.name: _member(cut.counted_by, axes.members[cut.name], cut.rest) for cut in cube.cuts},
        **cube.values,
    }
    made = counted.select(**keys, n="n").group_by([*keys]).agg(pl.col("n").sum().cast(pl.Int64))
    return made.collect(engine="streaming").lazy()


def _each_once(column: str) -> pl.Expr:
    """Words separated by ``|``, each once and sorted: whoever laid out the rows may have written them otherwise."""
    return pl.col(column).str.split(BETWEEN).list.unique().list.sort().list.join(BETWEEN)


def _member(column: str, members: Sequence[str], rest: str = NOT_STATED) -> pl.Expr:
    """The member that a contribution names; what is no member, or says nothing, is of the rest."""
    value = pl.col(column).cast(pl.String)
    return pl.when(value.is_in(list(members))).then(value).otherwise(pl.lit(rest))


def _source() -> pl.Expr:
    hui = pl.lit("hui ") + pl.col("event_id")
    organisation = pl.lit("organisation ") + pl.col("organisation_id")
    return (
        pl.when(pl.col("channel").cast(pl.String) == "hui").then(hui).otherwise(organisation).alias("source")
    )
