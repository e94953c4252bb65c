"""Months, merged so that a period is never the story of a single hui."""

import datetime as dt

import polars as pl

#: A period in which fewer hui were held is merged with the next (docs/architecture.md, "Release tables").
HUI_PER_PERIOD = 2


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day of every month from one date to another."""
    return pl.date_range(first.replace(day=1), last, "1mo", eager=True).to_list()


def mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    """The Monday of every week from one date to another."""
    start = first - dt.timedelta(days=first.weekday())
    return pl.date_range(start, last, "1w", eager=True).to_list()


def periods(every_month: list[dt.date], hui: pl.Series) -> pl.DataFrame:
    """The period that each month belongs to: ``month``, ``period`` ("2018-05/2018-06" or "2018-07").

    Args:
        every_month: the first day of each month, in order.
        hui: the date of every hui that was held.
    """
    held = hui.dt.truncate("1mo").to_list()
    merged = _merged([(month, held.count(month)) for month in every_month])
    labels = {month: _label(members) for members in merged for month in members}
    return pl.DataFrame(
        {"month": list(labels), "period": list(labels.values())}, {"month": pl.Date, "period": pl.String}
    )


def _merged(counts: list[tuple[dt.date, int]]) -> list[list[dt.date]]:
    merged: list[list[dt.date]] = []
    enough = HUI_PER_PERIOD
    for month, number in counts:
        if enough >= HUI_PER_PERIOD:
            merged.append([])
            enough = 0
        merged[-1].append(month)
        enough += number
    if enough < HUI_PER_PERIOD and len(merged) > 1:
        merged[-2:] = [merged[-2] + merged[-1]]
    return merged


def _label(members: list[dt.date]) -> str:
    first, last = f"{members[0]:%Y-%m}", f"{members[-1]:%Y-%m}"
    return first if first == last else f"{first}/{last}"
