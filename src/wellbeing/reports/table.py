"""The figures of a view as a file: CSV and workbook, each with its own notes."""

import io

import polars as pl
import xlsxwriter

from wellbeing.reports.cells import opinion_cells
from wellbeing.reports.names import Names
from wellbeing.reports.point import about
from wellbeing.reports.protection import small_print
from wellbeing.reports.titles import title
from wellbeing.reports.words import Row, count_text, state_words
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: A spreadsheet runs a cell that begins with one of these as a formula.
FORMULA = r"^[=+\-@\t\r]"


def rows(answer: Answer, figures: Figures, names: Names) -> pl.DataFrame:
    """The matrix of the view, one row per area × type: what is published of each cell, in words too."""
    threshold = figures.release.policy.threshold
    where = {"provenance": figures.engagement.provenance, "release": figures.release.id}
    covered = [_row(row, names, threshold) for row in answer.covered.cells.iter_rows(named=True)]
    said = [] if answer.choice.show == "coverage" else _said(answer, figures, names)
    listed = [row | where for row in said or covered]
    return pl.DataFrame(listed, infer_schema_length=None)


def notes(answer: Answer, figures: Figures, names: Names) -> list[tuple[str, str]]:
    """What goes with every file: selection, release, provenance, protection, licence."""
    release = figures.release
    engagement = release.engagement
    return [
        ("Engagement", engagement.en),
        ("Provenance", f"{engagement.badge or 'Real data'}: {engagement.provenance}"),
        ("Selection", about(answer, names) or "everything"),
        ("Benchmark", f"{answer.benchmark.en}. {answer.benchmark.note}"),
        ("Release", f"{release.id}, tier {release.manifest.tier}, approved by {release.manifest.approver}"),
        ("Unit", "contributions: attendances at hui and survey responses; the same person may be in both"),
        ("Protection", small_print(release)),
        ("Boundaries", next(iter(release.boundaries["attribution"]), "")),
    ]


def as_csv(answer: Answer, figures: Figures, names: Names) -> bytes:
    """Notes as lines that begin with ``#``, then the rows."""
    head = "".join(f"# {name}: {value}\n" for name, value in notes(answer, figures, names))
    return (
        b"\xef\xbb\xbf" + (head + rows(answer, figures, names).with_columns(_harmless()).write_csv()).encode()
    )


def as_workbook(answer: Answer, figures: Figures, names: Names) -> bytes:
    """A workbook of two sheets: the figures, and the notes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        rows(answer, figures, names).write_excel(book, "Figures", autofit=True)
        sheet = book.add_worksheet("Notes")
        for line, (name, value) in enumerate(notes(answer, figures, names)):
            sheet.write_row(line, 0, [name, value])
        sheet.autofit()
    return made.getvalue()


def _row(row: Row, names: Names, threshold: int) -> dict[str, object]:
    return {
        "area": row["area"],
        "area_kind": row["area_kind"],
        "area_name": names.area(row["area"]),
        "stakeholder": row["stakeholder"],
        "stakeholder_name": names.stakeholder(row["stakeholder"]),
        "heard": count_text(row, threshold),
        "low": row["low"],
        "high": row["high"],
        "expected": None if row["expected"] is None else round(row["expected"], 1),
        "state": state_words(row),
        "more_needed_low": row["needed_low"],
        "more_needed_high": row["needed_high"],
        "benchmark_basis": row["basis"],
    }


def _said(answer: Answer, figures: Figures, names: Names) -> list[dict[str, object]]:
    """What was said in each cell and margin: as text, and in words with interval, number and validation."""
    return [
        {
            "area": area,
            "area_name": names.area(area),
            "stakeholder": stakeholder,
            "stakeholder_name": names.stakeholder(stakeholder),
            "shown": title(answer, figures),
            "figure": picture.text,
            "in_words": picture.words,
        }
        for (area, stakeholder), picture in opinion_cells(answer, figures).items()
    ]


def _harmless() -> pl.Expr:
    return pl.col(pl.String).str.replace(FORMULA, "'$0")
