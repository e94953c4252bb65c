"""Names of months in other languages, as dates in words have them: read as the English ones."""

import calendar
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.weekdays import without_weekday

#: A day, its month's name and its year, as people write them beyond doubt: "15 June", "June 15th" and a year.
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?"
_MONTH: Final = r"(?P<month>[^\W\d_]+(?:[-‐‑][^\W\d_]+)*)\.?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_OF: Final = r"(?:\s+(?:of|de|del|o)\s+|\s*[\s,./-]\s*)"
_SPELLED: Final = (
    re.compile(f"{_DAY}{_OF}{_MONTH}(?:{_OF}{_YEAR})?", re.IGNORECASE),
    re.compile(f"{_MONTH}\\s+{_DAY}(?:(?:,\\s*|\\s+){_YEAR})?", re.IGNORECASE),
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})([/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
#: A word, with hyphens within it, and the dot of a short one.
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*\.?")


def in_english(dates: pl.Series) -> pl.Series:
    """Dates with the names of their months in English; what is no such name stays as it is written."""
    distinct = dates.drop_nulls().unique()
    other = distinct.filter(distinct.str.contains(r"\d") & distinct.str.contains(r"[^\W\d_]{3}"))
    named = {text: _WORD.sub(_named, text) for text in other}
    changed = {text: name for text, name in named.items() if name != text}
    return dates.replace(changed) if changed else dates


def spelled_days(dates: pl.Series) -> pl.Series:
    """The days of what is written beyond doubt, and nothing beside; null of everything else.

    With the name of its month, or the year first ("YYYY/MM/DD"); the right day of the week may stand before it.
    """
    distinct = dates.drop_nulls().unique()
    named = distinct.filter(
        distinct.str.contains(r"[^\W\d_]{3}|^\s*\d{4}[/.]") & distinct.str.contains(r"\d{4}")
    )
    days = {text: _spelled_day(text.strip()) for text in named}
    return dates.replace_strict(days, default=None, return_dtype=pl.Date)


def spelled_parts(text: str) -> tuple[int, int, str] | None:
    """Day, month and year, "" where it is left out, of what is written with the name of its month alone."""
    found = next((match for form in _SPELLED if (match := form.fullmatch(text))), None)
    month = _numbers().get(key(found["month"])) if found else None
    return (int(found["day"]), month, found["year"] or "") if found and month else None


def _spelled_day(text: str) -> dt.date | None:
    plain, weekdays = without_weekday(text)
    day, month, year = spelled_parts(plain) or _year_first(plain)
    if len(year) == len("YYYY"):
        with suppress(ValueError):  # as 31 June
            found = dt.date(int(year), month, day)
            return found if found.weekday() in weekdays else None
    return None


def _year_first(text: str) -> tuple[int, int, str]:
    found = _YEAR_FIRST.fullmatch(text)
    return (int(found["day"]), int(found["month"]), found["year"]) if found else (0, 0, "")


@cache
def _numbers() -> dict[str, int]:
    """Key of a month's name in any language, or of its short English one → its number."""
    english = [*calendar.month_name, *calendar.month_abbr]
    numbers = {key(name): at % 13 for at, name in enumerate(english) if name} | {"sept": 9}
    return numbers | {name: numbers[key(month)] for name, month in _names().items()}


def _named(word: re.Match[str]) -> str:
    return _names().get(key(word[0]), word[0])


@cache
def _names() -> dict[str, str]:
    """Key of a month's name in any language → its English name."""
    return dict(_every_name())


def _every_name() -> Iterator[tuple[str, str]]:
    text = (files(__package__) / "months.toml").read_text(encoding="utf-8")
    for names in tomllib.loads(text).values():
        for month, spelled in enumerate(str(names).split(), 1):
            yield from ((key(name), calendar.month_name[month]) for name in spelled.split("|"))
