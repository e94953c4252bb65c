"""A problem says where, what stands there, and why that is not understood; each is told once."""

import polars as pl

from wellbeing.sources.intake.mapping.problems import merge_problems, no_problems, problems
from wellbeing.sources.reading.batch import ROW


def reasons(*texts):
    return pl.DataFrame(
        {ROW: range(2, 2 + len(texts)), "value": "x", "reason": texts},
        {ROW: pl.Int64, "value": pl.String, "reason": pl.String},
    )


def test_only_rows_with_a_reason_are_problems():
    found = problems(reasons("is odd", None, ""), "region", ["Where?"])
    assert found.rows() == [(2, "region", "x", "Where?", "is odd", None)]


def test_no_single_column_is_to_blame_where_several_were_joined():
    assert problems(reasons("is odd"), "id", ["Batch", "Form"])["column"].to_list() == [None]


def test_the_same_value_of_the_same_field_is_one_problem():
    one = problems(reasons("is odd"), "region", ["Where?"])
    assert merge_problems([one, one]).equals(one)
    assert merge_problems([]).equals(no_problems())
