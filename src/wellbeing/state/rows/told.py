"""What rows of a figure may tell, and how an interval is written: as pages do."""

from collections.abc import Callable
from typing import Final

import polars as pl

from wellbeing.language import in_digits, say

#: How many people published numbers tell of, where no number of them is published: pages say "fewer than" of few.
_NUMBERS: Final = ("answered", "commented")
#: What is worked out of such a number, or lets it be worked out.
_OF_NUMBERS: Final = (
    *("share", "estimate", "lower", "upper", "error", "deff", "off", "least", "standing", "p_below"),
    *("shrunken", "shrunken_lower", "shrunken_upper"),
)
#: As an interval is written: of a share, a tone, or times what was expected.
SHARE_TEXT, TONE_TEXT, TIMES_TEXT = "share", "tone", "times"
#: Decimals of an interval's ends, of a tone and of times.
_DIGITS: Final = 1


def without_few(rows: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """Rows whose numbers of people are null below the threshold, and all that rests on them: their range stands."""
    number = next((name for name in _NUMBERS if name in rows.columns), "")
    if not number:
        return rows
    is_told = (pl.col(number) >= threshold).fill_null(value=True)
    hidden = [name for name in (number, *_OF_NUMBERS) if name in rows.columns]
    return rows.with_columns(pl.when(is_told).then(name).alias(name) for name in hidden)


def interval_text(rows: pl.DataFrame, kind: str) -> pl.Series:
    """``22–58 %``, ``−0.3 to +0.1``, ``0.6–1.1 times``, of ``lower`` and ``upper``; null where there is none."""
    write = _WRITE[kind]
    ends = rows.select(pl.col("lower", "upper").cast(pl.Float64)).iter_rows()
    told = [None if low is None or high is None else write(low, high) for low, high in ends]
    return pl.Series("interval", told, pl.String)


def _share(low: float, high: float) -> str:
    ends = [int(round(100 * one, 6) + 0.5) for one in (low, high)]
    return f"{ends[0]}–{ends[1]}\N{NO-BREAK SPACE}%"


def _tone(low: float, high: float) -> str:
    return say("{low} to {high}", low=_signed(low), high=_signed(high))


def _times(low: float, high: float) -> str:
    return say("{low}–{high} times", low=in_digits(low, _DIGITS), high=in_digits(high, _DIGITS))


def _signed(value: float) -> str:
    text = in_digits(abs(value), _DIGITS)
    sign = "" if text == in_digits(0.0, _DIGITS) else "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{text}"


_WRITE: Final[dict[str, Callable[[float, float], str]]] = {
    SHARE_TEXT: _share,
    TONE_TEXT: _tone,
    TIMES_TEXT: _times,
}
