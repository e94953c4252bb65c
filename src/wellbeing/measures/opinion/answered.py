"""Who answered: all who were asked but those who were silent, as far as published figures of that cell tell it."""

from collections.abc import Collection
from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, variance

#: The category of those who took part and said nothing.
NO_ANSWER: Final = "no_answer"
#: The status of opinions that too few sources stand behind.
ONE_SOURCE: Final = "one_source"
#: So small a part of all who were asked the silent are at most, where how many they are need not be shown.
NEGLIGIBLE: Final = 0.05
#: By so much of itself how many answered may be off either way, and still be told as "about".
ROUGH: Final = 0.2
#: The key of tables that have none, while they are joined.
_ALL: Final = "_all"
#: What is told of each cell.
_KNOWN: Final = ("answered", "answered_low", "answered_high", "answered_variance", ONE_SOURCE)


def asked(by_topic: pl.DataFrame, heard: pl.DataFrame, topics: Collection[str]) -> pl.DataFrame:
    """Who was asked: all who took part on some of the topics, as published cells of their own.

    Args:
        by_topic: published cells that part ``heard``; ``topic``.
        heard: published cells of all who took part.
        topics: those on which a question was asked.

    Returns:
        The rows of ``heard``, as they are where there is no other topic; else with ``status``: ``shown`` where each of
        the topics is; ``count``: their sum, null where one of them is not shown, or topics are not parted; ``low``,
        ``high``: never more than were heard, nor fewer than the other topics leave of them; ``sd``.
    """
    by = [*keys(heard), _ALL]
    wanted = pl.col("topic").cast(pl.String).is_in(topics)
    is_known = pl.col("count").filter(wanted).is_not_null().all() & wanted.any()
    summed = (
        by_topic.with_columns(pl.lit(0).alias(_ALL))
        .group_by(by)
        .agg(
            is_known.alias("known"),
            pl.col("count").filter(wanted).sum(),
            pl.col("low", "high").filter(wanted).sum(),
            pl.col("high").filter(~wanted).sum().alias("others"),
            (pl.col("sd").filter(wanted) ** 2).sum().sqrt(),
            wanted.all().alias("every"),
        )
    )
    of = heard.with_columns(pl.lit(0).alias(_ALL)).join(
        summed, on=by, how="left", suffix="_of", maintain_order="left"
    )
    known, high = pl.col("known").fill_null(value=False), pl.min_horizontal("high", "high_of")
    left = pl.when(pl.col("others").is_not_null()).then(pl.col("low") - pl.col("others"))
    every = pl.col("every").fill_null(value=False)
    told = {
        "status": pl.when(known).then(pl.lit("shown")).otherwise(pl.lit("few")),
        "count": pl.when(known).then("count_of"),
        "low": pl.min_horizontal(pl.max_horizontal("low_of", left, pl.lit(0)), high),
        "high": high,
        "sd": pl.coalesce("sd_of", "sd"),
    }
    whole = {name: pl.col(name).cast(pl.String) if name == "status" else pl.col(name) for name in told}
    return of.select(
        *keys(heard), *(pl.when(every).then(whole[name]).otherwise(told[name]).alias(name) for name in told)
    )


def answered(cells: pl.DataFrame, heard: pl.DataFrame, said: str) -> pl.DataFrame:
    """How many answered, cell by cell: never guessed from counts that are not shown and matter.

    Args:
        cells: published cells; those with the same keys but for ``said`` part all who were asked.
        heard: published cells of all who were asked; their keys are among those of ``cells``.
        said: a column with ``NO_ANSWER`` among its values.

    Returns:
        The keys without ``said``; ``answered``: all who were asked less the silent, where both are shown, else the
        sum of what was said, where all of that is, else all who were asked less the middle of what the silent may be,
        where even the most is ``NEGLIGIBLE``; null elsewhere, and never more than were heard;
        ``answered_low``, ``answered_high``: the range that published figures leave; ``answered_variance``: of the
        error of ``answered``; ``one_source``: whether any category comes from too few sources.
    """
    return _found(cells, heard, said).select(*keys(cells, said), *_KNOWN)


def answered_roughly(cells: pl.DataFrame, heard: pl.DataFrame, said: str) -> pl.DataFrame:
    """The same, and where that is null the middle of what the categories leave that are not shown.

    Args:
        cells: as of ``answered``.
        heard: as of ``answered``.
        said: as of ``answered``.

    Returns:
        The columns of ``answered``, whose number is null only where it may be off by more than ``ROUGH`` of itself;
        ``off``: by how much it may be off either way for what is not shown; 0 where it is known.
    """
    found = _found(cells, heard, said).with_columns(*_ends()).with_columns(*_middle())
    return found.select(*keys(cells, said), *_KNOWN, "off")


