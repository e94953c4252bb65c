"""The figures of a view as a file: CSV and workbook, each with its own notes."""

import io

import polars as pl
import xlsxwriter

from wellbeing.reports.communities import community_rows
from wellbeing.reports.comparison import difference_sentence
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.where_next import next_rows
from wellbeing.reports.words.protection import small_print
from wellbeing.reports.words.sentences import unit_words
from wellbeing.reports.words.stated import not_stated_sentence
from wellbeing.state.answer import Answer

#: A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = r"^[=+\-@\t\r]"


def file_rows(answer: Answer) -> pl.DataFrame:
    """The rows of what is shown: what is published of each cell, in words too."""
    release = answer.figures.release
    where = {"provenance": release.engagement.provenance, "release": release.id}
    rows = [row | where for row in show_of(answer).rows(answer)]
    return pl.DataFrame(rows, infer_schema_length=None)


def file_notes(answer: Answer) -> list[tuple[str, str]]:
    """What goes with every file: selection, release, provenance, protection, licence."""
    release = answer.figures.release
    engagement = release.engagement
    return [
        ("Engagement", engagement.en),
        ("Provenance", f"{engagement.badge or 'Real data'}: {engagement.provenance}"),
        ("Selection", answer.names.selection(answer.choice) or "everything"),
        *([("Difference", told)] if (told := difference_sentence(answer)) else []),
        ("Benchmark", _compared(answer)),
        ("Release", f"{release.id}, tier {release.manifest.tier}, approved by {release.manifest.approver}"),
        (
            "Not stated",
            not_stated_sentence(answer.figures) or "every contribution states a region and a type",
        ),
        ("Unit", unit_words(engagement)),
        ("Protection", small_print(release)),
        ("Boundaries", next(iter(release.boundaries["attribution"]), "")),
    ]


def _compared(answer: Answer) -> str:
    if answer.choice.community:
        return show_of(answer).compared(answer)
    return f"{answer.benchmark.en}. {answer.benchmark.note}"


def as_csv(answer: Answer) -> bytes:
    """Notes as lines that begin with ``#``, then the rows."""
    return _csv(answer, file_rows(answer))


def _csv(answer: Answer, rows: pl.DataFrame) -> bytes:
    head = "".join(f"# {name}: {value}\n" for name, value in file_notes(answer))
    return b"\xef\xbb\xbf" + (head + rows.with_columns(_harmless()).write_csv()).encode()


def next_as_csv(answer: Answer) -> bytes:
    """Where next, as the page tells it: notes, then rows (``reports.where_next.next_rows``)."""
    return _csv(answer, next_rows(answer))


def as_workbook(answer: Answer) -> bytes:
    """A workbook: the figures, what further events would settle, communities, where there are any, and the notes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        file_rows(answer).write_excel(book, "Figures", autofit=True)
        if not (ahead := next_rows(answer)).is_empty():
            ahead.write_excel(book, "Where next", autofit=True)
        if not (communities := community_rows(answer)).is_empty():
            communities.write_excel(book, "Communities", autofit=True)
        sheet = book.add_worksheet("Notes")
        for line, (name, value) in enumerate(file_notes(answer)):
            sheet.write_row(line, 0, [name, value])
        sheet.autofit()
    return content.getvalue()


def _harmless() -> pl.Expr:
    return pl.col(pl.String).str.replace(_FORMULA, "'$0")
