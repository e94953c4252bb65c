"""A number of rows of a file, as text."""

from dataclasses import dataclass
from typing import Final

import polars as pl

#: The column that holds the row's number, beside the file's own (which cannot have a NUL in their names).
ROW: Final = "\0row"
#: Rows of a workbook or Parquet file at a time; text files are cut by bytes.
BATCH_ROWS: Final = 50_000
#: What nobody writes, and some programs and terminals obey: control characters but tab and line end.
CONTROL_CHARACTERS: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"


@dataclass(frozen=True)
class RowBatch:
    """Rows in the file's order; all columns but ``ROW`` are text, an empty cell is null."""

    rows: pl.DataFrame
    #: Numbers of the rows that have more cells than there are headings.
    overlong: pl.Series
    #: Share of the file read so far, 0 to 1.
    done: float


def column_numbers(width: int) -> list[str]:
    """Columns before they have headings: ``0``, ``1``, and so on."""
    return [str(number) for number in range(width)]


def without_rows(rows: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Rows whose numbers are not among those of others."""
    return rows if others.is_empty() else rows.join(others, on=ROW, how="anti", maintain_order="left")


def number_rows(rows: pl.DataFrame, before: int, *, plain: bool = False) -> pl.DataFrame:
    """Rows with their number in the file (from 1, as a spreadsheet does), without those that hold nothing.

    Args:
        rows: text in each column.
        before: how many rows of the file come before these.
        plain: whether it is known that no cell holds control characters.
    """
    text = pl.col(pl.String)
    is_plain = plain or not rows.select(text.str.contains(CONTROL_CHARACTERS).any()).unpivot()["value"].any()
    visible = text if is_plain else text.str.replace_all(CONTROL_CHARACTERS, "")
    clean = visible.str.strip_chars().replace("", None)
    numbers = pl.int_range(before + 1, before + 1 + pl.len(), dtype=pl.Int64).alias(ROW)
    numbered = rows.with_columns(clean).with_columns(numbers)
    says = numbered.select(pl.any_horizontal(text.is_not_null())).to_series()
    return numbered if says.all() else numbered.filter(says)
