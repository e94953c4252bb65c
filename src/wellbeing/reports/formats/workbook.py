"""The tables of a briefing as a workbook: numbers are numbers, and the notes come first."""

import datetime as dt
import io
from collections.abc import Callable
from math import ceil
from typing import Final

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from wellbeing.language import message, say
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
NOTES: Final = message("About this file")
#: As many letters as the name of a sheet may have.
_LONGEST: Final = 31
#: Name → how a cell is written.
_STYLES: Final[dict[str, dict[str, object]]] = {
    "plain": {},
    "bold": {"bold": True},
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "part": {"num_format": "0%"},
    "day": {"num_format": "d mmmm yyyy"},
}
#: How values of a column are written, where they are no numbers.
_WRITTEN: Final[dict[pl.DataType, Callable[..., object]]] = {
    pl.String(): Worksheet.write_string,
    pl.Date(): Worksheet.write_datetime,
}
_STYLED: Final[dict[pl.DataType, str]] = {pl.String(): "text", pl.Date(): "day"}
#: The number of this paper among those of a spreadsheet.
_A4: Final = 9
#: Dots across that a column takes at most; text beyond them goes on below.
_WIDEST: Final = 520
#: Letters of a line of it, and of one of the notes.
_ACROSS, _NOTE = 64, 110
#: Points of a line.
_LINE: Final = 15
#: Letters that the head and the foot of a printed page hold, besides what is always there.
_MARGIN: Final = 150
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
                "subject": say("release {release}", release=briefing.release),
                "comments": as_property(briefing.badge),
                "created": _MADE,
            }
        )
        styles = {name: book.add_format({"valign": "top"} | form) for name, form in _STYLES.items()}
        _notes(_worksheet(book, say(NOTES), say(NOTES), briefing), briefing, sheets, styles)
        for name, table in sheets.items():
            sheet = _worksheet(book, _sheet_name(name, sheets), table.caption, briefing)
            sheet.repeat_rows(0)
            _sheet(sheet, table, styles)
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


def _worksheet(book: xlsxwriter.Workbook, name: str, caption: str, briefing: Briefing) -> Worksheet:
    """A sheet that prints on as many pages as it is long, each saying of what and of which release."""
    sheet: Worksheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_in_margin(caption)}")
    foot = " · ".join(filter(None, (say("release {release}", release=briefing.release), briefing.badge)))
    pages = say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(f"&L{_in_margin(foot)}&R{pages}")
    return sheet


def _in_margin(text: str) -> str:
    """Text of a printed page's head or foot, in which ``&`` begins a command."""
    held = text if len(text) <= _MARGIN else f"{text[: _MARGIN - 1]}…"
    return held.replace("&", "&&")


def _notes(
    sheet: Worksheet, briefing: Briefing, sheets: dict[str, SceneTable], styles: dict[str, object]
) -> None:
    """What goes with every file; then each table with its columns."""
    plain, bold = styles["text"], styles["bold"]
    lines: list[tuple[str, str, object]] = [
        *((name, text, plain) for name, text in briefing.about),
        ("", "", plain),
    ]
    for name, table in sheets.items():
        lines.append((_sheet_name(name, sheets), table.caption, bold))
        lines += [(column, told.says, plain) for column, told in table.columns.items()]
    for line, (name, text, style) in enumerate(lines):
        sheet.write_string(line, 0, name, style)
        sheet.write_string(line, 1, text, styles["text"])
        sheet.set_row(line, _LINE * max(1, ceil(len(text) / _NOTE)))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, _NOTE)


def _sheet(sheet: Worksheet, table: SceneTable, styles: dict[str, object]) -> None:
    for at, name in enumerate(table.columns):
        sheet.write_string(0, at, name, styles["bold"])
        kind = table.rows.schema[name]
        write = _WRITTEN.get(kind, Worksheet.write_number)
        style = styles[_STYLED.get(kind, "part" if name in SHARE_COLUMNS else "plain")]
        for line, value in enumerate(table.rows[name], start=1):
            if value is not None:
                write(sheet, line, at, value, style)
    for line, lines in enumerate(_lines(table), start=1):
        sheet.set_row(line, lines * _LINE)
    sheet.freeze_panes(1, 0)
    sheet.autofit(_WIDEST)


def _lines(table: SceneTable) -> list[int]:
    """How many lines each row takes: programs that only print a workbook do not ask for them."""
    texts = table.rows.select(pl.col(pl.String).str.len_chars().fill_null(0))
    longest = texts.select(pl.max_horizontal(pl.lit(1), pl.all())).to_series()
    return [ceil(letters / _ACROSS) for letters in longest]


def _sheet_name(name: str, sheets: dict[str, SceneTable]) -> str:
    """As a sheet may be called, each once."""
    place = [*sheets].index(name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 4]}-{place}"
