"""The tables of a briefing as a workbook: numbers are numbers, and the notes come first."""

import datetime as dt
import io
from typing import Final

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from wellbeing.reports.briefing.content import Briefing, SceneTable
from wellbeing.reports.formats.chart import NativeChart
from wellbeing.reports.formats.properties import as_property
from wellbeing.reports.formats.sheets import sheets_of
from wellbeing.reports.formats.words import SHARE_COLUMNS

#: Nothing that a file says is run or followed.
PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: No table is called so: its name has a space.
NOTES: Final = "About this file"
#: As many letters as the name of a sheet may have.
_LONGEST: Final = 31
#: The same briefing makes the same bytes.
_MADE: Final = dt.datetime(2000, 1, 1)


def report_workbook(briefing: Briefing) -> bytes:
    """A sheet for each table, after one with the notes and what the columns say."""
    content = io.BytesIO()
    sheets = sheets_of(briefing)
    with xlsxwriter.Workbook(content, PLAIN) as book:
        book.set_properties(
            {
                "title": as_property(briefing.subject),
                "author": as_property(briefing.agency),
                "subject": f"release {briefing.release}",
                "comments": as_property(briefing.badge),
                "created": _MADE,
            }
        )
        styles = {
            "bold": book.add_format({"bold": True}),
            "part": book.add_format({"num_format": "0%"}),
            "day": book.add_format({"num_format": "d mmmm yyyy"}),
        }
        _notes(book.add_worksheet(NOTES), briefing, sheets, styles)
        for name, table in sheets.items():
            _sheet(book.add_worksheet(_sheet_name(name, sheets)), table, styles)
    return content.getvalue()


def chart_workbook(chart: NativeChart) -> bytes:
    """What lies behind a native chart: its names and numbers, where office programs look for them, and nothing else."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, PLAIN) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("Sheet1")
        for line, category in enumerate(chart.categories, start=1):
            sheet.write_string(line, 0, category)
        for at, (name, values) in enumerate(chart.series.items(), start=1):
            sheet.write_string(0, at, name)
            for line, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(line, at, value)
    return content.getvalue()


def _notes(
    sheet: Worksheet, briefing: Briefing, sheets: dict[str, SceneTable], styles: dict[str, object]
) -> None:
    """What goes with every file; then each table with its columns."""
    plain, bold = None, styles["bold"]
    lines: list[tuple[str, str, object]] = [
        *((name, text, plain) for name, text in briefing.about),
        ("", "", plain),
    ]
    for name, table in sheets.items():
        lines.append((_sheet_name(name, sheets), table.caption, bold))
        lines += [(column, told.says, plain) for column, told in table.columns.items()]
    for line, (name, text, style) in enumerate(lines):
        sheet.write_string(line, 0, name, style)
        sheet.write_string(line, 1, text)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)


def _sheet(sheet: Worksheet, table: SceneTable, styles: dict[str, object]) -> None:
    for at, name in enumerate(table.columns):
        sheet.write_string(0, at, name, styles["bold"])
        is_day = table.rows.schema[name] == pl.Date
        write = sheet.write_string if table.rows.schema[name] == pl.String else sheet.write_number
        write = sheet.write_datetime if is_day else write
        style = styles["day"] if is_day else styles["part"] if name in SHARE_COLUMNS else None
        for line, value in enumerate(table.rows[name], start=1):
            if value is not None:
                write(line, at, value, style)
    sheet.freeze_panes(1, 0)
    sheet.autofit(300)


def _sheet_name(name: str, sheets: dict[str, SceneTable]) -> str:
    """As a sheet may be called, each once."""
    place = [*sheets].index(name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 4]}-{place}"
