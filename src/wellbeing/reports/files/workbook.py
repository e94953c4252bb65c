"""What is shown as a workbook: typed tables under titles that say the selection, and notes; ready to be printed."""

import io
from typing import Any, Final

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from wellbeing.language import message, say
from wellbeing.model.grouping import Grouping
from wellbeing.reports.communities import community_rows
from wellbeing.reports.files.notes import file_notes, provenance
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.naming import chosen_title
from wellbeing.reports.next_rows import next_rows
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.heard_rows import TIMES_EXPECTED
from wellbeing.state.answer import Answer

#: Nothing in a workbook runs or leads elsewhere, whatever a name looks like.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
#: How numbers are written, column → format.
FORMATS: Final = {
    **dict.fromkeys(("heard", "low", "high", "number", "more_needed_low", "more_needed_high"), "#,##0"),
    **dict.fromkeys(("figure", "lower", "upper", *TIMES_EXPECTED), "0.000"),
    **dict.fromkeys(("chance_without", "chance_with_these", "chance_with_all_proposed"), "0.000"),
    "cost_each": "#,##0",
    "expected": "#,##0.0",
}
_OVERLAP: Final = message("Communities: they overlap, and overlap the types, so never add them up")
_BESIDE_MEMBERS: Final = message("Groups stand last, beside their members: never add both up")
#: Lines above the head of each table.
ABOVE: Final = 3
#: No column is wider, in dots.
_WIDEST: Final = 360
#: The number of this paper among those of a spreadsheet.
_A4: Final = 9


def as_workbook(answer: Answer, link: str = "") -> bytes:
    """Figures, the same crossed with their margins, what further events would settle, communities, notes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        figures, ahead, communities = file_rows(answer), next_rows(answer), community_rows(answer)
        _rows(book, say("Figures"), chosen_title(answer), figures, answer)
        if "stakeholder" in figures.columns:
            _crossed(book, figures, answer)
        if not ahead.is_empty():
            _rows(
                book,
                say("Where next"),
                say("Where next, compared with {benchmark}", benchmark=answer.benchmark.en),
                ahead,
                answer,
            )
        if not communities.is_empty():
            _rows(book, say("Communities"), say(_OVERLAP), communities, answer)
        sheet = _sheet(book, say("Notes"), say("What these figures are"), answer)
        for line, (name, value) in enumerate(file_notes(answer, link), start=ABOVE):
            sheet.write_row(line, 0, [name, value])
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 110, book.add_format({"text_wrap": True}))
    return content.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, title: str, answer: Answer) -> Worksheet:
    """A sheet under its title, which prints on as many pages as it is long, with badge and release on each."""
    sheet = _paged(book, name, answer)
    _head(book, sheet, title, answer)
    return sheet


def _head(book: xlsxwriter.Workbook, sheet: Worksheet, title: str, answer: Answer) -> None:
    """The title, and whose figures these are, above the table."""
    release = answer.figures.release
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    whose = f"{provenance(release)}. {release.engagement.en}. {say('Release {release}.', release=release.id)}"
    sheet.write_string(1, 0, whose)


def _paged(book: xlsxwriter.Workbook, name: str, answer: Answer) -> Worksheet:
    """A sheet without a word, as it is printed."""
    release = answer.figures.release
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(ABOVE)
    pages = say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(f"&L{release.engagement.badge.replace('&', '&&')} {release.id}&R{pages}")
    return sheet


def _rows(book: xlsxwriter.Workbook, name: str, title: str, rows: pl.DataFrame, answer: Answer) -> None:
    """A table that can be sorted and filtered, with its provenance and release in each row."""
    sheet = _paged(book, name, answer)
    release = answer.figures.release
    where = {"provenance": provenance(release), "release": release.id}
    whole = rows.with_columns(pl.lit(text).alias(column) for column, text in where.items())
    formats: dict[Any, str] = {column: form for column, form in FORMATS.items() if column in whole.columns}
    whole.write_excel(book, sheet, position=(ABOVE, 0), column_formats=formats, freeze_panes=(ABOVE + 1, 0))
    sheet.autofit(_WIDEST)
    _head(
        book, sheet, title, answer
    )  # after its columns are as wide as what stands in them, for it goes beyond


def _crossed(book: xlsxwriter.Workbook, rows: pl.DataFrame, answer: Answer) -> None:
    """Areas down, types across, margins first: numbers, and where none is told why, which no sum takes in."""
    names, figures = answer.names, answer.figures
    told = {(row["area"], row["stakeholder"]): _told(row) for row in rows.iter_rows(named=True)}
    areas = ["", *figures.regions, *_of_several(figures.region_groups)]
    types = ["", *figures.types, *_of_several(figures.type_groups)]
    title = f"{chosen_title(answer)}: {say(show_of(answer).column).lower()}. {say(_BESIDE_MEMBERS)}"
    sheet = _sheet(book, say("Crossed"), title, answer)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_row(ABOVE, 0, ["", *map(names.stakeholder, types)], head)
    for line, area in enumerate(areas, start=ABOVE + 1):
        sheet.write_row(line, 0, [names.area(area), *(told.get((area, one), "") for one in types)])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(types), 14)
    sheet.freeze_panes(ABOVE + 1, 1)


def _of_several(groups: Grouping) -> list[str]:
    """The groups that are not the same as a member of theirs."""
    return [group for group in groups.ids if len(groups.members_of(group)) > 1]


def _told(row: dict[str, Any]) -> float | str:
    """The number of a row, or why it has none."""
    number: float | None = row["heard"] if "heard" in row else row["figure"]
    status: str = row["status"]
    return status if number is None else number
