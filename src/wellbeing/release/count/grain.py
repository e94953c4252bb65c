"""The one group-by that reads every contribution. What comes out grows with combinations, not with people."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.axes import Axes
from wellbeing.release.count.rows import BETWEEN, opinion_columns, themes_column
from wellbeing.release.count.tally import MONTH, WEEK, counted_by
from wellbeing.release.count.true_tables import TrueTables

#: What every row of the grain is counted by, beside plain slices and what was said to each question.
GRAIN_KEYS: Final = ("region", "type", "communities", "week", "source", "organisation")
#: The columns of contributions that these are made of.
_KEYED_BY: Final = ("region", "stakeholder", "communities", WEEK, "channel", "event_id", "organisation_id")
_PERIOD: Final = "period"


def grain(true: TrueTables, axes: Axes) -> pl.LazyFrame:
    """Contributions counted by everything that a table may ask for: ``n``.

    ``source`` is the hui, or the organisation that answered; ``organisation`` the organisation in either
    case. Both are null where a contribution is its own source. Communities and themes are separated by ``|``.
    Whoever states no region, type or member of a slice is of the member "not stated".
    """
    opinions = opinion_columns(axes.closed, axes.open)
    counted = counted_by(true, *_columns(axes), *opinions).lazy()
    themes = [_each_once(themes_column(asked.id)) for asked in axes.open]
    return (
        counted.join(axes.periods.lazy(), left_on=MONTH, right_on="month", how="left")
        .with_columns(themes)
        .select(*_kept(axes), *_cuts(axes), *opinions, "n")
        .group_by(*GRAIN_KEYS, *axes.members, *opinions)
        .agg(pl.col("n").sum().cast(pl.Int64))
    )


def _columns(axes: Axes) -> list[str]:
    """What contributions are counted by: a period is told by its month."""
    cuts = [cut.counted_by for cut in axes.lattice.plain if cut.counted_by != _PERIOD]
    return [*dict.fromkeys([*_KEYED_BY, MONTH, *cuts])]


def _kept(axes: Axes) -> list[pl.Expr]:
    types = [term.id for term in axes.settings.stakeholders]
    return [
        _member("region", axes.regions).alias("region"),
        _member("stakeholder", types).alias("type"),
        _each_once("communities").fill_null(""),
        pl.col(WEEK),
        _source(),
        pl.col("organisation_id").alias("organisation"),
    ]


def _each_once(column: str) -> pl.Expr:
    """Words separated by ``|``, each once and sorted: whoever laid out the rows may have written them otherwise."""
    return pl.col(column).str.split(BETWEEN).list.unique().list.sort().list.join(BETWEEN)


def _cuts(axes: Axes) -> list[pl.Expr]:
    plain = axes.lattice.plain
    return [_member(cut.counted_by, axes.members[cut.name], cut.rest).alias(cut.name) for cut in plain]


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
