"""How comments sound: what is published of a cell, and how surely it differs from the whole."""

import polars as pl
import pytest
from scipy.stats import norm

from wellbeing.measures.tone import beside_whole, tone, without_codes
from wellbeing.model.vocabulary import TONES

OK = (-0.3, -0.5, -0.1, "ok")
NONE = (None, None, None)


def by_tone(estimated, counts, area="02", kind="region"):
    """A cell of each tone; a count of None is few."""
    rows = [(area, kind, "comment", name, *measured(counts.get(name, 0)), *estimated) for name in TONES]
    names = ["area", "area_kind", "question", "tone", "status", "count", "low", "high"]
    names += ["estimate", "lower", "upper", "validation"]
    floats = dict.fromkeys(("estimate", "lower", "upper"), pl.Float64)
    return pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64, **floats})


def measured(count):
    return ("few", None, 0, 5) if count is None else ("shown", count, max(count - 2, 0), count + 2)


COUNTS = {"negative": 20, "neutral": 10, "positive": 6, "not_scored": None, "no_answer": 99}


def test_a_cell_is_one_row_with_its_estimate():
    (row,) = tone(by_tone(OK, COUNTS)).to_dicts()
    assert (row["estimate"], row["lower"], row["upper"], row["validation"]) == OK
    assert row["tier"] == "full"


def test_who_commented_is_everyone_but_those_without_an_answer():
    (row,) = tone(by_tone(OK, COUNTS)).to_dicts()
    assert row["commented"] == round(20 + 10 + 6 + 5 / 2)
    assert row["commented_low"] == 18 + 8 + 4 + 0
    assert row["commented_high"] == 22 + 12 + 8 + 5


@pytest.mark.parametrize(
    ("validation", "kind", "tier"),
    [
        ("few", "region", "group"),
        ("not_shown", "region", "group"),
        ("few", "group", "none"),
        ("unvalidated", "region", "none"),
    ],
)
def test_a_group_may_speak_for_a_region_with_too_few(validation, kind, tier):
    assert tone(by_tone((*NONE, validation), COUNTS, kind=kind))["tier"].item() == tier


def test_without_codes_nothing_is_validated():
    (row,) = tone(without_codes(by_tone(OK, COUNTS))).to_dicts()
    assert (row["estimate"], row["lower"], row["upper"]) == NONE
    assert (row["validation"], row["tier"]) == ("unvalidated", "none")
    assert row["commented"] == 38


def p_below(cell, whole):
    found = tone(by_tone((*cell, "ok"), COUNTS))
    of_all = tone(by_tone((*whole, "ok"), COUNTS).drop("area", "area_kind"))
    return beside_whole(found, of_all)["p_below"].item()


def test_how_probably_it_lies_below_is_the_worst_that_rounding_to_a_decimal_allows():
    spread = (0.2 + 0.2 + 2 * 0.05) / (2 * 1.959964)
    expected = norm.cdf((0.4 - 2 * 0.05) / spread)
    assert p_below((-0.5, -0.7, -0.3), (-0.1, -0.2, 0.0)) == pytest.approx(expected)
    assert p_below((0.3, 0.1, 0.5), (-0.1, -0.2, 0.0)) == pytest.approx(1 - expected)


def test_a_difference_within_the_rounding_says_nothing():
    assert p_below((-0.2, -0.3, -0.1), (-0.1, -0.2, 0.0)) == 0.5


def test_where_there_is_no_estimate_there_is_no_probability():
    assert p_below(NONE, (-0.1, -0.2, 0.0)) is None
    assert p_below((-0.2, -0.3, -0.1), NONE) is None
