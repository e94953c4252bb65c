"""Days as people type them, one by one: without the year, with the day of the week, with the month's name."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from wellbeing.sources.names.months import spelled_parts
from wellbeing.sources.names.weekdays import without_weekday

_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})(?:[/. -](?P<year>\d{4}|\d{2}))?[/.]?"
)
_MIDNIGHT: Final = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[ T]00:00:00(\.0+)?$")
#: Of years with two digits.
_CENTURY: Final = 2000
#: Digits of a year in full.
_FULL: Final = 4


def typed_day(text: str, first: dt.date, last: dt.date) -> str:
    """A day as ISO 8601; what was typed where it is none, or may be another.

    Args:
        text: day before month where both are numbers, as typed sheets ask for it.
        first: the engagement's first day.
        last: the last one that is taken in: a year that is left out is that in which the day lies between them.
    """
    plain, weekdays = without_weekday(text)
    found = [day for day in _days(plain, first, last) if day.weekday() in weekdays]
    inside = [day for day in found if first <= day <= last]
    return (inside or found)[-1].isoformat() if found and len(inside) < 2 else text


def day_alone(text: str) -> str:
    """A day that a spreadsheet keeps with a midnight, without it; any other text as it is."""
    return _MIDNIGHT.sub("", text)


def _days(text: str, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days that a text may be, one in each year that it may mean."""
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    parts = (int(match["day"]), int(match["month"]), match["year"] or "") if match else spelled_parts(text)
    day, month, year = parts or (0, 0, "")
    whole = int(year) if len(year) == _FULL else _CENTURY + int(year or 0)
    for each in [whole] if year else range(first.year, last.year + 1):
        with suppress(ValueError):  # as 31 June
            yield dt.date(each, month, day)
