"""How far a cell's contributions come from one hui, or from one organisation."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.release.tally import tally

HUI, BODIES = ("hui a", "hui b", "hui c"), ("x", "y")
rows = st.lists(
    st.tuples(
        st.sampled_from(["here", "there"]),
        st.sampled_from([*HUI, None]),
        st.sampled_from([*BODIES, None]),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=30,
)


def tallied(*counted):
    schema = {"cell": pl.String, "source": pl.String, "organisation": pl.String, "n": pl.Int64}
    grain = pl.LazyFrame(counted, schema, orient="row").with_columns(key=pl.col("n").cast(pl.UInt64))
    return tally(grain, ["cell"]).sort("cell").collect()


def largest(sizes):
    """The largest and the two largest of a list of sizes."""
    first, second = [*sorted(sizes, reverse=True), 0][:2]
    return first, first + second


def by_hand(cell):
    """The same count, one contribution at a time."""
    each = [(source, body) for _, source, body, n in cell for _ in range(n)]
    named = [source for source, _ in each if source]
    bodies = [body for _, body in each if body]
    sources = [named.count(name) for name in set(named)] + [1] * (len(each) - len(named))
    organisations = [bodies.count(name) for name in set(bodies)] + [1] * (len(each) - len(bodies))
    either = [max(pair) for pair in zip(largest(sources), largest(organisations), strict=True)]
    return (len(each), len(sources), *either)


def test_a_hui_is_one_source_and_each_response_one_of_its_own():
    cell = tallied(("here", "hui a", None, 4), ("here", "hui b", None, 3), ("here", None, None, 2))
    assert cell.select("n", "sources", "largest", "two_largest").row(0) == (9, 1 + 1 + 2, 4, 4 + 3)


def test_an_organisation_counts_over_all_the_hui_that_it_came_to():
    cell = tallied(("here", "hui a", "x", 3), ("here", "hui b", "x", 3), ("here", "hui c", None, 1))
    assert cell.select("sources", "largest", "two_largest").row(0) == (3, 3 + 3, 3 + 3 + 1)


def test_responses_alone_are_never_more_than_one_from_one_source():
    assert tallied(("here", None, None, 7)).select("sources", "largest", "two_largest").row(0) == (7, 1, 2)


def test_cell_keys_are_added_modulo_two_to_the_32():
    key = tallied(("here", None, None, 2**31), ("here", "hui a", None, 2**31 + 5))["key"]
    assert key.to_list() == [5]


@given(rows)
def test_it_agrees_with_counting_by_hand(counted):
    found = tallied(*counted).select("cell", "n", "sources", "largest", "two_largest").rows()
    for cell, *numbers in found:
        assert tuple(numbers) == by_hand([row for row in counted if row[0] == cell])
