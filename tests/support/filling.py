"""Fill a template as a person would in a spreadsheet: only its data sheet gets rows, all else stays."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import fastexcel
import xlsxwriter
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell

#: The first sheet of a template.
SHEET = "xl/worksheets/sheet1.xml"
#: What may be typed into a cell, or come in one.
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30)
#: Texts that a spreadsheet or a reader could take for something else.
LIKE_SOMETHING_ELSE = [
    *(
        "0001",
        "1.50",
        "12345678901234567890",
        "1E+10",
        "1/2",
        "2018-06-01",
        "TRUE",
        "#N/A",
        "-",
        "+64 4 555 0143",
    ),
    *("=1+1", "@SUM(A1)", "'quoted", '=HYPERLINK("http://x")', "<b>&amp;", "_x000D_"),
    *(
        "two\nlines\r\nand more\n\nthan one",
        " two  spaces ",
        "Ma\u0304ori Māori",
        "\u00a0\u200b",
        "🙂 한국어",
    ),
]


def fill(path: Path, rows) -> Path:
    """Rows of text below the headings; numbers as numbers, None for an empty cell."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    lines = "".join(_row(number, cells) for number, cells in enumerate(rows, 1))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{lines}</sheetData>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def save_again(path: Path, copy: Path) -> Path:
    """A workbook as another program saves it: every cell as the text that it shows, hidden sheets hidden."""
    read = fastexcel.read_excel(path)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(copy, options) as book:
        for name in read.sheet_names:
            sheet, held = book.add_worksheet(name), read.load_sheet(name, header_row=None, dtypes="string")
            for row, cells in enumerate(held.to_polars().iter_rows()):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write_string(row, column, cell)
            if held.visible != "visible":
                sheet.very_hidden()
    return copy


def _row(number: int, cells) -> str:
    filled = "".join(_cell(number, column, cell) for column, cell in enumerate(cells) if cell is not None)
    return f'<row r="{number + 1}">{filled}</row>'


def _cell(row: int, column: int, cell) -> str:
    address = xl_rowcol_to_cell(row, column)
    if isinstance(cell, int | float):
        return f'<c r="{address}"><v>{cell}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
