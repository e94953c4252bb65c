"""Areas of any frame, as the release writes them."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.model.errors import DataError, quoted

_KINDS: Final = (pl.String, pl.Enum, pl.Categorical, pl.Null)
_NO_CODES: Final = message(
    "Column 'area' holds {kind}, of which {areas} are no codes of this release: codes are text, such as {example}. "
    "Read a file with `pl.read_csv(…, schema_overrides={override})`."
)


def with_codes(rows: pl.DataFrame, codes: Iterable[str]) -> pl.DataFrame:
    """A frame whose areas are codes: of whole numbers, which a file's reader makes of them, with their zeros again.

    Raises:
        DataError: a number is no code, with zeros or without.
    """
    if "area" not in rows.columns or isinstance(rows["area"].dtype, _KINDS):
        return rows
    known = [*codes]
    strange = given = rows["area"]
    if given.dtype.is_integer():
        written = given.cast(pl.String).str.zfill(max(map(len, known), default=0))
        strange = given.filter(~written.is_in(known).fill_null(value=True)).unique(maintain_order=True)
        if strange.is_empty():
            return rows.with_columns(written.alias("area"))
    msg = say(
        _NO_CODES,
        kind=f"{given.dtype}",
        areas=quoted(strange, 5),
        example=quoted(known[:1]),
        override='{"area": pl.String}',
    )
    raise DataError(msg)
