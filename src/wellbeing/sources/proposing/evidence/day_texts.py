"""The different texts of a column as days, in every order of day, month and year that each could have."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import polars as pl

from wellbeing.sources.names.months import in_english

_ISO: Final = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"
_TRIPLE: Final = r"^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:\D|$)"
#: A year in full: formats with %Y would read "18" as the year 18.
_FULL_YEAR: Final = r"(?:^|\D)\d{4}(?:\D|$)"
#: A time of day; midnight is how programs write days.
_TIME: Final = r"\d:\d"
_MIDNIGHT: Final = r"(?:^|[ T])0?0:00(?::00(?:\.0+)?)?(?:$|Z|[+-])"
_TIMES: Final = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S%.f")
_NAMED: Final = (
    *("%d %B %Y", "%d-%B-%Y", "%d-%B-%y", "%B %d, %Y", "%B %d %Y", "%d de %B de %Y", "%d. %B %Y"),
    *("%d %B, %Y", "%A, %d %B %Y", "%A %d %B %Y", "%A, %B %d, %Y"),
)
_MARKS: Final = ("/", ".", "-")
#: Order → where year, month and day stand in a text, and its format.
_ORDERS: Final = {
    "day": ((3, 2, 1), "%d{0}%m{0}%Y"),
    "month": ((3, 1, 2), "%m{0}%d{0}%Y"),
    "year": ((1, 2, 3), "%Y{0}%m{0}%d"),
    #: As ``year``, of years with two digits.
    "short": ((1, 2, 3), "%Y{0}%m{0}%d"),
}


def day_texts(cells: pl.Series, years: tuple[int, int]) -> pl.DataFrame:
    """The different texts of a column, months named in English, with the day that each is in every order.

    ``text`` and how many cells (``number``) hold it; its day if it is ``named``, or in the order ``day``,
    ``month``, ``year`` first (null where it has none), ``short`` where day or year may stand first; whether it is
    ISO 8601 (``iso``), has ``digits``, a ``time``.

    Args:
        cells: text, none null.
        years: first and last year in which days written with two digits are believed.
    """
    distinct = cells.rename("text").value_counts(name="number", sort=True)
    distinct = distinct.with_columns(text=in_english(distinct["text"]))
    texts = distinct["text"]
    split = distinct.with_columns(
        texts.str.extract_groups(_TRIPLE).struct.rename_fields(["1", "2", "3"]).alias("parts"),
        iso=pl.col("text").str.contains(_ISO),
        digits=pl.col("text").str.contains(r"\d"),
        time=pl.col("text").str.contains(_TIME) & ~pl.col("text").str.contains(_MIDNIGHT),
        named=_named_days(texts),
    ).unnest("parts")
    orders = {name: _ordered(*places, years) for name, (places, _) in _ORDERS.items()}
    full = pl.col("text").str.contains(_FULL_YEAR)
    first = (pl.when(full).then("year").alias("year"), pl.when(~full).then("short").alias("short"))
    return _year_or_day(split.with_columns(**orders).with_columns(first).drop("1", "2", "3"))


def _year_or_day(texts: pl.DataFrame) -> pl.DataFrame:
    """Years with two digits stand first in the whole column, or nowhere; ``short`` is null unless both may be so."""
    two = texts.filter(
        pl.any_horizontal(pl.col("short", "day", "month").is_not_null()) & pl.col("year").is_null()
    )
    two = two.filter(~pl.col("text").str.contains(_FULL_YEAR))
    first, last = (not two.is_empty() and two[order].null_count() == 0 for order in ("short", "day"))
    last = last or (not two.is_empty() and two["month"].null_count() == 0)
    if not first or last:
        return texts if first else texts.with_columns(short=pl.lit(None, pl.Date))
    is_short = pl.col("short").is_not_null()
    moved = [pl.when(~is_short).then(order).alias(order) for order in ("day", "month")]
    return texts.with_columns(*moved, year=pl.coalesce("year", "short"), short=pl.lit(None, pl.Date))


def forms(texts: pl.DataFrame, order: str) -> tuple[str, ...]:
    """The formats that texts need in an order (``named``, ``day``, ``month``, ``year``), of most cells first."""
    needing = texts.filter(pl.col(order).is_not_null() & ~pl.col("iso"))
    found: dict[str, int] = {}
    for form in _shapes(order) if needing.height else ():
        two = "%y" in form
        rows = needing.filter(pl.col("text").str.contains(_FULL_YEAR) != two)
        found[form] = int(rows.filter(_read(rows["text"], form).is_not_null())["number"].sum())
    return tuple(sorted((form for form in found if found[form]), key=lambda form: -found[form]))


def _shapes(order: str) -> Iterable[str]:
    if order == "named":
        return [form + time for form in _NAMED for time in _TIMES]
    long = _ORDERS[order][1]
    marked = [shape.format(mark) for shape in (long, long.replace("%Y", "%y")) for mark in _MARKS]
    return [form + time for form in marked for time in _TIMES]


def _read(texts: pl.Series, form: str) -> pl.Series:
    return texts.cast(pl.String).str.to_datetime(form, strict=False, time_unit="us")


def _named_days(texts: pl.Series) -> pl.Series:
    """The day of texts with a month's name; others null."""
    none = pl.Series([None] * len(texts), dtype=pl.Date)
    lettered = texts.str.contains(r"[^\W\d_]{3}") & texts.str.contains(r"\d")
    if not lettered.any():
        return none
    found = none
    for form in _shapes("named"):
        read = _read(texts.set(texts.str.contains(_FULL_YEAR) == ("%y" in form), None), form).dt.date()
        found = found.zip_with(found.is_not_null(), read)
    return found


def _ordered(year: int, month: int, day: int, years: tuple[int, int]) -> pl.Expr:
    """The day with its numbers at these places; of a year with two digits only if it is near."""
    written = [pl.col(str(place)).str.zfill(2) for place in (year, month, day)]
    two = written[0].str.len_chars() == 2
    full = pl.when(two).then("20" + written[0]).otherwise(written[0])
    near = ~two | full.cast(pl.Int32, strict=False).is_between(*years)
    real = pl.concat_str([full, *written[1:]], separator="-").str.to_date("%Y-%m-%d", strict=False)
    return pl.when(near & (full.str.len_chars() == 4)).then(real)


def day_span(days: pl.Expr, first: dt.date, last: dt.date) -> pl.Expr:
    """Whether days lie between two, both included; false where there is none."""
    return days.is_between(first, last).fill_null(value=False)
