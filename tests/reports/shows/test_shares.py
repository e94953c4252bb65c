"""What one cell says of a share, of a count too small for one, and of one of too few sources."""

import pytest

from wellbeing.measures.opinion.standing import STANDINGS
from wellbeing.reports.shows.share_words import POSITION_SHARES, THEME_SHARES
from wellbeing.reports.shows.shares import share_picture as picture_of
from wellbeing.reports.shows.theme import hui_picture
from wellbeing.reports.words.picture import lend, nothing
from wellbeing.reports.words.protection import FEW_SOURCES

#: What a question calls those who agree, and what else was said.
TOLD = {"agree": "agree", "beside": ", 60 % disagree (a majority)"}
BOTH = pytest.mark.parametrize("words", [POSITION_SHARES, THEME_SHARES], ids=["position", "theme"])


def row(**values):
    """A region's share of a position, shown in full."""
    return {
        "area": "02", "status": "shown", "tier": "full", "one_source": False, "answered": 100,
        "share": 0.3, "lower": 0.2, "upper": 0.4,
        "whole": 0.45, "standing": "below",
    } | values  # fmt: skip


def share_picture(row, threshold, words):
    return picture_of(row, threshold, words, **TOLD)


def test_a_share_has_its_interval_and_its_side():
    picture = share_picture(row(), 6, POSITION_SHARES)
    assert (picture.key, picture.glyph, picture.text) == ("below", "▼", "30\N{NO-BREAK SPACE}%")
    assert "20–40\N{NO-BREAK SPACE}%" in picture.words


@BOTH
def test_too_few_sources_give_no_share_and_say_so(words):
    alone = share_picture(row(tier="none", one_source=True, share=None), 6, words)
    assert (alone.key, alone.text) == ("unsaid", "")
    assert alone.words == f"no share, the answers being {FEW_SOURCES}"


def test_one_interval_goes_with_a_share_and_everyone_s_share_with_its_standing():
    words = share_picture(row(), 6, POSITION_SHARES).words
    assert words == (
        "30\N{NO-BREAK SPACE}% agree (20–40\N{NO-BREAK SPACE}%), 60 % disagree (a majority), of about 100 answers; "
        "below everyone heard (45\N{NO-BREAK SPACE}%)"
    )
    assert share_picture(row(area=""), 6, POSITION_SHARES).words.endswith("of about 100 answers")


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("tier", ["full", "pale"])
def test_pale_and_not_certain_say_how_probable_a_side_is_and_nothing_else(standing, tier):
    picture = share_picture(row(standing=standing, tier=tier), 6, POSITION_SHARES)
    looks = standing.startswith("looks")
    assert picture.key.endswith("_pale") == looks == ("not certain" in picture.words)
    assert ("few answered" in picture.words) == (tier == "pale")


def test_where_few_answered_the_interval_alone_is_shown():
    assert share_picture(row(tier="pale"), 6, POSITION_SHARES).text == "20–40\N{NO-BREAK SPACE}%"


@BOTH
def test_a_region_where_too_few_answered_asks_its_group_and_one_of_too_few_sources_does_not(words):
    assert share_picture(row(tier="group", share=None), 6, words).asks
    assert not share_picture(row(tier="none", one_source=True, share=None), 6, words).asks


@BOTH
def test_few_of_many_is_said_to_be_a_small_share(words):
    few = row(status="few", tier="words", share=None, lower=0, upper=0.1)
    assert "fewer than 6" in share_picture(few, 6, words).words
    assert "too few to give a share" in share_picture(few | {"upper": 0.7, "answered": 9}, 6, words).words


@BOTH
def test_a_number_below_the_threshold_is_not_told(words):
    small = row(tier="words", share=None, answered=7)
    assert share_picture(small, 6, words).text == "n 7"
    assert share_picture(small, 10, words).text == ""


def test_a_figure_stands_in_another_s_place_only_with_its_owner_s_name():
    lent = lend(share_picture(row(), 6, POSITION_SHARES), "The North", "too few here")
    assert (lent.key, lent.text, lent.owner) == ("below", "(30\N{NO-BREAK SPACE}%)", "The North")
    assert lent.words.startswith("too few here; The North: 30\N{NO-BREAK SPACE}% agree")
    assert lend(nothing("nobody answered"), "The North", "too few here").words == (
        "too few here; The North: nobody answered"
    )


def test_too_few_hui_are_as_few_as_the_release_says():
    assert hui_picture({"status": "few", "raised": None, "hui": None}, 5, "hui").words == "fewer than 5 hui"
    assert hui_picture({"status": "shown", "raised": 3, "hui": 8}, 5, "hui").text == "3/8"
