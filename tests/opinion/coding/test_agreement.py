"""Krippendorff's alpha against its author's own worked examples, and an implementation of another's."""

import itertools

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
#: Eight units, to which the package krippendorff 0.9.0 gives these.
EIGHT_UNITS = ("1 2 3 1 2 3 3 1", "1 2 2 1 3 3 1 2")
LEVELS = ("nominal", "ordinal", "interval")


def codes(observers, weights=None):
    told = [
        (unit, int(value), 1.0 if weights is None else float(weights[unit]))
        for line in observers
        for unit, value in enumerate(line.split())
        if value != "."
    ]
    return pl.DataFrame(told, schema=["unit", "value", "weight"], orient="row")


def alpha(table, level="nominal", values=(0, 1, 2, 3, 4, 5)):
    found = krippendorff_alpha(table, values, level)
    return None if found is None else found.value


@pytest.mark.parametrize(("level", "published"), list(zip(LEVELS, (0.743, 0.815, 0.849), strict=True)))
def test_the_published_examples_come_out(level, published):
    assert alpha(codes(FOUR_OBSERVERS), level) == pytest.approx(published, abs=0.0005)


def test_so_does_that_of_two_observers():
    assert alpha(codes(TWO_OBSERVERS)) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(("level", "theirs"), list(zip(LEVELS, (0.29411765, 0.40960744, 0.4), strict=True)))
def test_the_package_of_others_agrees(level, theirs):
    assert alpha(codes(EIGHT_UNITS), level) == pytest.approx(theirs, abs=1e-8)


def by_pairs(pairs, level):
    """α from its definition: mean disagreement of pairs within units ÷ that of all pairs of codes."""
    values = [value for pair in pairs for value in pair]
    number = {value: values.count(value) for value in values}

    def apart(one, other):
        low, high = sorted((one, other))
        between = sum(number.get(value, 0) for value in range(low, high + 1))
        ordinal = between - (number[low] + number[high]) / 2
        return {"nominal": float(one != other), "ordinal": ordinal**2, "interval": (one - other) ** 2}[level]

    everyone = [apart(*two) for two in itertools.permutations(values, 2)]
    expected = sum(everyone) / len(everyone)
    return 1 - sum(apart(*pair) for pair in pairs) / len(pairs) / expected if expected else None


PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12)


@given(PAIRS, st.sampled_from(LEVELS))
def test_it_is_its_definition_and_at_most_one(pairs, level):
    table = codes([" ".join(map(str, line)) for line in zip(*pairs, strict=True)])
    ours = alpha(table, level)
    assert ours == pytest.approx(by_pairs(pairs, level))
    if ours is not None:
        assert ours <= 1 + 1e-12
        assert (ours > 1 - 1e-12) == all(one == other for one, other in pairs)


def test_a_unit_that_stands_for_two_counts_as_two_do():
    """Each unit twice over, by weight or in fact: the same but for the correction for few codes."""
    twice = [" ".join([line, line]) for line in EIGHT_UNITS]
    assert alpha(codes(EIGHT_UNITS, [2] * 8)) == alpha(codes(EIGHT_UNITS))
    disagreeing = [5 if one != other else 1 for one, other in zip(*map(str.split, EIGHT_UNITS), strict=True)]
    assert alpha(codes(EIGHT_UNITS, disagreeing)) < alpha(codes(EIGHT_UNITS)) < alpha(codes(twice)) + 0.1


def test_the_interval_holds_it_and_narrows_with_more_units():
    few = krippendorff_alpha(codes(EIGHT_UNITS), (1, 2, 3), "ordinal")
    many = krippendorff_alpha(codes([" ".join([line] * 8) for line in EIGHT_UNITS]), (1, 2, 3), "ordinal")
    assert few.lower < few.value < few.upper <= 1
    assert many.upper - many.lower < (few.upper - few.lower) / 2


def test_nothing_coded_twice_or_all_codes_alike_say_nothing():
    assert alpha(codes(("1 2 3",))) is None
    for level in LEVELS:
        assert alpha(codes(("1 1", "1 1")), level) is None


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


def each(table, weight=1.0):
    return table.select("contribution_id", "question_id").unique().with_columns(weight=pl.lit(weight))


def test_tones_are_compared_where_both_could_tell_and_by_their_order():
    coded = readings(
        (("negative", []), ("negative", [])),
        (("positive", []), ("neutral", [])),
        (("positive", []), (None, [])),
    )
    # negative 2, neutral 1, positive 1, in a row at 1, 2.5, 3.5: apart² 2.25, 6.25 and, of neutral and positive, 1.
    # Observed: the pair of neutral and positive, twice, over 4 codes; expected: over 12 ordered pairs.
    expected = 2 * (2 * 1 * 2.25 + 2 * 1 * 6.25 + 1 * 1 * 1) / 12
    assert tone_agreement(coded, each(coded)).value == pytest.approx(1 - (2 * 1 / 4) / expected)


def test_themes_are_compared_one_by_one():
    coded = readings(
        (("neutral", ["size", "taste"]), ("neutral", ["size"])),
        (("neutral", []), ("neutral", [])),
    )
    # Comment × theme: size 1 1, 0 0; taste 1 0, 0 0. 2 of 8 ordered pairs differ; of 56, 2 × 3 × 5 = 30.
    assert theme_agreement(coded, each(coded)).value == pytest.approx(1 - (2 / 8) / (30 / 56))


def test_the_themes_of_a_comment_are_left_out_together():
    """Of two comments nothing is known without either: one cluster each, not one a theme."""
    pair = (("neutral", ["size", "taste"]), ("neutral", ["size"]))
    coded = readings(pair, pair, (("neutral", []), ("neutral", [])))
    widened = readings(*(pair for _ in range(2)), *((("neutral", []), ("neutral", [])) for _ in range(30)))
    narrow, wide = (theme_agreement(table, each(table)) for table in (widened, coded))
    assert wide.upper - wide.lower > narrow.upper - narrow.lower > 0


def test_codes_without_themes_or_of_one_reading_say_nothing():
    alike, single = (
        readings((("neutral", []), ("neutral", []))),
        readings((("neutral", []),), (("positive", []),)),
    )
    assert theme_agreement(alike, each(alike)) is None
    assert tone_agreement(single, each(single)) is None


def test_comments_that_stand_for_none_are_left_out():
    coded = readings((("negative", []), ("positive", [])), (("neutral", []), ("neutral", [])))
    assert tone_agreement(coded, each(coded).clear()) is None
