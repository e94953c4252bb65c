"""Columns resolved once for each combination of cells: most rows say what others say."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from wellbeing.sources.intake.mapping.problems import no_problems
from wellbeing.sources.reading.batch import ROW


@dataclass(frozen=True)
class ResolvedColumn:
    """A column of ours, in the order of the rows, and the rows that it keeps out."""

    values: pl.Series
    problems: pl.DataFrame


def changed_once(values: pl.Series, change: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """What is made of each value, in the order of the values; made once of each different one, where they are few.

    Args:
        values: null is a value.
        change: what makes rows of values, one each, without a column "value".
    """
    distinct = values.unique()
    if 2 * len(distinct) > len(values):
        return change(values)
    made = change(distinct).with_columns(distinct.alias("value"))
    each = values.to_frame("value").join(
        made, on="value", how="left", maintain_order="left", nulls_equal=True
    )
    return each.drop("value")


def same_for_all(
    value: object, rows: pl.DataFrame, kind: pl.DataType | type[pl.String] = pl.String
) -> ResolvedColumn:
    """A column that says the same of every row, and keeps none out."""
    return ResolvedColumn(pl.Series([value], dtype=kind).new_from_index(0, rows.height), no_problems())


def once_each(
    rows: pl.DataFrame, headings: list[str], resolve: Callable[[pl.DataFrame], ResolvedColumn]
) -> ResolvedColumn:
    """A column resolved once for each combination of cells; where one is a problem of its rows, row by row.

    Args:
        rows: with ``ROW``.
        headings: what alone decides of the values.
        resolve: what makes values of rows.
    """
    headings = list(dict.fromkeys(headings))
    cells = rows.select(headings).unique(maintain_order=True) if headings else pl.DataFrame({ROW: [0]})
    numbered = cells.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW))
    once = resolve(numbered)
    if not once.problems.is_empty():
        return resolve(rows)
    if not headings:
        return ResolvedColumn(once.values.new_from_index(0, rows.height), once.problems)
    meant = numbered.with_columns(once.values.alias(ROW))
    values = rows.select(headings).join(
        meant, on=headings, how="left", maintain_order="left", nulls_equal=True
    )[ROW]
    return ResolvedColumn(values, once.problems)
