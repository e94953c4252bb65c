"""What is shown as CSV: one table that every reader opens without an option, its head in the first line.

Notes are columns, the same in every row, and not lines above the head or a second file: what is opened in Excel,
read by ``polars.read_csv``, filtered, pasted or joined with others keeps whose figures it holds.
"""

import polars as pl

from wellbeing.language import say
from wellbeing.reports.files.notes import constants
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.next_rows import next_rows
from wellbeing.reports.where_next import NextReport
from wellbeing.state.answer import Answer

#: A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = r"^[=+\-@\t\r]"


def as_csv(answer: Answer, link: str = "") -> bytes:
    """The rows of what is shown; an empty cell is a figure that is not told."""
    return _csv(file_rows(answer), constants(answer, link))


def next_as_csv(answer: Answer, link: str = "") -> bytes:
    """Where next, as the page tells it (``reports.next_rows``)."""
    rows = next_rows(answer)
    if rows.is_empty():
        rows = pl.DataFrame({"kind": "none", "why": NextReport(answer).sentences()[0]})
    told = constants(answer, link) | {"shown": say("Where next"), "compared_with": answer.benchmark.en}
    del told["ranges"]
    return _csv(rows, told)


def _csv(rows: pl.DataFrame, told: dict[str, str]) -> bytes:
    whole = rows.with_columns(pl.lit(text).alias(name) for name, text in told.items())
    return b"\xef\xbb\xbf" + whole.with_columns(_harmless()).write_csv().encode()


def _harmless() -> pl.Expr:
    return pl.col(pl.String).str.replace(_FORMULA, "'$0")
