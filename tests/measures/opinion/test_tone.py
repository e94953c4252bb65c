"""How comments sound: what is published of a cell, and how surely it differs from the whole."""

import polars as pl
import pytest
from scipy.stats import norm

from wellbeing.measures.opinion.tone import beside_whole, tone, without_codes
from wellbeing.model.vocabulary import TONES

OK = (-0.3, -0.5, -0.1, "ok")
NONE = (None, None, None)


def by_tone(estimated, counts, area="02", kind="region"):
    """A cell of each tone; a count of None is few."""
    shares = {"negative": 0.5, "neutral": 0.3, "positive": 0.2} if estimated[0] is not None else {}
    rows = [
        (area, kind, "comment", name, *measured(counts.get(name, 0)), *estimated, *[shares.get(name)] * 3)
        for name in TONES
    ]
    names = ["area", "area_kind", "question", "tone", "status", "count", "low", "high", "sd"]
    names += ["estimate", "lower", "upper", "validation", "share", "share_lower", "share_upper"]
    floats = dict.fromkeys(("estimate", "lower", "upper", *names[-3:]), pl.Float64)
    return pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64, **floats})


def measured(count):
    return ("few", None, 0, 7, 1.2) if count is None else ("shown", count, max(count - 2, 0), count + 2, 1.2)


COUNTS = {"negative": 20, "neutral": 10, "positive": 6, "not_scored": None, "no_answer": 99}
HEARD = pl.DataFrame({"status": ["shown"], "count": [138], "low": [136], "high": [140], "sd": [1.0]})


def toned(cells, heard=HEARD):
    return tone(cells, heard)


def test_a_cell_is_one_row_with_its_estimate():
    (row,) = toned(by_tone(OK, COUNTS)).to_dicts()
    assert (row["estimate"], row["lower"], row["upper"], row["validation"]) == OK
    assert row["tier"] == "full"


def test_who_commented_is_everyone_but_those_without_an_answer():
    (row,) = toned(by_tone(OK, COUNTS)).to_dicts()
    assert row["commented"] == 20 + 10 + 6 + (138 - 135)
    assert row["commented_low"] == max(18 + 8 + 4 + 0, 136 - 101)
    assert row["commented_high"] == min(22 + 12 + 8 + 7, 140 - 97)
    assert row["commented_variance"] == pytest.approx(1.0 + 1.2**2 + 2 / 12)


def test_no_more_commented_than_were_heard():
    few = HEARD.with_columns(count=pl.lit(9), low=pl.lit(7), high=pl.lit(11))
    counts = dict.fromkeys(TONES)
    (row,) = toned(by_tone((*NONE, "few"), counts), few).to_dicts()
    assert row["commented"] is None
    assert row["commented_high"] <= 11


def test_tones_of_too_few_sources_are_marked():
    cells = by_tone(OK, COUNTS).with_columns(
        status=pl.when(pl.col("tone") == "negative").then(pl.lit("one_source")).otherwise("status")
    )
    assert toned(cells)["one_source"].to_list() == [True]
    assert toned(by_tone(OK, COUNTS))["one_source"].to_list() == [False]


@pytest.mark.parametrize(
    ("validation", "kind", "tier"),
    [
        ("few", "region", "group"),
        ("few", "group", "none"),
        ("unvalidated", "region", "none"),
    ],
)
def test_a_group_may_speak_for_a_region_with_too_few(validation, kind, tier):
    assert toned(by_tone((*NONE, validation), COUNTS, kind=kind))["tier"].item() == tier


def test_without_codes_nothing_is_validated():
    (row,) = toned(without_codes(by_tone(OK, COUNTS))).to_dicts()
    assert (row["estimate"], row["lower"], row["upper"]) == NONE
    assert (row["validation"], row["tier"]) == ("unvalidated", "none")
    assert row["commented"] == 39


def p_below(cell, whole):
    found = toned(by_tone((*cell, "ok"), COUNTS))
    of_all = toned(by_tone((*whole, "ok"), COUNTS).drop("area", "area_kind"))
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
