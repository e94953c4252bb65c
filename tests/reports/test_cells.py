"""What one cell says of a share, of a count too small for one, and of one of too few sources."""

import pytest

from wellbeing.reports.cells import said
from wellbeing.reports.raised import at_hui, raised
from wellbeing.reports.words import FEW_SOURCES


def row(**values):
    """A region's share of a position, shown in full."""
    return {
        "status": "shown", "tier": "full", "answer_tier": "full", "one_source": False, "answered": 100,
        "share": 0.3, "lower": 0.2, "upper": 0.4, "p_below": 0.95,
    } | values  # fmt: skip


def test_a_share_has_its_interval_and_its_side():
    picture = said(row(), 6)
    assert (picture.key, picture.glyph, picture.text) == ("below", "▼", "30\N{NO-BREAK SPACE}%")
    assert "20–40\N{NO-BREAK SPACE}%" in picture.words


@pytest.mark.parametrize("picture", [said, raised])
def test_too_few_sources_give_no_share_and_say_so(picture):
    alone = picture(row(tier="none", answer_tier="none", one_source=True, share=None), 6)
    assert (alone.key, alone.text) == ("unsaid", "")
    assert alone.words == f"no share: {FEW_SOURCES}"


@pytest.mark.parametrize("picture", [said, raised])
def test_a_group_speaks_for_a_region_of_too_few_sources_and_says_why(picture):
    lent = picture(row(tier="group", one_source=True), 6)
    assert lent.text == "(30\N{NO-BREAK SPACE}%)"
    assert lent.words.endswith(f"the figure of its group, for those here are {FEW_SOURCES}")


@pytest.mark.parametrize("picture", [said, raised])
def test_few_of_many_is_said_to_be_a_small_share(picture):
    few = row(status="few", tier="words", answer_tier="words", share=None, lower=0, upper=0.1)
    assert "fewer than 6" in picture(few, 6).words
    assert "too few to give a share" in picture(few | {"upper": 0.7, "answered": 9}, 6).words


@pytest.mark.parametrize("picture", [said, raised])
def test_a_number_below_the_threshold_is_not_told(picture):
    small = row(tier="words", answer_tier="words", share=None, answered=7)
    assert picture(small, 6).text == "n 7"
    assert picture(small, 10).text == ""


def test_numbers_of_a_group_in_place_of_a_region_stand_in_brackets():
    assert said(row(tier="group", answer_tier="words", share=None, upper=0.9), 6).text == "(n 100)"


def test_too_few_hui_are_as_few_as_the_release_says():
    assert at_hui({"status": "few", "raised": None, "hui": None}, 5).words == "fewer than 5 hui"
    assert at_hui({"status": "shown", "raised": 3, "hui": 8}, 5).text == "3/8"
