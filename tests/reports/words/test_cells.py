import pytest

from wellbeing.language import join_words
from wellbeing.reports.words.cells import (
    about_number,
    about_words,
    count_text,
    expected_words,
    heard_range,
    heard_words,
    hidden_sentence,
    percent,
    shortfall_sentence,
    state_words,
)
from wellbeing.reports.words.judging import firmness_sentence


def row(**values):
    return {
        "status": "shown",
        "count": 30,
        "expected": 40.4,
        "state": "thin",
        "tipping": None,
        "needed_low": 8,
        "needed_high": 12,
    } | values


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (row(), "30 heard"),
        (row(count=1047), "1,047 heard"),
        (row(status="few", count=None), "fewer than 6 heard"),
        (row(status=None, count=None), "not published"),
    ],
)
def test_what_was_heard_is_said_without_ever_saying_nobody(cell, words):
    assert heard_words(cell, 6) == words


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (row(), "30"),
        (row(status="few", count=None), "<10"),
        (row(status="one_source", count=None), "few sources"),
        (row(status=None, count=None), "–"),
    ],
)
def test_a_cell_is_short(cell, text):
    assert count_text(cell, 10) == text


def test_evidence_has_the_range_of_the_true_number_beside_it():
    assert heard_range(row(low=29, high=33), 6) == "30 heard (29–33)"
    assert heard_range(row(status="few", count=None, low=0, high=7), 6) == "fewer than 6 heard (0–7)"
    assert heard_range(row(count=1848, low=1848, high=1848), 6) == "1,848 heard"
    assert heard_range(row(status=None, count=None, low=None, high=None), 6) == "not published"


def test_a_number_worked_out_of_others_is_told_from_the_threshold_on():
    cell = {"n": 1200, "n_low": 1198, "n_high": 1203}
    assert (about_number(cell, "n", 10), about_words(cell, "n", 10)) == ("1,200", "about 1,200")
    assert (about_number(cell | {"n": 9}, "n", 10), about_words(cell | {"n": 9}, "n", 10)) == (
        "<10",
        "fewer than 10",
    )


@pytest.mark.parametrize(
    ("low", "high", "number", "words"),
    [(0, 5, "<6", "fewer than 6"), (3, 12, "≤12", "at most 12"), (41, 52, "41–52", "41 to 52")],
)
def test_a_number_that_published_ones_do_not_tell_is_the_range_that_they_leave(low, high, number, words):
    cell = {"n": None, "n_low": low, "n_high": high}
    assert (about_number(cell, "n", 6), about_words(cell, "n", 6)) == (number, words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (40.4, "about 40 expected"),
        (72.5, "about 73 expected"),
        (23.46, "about 24 expected"),
        (0.3, "fewer than 1 expected"),
        (None, "nothing to compare with"),
    ],
)
def test_what_was_expected_is_about(number, words):
    assert expected_words(row(expected=number)) == words


def test_what_cannot_be_told_says_why():
    assert state_words(row(state="too_few")) == "too few expected to say"
    assert state_words(row(state="unclear")) == "not clear yet"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (8, 12, "About 8 to 12 more would bring it to its share of all heard by then."),
        (5, 5, "About 5 more would bring it to its share of all heard by then."),
        (None, None, ""),
    ],
)
def test_how_many_more_is_a_span(low, high, words):
    assert shortfall_sentence(row(needed_low=low, needed_high=high)) == words


def test_how_firm_a_gap_is_is_said_in_the_expected_number():
    gap = row(state="gap", expected=31.2, tipping=12.4)
    assert firmness_sentence(gap) == "It would still be a gap if only 13 were expected, not 31."
    assert firmness_sentence(row(state="gap", expected=31.2, tipping=31.2)) == (
        "It is a gap, but only just; with any fewer expected, it would not be called one."
    )
    assert firmness_sentence(row()) == ""


@pytest.mark.parametrize(
    ("expected", "state", "is_told"),
    [(5, "thin", True), (5, "unclear", True), (8.75, "gap", True), (9, "gap", False), (5, "enough", False)],
)
def test_a_hidden_number_that_may_be_enough_says_so(expected, state, is_told):
    few = row(status="few", count=None, low=0, high=7, expected=expected, state=state)
    assert bool(hidden_sentence(few)) == is_told
    assert hidden_sentence(few | {"status": "shown", "count": 5}) == ""


def test_a_list_is_read_aloud():
    assert [join_words(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_percentage_does_not_break():
    assert percent(0.345) == "35\N{NO-BREAK SPACE}%"
