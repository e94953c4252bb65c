"""One standing beside the whole, of whatever can say how probably it lies below."""

import polars as pl
import pytest

from wellbeing.measures.opinion.standing import STANDINGS, standing_of


def stands(p_below):
    return pl.select(standing_of(pl.lit(p_below, pl.Float64))).item()


@pytest.mark.parametrize(
    ("p_below", "expected"),
    [
        (1.0, "below"),
        (0.975, "below"),
        (0.974, "looks_below"),
        (0.9, "looks_below"),
        (0.899, "level"),
        (0.5, "level"),
        (0.101, "level"),
        (0.099, "looks_above"),
        (0.026, "looks_above"),
        (0.024, "above"),
        (0.0, "above"),
        (None, None),
    ],
)
def test_a_side_is_said_from_975_in_1000_and_looks_so_from_9_in_10(p_below, expected):
    assert stands(p_below) == expected


def test_turned_round_it_stands_on_the_other_side():
    turned = dict(zip(STANDINGS, reversed(STANDINGS), strict=True))
    for p in (0.0, 0.02, 0.05, 0.3, 0.5, 0.93, 0.99):
        assert stands(1 - p) == turned[stands(p)]
