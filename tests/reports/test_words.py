import pytest

from wellbeing.reports.words import count_text, expected, heard, listed, more_needed, percent, state_words


def row(**values):
    return {
        "status": "shown",
        "count": 30,
        "expected": 40.4,
        "state": "thin",
        "small": False,
        "needed_low": 8,
        "needed_high": 12,
    } | values


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (row(), "30 heard"),
        (row(count=1047), "1,047 heard"),
        (row(status="few", count=None), "fewer than 6 heard"),
        (row(status="withheld", count=None), "number hidden to protect others"),
    ],
)
def test_what_was_heard_is_said_without_ever_saying_nobody(cell, words):
    assert heard(cell, 6) == words


@pytest.mark.parametrize(
    ("cell", "text"),
    [(row(), "30"), (row(status="few", count=None), "<10"), (row(status="withheld", count=None), "∗")],
)
def test_a_cell_is_short(cell, text):
    assert count_text(cell, 10) == text


@pytest.mark.parametrize(
    ("number", "words"),
    [(40.4, "about 40 expected"), (0.3, "fewer than 1 expected"), (None, "no benchmark")],
)
def test_what_was_expected_is_about(number, words):
    assert expected(row(expected=number)) == words


def test_what_cannot_be_told_says_why():
    assert state_words(row(state="cannot_tell", small=True)) == "too few expected to judge"
    assert state_words(row(state="cannot_tell", small=False)) == "not clear yet"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (8, 12, "about 8–12 more to reach its share"),
        (5, 5, "about 5 more to reach its share"),
        (None, None, ""),
    ],
)
def test_how_many_more_is_a_span(low, high, words):
    assert more_needed(row(needed_low=low, needed_high=high)) == words


def test_a_list_is_read_aloud():
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_percentage_does_not_break():
    assert percent(0.345) == "34\N{NO-BREAK SPACE}%"
