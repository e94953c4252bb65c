"""What one cell says of a share, of a count too small for one, and of one of too few sources."""

import pytest

from wellbeing.reports.shows.position import POSITION_SHARES
from wellbeing.reports.shows.shares import share_picture
from wellbeing.reports.shows.theme import THEME_SHARES, hui_picture
from wellbeing.reports.words.cells import FEW_SOURCES

BOTH = pytest.mark.parametrize("words", [POSITION_SHARES, THEME_SHARES], ids=["position", "theme"])


def row(**values):
    """A region's share of a position, shown in full."""
    return {
        "status": "shown", "tier": "full", "answer_tier": "full", "one_source": False, "answered": 100,
        "share": 0.3, "lower": 0.2, "upper": 0.4, "p_below": 0.95,
    } | values  # fmt: skip


def test_a_share_has_its_interval_and_its_side():
    picture = share_picture(row(), 6, POSITION_SHARES)
    assert (picture.key, picture.glyph, picture.text) == ("below", "▼", "30\N{NO-BREAK SPACE}%")
    assert "20–40\N{NO-BREAK SPACE}%" in picture.words


@BOTH
def test_too_few_sources_give_no_share_and_say_so(words):
    alone = share_picture(row(tier="none", answer_tier="none", one_source=True, share=None), 6, words)
    assert (alone.key, alone.text) == ("unsaid", "")
    assert alone.words == f"no share: {FEW_SOURCES}"


@BOTH
def test_a_group_speaks_for_a_region_of_too_few_sources_and_says_why(words):
    lent = share_picture(row(tier="group", one_source=True), 6, words)
    assert lent.text == "(30\N{NO-BREAK SPACE}%)"
    assert lent.words.endswith(f"the figure of its group, for those here are {FEW_SOURCES}")


@BOTH
def test_few_of_many_is_said_to_be_a_small_share(words):
    few = row(status="few", tier="words", answer_tier="words", share=None, lower=0, upper=0.1)
    assert "fewer than 6" in share_picture(few, 6, words).words
    assert "too few to give a share" in share_picture(few | {"upper": 0.7, "answered": 9}, 6, words).words


@BOTH
def test_a_number_below_the_threshold_is_not_told(words):
    small = row(tier="words", answer_tier="words", share=None, answered=7)
    assert share_picture(small, 6, words).text == "n 7"
    assert share_picture(small, 10, words).text == ""


def test_numbers_of_a_group_in_place_of_a_region_stand_in_brackets():
    few = row(tier="group", answer_tier="words", share=None, upper=0.9)
    assert share_picture(few, 6, POSITION_SHARES).text == "(n 100)"


def test_too_few_hui_are_as_few_as_the_release_says():
    assert hui_picture({"status": "few", "raised": None, "hui": None}, 5).words == "fewer than 5 hui"
    assert hui_picture({"status": "shown", "raised": 3, "hui": 8}, 5).text == "3/8"
