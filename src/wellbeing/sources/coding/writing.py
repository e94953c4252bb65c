"""Write a coding workbook: comments beside lists to choose from, one sheet a reading, one that explains."""

import io
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import polars as pl
import xlsxwriter

from wellbeing.model.errors import DataError
from wellbeing.sources.coding import sheet as layout
from wellbeing.sources.coding.sheet import CODING_COLUMNS, THEME_COLUMNS, TONE_COLUMN, as_shown
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.private import make_private
from wellbeing.sources.templates.headings import Heading
from wellbeing.sources.templates.writing import HELP_SHEET, offer, write_choices
from wellbeing.sources.text_workbook import write_marker

#: Held in memory until it is whole: a file on the way would hold comments and be anybody's to read.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
#: What a coder may do in a protected sheet beside filling it in.
_ALLOWED: Final = {"format_cells": True, "format_columns": True, "format_rows": True}


def write_sheet(path: Path, folder: EngagementFolder, comments: pl.DataFrame, version: str) -> None:
    """Write comments to be coded, readable by nobody else on this machine.

    Args:
        path: a new file.
        folder: the engagement, whose questions and codebook are used.
        comments: ``contribution_id``, ``question_id``, ``text``, ``reading``, ``purpose`` (the same in all),
            in the order in which they are to be coded.
        version: the codebook's.

    Raises:
        DataError: the file exists, or is to be no workbook.
    """
    lists = {"tones": list(layout.TONE_CHOICES), "themes": folder.codebook["name"].to_list()}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        for (reading,), rows in comments.group_by("reading", maintain_order=True):
            _write_reading(book, layout.READING_SHEETS[int(str(reading))], _cells(rows, folder), lists)
        _write_help(book, folder)
        write_marker(
            book,
            (
                layout.CODING_MARK,
                folder.engagement.id,
                layout.CODING_VERSION,
                version,
                comments["purpose"][0],
            ),
        )
        write_choices(book, lists)
    _keep(path, content.getvalue())


def _cells(rows: pl.DataFrame, folder: EngagementFolder) -> list[tuple[str, ...]]:
    """In the order of ``CODING_COLUMNS``."""
    words = {question.id: question.en for question in folder.engagement.questions}
    choices = [""] * (1 + len(THEME_COLUMNS))
    return [
        (words.get(question, question), as_shown(text), *choices, contribution, question)
        for contribution, question, text in rows.select("contribution_id", "question_id", "text").rows()
    ]


def _write_reading(book: Any, name: str, rows: list[tuple[str, ...]], lists: dict[str, list[str]]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(name)
    sheet.protect("", _ALLOWED)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(CODING_COLUMNS):
        _write_column(book, sheet, place, column)
        offer(sheet, place, column, lists)
    fixed = book.add_format({"text_wrap": True, "valign": "top"})
    for down, row in enumerate(rows, 1):
        for across, cell in enumerate(row):
            if cell:
                sheet.write_string(down, across, cell, fixed)


def _write_column(book: Any, sheet: Any, place: int, column: Heading) -> None:  # noqa: ANN401 (no types)
    is_open = column in {TONE_COLUMN, *THEME_COLUMNS}
    form = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "locked": not is_open})
    sheet.set_column(place, place, column.width, form, {"hidden": column in layout.HIDDEN_COLUMNS})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": column is layout.COMMENT_COLUMN})
    sheet.write_string(0, place, column.name, bold)


def _write_help(book: Any, folder: EngagementFolder) -> None:  # noqa: ANN401 (no types)
    sheet = book.add_worksheet(HELP_SHEET)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34, wrapped)
    sheet.set_column(1, 1, 100, wrapped)
    themes = [(row["name"], _explained(row)) for row in folder.codebook.iter_rows(named=True)]
    lines = [
        (folder.engagement.en, "Comments to be coded."),
        *_guide(),
        ("Themes", "What is said of each:"),
        *themes,
    ]
    for row, cells in enumerate(lines):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, as_shown(text), wrapped)


def _guide() -> list[tuple[str, str]]:
    guide = tomllib.loads(files(__package__).joinpath("guide.toml").read_text("utf-8"))
    return [(part["name"], part["text"]) for part in guide["part"]]


def _explained(theme: dict[str, str | None]) -> str:
    parts = {"Include": theme["include"], "Not": theme["exclude"], "For example": theme["examples"]}
    return "\n".join([str(theme["definition"]), *(f"{name}: {text}" for name, text in parts.items() if text)])


def _keep(path: Path, content: bytes) -> None:
    if path.suffix.lower() != ".xlsx" or not make_private(path, content):
        msg = f"{path} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
