"""Where next as rows of a file."""

from typing import Any, Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.reports.where_next import FOR_ALL, whose_words
from wellbeing.reports.words.cells import CellRow, state_words, status_words
from wellbeing.reports.words.settling import largest_first
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import next_events, still_planned

#: The kind of row that says what one region, type or group needs.
SETTLING: Final = message("would settle it")


def next_rows(answer: Answer) -> pl.DataFrame:
    """The figures of the section as rows of a file: the events that would settle most, then each cell that is open.

    Numbers are numbers; what a row has nothing to say of is null. No rows where nothing can be planned.
    """
    found = next_events(answer.figures, answer.benchmark.id)
    if found is None:
        return pl.DataFrame()
    own = still_planned(answer.figures)
    events = [
        _row(whose_words(row, own), row, answer) | _costs(row["cost"], answer)
        for row in found.events.iter_rows(named=True)
    ]
    cells = [_open_row(row, answer) for row in largest_first(found.open).iter_rows(named=True)]
    return pl.DataFrame([*events, *cells], infer_schema_length=None)


def _costs(one: float | None, answer: Answer) -> dict[str, Any]:
    """What one event costs, and in what; neither where it is not known."""
    currency = answer.figures.engagement.currency
    return {"cost_each": one, "currency": None if one is None else currency or None}


def _open_row(row: CellRow, answer: Answer) -> dict[str, Any]:
    return _row(say(SETTLING), row, answer) | {
        "of": answer.names.cell(row["area"], row["stakeholder"]),
        "state": state_words(row),
        "status": status_words(row, answer.threshold),
        "heard": row["count"],
        "expected": round(row["expected"], 1),
        "chance_without": round(row["now"], 3),
        "chance_with_these": round(row["chance"], 3),
        "chance_with_all_proposed": round(row["after"], 3),
    }


def _row(kind: str, row: CellRow, answer: Answer) -> dict[str, Any]:
    """What a row of each kind says; its other columns are null."""
    blank = ("of", "state", "status", "heard", "expected", "cost_each", "currency")
    chances = ("chance_without", "chance_with_these", "chance_with_all_proposed")
    audience = row["audience"]
    whom = audience and answer.names.stakeholder_short(audience)
    known = {"kind": kind, "place": row["place"], "for_whom": say(FOR_ALL) if audience == "" else whom}
    return known | {"events": row["number"]} | dict.fromkeys((*blank, *chances))
