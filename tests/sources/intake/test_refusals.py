"""Rows that are no contributions are refused with the first reason that holds."""

import msgspec
import polars as pl
from taking import SURVEY

from wellbeing.model.profile import Refusal
from wellbeing.sources.intake.refusals import refusals
from wellbeing.sources.reading.batch import ROW, RowBatch

TESTS = msgspec.structs.replace(
    SURVEY, refuse=(Refusal(column="Id", values=("test", ""), reason="is a test"),)
)


def batch(*rows, overlong=()):
    columns = ("Id", "Region", "Role", "Communities", "Trust", "Why")
    cells = pl.DataFrame(
        [dict(zip(columns, row, strict=True)) for row in rows], dict.fromkeys(columns, pl.String)
    )
    numbered = cells.with_columns(pl.int_range(2, 2 + len(rows)).cast(pl.Int64).alias(ROW))
    return RowBatch(numbered, pl.Series(overlong, dtype=pl.Int64), 1.0)


def test_a_row_is_refused_for_the_first_reason_that_holds():
    torn = batch(("test", "Otago", *[None] * 4), ("1", "Otago", *[None] * 4), overlong=[2])
    assert refusals(torn, TESTS)[ROW].to_list() == [2]
    assert "quotation mark" in refusals(torn, TESTS)["reason"][0]


def test_rules_of_the_profile_know_spellings_and_empty_cells():
    rows = batch(("TEST", "Otago", *[None] * 4), (None, "Otago", *[None] * 4), ("1", "Otago", *[None] * 4))
    assert refusals(rows, TESTS).rows() == [(2, "is a test"), (3, "is a test")]


def test_a_form_that_says_nothing_is_empty():
    assert refusals(batch(("1", *[None] * 5), ("2", *[None] * 4, "Because")), SURVEY)[ROW].to_list() == [2]
