"""The one group-by that reads every contribution. What comes out grows with combinations, not with people."""

import polars as pl

from wellbeing.release.axes import Axes
from wellbeing.release.keys import record_keys
from wellbeing.release.true_tables import TrueTables

#: What every row of the grain is counted by, beside what was said to each question.
KEPT = (
    "region",
    "stakeholder",
    "communities",
    "channel",
    "topic",
    "period",
    "week",
    "source",
    "organisation",
)


def grain(true: TrueTables, axes: Axes, secret: bytes) -> pl.LazyFrame:
    """Contributions counted by everything that a table may ask for: ``n``, and ``key``, Σ record keys.

    ``source`` is the hui, or the organisation that answered; ``organisation`` the organisation in either
    case. Both are null where a contribution is its own source. Communities and themes are separated by ``|``.
    """
    positions = [position_column(question.id) for question in axes.questions]
    told = [name(asked.id) for asked in axes.comments for name in (tone_column, themes_column, copied_column)]
    opinions = [*positions, *told]
    return (
        true.contributions.join(_positions(true.answers, axes), on="contribution_id", how="left")
        .join(_told(true.judged.comments.lazy(), axes), on="contribution_id", how="left")
        .with_columns(_month=pl.col("received_on").dt.truncate("1mo"))
        .join(axes.periods.lazy(), left_on="_month", right_on="month", how="left")
        .select(*_kept(), *opinions, key=_record_key(secret))
        .group_by(*KEPT, *opinions)
        .agg(n=pl.len().cast(pl.Int64), key=pl.col("key").sum())
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


def _kept() -> list[pl.Expr]:
    day = pl.col("received_on")
    return [
        *(pl.col(name).cast(pl.String) for name in ("region", "stakeholder", "channel", "topic", "period")),
        pl.col("communities").list.unique().list.sort().list.join("|"),
        day.dt.truncate("1w").alias("week"),
        _source(),
        pl.col("organisation_id").alias("organisation"),
    ]


def _source() -> pl.Expr:
    hui = pl.lit("hui ") + pl.col("event_id")
    organisation = pl.lit("organisation ") + pl.col("organisation_id")
    return (
        pl.when(pl.col("channel").cast(pl.String) == "hui").then(hui).otherwise(organisation).alias("source")
    )


def _record_key(secret: bytes) -> pl.Expr:
    return pl.col("contribution_id").map_batches(
        lambda ids: record_keys(ids, secret), return_dtype=pl.UInt64, is_elementwise=True
    )


def _positions(answers: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    position, asked = pl.col("position").cast(pl.String), pl.col("question_id")
    return (
        answers.filter(position.is_not_null())
        .group_by("contribution_id")
        .agg(
            position.filter(asked == question.id).first().alias(position_column(question.id))
            for question in axes.questions
        )
    )


def _told(comments: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    asked, themes = pl.col("question_id"), pl.col("themes").list.join("|")
    copied = pl.col("campaign").is_not_null()
    each = [
        column
        for question in axes.comments
        for column in (
            pl.col("tone").filter(asked == question.id).first().alias(tone_column(question.id)),
            themes.filter(asked == question.id).first().alias(themes_column(question.id)),
            copied.filter(asked == question.id).first().alias(copied_column(question.id)),
        )
    ]
    return comments.group_by("contribution_id").agg(each)
