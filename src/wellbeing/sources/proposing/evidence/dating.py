"""Which days the cells of a column say: one order of day and month for the whole column, or a question."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.sources.proposing.evidence.day_texts import day_span, day_texts, forms

#: How the days of a column are told: in one certain way; day and month could be either, and no row tells; rows
#: of both orders stand in it, or few rows of one while the others lie in the engagement only in the other order;
#: too few cells are days.
DayOrder = Literal["certain", "either", "mixed", "none"]
#: Numbers of a workbook or a clock: day 0, and how many of them make a day, as ``model.profile.Day`` has them.
_COUNTED: Final = {
    "excel": (dt.date(1899, 12, 30), 1),
    "excel-1904": (dt.date(1904, 1, 1), 1),
    "epoch": (dt.date(1970, 1, 1), 86_400),
    "epoch-ms": (dt.date(1970, 1, 1), 86_400_000),
}
#: Orders in which a day is clear.
_CLEAR: Final = ("named", "year")
#: Share of the cells with digits that must be read. The odd one waits, and is no reason to give a column up.
_ENOUGH: Final = 0.6
#: Share of days in doubt that may wait beside certain ones.
_ODD: Final = 0.2
#: Share of numbers that must be days of the engagement to be believed to be days at all.
_NEARLY_ALL: Final = 0.9
_MONTHS: Final = 12
#: Days after the engagement's end that are still believed, as by profiles.
_LATE: Final = dt.timedelta(days=31)


@dataclass(frozen=True)
class ColumnDays:
    """What the cells of a column say of days."""

    order: DayOrder
    #: Formats as profiles name them, none where all is ISO 8601; if ``either`` or ``mixed``: day first.
    forms: tuple[str, ...] = ()
    #: If ``either`` or ``mixed``: the formats month first.
    other: tuple[str, ...] = ()
    cells: int = 0
    #: Cells read by ``forms``, and by ``other``.
    read: int = 0
    read_other: int = 0
    #: Cells whose day so read lies in the engagement.
    inside: int = 0
    inside_other: int = 0
    #: Cells that hold digits: those that do not, say no day ("-", "unknown").
    digits: int = 0
    #: Whether most cells tell a time of day.
    timed: bool = False

    @property
    def told(self) -> bool:
        """Whether the cells are days, in whatever order."""
        return self.order != "none"


def column_days(cells: pl.Series, engagement: Engagement) -> ColumnDays:
    """The days of all cells of a column.

    Args:
        cells: text, none null.
        engagement: whose time is known.
    """
    if cells.is_empty():
        return ColumnDays("none")
    column = _Column(cells, engagement)
    return column.counted() or column.written()


class _Column:
    def __init__(self, cells: pl.Series, engagement: Engagement) -> None:
        self._span = (engagement.starts_on, engagement.ends_on + _LATE)
        years = (engagement.starts_on.year - 1, engagement.ends_on.year + 1)
        self._texts = day_texts(cells, years)
        self._cells = len(cells)
        self._digits = self._sum(pl.col("digits"))
        self._timed = self._sum(pl.col("time")) > self._cells / 2

    def counted(self) -> ColumnDays | None:
        """Numbers of a workbook or a clock, believed if they lie in the engagement."""
        number = pl.col("text").cast(pl.Float64, strict=False)
        for form, (epoch, a_day) in _COUNTED.items():
            first, last = ((day - epoch).days * a_day for day in self._span)
            inside = self._sum(number.is_between(first, last + a_day).fill_null(value=False))
            if inside and inside >= _NEARLY_ALL * self._digits:
                return ColumnDays(
                    "certain", (form,), (), self._cells, inside, 0, inside, 0, self._digits, timed=a_day > 1
                )
        return None

    def written(self) -> ColumnDays:
        """ColumnDays with numbers or names of months."""
        day, month = pl.col("day").is_not_null(), pl.col("month").is_not_null()
        only_day, only_month, both = self._sum(day & ~month), self._sum(month & ~day), self._sum(day & month)
        if self._sum(pl.col("short").is_not_null()):
            first = "day" if only_day >= only_month else "month"
            return self._judged("either", (first, *_CLEAR), ("short", *_CLEAR))
        is_turned = not both and self._turned()
        if only_day + only_month + both <= _ODD * self._of(_CLEAR)[0] and not is_turned:
            return self._judged("certain", _CLEAR)
        if is_turned or (only_day and only_month):
            return self._judged("mixed", ("day", *_CLEAR), ("month", *_CLEAR))
        return self._ordered(only_day, only_month)

    def _ordered(self, only_day: int, only_month: int) -> ColumnDays:
        """The order that fits all rows; a question where both do, or where the other is more like the engagement."""
        if not only_day and not only_month:
            return self._judged("either", ("day", *_CLEAR), ("month", *_CLEAR))
        one, other = ("day", "month") if only_day else ("month", "day")
        if self._of((other,))[1] > self._of((one,))[1]:
            return self._judged("mixed", ("day", *_CLEAR), ("month", *_CLEAR))
        return self._judged("certain", (one, *_CLEAR))

    def _turned(self) -> bool:
        """Whether a spreadsheet turned the days that it could, up to the 12th, and left the others as text."""
        clear, later = pl.col("year").is_not_null(), pl.coalesce("day", "month").is_not_null()
        beyond = self._sum(clear & (pl.col("year").dt.day() > _MONTHS))
        return self._sum(clear) > 0 and self._sum(later) > 0 and not beyond

    def _judged(self, order: DayOrder, one: tuple[str, ...], other: tuple[str, ...] = ()) -> ColumnDays:
        read, inside = self._of(one)
        read_other, inside_other = self._of(other)
        is_enough = read + read_other > 0 and max(read, read_other) >= _ENOUGH * self._digits
        return ColumnDays(
            order=order if is_enough else "none",
            forms=tuple(form for each in one for form in forms(self._texts, each)),
            other=tuple(form for each in other for form in forms(self._texts, each)),
            cells=self._cells,
            read=read,
            read_other=read_other,
            inside=inside,
            inside_other=inside_other,
            digits=self._digits,
            timed=self._timed,
        )

    def _of(self, orders: tuple[str, ...]) -> tuple[int, int]:
        """How many cells are days in one of the orders, and how many of those lie in the engagement."""
        if not orders:
            return 0, 0
        read = pl.coalesce(orders)
        return self._sum(read.is_not_null()), self._sum(day_span(read, *self._span))

    def _sum(self, where: pl.Expr) -> int:
        return int(self._texts.filter(where)["number"].sum())
