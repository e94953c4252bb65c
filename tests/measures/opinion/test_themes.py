"""The share of comments that raise a theme, as it is published; themes are never added up."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from wellbeing.measures.opinion.themes import beside_whole_share, raised, ranked

COMMENTED = pl.DataFrame(
    {
        "question": ["comment"],
        "commented": [60],
        "commented_low": [54],
        "commented_high": [66],
        "one_source": [False],
    }
)
SHARE = (0.25, 0.15, 0.37, "ok")
NONE = (None, None, None, "few")


def by_theme(cells):
    """Theme → its count and its estimate."""
    rows = [("comment", theme, *counted, *share) for theme, (counted, share) in cells.items()]
    names = ["question", "theme", "status", "count", "low", "high", "sd"]
    names += ["estimate", "lower", "upper", "validation"]
    kinds = {"count": pl.Int64, **dict.fromkeys(names[-4:-1], pl.Float64)}
    return pl.DataFrame(rows, names, orient="row", schema_overrides=kinds)


def noisy(count, sd=1.2):
    return "shown", count, max(count - 2, 0), count + 2, sd


FEW = (("few", None, 0, 7, 1.2), NONE)
ALONE = (("one_source", None, 0, 60, 1.2), NONE)


def test_a_share_is_that_which_codes_correct_not_the_count_by_the_comments():
    (row,) = raised(by_theme({"trust": (noisy(24), SHARE)}), COMMENTED).to_dicts()
    assert (row["share"], row["lower"], row["upper"]) == SHARE[:3]
    assert (row["position"], row["answered"], row["tier"]) == ("trust", 60, "full")


@pytest.mark.parametrize(("upper", "tier"), [(0.44, "full"), (0.46, "pale"), (0.61, "words")])
def test_the_wider_its_interval_the_less_is_shown(upper, tier):
    (row,) = raised(by_theme({"trust": (noisy(15), (0.25, 0.15, upper, "ok"))}), COMMENTED).to_dicts()
    assert row["tier"] == tier


def test_few_have_no_share_and_lie_within_what_few_may_be():
    (row,) = raised(by_theme({"few": FEW}), COMMENTED).to_dicts()
    assert (row["share"], row["lower"], row["upper"]) == (None, 0 / 60, 7 / 60)
    assert row["tier"] == "words"


def test_neither_has_a_theme_of_too_few_sources_but_the_others_have():
    found = raised(by_theme({"alone": ALONE, "trust": (noisy(15), SHARE)}), COMMENTED)
    assert found["share"].to_list() == [None, 0.25]
    assert found["one_source"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("own", "whole", "p"), [(0.2, 0.4, norm.cdf(0.19 * 1.959964 / 0.105)), (0.3, 0.3, 0.5)]
)
def test_how_surely_it_is_raised_less_often_than_in_the_whole(own, whole, p):
    """0.40 − 0.20 less the rounding of both, 0.01, over the wider side, 0.10 and its rounding."""
    tables = [
        raised(by_theme({"trust": (noisy(15), (share, share - 0.1, share + 0.05, "ok"))}), COMMENTED)
        for share in (own, whole)
    ]
    (row,) = beside_whole_share(*tables).to_dicts()
    assert (row["whole"], row["p_below"]) == (whole, pytest.approx(p))


def test_without_a_share_of_the_cell_or_of_the_whole_nothing_is_said():
    share, few = (raised(by_theme({"a": one}), COMMENTED) for one in ((noisy(15), SHARE), FEW))
    assert beside_whole_share(few, share)["p_below"].to_list() == [None]
    assert beside_whole_share(share, few)["p_below"].to_list() == [None]


@given(st.integers(0, 80), st.integers(0, 60))
def test_whatever_is_published_limits_are_shares(count, commented):
    of = COMMENTED.with_columns(commented=pl.lit(commented))
    (row,) = raised(by_theme({"trust": (noisy(count), NONE)}), of).to_dicts()
    assert row["share"] is None
    assert 0 <= row["lower"] <= row["upper"] <= 1


def test_the_most_raised_come_first_and_those_without_a_share_last():
    cells = {
        "b": (noisy(9), SHARE),
        "c": FEW,
        "a": (noisy(9), SHARE),
        "more": (noisy(8), (0.3, 0.2, 0.4, "ok")),
    }
    assert ranked(raised(by_theme(cells), COMMENTED))["position"].to_list() == ["more", "a", "b", "c"]
