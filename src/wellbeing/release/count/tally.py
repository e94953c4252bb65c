"""How many contributions are alike in what is asked: the same expressions in every engine; only counts come home."""

from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw
import polars as pl

from wellbeing.release.count.rows import counting_rows
from wellbeing.release.count.true_tables import TrueTables

#: By what of the day it came a contribution may be counted: the Monday of the week, the first of the month.
WEEK: Final = "week"
MONTH: Final = "month"
DAY: Final = "received_on"
#: A week as a number that every engine can work out: so many times the year, and a day of that year. Mondays before the
#: 1st of January are counted on from there, so that a week at the turn of a year has two numbers.
_YEAR, _SHIFT = 1_000, 7
_Rows = nw.LazyFrame[Any]


def counted_by(true: TrueTables, *columns: str) -> pl.DataFrame:
    """``n`` of every combination that anybody is in, null as one more member of each column.

    Args:
        true: what is counted.
        columns: of ``rows``; and ``WEEK``, ``MONTH``: their first days.
    """
    (counted,) = counted_each(true, [columns])
    return counted


def counted_each(true: TrueTables, each: Sequence[Sequence[str]]) -> list[pl.DataFrame]:
    """Contributions counted by several combinations of columns, each as ``counted_by`` gives it."""
    if true.lake is not None:
        return true.lake.counted_each(each)
    return [_counted(true, columns) for columns in each]


def held_by(columns: Sequence[str]) -> list[str]:
    """The columns of ``rows`` that others are made of, each once."""
    return [*dict.fromkeys(DAY if name in (WEEK, MONTH) else name for name in columns)]


def _counted(true: TrueTables, columns: Sequence[str]) -> pl.DataFrame:
    rows = nw.from_native(counting_rows(true, held_by(columns)))
    counted: pl.LazyFrame = tally(rows, columns).to_native()
    return at_home(counted.collect(engine="streaming"), columns)


def tally(rows: _Rows, columns: Sequence[str]) -> _Rows:
    """``n`` rows of every combination, worked out where the rows are; weeks are numbers.

    Args:
        rows: as ``rows`` lays them out, of any engine that Narwhals speaks to.
        columns: as for ``counted_by``.
    """
    day = nw.col(DAY)
    since_monday = (day.dt.weekday().cast(nw.Int32) + 6) % 7  # of a Sunday Narwhals says 7, and with Spark 0
    monday = day.dt.ordinal_day().cast(nw.Int32) - since_monday + _SHIFT
    spans = {
        WEEK: day.dt.year().cast(nw.Int32) * _YEAR + monday,
        MONTH: day.dt.truncate("1mo").cast(nw.Date),
    }
    taken = [spans[name].alias(name) if name in spans else nw.col(name) for name in columns]
    return rows.select(*taken).group_by(*columns).agg(n=nw.len())


def counts_together(one: pl.DataFrame, other: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """What was counted of some rows and of others, added up; of no rows yet there is no column."""
    if one.is_empty():
        return other
    return pl.concat([one, other], how="vertical_relaxed").group_by(columns).agg(pl.col("n").sum())


def at_home(counted: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """What an engine counted, as ``counted_by`` gives it."""
    typed = counted.select(*columns, pl.col("n").cast(pl.Int64))
    if WEEK not in columns:
        return typed
    new_year = pl.date(pl.col(WEEK) // _YEAR, 1, 1)
    monday = (new_year + pl.duration(days=pl.col(WEEK) % _YEAR - _SHIFT - 1)).cast(pl.Date)
    return typed.with_columns(monday.alias(WEEK)).group_by(columns).agg(pl.col("n").sum())
