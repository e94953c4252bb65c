"""How an unknown file is laid out: which rows are its headings, and what question stands over each column."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Layout
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.headings import clean_label
from wellbeing.sources.reading.source import SourceTable, read_file

#: What Qualtrics writes into the third of its heading rows.
_IMPORT_ID: Final = '{"ImportId"'
#: What SurveyMonkey calls its first columns; the options of a question stand in a second heading row.
_TWO_ROWS: Final = ("Respondent ID", "Collector ID")
#: Rows in which headings are sought below a title; share of them that hold something, and of a title's row.
_TITLE_ROWS: Final = range(2, 9)
_FULL: Final = 0.8
_EMPTY: Final = 1 / 3
_DATA: Final = re.compile(r"\S@\S+\.\w|^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|^[+(]?\d[\d ().-]{6,}$")


@dataclass(frozen=True)
class LaidOut:
    """A file opened as it seems to be laid out."""

    table: SourceTable
    layout: Layout
    #: Column → the question over it, "" where there is none.
    labels: dict[str, str]


def laid_out(path: Path, sheet: str = "") -> LaidOut:
    """A file with its headings found.

    Args:
        path: the file.
        sheet: of a workbook; the only visible one with a table where empty.

    Raises:
        DataError: the file cannot be read.
    """
    table = read_file(path, Layout(sheet=sheet))
    layout = msgspec.structs.replace(_layout(path, table, sheet), sheet=sheet)
    if layout.header_rows > 1:
        table = read_file(path, layout)
    return LaidOut(table, layout, _labels(table, layout))


def twins(labels: dict[str, str], rows: pl.DataFrame) -> set[str]:
    """Columns that hold something under a heading that another such column has too."""
    filled = [column for column in labels if rows[column].null_count() < rows.height]
    keys = [key(labels[column]) for column in filled]
    return {column for column, one in zip(filled, keys, strict=True) if one and keys.count(one) > 1}


def looks_like_data(labels: dict[str, str], rows: pl.DataFrame) -> bool:
    """Whether the first row seems to be no headings, but the first response.

    It holds an address, a day, a long number, or several values of its own columns. (In tick boxes the option
    stands, and a heading row may be repeated whole.)
    """
    if any(_DATA.search(label) for label in labels.values()):
        return True
    own = rows.select((pl.col(column) == label).fill_null(value=False) for column, label in labels.items())
    repeated = own.filter(pl.sum_horizontal(pl.all()) < 2)
    stands = [
        column for column in labels if repeated[column].any() and rows[column].drop_nulls().n_unique() > 1
    ]
    return len(stands) > 1


def _layout(path: Path, table: SourceTable, sheet: str) -> Layout:
    first = next(batch.rows for batch in table.batches()).head(2)
    if any(str(cell).startswith(_IMPORT_ID) for row in first.rows() for cell in row):
        return Layout(header_rows=3)
    if table.columns[: len(_TWO_ROWS)] == _TWO_ROWS:
        return Layout(header_rows=2, names="joined")
    return _below_title(path, sheet) if _is_title(table) else Layout()


def _is_title(table: SourceTable) -> bool:
    return len(table.columns) == 1 or _share(table.heading_rows[0]) <= _EMPTY


def _below_title(path: Path, sheet: str) -> Layout:
    """Headings that stand below a title: in the first row that is full."""
    for number in _TITLE_ROWS:
        layout = Layout(header_rows=number, names="last", sheet=sheet)
        try:
            last = read_file(path, layout).heading_rows[-1]
        except DataError:
            return Layout()
        if len(last) > 2 and _share(last) >= _FULL:
            return layout
    return Layout()


def _share(row: tuple[str | None, ...]) -> float:
    return sum(cell is not None for cell in row) / len(row)


def _labels(table: SourceTable, layout: Layout) -> dict[str, str]:
    """The question in the last of the rows that hold any; where rows are joined, what they are joined to."""
    if layout.names == "joined":
        return {column: column for column in table.columns}
    rows = [row for row in table.heading_rows if not any(str(cell).startswith(_IMPORT_ID) for cell in row)]
    return {column: clean_label(cell or "") for column, cell in zip(table.columns, rows[-1], strict=True)}
