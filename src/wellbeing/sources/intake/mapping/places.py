"""Several places of one column of ours: where they say different things, none of them counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import quoted
from wellbeing.sources.reading.batch import ROW

#: Between what the places say, as people are asked about it.
_BESIDE: Final = " | "
#: Beside each other, one for each place.
_PLACE: Final = "place "


def first_value(columns: Iterable[str]) -> pl.Expr:
    """What the first of some columns says that says anything."""
    named = [pl.col(column) for column in columns]
    return pl.coalesce(named) if named else pl.lit(None, pl.String)


def disagreements(
    rows: pl.DataFrame,
    columns: Sequence[str],
    meanings: Callable[[pl.DataFrame], pl.DataFrame],
    *,
    unknown_too: bool,
) -> pl.DataFrame:
    """``ROW``, ``value`` (what the places say, beside each other) and ``reason`` of rows whose places disagree.

    Args:
        rows: as read.
        columns: the places.
        meanings: what makes ``value``, ``meant`` and ``reason`` (empty: understood) of ``ROW`` and ``value``.
        unknown_too: whether a word that is not understood disagrees with another.
    """
    unknown = (
        pl.when(pl.col("reason").is_not_null()).then("value") if unknown_too else pl.lit(None, pl.String)
    )
    said = [
        meanings(rows.select(ROW, value=pl.col(column))).select(
            pl.coalesce("meant", unknown).alias(f"{_PLACE}{number}")
        )
        for number, column in enumerate(columns)
    ]
    numbers = pl.concat_list(pl.selectors.starts_with(_PLACE)).list.drop_nulls().list.n_unique()
    differ = pl.concat(said, how="horizontal").select(numbers > 1).to_series()
    beside = pl.concat_str([pl.col(column) for column in columns], separator=_BESIDE, ignore_nulls=True)
    reason = message(f"stands in places that disagree: {quoted(columns)}")
    return rows.filter(differ).select(ROW, value=beside, reason=pl.lit(reason))


def settle_places(
    resolved: pl.DataFrame, disputed: pl.DataFrame, together: Mapping[str, str | None]
) -> pl.DataFrame:
    """Meanings of rows, those of disputed ones by what their places mean together.

    Args:
        resolved: ``ROW``, ``value``, ``meant``, ``reason``, ``suggestion``.
        disputed: as ``disagreements`` has it.
        together: what the places say, beside each other → what a person decided that it means.
    """
    if disputed.is_empty():
        return resolved
    meant = pl.col("value").replace_strict(dict(together), default=None, return_dtype=pl.String)
    reason = pl.when(pl.col("value").is_in([*together])).then(pl.lit("")).otherwise("reason")
    decided = disputed.with_columns(meant=meant, reason=reason, suggestion=pl.lit(None, pl.String))
    return resolved.update(decided.select(resolved.columns), on=ROW, include_nulls=True)