def _found(cells: pl.DataFrame, heard: pl.DataFrame, said: str) -> pl.DataFrame:
    """What is known, beside what it was worked out of."""
    summed = _with_wholes(_summed(cells, keys(cells, said), said), heard)
    rest, silent = pl.col("whole") - pl.col("silent"), pl.col("whole_variance") + pl.col("silent_variance")
    known = pl.when(pl.col("said").is_not_null()).then(pl.min_horizontal("said", "whole"))
    nearly = pl.col("whole") - (pl.col("silent_low") + pl.col("silent_high")) // 2
    span = pl.col("silent_high") - pl.col("silent_low")
    is_near = rest.is_null() & known.is_null() & (pl.col("silent_high") <= NEGLIGIBLE * pl.col("whole"))
    least, most = pl.max_horizontal, pl.min_horizontal
    return summed.with_columns(
        pl.coalesce(rest, known, pl.when(is_near).then(nearly)).clip(lower_bound=0).alias("answered"),
        least("low", pl.col("whole_low") - pl.col("silent_high")).alias("answered_low"),
        most("high", "whole_high", pl.col("whole_high") - pl.col("silent_low")).alias("answered_high"),
        pl.when(is_near)
        .then(pl.col("whole_variance") + span**2 / 12)
        .when(rest.is_null())
        .then("variance")
        .otherwise(pl.when(pl.col("said").is_null()).then(silent).otherwise(most("variance", silent)))
        .alias("answered_variance"),
    )


def _ends() -> tuple[pl.Expr, pl.Expr]:
    """From how many to how many answered, as far as it is what is not shown that leaves it open."""
    fewest = pl.coalesce("whole", "whole_low") - pl.coalesce("silent", "silent_high")
    most = pl.coalesce("whole", "whole_high") - pl.coalesce("silent", "silent_low")
    return (
        pl.max_horizontal("shown_low", fewest, pl.lit(0)).alias("least"),
        pl.min_horizontal("shown_high", most).alias("most"),
    )


def _middle() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The middle of these ends, how far they are from it, and the variance of an even chance of all between."""
    middle = pl.min_horizontal((pl.col("least") + pl.col("most")) / 2, "whole")
    off = (pl.col("most") - pl.col("least")).abs() / 2
    is_rough = pl.col("answered").is_null() & (off <= ROUGH * middle)
    of_shown = pl.coalesce("whole_variance", "variance")
    return (
        pl.when(is_rough).then(middle.floor().cast(pl.Int64)).otherwise("answered").alias("answered"),
        pl.when(is_rough).then(off).otherwise(0.0).alias("off"),
        pl.when(is_rough)
        .then(of_shown + off**2 / 3)
        .otherwise("answered_variance")
        .alias("answered_variance"),
    )


def _summed(cells: pl.DataFrame, by: list[str], said: str) -> pl.DataFrame:
    """What was ``said``, and the ``silent`` (none where nobody could be), with ranges and variances.

    Both are null where a count is not shown.
    """
    silent = pl.col(said).cast(pl.String) == NO_ANSWER
    spoken = pl.col("count").filter(~silent)
    return (
        cells.with_columns(variance().alias("variance"))
        .group_by(by, maintain_order=True)
        .agg(
            pl.when(spoken.is_not_null().all()).then(spoken.sum()).alias("said"),
            pl.col("low", "high", "variance").filter(~silent).sum(),
            *(
                pl.coalesce("count", end).filter(~silent).sum().alias(f"shown_{end}")
                for end in ("low", "high")
            ),
            pl.when(silent.any()).then(pl.col("count").filter(silent).first()).otherwise(0).alias("silent"),
            pl.col("low", "high", "variance").filter(silent).sum().name.prefix("silent_"),
            (pl.col("status").cast(pl.String) == ONE_SOURCE).any().alias(ONE_SOURCE),
        )
    )


def _with_wholes(summed: pl.DataFrame, heard: pl.DataFrame) -> pl.DataFrame:
    on = [*keys(heard), _ALL]
    of = heard.select(
        *keys(heard),
        pl.lit(0).alias(_ALL),
        pl.col("count").alias("whole"),
        pl.col("low", "high").name.prefix("whole_"),
        variance().alias("whole_variance"),
    )
    return summed.with_columns(pl.lit(0).alias(_ALL)).join(of, on=on, how="left", maintain_order="left")
