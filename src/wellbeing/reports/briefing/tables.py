"""The tables of scenes: what is published, in typed columns that are each described once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.measures.opinion.positions import SHARED
from wellbeing.model.decisions.rounds import ROUND_WORDS
from wellbeing.reports.briefing.content import SceneTable, TableColumn
from wellbeing.reports.shows.shares import NUMBER_TIER
from wellbeing.reports.words.cells import CellRow, state_words
from wellbeing.reports.words.judging import least_expected, yardsticks_alike
from wellbeing.reports.words.untold import why_no_share
from wellbeing.state.answer import Answer

#: Every column of every table: its type, its head, what it says, whether it is for programs only.
_COLUMNS: Final[dict[str, tuple[type[pl.DataType], str, str, bool]]] = {
    "area": (pl.String, "Area", "Code of a region or id of a group of regions; empty: everywhere.", True),
    "area_name": (pl.String, "Where", "Name of the region or group.", False),
    "stakeholder": (pl.String, "Type", "Id of a type or of a group of types; empty: all types.", True),
    "stakeholder_name": (pl.String, "Who", "Name of the type or group.", False),
    "community": (pl.String, "Community", "Id of a community: they overlap, never add them up.", True),
    "community_name": (pl.String, "Whom", "Name of the community.", False),
    "question": (pl.String, "Question", "Id of the question.", True),
    "question_asked": (pl.String, "Asked", "The question as it was put.", False),
    "topic": (pl.String, "Topic", "What the question was about.", False),
    "channel": (pl.String, "How", "How the answers came.", False),
    "status": (
        pl.String,
        "Status",
        "shown; few: published below the threshold, the true one at most high; one_source: of too few sources.",
        True,
    ),
    "heard": (pl.Int64, "Heard", "Contributions, as published; empty where fewer than the threshold.", False),
    "low": (pl.Int64, "Low", "Lowest that the true number may be (95 %).", True),
    "high": (
        pl.Int64,
        "High",
        "Highest that the true number may be (95 %): counts carry an error, so it may lie above the threshold.",
        True,
    ),
    "expected": (
        pl.Float64,
        "Expected",
        "Contributions that its share of the comparison would bring.",
        False,
    ),
    "state": (pl.String, "State", "How heard and expected compare, in words.", False),
    "more_needed_low": (pl.Int64, "More, from", "How many more would reach its share, at least.", False),
    "more_needed_high": (pl.Int64, "More, to", "How many more would reach its share, at most.", False),
    "gap_from": (
        pl.Int64,
        "Gap from",
        "It is called a gap as long as at least so many are expected; empty of what only looks thin.",
        False,
    ),
    "alike": (
        pl.String,
        "Others alike",
        "How many other yardsticks of shares answer the same; one only: it rests on one assumption.",
        False,
    ),
    "basis": (pl.String, "Basis", "What the expected number rests on: published, derived, assumed.", True),
    "agree": (pl.Int64, "Agree", "Answers that agree, as published; empty where not told.", True),
    "answered": (
        pl.Int64,
        "Answered",
        "About how many answered; empty where fewer than the threshold.",
        False,
    ),
    "share": (pl.Float64, "Share", "Share of those who answered that agrees; empty where too few.", False),
    "lower": (pl.Float64, "From", "Lower end of its 95 % interval.", False),
    "upper": (pl.Float64, "To", "Upper end of its 95 % interval.", False),
    "why": (pl.String, "Not told", "Why no share is told; empty where one is.", True),
    "own_value": (pl.Float64, "Value", "What the measure says, in the unit that the caption names.", False),
    "told": (pl.String, "In words", "The same as a sentence, where a share is not told too.", True),
    "name": (pl.String, "Of", "The area and the type, by name.", False),
    "sentence": (
        pl.String,
        "Answer",
        "The answer at the finest level that can give one, which says whose figure it is.",
        False,
    ),
    "group_kind": (pl.String, "By", "What kind of group: of regions, of types, of what was answered.", False),
    "group": (pl.String, "Group", "Region, type or answer, by name.", False),
    "share_heard": (
        pl.Float64,
        "Of all heard",
        "Its share of contributions, as published; empty where their number is not.",
        False,
    ),
    "mentions": (
        pl.Float64,
        "Mentions",
        "How many sentences name it; one that names several together is parted among them.",
        True,
    ),
    "share_told": (pl.Float64, "Of mentions", "Its share of what the sentences name.", False),
    "draw_from": (pl.Float64, "Drawn, from", "Least share in 95 % of random draws of as many.", False),
    "draw_to": (pl.Float64, "Drawn, to", "Most share in 95 % of such draws.", False),
    "left_out": (pl.String, "Left out", "Differs, and lacks more than 1.5 times the mean.", False),
    "option": (pl.String, "Option", "What was decided about.", False),
    "round": (pl.String, "Round", "In which round of the engagement.", False),
    "said_for": (pl.String, "For it", "What people said for it, as whoever decided put it.", False),
    "evidence_for": (pl.String, "Figures for it", "What the release tells of the cells named for it.", True),
    "said_against": (pl.String, "Against it", "What people said against it, as put likewise.", False),
    "evidence_against": (pl.String, "Figures against", "What it tells of those named against it.", True),
    "changed": (pl.String, "What changed", "What changed for what people said.", False),
    "decided_by": (pl.String, "By", "Who decided.", False),
    "decided_on": (pl.Date, "On", "The day on which it was decided.", False),
    "source": (pl.String, "Source", "Where the decision is written.", True),
    "engage": (pl.String, ROUND_WORDS["engage"], "What changed after the approach was talked over.", False),
    "draft": (pl.String, ROUND_WORDS["draft"], "What changed after the draft: have we heard you?", False),
    "final": (pl.String, ROUND_WORDS["final"], "What changed in the final review.", False),
    "number": (pl.Int64, "Number", "How many regions, types and groups of them.", False),
    "kind": (
        pl.String,
        "Kind",
        "proposed, or planned by the engagement: an event ahead; would settle it: events that a cell needs.",
        False,
    ),
    "of": (pl.String, "Of", "The region, type or group that is open.", False),
    "place": (pl.String, "Place", "Where the events would be held.", False),
    "for_whom": (pl.String, "For", "Whom the events would be for.", False),
    "events": (pl.Int64, "Events", "How many events.", False),
    "cost": (pl.Float64, "Cost each", "What one event costs, where that is known.", True),
    "currency": (pl.String, "In", "What costs are counted in.", True),
    "chance_without": (pl.Float64, "Now", "Chance that enough were heard already.", True),
    "chance_with_these": (pl.Float64, "Chance", "Chance that these events settle it.", False),
    "chance_with_all_proposed": (
        pl.Float64,
        "After all",
        "Chance that it is settled after all of the events ahead.",
        True,
    ),
}


def table_of(caption: str, rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> SceneTable:
    """A table of some of the columns, in that order; what a row does not say is null."""
    names = list(columns)
    frame = pl.DataFrame(
        [{name: row.get(name) for name in names} for row in rows],
        schema={name: _COLUMNS[name][0] for name in names},
    )
    return SceneTable(caption, frame, {name: TableColumn(*_COLUMNS[name][1:]) for name in names})


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
        "why": None if is_told else why_no_share(row),
        "lower": row["lower"] if is_told else None,
        "upper": row["upper"] if is_told else None,
    }
