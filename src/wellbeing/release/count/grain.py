"""The one group-by that reads every contribution. What comes out grows with combinations, not with people."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.axes import Axes
from wellbeing.release.count.campaigns import further_copies
from wellbeing.release.count.true_tables import TrueTables

#: What every row of the grain is counted by, beside plain slices and what was said to each question.
GRAIN_KEYS: Final = ("region", "type", "communities", "week", "source", "organisation")


def grain(true: TrueTables, axes: Axes) -> pl.LazyFrame:
    """Contributions counted by everything that a table may ask for: ``n``.

    ``source`` is the hui, or the organisation that answered; ``organisation`` the organisation in either
    case. Both are null where a contribution is its own source. Communities and themes are separated by ``|``.
    Whoever states no region, type or member of a slice is of the member "not stated".
    """
    opinions = [
        *(position_column(asked.id) for asked in axes.closed),
        *(name(asked.id) for asked in axes.open for name in (tone_column, themes_column, copied_column)),
    ]
    cuts = list(axes.members)
    return (
        true.contributions.join(_positions(true.answers, axes), on="contribution_id", how="left")
        .join(_said(true.judged.comments.lazy(), axes), on="contribution_id", how="left")
        .join(_copies(true), on="contribution_id", how="left")
        .with_columns(_month=pl.col("received_on").dt.truncate("1mo"))
        .join(axes.periods.lazy(), left_on="_month", right_on="month", how="left")
        .select(*_kept(axes), *_cuts(axes), *opinions)
        .group_by(*GRAIN_KEYS, *cuts, *opinions)
        .agg(n=pl.len().cast(pl.Int64))
    )


def position_column(question: str) -> str:
    """The grain's column with the positions of one question; null where it was not answered."""
    return f"position:{question}"


def tone_column(question: str) -> str:
    """The grain's column with the tones of comments on one question; null where none was made."""
    return f"tone:{question}"


def themes_column(question: str) -> str:
    """The grain's column with the themes of comments on one question; null or empty where there are none."""
    return f"themes:{question}"


def copied_column(question: str) -> str:
    """The grain's column that says whether a comment is a copy in a campaign; null where none was made."""
    return f"copied:{question}"


def _kept(axes: Axes) -> list[pl.Expr]:
    types = [term.id for term in axes.settings.stakeholders]
    return [
        _member("region", axes.regions).alias("region"),
        _member("stakeholder", types).alias("type"),
        pl.col("communities").list.unique().list.sort().list.join("|"),
        pl.col("received_on").dt.truncate("1w").alias("week"),
        _source(),
        pl.col("organisation_id").alias("organisation"),
    ]


def _cuts(axes: Axes) -> list[pl.Expr]:
    plain = axes.lattice.plain
    return [_member(cut.counted_by, axes.members[cut.name], cut.rest).alias(cut.name) for cut in plain]


def _member(column: str, members: Sequence[str], rest: str = NOT_STATED) -> pl.Expr:
    """The member that a contribution names; what is no member, or says nothing, is of the rest."""
    value = pl.col(column).cast(pl.String)
    return pl.when(value.is_in(list(members))).then(value).otherwise(pl.lit(rest))


def _copies(true: TrueTables) -> pl.LazyFrame:
    """``contribution_id``, ``campaign`` of further copies: whoever is not among them used own words."""
    return further_copies(true).lazy().with_columns(campaign=pl.lit("copy"))


def _source() -> pl.Expr:
    hui = pl.lit("hui ") + pl.col("event_id")
    organisation = pl.lit("organisation ") + pl.col("organisation_id")
    return (
        pl.when(pl.col("channel").cast(pl.String) == "hui").then(hui).otherwise(organisation).alias("source")
    )


def _positions(answers: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    position, asked = pl.col("position").cast(pl.String), pl.col("question_id")
    return (
        answers.filter(position.is_not_null())
        .group_by("contribution_id")
        .agg(
            position.filter(asked == question.id).first().alias(position_column(question.id))
            for question in axes.closed
        )
    )


def _said(comments: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    asked = pl.col("question_id")
    themes = pl.col("themes").list.unique().list.sort().list.join("|")
    copied = pl.col("campaign").is_not_null()
    each = [
        column
        for question in axes.open
        for column in (
            pl.col("tone").filter(asked == question.id).first().alias(tone_column(question.id)),
            themes.filter(asked == question.id).first().alias(themes_column(question.id)),
            copied.filter(asked == question.id).first().alias(copied_column(question.id)),
        )
    ]
    return comments.group_by("contribution_id").agg(each)
