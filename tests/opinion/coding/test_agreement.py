"""Krippendorff's alpha against its author's own worked examples."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.opinion.coding.agreement import krippendorff_alpha, theme_agreement, tone_agreement

#: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, gaps.
FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
#: The same, section A: two observers, ten units, no gaps.
TWO_OBSERVERS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")


def codes(observers):
    told = [
        (unit, int(value)) for line in observers for unit, value in enumerate(line.split()) if value != "."
    ]
    return pl.DataFrame(told, schema=["unit", "value"], orient="row")


def test_the_published_examples_come_out():
    assert krippendorff_alpha(codes(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=0.0005)
    assert krippendorff_alpha(codes(FOUR_OBSERVERS), "interval") == pytest.approx(0.849, abs=0.0005)
    assert krippendorff_alpha(codes(TWO_OBSERVERS)) == pytest.approx(0.095, abs=0.0005)


def test_words_are_compared_like_numbers():
    words = codes(TWO_OBSERVERS).with_columns(pl.col("value").replace_strict({0: "neutral", 1: "positive"}))
    assert krippendorff_alpha(words) == krippendorff_alpha(codes(TWO_OBSERVERS))


def test_nothing_coded_twice_or_all_codes_alike_say_nothing():
    assert krippendorff_alpha(codes(("1 2 3",))) is None
    assert krippendorff_alpha(codes(("1 1", "1 1"))) is None
    assert krippendorff_alpha(codes(("1 1", "1 1")), "interval") is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_alpha_never_exceeds_one_and_is_one_only_without_disagreement(pairs):
    rows = [(unit, value) for unit, pair in enumerate(pairs) for value in pair]
    table = pl.DataFrame(rows, schema=["unit", "value"], orient="row")
    for level in ("nominal", "interval"):
        alpha = krippendorff_alpha(table, level)
        if alpha is not None:
            assert alpha <= 1 + 1e-12
            assert (alpha > 1 - 1e-12) == all(one == other for one, other in pairs)


def readings(*comments):
    """Two people's codes of comments, each as (tone, themes)."""
    rows = [
        {
            "contribution_id": str(number),
            "question_id": "why",
            "reading": reading,
            "tone": tone,
            "themes": themes,
        }
        for number, pair in enumerate(comments)
        for reading, (tone, themes) in enumerate(pair, 1)
    ]
    kinds = {"contribution_id": pl.String, "question_id": pl.String, "reading": pl.Int64, "tone": pl.String}
    return pl.DataFrame(rows, {**kinds, "themes": pl.List(pl.String)})


def test_tones_are_compared_where_both_could_tell():
    coded = readings(
        (("negative", []), ("negative", [])),
        (("positive", []), ("neutral", [])),
        (("positive", []), (None, [])),
    )
    # Of 4 codes of two comments, 2 of 4 ordered pairs within differ; of all 12 ordered pairs 10 differ.
    assert tone_agreement(coded) == pytest.approx(1 - (2 / 4) / (10 / 12))


def test_themes_are_compared_one_by_one():
    coded = readings(
        (("neutral", ["size", "taste"]), ("neutral", ["size"])),
        (("neutral", []), ("neutral", [])),
    )
    # Comment × theme: size 1 1, 0 0; taste 1 0, 0 0. 2 of 8 ordered pairs differ; of 56, 2 × 3 × 5 = 30.
    assert theme_agreement(coded) == pytest.approx(1 - (2 / 8) / (30 / 56))


def test_codes_without_themes_or_of_one_reading_say_nothing():
    assert theme_agreement(readings((("neutral", []), ("neutral", [])))) is None
    assert tone_agreement(readings((("neutral", []),), (("positive", []),))) is None
