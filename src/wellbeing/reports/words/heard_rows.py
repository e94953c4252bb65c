"""Who was heard as rows of a file: what is published of a cell, and what the page draws of it."""

from typing import Any, Final

from wellbeing.language import message
from wellbeing.measures.coverage.states import UNDER
from wellbeing.model.grouping import Grouping
from wellbeing.reports.words.cells import CellRow, state_words, status_words
from wellbeing.state.answer import Answer

#: Column of a file → what the list draws of a cell: the dot and both ends of its line, as times the number expected.
TIMES_EXPECTED: Final = {
    "times_expected": "ratio",
    "times_expected_low": "lower",
    "times_expected_high": "upper",
}
#: So many digits of them.
TIMES_DIGITS: Final = 3
#: What the two ranges of such a row are.
HEARD_RANGES: Final = message(
    "low to high: where the true number heard lies (95\N{NO-BREAK SPACE}%), given the deliberate error of "
    "counts. times_expected_low to times_expected_high: the line that the page draws (95\N{NO-BREAK SPACE}%), "
    "as times the number expected; it allows for chance as well, so it is wider."
)


def heard_row(row: CellRow, answer: Answer) -> dict[str, Any]:
    """One cell of area × type, in numbers and in words; what is not told is null."""
    return {
        "area": row["area"],
        "area_kind": row["area_kind"] or "all",
        "area_name": answer.names.area(row["area"]),
        "stakeholder": row["stakeholder"],
        "stakeholder_kind": kind_of(row["stakeholder"], answer.figures.type_groups, "type"),
        "stakeholder_name": answer.names.stakeholder(row["stakeholder"]),
        "heard": row["count"],
        "status": status_words(row, answer.threshold),
        "low": row["low"],
        "high": row["high"],
        "expected": None if row["expected"] is None else round(row["expected"], 1),
        **{
            name: None if row[of] is None else round(row[of], TIMES_DIGITS)
            for name, of in TIMES_EXPECTED.items()
        },
        "state": state_words(row),
        "on_the_list": bool(row["family"]) and row["state"] in UNDER,
        "more_needed_low": row["needed_low"],
        "more_needed_high": row["needed_high"],
        "benchmark_basis": row["basis"],
    }


def kind_of(one: str, groups: Grouping, member: str) -> str:
    """``group``, ``all``, or what a member is called: groups beside their members are never added up."""
    if not one:
        return "all"
    return "group" if one in groups.ids else member
