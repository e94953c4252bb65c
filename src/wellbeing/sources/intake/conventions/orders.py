"""Formats of days by the order of day and month."""

import re
from collections.abc import Iterable
from typing import Final, Literal

DateOrder = Literal["day first", "month first"]
OPPOSITE: Final[dict[DateOrder, DateOrder]] = {"day first": "month first", "month first": "day first"}
_DAY: Final = re.compile("%[-_0]?[de]")
_MONTH: Final = re.compile("%[-_0]?m")
_YEAR: Final = re.compile("%[-_0]?[Yy]")


def order_of(form: str) -> DateOrder | None:
    """Which of day and month, both numbers, stands first; None where a format leaves no doubt: year first, a name."""
    spelled = form.replace("%D", "%m/%d/%y")
    day, month, year = (found.search(spelled) for found in (_DAY, _MONTH, _YEAR))
    if day is None or month is None or (year and year.start() < min(day.start(), month.start())):
        return None
    return "day first" if day.start() < month.start() else "month first"


def turned(form: str) -> str:
    """A format with day and month the other way round."""
    spelled = form.replace("%D", "%m/%d/%y")
    return _DAY.sub("\0", spelled).replace("%m", "%d").replace("%-m", "%-d").replace("\0", "%m")


def formats_in_order(formats: Iterable[str], order: DateOrder) -> tuple[str, ...]:
    """The formats of an order, or those of the other turned round where none is."""
    ordered = [form for form in formats if order_of(form)]
    mine = tuple(form for form in ordered if order_of(form) == order)
    return mine or tuple(turned(form) for form in ordered)
