"""What the dates of a whole column say of how they are written, whatever order its rows are in."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.profile import Day
from wellbeing.sources.intake.conventions.orders import OPPOSITE, DateOrder, formats_in_order, order_of
from wellbeing.sources.intake.mapping.days import ISO, NEVER, read_times
from wellbeing.sources.intake.mapping.places import first_value

#: Values that are named of each kind.
_NAMED: Final = 3
#: The last day that may be a month too.
_LAST_MONTH: Final = 12
#: Two short numbers and a year.
_SHAPE: Final = r"^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}\b"
#: Kinds of evidence, beside "day first only", "inside as month first only" and their opposites.
EITHER: Final = "either"
FREE: Final = "free"
FREE_BEYOND: Final = "free beyond 12"
TIMED: Final = "timed"


def only(order: DateOrder) -> str:
    """Dates that are none in the opposite order."""
    return f"{order} only"


def inside_only(order: DateOrder) -> str:
    """Dates in both orders that lie within the engagement in this one only."""
    return f"inside as {order} only"


@dataclass
class DateEvidence:
    """Rows of each kind of date, counted batch by batch."""

    day: Day
    engagement: Engagement
    found: Counter[str] = field(default_factory=Counter)
    #: The first values of each kind, in the order of their characters.
    named: dict[str, list[str]] = field(default_factory=dict)
    #: How many rows hold each value of the batch that is looked at.
    _rows: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt32))

    def read(self, rows: pl.DataFrame) -> None:
        """Look at the rows of a batch."""
        if not self.day.columns:
            return
        value = first_value(self.day.columns).replace(list(self.day.missing), None)
        counted = rows.select(value=value).drop_nulls().group_by("value", maintain_order=True).len("rows")
        written, self._rows = counted["value"], counted["rows"]
        orders = {order: _times(written, formats_in_order(self.day.formats, order)) for order in OPPOSITE}
        if any(order_of(form) for form in self.day.formats):
            self._read_orders(written, orders)
        declared = [order_of(form) for form in self.day.formats]
        mine = [orders[order] for order in OPPOSITE if order in declared]
        read = pl.select(pl.coalesce([*mine, pl.lit(None, pl.Datetime("us"))])).to_series()
        self._read_free(written, read)

    def _read_orders(self, written: pl.Series, orders: dict[DateOrder, pl.Series]) -> None:
        both = orders["day first"].is_not_null() & orders["month first"].is_not_null()
        inside = {order: self._is_inside(times) for order, times in orders.items()}
        self._note(EITHER, written, both & (orders["day first"] != orders["month first"]))
        shaped = _shapes(
            written.set(orders["day first"].is_not_null() | orders["month first"].is_not_null(), None)
        )
        for order, other in OPPOSITE.items():
            one = (orders[order].is_not_null() & orders[other].is_null()) | shaped[order]
            self._note(only(order), written, one)
            self._note(inside_only(order), written, both & inside[order] & ~inside[other])

    def _read_free(self, written: pl.Series, read: pl.Series) -> None:
        """Dates that cannot be mistaken, and all times without an offset."""
        free = _times(written.set(read.is_not_null(), None), free_formats(self.day))
        self._note(FREE, written, free.is_not_null())
        self._note(FREE_BEYOND, written, free.dt.day() > _LAST_MONTH)
        times = read.zip_with(read.is_not_null(), free)
        is_timed = times.dt.time() != dt.time()
        self._note(TIMED, written, is_timed)
        zone = self.day.time_zone or self.engagement.time_zone
        happened = times.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        self._note(NEVER, written, is_timed & happened.is_null())

    def _is_inside(self, times: pl.Series) -> pl.Series:
        last = self.engagement.ends_on + dt.timedelta(days=self.day.late_days)
        return times.dt.date().is_between(self.engagement.starts_on, last).fill_null(value=False)

    def _note(self, kind: str, written: pl.Series, which: pl.Series) -> None:
        is_one = which.fill_null(value=False)
        values = written.filter(is_one)
        if len(values):
            self.found[kind] += int(self._rows.filter(is_one).sum())
            first = {*self.named.get(kind, []), *values.sort().head(_NAMED)}
            self.named[kind] = sorted(first)[:_NAMED]


def free_formats(day: Day) -> tuple[str, ...]:
    """Formats of dates without an offset whose day and month cannot be mistaken."""
    return tuple(
        form
        for form in (*day.formats, *ISO)
        if order_of(form) is None and "%z" not in form and not form.startswith("epoch")
    )


def _shapes(written: pl.Series) -> dict[DateOrder, pl.Series]:
    """Which values no format reads that are dates of one order all the same, whatever stands behind them."""
    first, second = (written.str.extract(_SHAPE, group).cast(pl.Int64) for group in (1, 2))
    day, month = first > _LAST_MONTH, second > _LAST_MONTH
    shaped: dict[DateOrder, pl.Series] = {"day first": day & ~month, "month first": month & ~day}
    return {order: which.fill_null(value=False) for order, which in shaped.items()}


def _times(written: pl.Series, formats: Iterable[str]) -> pl.Series:
    """Times as the first format that fits reads them, null where none does."""
    times = pl.Series([None] * len(written), dtype=pl.Datetime("us"))
    for form in formats:
        times = times.zip_with(times.is_not_null(), read_times(written.set(times.is_not_null(), None), form))
    return times
