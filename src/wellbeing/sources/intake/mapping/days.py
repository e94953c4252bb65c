"""The day of each row: formats, time zones, days that cannot be."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from wellbeing.language import message
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import counted
from wellbeing.model.profile import Day
from wellbeing.sources.intake.mapping.distinct import ResolvedColumn, changed_once
from wellbeing.sources.intake.mapping.places import first_value
from wellbeing.sources.intake.mapping.problems import problems
from wellbeing.sources.names.months import in_english, spelled_days
from wellbeing.sources.reading.batch import ROW

#: ISO 8601, which means the same everywhere: tried after the profile's own formats.
ISO: Final = (
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f%z",
    "%Y-%m-%d %H:%M:%S%.f%z",
)
#: Days beyond doubt, as with the name of their month in words of any language that is known: tried last.
SPELLED: Final = "spelled"
#: Day 0 of a workbook. Excel believes in a 29 February 1900, so that from March 1900 on it is a day late.
#: Macintosh workbooks count from 1904.
_EPOCHS: Final = {"excel": dt.datetime(1899, 12, 30), "excel-1904": dt.datetime(1904, 1, 1)}
_SECONDS: Final = {"epoch": 1.0, "epoch-ms": 1e-3}
#: The last day that a workbook knows, in 9999.
_LAST_SERIAL: Final = 2_958_465
#: Microseconds.
_DAY: Final = 86_400_000_000
_UTC: Final = "UTC"
#: Why a row has no day: it says none, or one that cannot be of this engagement (before which days, how late).
NO_DATE: Final = message("says no date")
OUTSIDE: Final = "lies outside the engagement"
#: What is wrong with a time that a changeover skips.
NEVER: Final = message("never happened")
_TIMED: Final = re.compile(r"%[HIMSTRsX]")


@dataclass(frozen=True)
class Days:
    """How the days of one column are read."""

    day: Day
    engagement: Engagement

    def resolve(self, rows: pl.DataFrame) -> ResolvedColumn:
        """The local time of each row (midnight where the file has days only), and the rows without one."""
        written = rows.select(ROW, value=first_value(self.day.columns).replace(list(self.day.missing), None))
        judged = written.hstack(changed_once(written["value"], self._judged))
        return ResolvedColumn(judged["time"], problems(judged, "received_on", self.day.columns))

    def _judged(self, written: pl.Series) -> pl.DataFrame:
        """``time`` and ``reason`` why there is none, of what is written."""
        times, reasons = self._read(written)
        if self.day.constant is not None:
            times = times.set(written.is_null(), _midnight(self.day.constant))
        return pl.DataFrame({"time": times, "reason": self._why_not(times, reasons, written)})

    def _read(self, written: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Local times where a format fits, and why a time that fits is not sure."""
        times = pl.Series([None] * len(written), dtype=pl.Datetime("us"))
        reasons = pl.Series([None] * len(written), dtype=pl.String)
        for form in dict.fromkeys((*self.day.formats, *self.day.held, *ISO, SPELLED)):
            if times.null_count() == written.null_count():
                break
            local, reason = self._believed(form, read_times(written.set(reasons.is_not_null(), None), form))
            times, reasons = (
                old.zip_with(old.is_not_null(), new) for old, new in ((times, local), (reasons, reason))
            )
        return times, reasons

    def _believed(self, form: str, times: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Local times of a format, unless something in the column speaks against what is written so."""
        local, reason = self._in_zone(form, times)
        if form not in self.day.held:
            return local, reason
        doubt = pl.select(pl.when(times.is_not_null()).then(pl.lit(self.day.doubt))).to_series()
        return local.clear(len(local)), doubt

    def _in_zone(self, form: str, parsed: pl.Series) -> tuple[pl.Series, pl.Series]:
        """Local time of the engagement, and why there is none."""
        here = self.engagement.time_zone
        none = pl.Series([None] * len(parsed), dtype=pl.String)
        if isinstance(parsed.dtype, pl.Datetime) and parsed.dtype.time_zone:
            return parsed.dt.convert_time_zone(here).dt.replace_time_zone(None), none
        zone = self.day.time_zone or here
        if form == SPELLED or (form not in _EPOCHS and not _TIMED.search(form)):
            return parsed, none
        return _told_apart(parsed, zone, here)

    def _why_not(self, times: pl.Series, reasons: pl.Series, written: pl.Series) -> pl.Series:
        first, last, late = self.engagement.starts_on, self.engagement.ends_on, self.day.late_days
        days = times.dt.date()
        inside = days.is_between(first, last + dt.timedelta(days=late))
        outside = message(f"lies outside the engagement, {first} to {last}")
        if late:
            outside = message(f"{outside}, and the {counted(late, 'day')} after it for what comes late")
        return pl.select(
            pl.when(~inside)
            .then(pl.lit(outside))
            .when(days.is_null() & written.is_null())
            .then(pl.lit(NO_DATE))
            .when(days.is_null())
            .then(reasons.fill_null(message("is no date that the profile's formats understand")))
        ).to_series()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def read_times(written: pl.Series, form: str) -> pl.Series:
    """Times as a format reads them, null where it does not; with a zone where it has one."""
    if form == SPELLED:
        return spelled_days(written).cast(pl.Datetime("us"))
    if form in _EPOCHS:
        days = written.cast(pl.Float64, strict=False)
        since = pl.lit(_EPOCHS[form]) + pl.duration(microseconds=pl.lit((days * _DAY).round()))
        return (
            pl.select(pl.when(days.is_between(1, _LAST_SERIAL)).then(since))
            .to_series()
            .cast(pl.Datetime("us"))
        )
    if form in _SECONDS:
        seconds = written.cast(pl.Float64, strict=False) * _SECONDS[form]
        whole = pl.select(pl.when(seconds.is_between(0, 1e11)).then(seconds)).to_series()
        return (whole * 1_000_000).cast(pl.Int64).cast(pl.Datetime("us", _UTC))
    if "%B" in form or "%b" in form:
        written = in_english(written)
    if "%z" in form:
        return _offsets(written).str.to_datetime(form, strict=False, time_unit="us")
    return written.str.to_datetime(form, strict=False, time_unit="us")


def _offsets(written: pl.Series) -> pl.Series:
    """Offsets in one spelling: ``+12:00`` for "GMT+12", "+1200"; ``+00:00`` for "Z", "UTC"."""
    zero = written.str.replace(r"(?i)(\d|\s)(Z|UTC|GMT)$", "${1}+00:00")
    whole = zero.str.replace(r"(?i)(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$", "${1}0${2}:${3}00")
    return whole.str.replace(r"([+-])0?(\d{2}):(\d{2})(?:00)?$", "${1}${2}:${3}")


def _told_apart(parsed: pl.Series, zone: str, here: str) -> tuple[pl.Series, pl.Series]:
    """Times of a zone as local times; a changeover skips an hour, and another hour comes twice.

    An hour that comes twice is read as its first, if the day is the same. Midnight is believed even where a
    changeover skips it: it is how days are written.
    """
    first, second = _local(parsed, zone, here, "earliest"), _local(parsed, zone, here, "latest")
    midnight = parsed.dt.time() == dt.time()
    local = first.zip_with(first.is_not_null() | ~midnight.fill_null(value=False), parsed)
    reasons = pl.select(
        pl.when(parsed.is_not_null() & local.is_null())
        .then(
            pl.lit(message(f"{NEVER} in {zone}, whose clocks went forward: are the times in another zone?"))
        )
        .when(first.dt.date() != second.dt.date())
        .then(pl.lit(message(f"happened twice in {zone}, on two days here")))
    ).to_series()
    return pl.select(pl.when(reasons.is_null()).then(local)).to_series(), reasons


def _local(parsed: pl.Series, zone: str, here: str, which: Literal["earliest", "latest"]) -> pl.Series:
    timed = parsed.dt.replace_time_zone(zone, ambiguous=which, non_existent="null")
    return timed.dt.convert_time_zone(here).dt.replace_time_zone(None)
