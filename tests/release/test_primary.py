"""Which cells may be shown, each looked at by itself."""

import polars as pl
import pytest

from wellbeing.release.primary import status

SCHEMA = {
    "possible": pl.Boolean,
    "n": pl.Int64,
    "sources": pl.Int64,
    "largest": pl.Int64,
    "two_largest": pl.Int64,
}


def statuses(adviser, *rows):
    return pl.DataFrame(rows, SCHEMA, orient="row").select(status(adviser, ())).to_series().to_list()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ((True, 6, 6, 1, 2), "shown"),
        ((True, 5, 5, 1, 2), "few"),
        ((True, 0, 0, 0, 0), "few"),
        ((False, 0, 0, 0, 0), "shown"),
        ((True, 5, 1, 5, 5), "few"),
        ((True, 20, 1, 20, 20), "withheld"),
        ((True, 10, 3, 7, 9), "shown"),
        ((True, 10, 3, 8, 9), "withheld"),
        ((True, 20, 4, 10, 18), "shown"),
        ((True, 20, 4, 10, 19), "withheld"),
    ],
)
def test_a_cell_is_shown_unless_it_is_small_or_one_source_shows(adviser, cell, expected):
    assert statuses(adviser, cell) == [expected]


def breakdown(adviser, **answers):
    """The status of each position of one cell whose contributions are all their own source."""
    rows = pl.DataFrame({"position": list(answers), "n": list(answers.values())}).with_columns(
        pl.lit("here").alias("area"), possible=True, sources="n", largest=1, two_largest=2
    )
    marked = rows.select("position", status=status(adviser, ("area", "position")))
    return dict(marked.iter_rows())


def test_where_nearly_all_say_the_same_the_whole_breakdown_is_withheld(adviser):
    assert breakdown(adviser, support=2, oppose=30, no_answer=40) == {
        "support": "few",
        "oppose": "withheld",
        "no_answer": "withheld",
    }


def test_three_who_differ_are_enough(adviser):
    assert breakdown(adviser, support=3, oppose=30, no_answer=40) == {
        "support": "few",
        "oppose": "shown",
        "no_answer": "shown",
    }


def test_those_who_did_not_answer_differ_from_nobody(adviser):
    assert breakdown(adviser, oppose=30, no_answer=10)["oppose"] == "withheld"
