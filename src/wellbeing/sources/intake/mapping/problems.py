"""Problems that keep rows in quarantine: the value that was not understood, why, and what would be."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from wellbeing.sources.reading.batch import ROW

_SCHEMA: Final = {
    ROW: pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "column": pl.String,
    "reason": pl.String,
    "suggestion": pl.String,
}


def no_problems() -> pl.DataFrame:
    """Nothing to mend."""
    return pl.DataFrame(schema=_SCHEMA)


def problems(rows: pl.DataFrame, field: str, columns: Iterable[str]) -> pl.DataFrame:
    """Rows that have a reason, as problems of a field.

    Args:
        rows: ``ROW``, ``value`` (null: the file says nothing), ``reason`` why it is not understood (null or
            empty where it is), and perhaps ``suggestion``.
        field: what it was to become.
        columns: the headings that it was taken from.
    """
    wrong = rows.clear() if _are_none(rows["reason"]) else rows.filter(pl.col("reason").fill_null("") != "")
    if wrong.is_empty():
        return no_problems()
    from_one = list(columns)
    suggestion = pl.col("suggestion") if "suggestion" in rows.columns else pl.lit(None, pl.String)
    return wrong.select(
        ROW,
        field=pl.lit(field),
        value=pl.col("value").fill_null(""),
        column=pl.lit(from_one[0] if len(from_one) == 1 else None, pl.String),
        reason=pl.col("reason"),
        suggestion=suggestion,
    )


def merge_problems(several: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Problems of several fields, each once."""
    some = [one for one in several if not one.is_empty()]
    if not some:
        return no_problems()
    whole = pl.concat([no_problems(), *some])
    return whole.unique([ROW, "field", "value"], keep="first", maintain_order=True)


def _are_none(reasons: pl.Series) -> bool:
    """Whether it is known without looking that there is no reason among them."""
    return reasons.null_count() == len(reasons)
