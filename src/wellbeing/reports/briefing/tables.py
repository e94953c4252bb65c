"""The tables of scenes: what is published, in typed columns that are each described once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.briefing.content import SceneTable, TableColumn
from wellbeing.reports.shows.listing import Listing, ListRow, share_bar
from wellbeing.reports.shows.said_lists import SHARES
from wellbeing.reports.shows.shares import NUMBER_TIER
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import CellRow, band, percent, state_words, upper_first
from wellbeing.reports.words.columns import COLUMN_WORDS, ColumnWords
from wellbeing.reports.words.judging import least_expected, yardsticks_alike
from wellbeing.reports.words.protection import counted_of, why_no_share
from wellbeing.state.answer import Answer

#: Where some answers are too few for a share.
_NOT_TOLD: Final = message("not told")


def table_of(caption: str, rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> SceneTable:
    """A table of some of the columns, in that order; what a row does not say is null."""
    names = list(columns)
    frame = pl.DataFrame(
        [{name: row.get(name) for name in names} for row in rows],
        schema={name: COLUMN_WORDS[name].kind for name in names},
    )
    return SceneTable(caption, frame, {name: _column(COLUMN_WORDS[name]) for name in names})


def _column(one: ColumnWords) -> TableColumn:
    return TableColumn(say(one.head), say(one.says), one.is_hidden)


def compared(row: CellRow) -> dict[str, Any]:
    """How many were heard beside how many were expected, to a tenth."""
    return {
        "heard": row["count"],
        "expected": None if row["expected"] is None else round(row["expected"], 1),
    }


def gaps_table(caption: str, gaps: pl.DataFrame, answer: Answer) -> SceneTable:
    """Rows of the list of gaps, each with how firm it is."""
    firm = [
        {"gap_from": least_expected(row), "alike": yardsticks_alike(row)}
        for row in gaps.iter_rows(named=True)
    ]
    return coverage_table(caption, gaps, answer, firm)


def coverage_table(
    caption: str, rows: pl.DataFrame, answer: Answer, firm: Sequence[dict[str, Any]] = ()
) -> SceneTable:
    """Cells of coverage: what is published of each, and what is made of it.

    Args:
        caption: of the table.
        rows: of coverage.
        answer: what cells are called.
        firm: row by row how firm it is; none where that is not told.
    """
    names = answer.names
    told = [
        row
        | compared(row)
        | {
            "area_name": names.area(row["area"]),
            "stakeholder_name": names.stakeholder_short(row["stakeholder"]),
            "state": state_words(row) if row["area"] or row["stakeholder"] else None,
            "more_needed_low": row["needed_low"],
            "more_needed_high": row["needed_high"],
        }
        | more
        for row, more in zip(rows.iter_rows(named=True), firm or [{}] * rows.height, strict=True)
    ]
    who = ("area", "area_name", "stakeholder", "stakeholder_name")
    figures = ("status", "heard", "low", "high", "expected", "state")
    needed = ("more_needed_low", "more_needed_high", *(firm[0] if firm else ()))
    return table_of(caption, told, (*who, *figures, *needed, "basis"))


def share_row(row: Mapping[str, Any], threshold: int) -> dict[str, Any]:
    """What may be told of a share: as much as the page tells of it."""
    answered = row["answered"]
    is_told = row["tier"] in SHARED
    return {
        "status": row["status"],
        "agree": row["count"],
        "answered": answered if answered is not None and answered >= threshold else None,
        "share": row["share"] if row["tier"] == NUMBER_TIER else None,
        "why": None if is_told else counted_of(row, threshold) or why_no_share(row),
        "lower": row["lower"] if is_told else None,
        "upper": row["upper"] if is_told else None,
    }


def members_picture(
    rows: list[dict[str, Any]], cut: str, every: Sequence[Answer], title: str
) -> Listing | None:
    """Members of a slice with their shares, question by question; None where no share is told."""
    labels = {one.positions.question.id: one.positions.question.label for one in every}
    agrees = {one.names.position(one.positions.question, AGREEING) for one in every}
    blocks: dict[str, list[ListRow]] = {}
    for at, row in enumerate(rows):
        number = row["answered"]
        blocks.setdefault(labels[row["question"]], []).append(
            ListRow(
                id=f"{cut}-{at}",
                name=row[cut],
                choice={},
                key="level",
                glyph="",
                words=row[cut] if row["lower"] is not None else f"{row[cut]}: {say(_NOT_TOLD)}",
                left=_share_text(row),
                right="" if number is None else in_digits(number),
                bar=share_bar(row),
            )
        )
    if not any(row.bar for block in blocks.values() for row in block):
        return None
    return Listing(
        title=title,
        rows=tuple((asked, tuple(block)) for asked, block in blocks.items()),
        left=upper_first(agrees.pop()) if len(agrees) == 1 else say("Share"),
        right=say("About n"),
        ticks=SHARES,
    )


def _share_text(row: Mapping[str, Any]) -> str:
    if row["lower"] is None:
        return say(_NOT_TOLD)
    return band(row["lower"], row["upper"]) if row["share"] is None else percent(row["share"])
