"""What one cell says of a share, of a count too small for one, and of one of too few sources."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.standing import STANDINGS
from wellbeing.model.vocabulary import POSITIONS
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
        "area": "02", "status": "shown", "tier": "full", "one_source": False, "count": 30, "answered": 100,
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


def test_everyone_s_share_is_its_interval_where_that_is_all_that_is_told_of_it():
    words = share_picture(row(whole_lower=0.3, whole_upper=0.7), 6, POSITION_SHARES).words
    assert words.endswith("below everyone heard (30–70\N{NO-BREAK SPACE}%)")


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("tier", ["full", "pale"])
def test_pale_and_not_certain_say_how_probable_a_side_is_and_nothing_else(standing, tier):
    picture = share_picture(
        row(standing=standing, tier=tier, upper=0.3 if tier == "full" else 0.6), 6, POSITION_SHARES
    )
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


def test_where_a_count_of_few_answers_is_told_it_is_said_of_how_many():
    counted = row(tier="words", count=8, answered=15, share=0.53, lower=0.3, upper=0.76)
    assert share_picture(counted, 6, POSITION_SHARES).words == "8 of about 15 agree, too few to give a share"
    assert share_picture(counted | {"count": 16}, 6, POSITION_SHARES).words.startswith("15 of about 15")


def test_an_interval_of_many_answers_whose_number_is_rough_is_not_of_few():
    assert "few answered" not in share_picture(row(tier="pale"), 6, POSITION_SHARES).words


COUNTS = st.one_of(st.none(), st.integers(6, 90))


@given(st.lists(COUNTS, min_size=2, max_size=5), COUNTS, st.integers(6, 200))
@example([None, 40], 6, 11)  # all of five
def test_of_a_count_that_is_told_something_is_said_wherever_its_answers_are_known_roughly(
    counts, silent, heard
):
    """And nothing else than published figures tell: the words follow from them alone."""
    names = [*POSITIONS[: len(counts)], "no_answer"]
    found = positions(
        published("position", names, [*counts, silent]), published("all", ["all"], [heard]).drop("all")
    )
    for told in found.with_columns(whole=None, standing=None).iter_rows(named=True):
        words = picture_of(told, 6, POSITION_SHARES, **TOLD).words
        is_rough = told["answered"] is not None and told["answered"] >= 6
        assert (told["status"] == "shown" and is_rough) <= (str(told["answered"]) in words)
        assert is_rough or "of about" not in words


def published(by, names, counts):
    few = [count is None for count in counts]
    return pl.DataFrame(
        {
            by: names,
            "status": ["few" if one else "shown" for one in few],
            "count": counts,
            "low": [0 if count is None else max(count - 2, 0) for count in counts],
            "high": [7 if count is None else count + 2 for count in counts],
            "sd": 1.2,
        },
        schema_overrides={"count": pl.Int64},
    ).with_columns(question=pl.lit("trust"))
