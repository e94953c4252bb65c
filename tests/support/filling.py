"""Fill a template as a person would in a spreadsheet: only its data sheet gets rows, all else stays."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_rowcol_to_cell

#: The first sheet of a template.
SHEET = "xl/worksheets/sheet1.xml"


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


def _row(number: int, cells) -> str:
    filled = "".join(_cell(number, column, cell) for column, cell in enumerate(cells) if cell is not None)
    return f'<row r="{number + 1}">{filled}</row>'


def _cell(row: int, column: int, cell) -> str:
    address = xl_rowcol_to_cell(row, column)
    if isinstance(cell, int | float):
        return f'<c r="{address}"><v>{cell}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
