"""How a number of a measure is written."""

from math import floor, isfinite, log10
from typing import Final

from wellbeing.language import decimal_mark, in_digits

#: Decimals of a number of a measure, where it has no need of more.
_USUAL: Final = 2
#: Below the one and from the other on a number is told as so many times a power of ten.
_LEAST, _MOST = 1e-3, 1e12
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MINUS: Final = "\N{MINUS SIGN}"


def number_text(value: float | None) -> str:
    """A number with as many digits as say something: ``0.87``, ``12.4``, ``1,204``, ``8.4 × 10⁻⁵``; "" of none."""
    return _text(value, _USUAL)


def rounded(value: float) -> float:
    """A number as ``number_text`` writes it, for a program that writes it itself."""
    size = abs(value)
    return round(value, _digits(size)) if _LEAST <= size < _MOST else float(f"{value:.2e}")


def short_text(value: float) -> str:
    """A round number, with no more digits than it has: ``2``, ``0.25``."""
    return _text(value, 0)


def _text(value: float | None, least: int) -> str:
    if value is None or not isfinite(value):
        return ""
    if value == 0:
        return "0"
    size = abs(value)
    told = _fixed(size, least) if _LEAST <= size < _MOST else _powered(size)
    return f"{_MINUS if value < 0 else ''}{told}"


def _fixed(size: float, least: int) -> str:
    """Three digits that say something, or all before the decimal mark; no 0 at the end after ``least`` decimals.

    A whole number has none: it counts something.
    """
    digits = 0 if size.is_integer() else _digits(size)
    needed = next(
        (some for some in range(min(least, digits), digits) if round(size, some) == round(size, digits)),
        digits,
    )
    return in_digits(size, needed)


def _digits(size: float) -> int:
    """Decimals of three digits that say something."""
    return max(0, 2 - floor(log10(size)))


def _powered(size: float) -> str:
    """``8.4 × 10⁻⁵``."""
    front, _, power = f"{size:.2e}".partition("e")
    front = front.rstrip("0").rstrip(".").replace(".", decimal_mark())
    return f"{front} × 10{f'{int(power)}'.translate(_RAISED)}"
