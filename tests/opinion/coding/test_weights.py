"""How many comments each code stands for."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.opinion.coding.weights import STRATUM, coded_weights, design_weight

CODED = pl.col("coded") & pl.col("among")


def weights(*strata):
    """Of strata (region, type, question, comments, codes): the weights of each one's codes."""
    rows = [(*stratum[:3], stratum[4] > number, True) for stratum in strata for number in range(stratum[3])]
    table = pl.DataFrame(rows, [*STRATUM, "coded", "among"], orient="row")
    return table.with_columns(weight=design_weight(CODED, pl.col("among")))


def of(table, region, stakeholder="a", question="why"):
    found = table.filter(CODED, region=region, stakeholder=stakeholder, question_id=question)
    return found["weight"].unique().to_list()


def test_a_code_stands_for_the_comments_of_its_stratum():
    table = weights(("n", "a", "why", 40, 4), ("s", "a", "why", 3, 1))
    assert (of(table, "n"), of(table, "s")) == ([40 / 4], [3 / 1])
    assert table.filter(~CODED)["weight"].null_count() == 36 + 2


def test_a_stratum_without_codes_is_spoken_for_by_its_type_and_question():
    table = weights(("n", "a", "why", 40, 4), ("s", "a", "why", 8, 0), ("s", "b", "why", 9, 3))
    assert of(table, "n") == [pytest.approx(10 * 48 / 40)]
    assert of(table, "s", "b") == [pytest.approx(9 / 3)]


def test_a_type_without_codes_by_its_question_and_a_question_without_by_all():
    table = weights(("n", "a", "why", 10, 5), ("n", "b", "why", 10, 0), ("n", "a", "how", 20, 0))
    assert of(table, "n") == [pytest.approx(10 / 5 * 20 / 10 * 40 / 20)]


def test_to_state_no_region_is_a_stratum_of_its_own():
    table = weights((None, "a", "why", 6, 2), ("n", "a", "why", 6, 3))
    known = table.filter(CODED, pl.col("region").is_null())["weight"]
    assert known.to_list() == [3, 3]


def test_only_those_among_are_stood_for():
    table = weights(("n", "a", "why", 10, 5)).with_columns(among=pl.int_range(pl.len()) < 8)
    again = table.with_columns(weight=design_weight(CODED, pl.col("among")))
    assert again["weight"].drop_nulls().to_list() == [8 / 5] * 5


def test_without_codes_there_is_no_weight():
    assert weights(("n", "a", "why", 10, 0))["weight"].null_count() == 10


STRATA = st.tuples(
    *(st.sampled_from(names) for names in ("ns", "ab", ("why", "how"))), st.integers(1, 9), st.integers(0, 9)
)


@given(st.lists(STRATA, min_size=1, max_size=8))
def test_weights_add_up_to_the_comments_and_none_is_below_one(strata):
    table = weights(*strata)
    known = table["weight"].drop_nulls()
    if known.len():
        assert known.sum() == pytest.approx(table.height)
        assert known.min() >= 1 - 1e-9


def test_codes_that_teach_and_second_readings_stand_for_nothing():
    comments = pl.DataFrame(
        {
            "contribution_id": list("abcd"),
            "question_id": "why",
            "region": "n",
            "stakeholder": "a",
        }
    )
    codes = pl.DataFrame(
        {
            "contribution_id": list("aab"),
            "question_id": "why",
            "reading": [1, 2, 1],
            "purpose": ["measure", "measure", "teach"],
        }
    )
    assert coded_weights(comments, codes).rows() == [("a", "why", 4.0)]
