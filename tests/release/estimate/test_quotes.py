"""Of a comment only approved words leave, and of whoever wrote them only what twenty others are too."""

import dataclasses
from functools import partial

import msgspec
import polars as pl
import pytest

from wellbeing.model.counterpart import counterpart
from wellbeing.release.build.figures import Earlier
from wellbeing.release.count.true_tables import QUOTED
from wellbeing.release.estimate import quotes as labelling
from wellbeing.release.estimate.quotes import (
    LABELLED,
    QUOTE_COLUMNS,
    quotes,
    still_approved,
)
from wellbeing.release.store.opening import read_release
from wellbeing.sources.names.places import place_spellings

FIRST = pl.DataFrame(schema=LABELLED)
FEWEST = 20
label_quotes = partial(labelling.label_quotes, fewest=FEWEST)


def asked_why(true, *wanted):
    """The id of one contribution that wrote a comment and meets conditions."""
    wrote = true.answers.filter(pl.col("question_id") == "why").select("contribution_id")
    people = true.contributions.join(wrote, on="contribution_id", how="semi").filter(*wanted)
    return people.select(pl.col("contribution_id").min()).collect().item()


def quoting(true, *rows):
    """The true tables with approved quotes: (contribution, words)."""
    approved = [(contribution, "why", words, None) for contribution, words in rows]
    return dataclasses.replace(true, quotes=pl.DataFrame(approved, QUOTED, orient="row"))


@pytest.fixture(scope="module")
def tables(published):
    return published["adviser"].tables


@pytest.fixture
def farmer(islands_true):
    of_north = pl.col("region") == "N1", pl.col("stakeholder") == "farmer"
    return asked_why(islands_true, *of_north)


def made(islands, true, tables, before=FIRST):
    return quotes(label_quotes(islands, true, tables, before)).to_dicts()


@pytest.mark.slow
def test_every_release_has_the_table_and_mostly_no_rows(tables):
    assert tables["quotes"].schema == QUOTE_COLUMNS
    assert tables["quotes"].is_empty()


@pytest.mark.slow
def test_a_quote_says_its_type_and_no_region(islands, islands_true, tables, farmer):
    (row,) = made(islands, quoting(islands_true, (farmer, "because")), tables)
    assert (row["stakeholder"], row["area"], row["words"]) == ("farmer", None, "because")
    assert set(row) == {"question", "theme", "position", "area", "stakeholder", "words"}


def test_one_that_names_a_place_says_its_group_of_regions_and_no_type(islands, islands_true, tables, farmer):
    said = quoting(islands_true, (farmer, "in Nub because"), (farmer, "and so on"))
    rows = made(islands, said, tables)
    assert [(row["stakeholder"], row["area"]) for row in rows] == [(None, "north_island")] * 2


def test_one_of_whom_kaitiaki_keep_what_they_say_has_no_area(cared, islands_true, tables, farmer):
    said = quoting(islands_true, (farmer, "in Nub because"), (farmer, "and so on"))
    rows = made(cared, said, tables)
    assert [(row["stakeholder"], row["area"]) for row in rows] == [(None, None)] * 2


def test_nor_has_one_that_was_out_with_its_area(islands, cared, islands_true, tables, farmer):
    said = quoting(islands_true, (farmer, "in Nub because"))
    before = label_quotes(islands, said, tables, FIRST)
    assert before["area"].to_list() == ["north_island"]
    assert [row["area"] for row in made(cared, said, tables, before)] == [None]


def test_nor_has_one_who_speaks_for_a_community_in_their_care(islands, islands_true, tables):
    terms = tuple(msgspec.structs.replace(one, kaitiaki=True) for one in islands.engagement.communities)
    settings = msgspec.structs.replace(islands.engagement, communities=terms)
    folder = dataclasses.replace(islands, engagement=settings)
    speaks, is_silent = pl.col("communities").list.len() > 0, pl.col("communities").list.len() == 0
    in_north = pl.col("region") == "N1"
    pair = [asked_why(islands_true, in_north, one) for one in (speaks, is_silent)]
    said = quoting(islands_true, *((one, f"in Nub, {one}") for one in pair))
    areas = {row["words"]: row["area"] for row in made(folder, said, tables)}
    assert [areas[f"in Nub, {one}"] for one in pair] == [None, "north_island"]


def small(tables, name, **cell):
    """The tables with a cell that may be of one contribution too few."""
    is_cell = pl.all_horizontal(pl.col(key) == value for key, value in cell.items())
    low = pl.when(is_cell).then(FEWEST - 1).otherwise("low")
    return {**tables, name: tables[name].with_columns(low=low)}


def test_where_the_type_is_too_small_it_says_the_group_of_types(islands, islands_true, tables, farmer):
    true = quoting(islands_true, (farmer, "because"))
    fewer = small(tables, "stakeholder", stakeholder="farmer")
    assert made(islands, true, fewer)[0]["stakeholder"] == "primary"
    fewer = small(fewer, "stakeholder", stakeholder="primary")
    (row,) = made(islands, true, fewer)
    assert (row["stakeholder"], row["area"]) == (None, "north_island")
    (row,) = made(islands, true, small(fewer, "region", area="north_island"))
    assert (row["stakeholder"], row["area"]) == (None, None)


def test_nothing_leaves_of_fewer_than_twenty(islands, islands_true, tables, farmer):
    everybody = {**tables, "total": tables["total"].with_columns(low=pl.lit(FEWEST - 1, pl.Int64))}
    assert made(islands, quoting(islands_true, (farmer, "because")), everybody) == []


def test_a_cell_that_is_not_shown_is_no_cell_of_twenty(islands, islands_true, tables, farmer):
    hidden = pl.when(pl.col("stakeholder") != "farmer").then("status").otherwise(pl.lit("few"))
    cells = tables["stakeholder"].with_columns(status=hidden)
    true = quoting(islands_true, (farmer, "because"))
    assert made(islands, true, {**tables, "stakeholder": cells})[0]["stakeholder"] == "primary"


def test_the_position_is_said_only_where_twenty_are_known_to_have_said_so(islands, islands_true, tables):
    content_farmers = islands_true.answers.filter(
        pl.col("question_id") == "content", pl.col("position").cast(pl.String) == "support"
    ).select("contribution_id")
    true = dataclasses.replace(
        islands_true, contributions=islands_true.contributions.join(content_farmers, on="contribution_id")
    )
    one = asked_why(true, pl.col("stakeholder") == "farmer")
    quoted = quoting(islands_true, (one, "because"))
    cell = {"stakeholder": "farmer", "question": "content", "position": "support"}
    assert tables["stakeholder_by_position"].filter(**cell)["low"].item() >= FEWEST
    assert made(islands, quoted, tables)[0]["position"] == "support"
    fewer = small(tables, "stakeholder_by_position", **cell)
    assert made(islands, quoted, fewer)[0]["position"] is None


def test_organisations_that_may_not_be_named_are_not_named_in_quotes(islands, islands_true, tables, farmer):
    true = quoting(islands_true, (farmer, "as organisation 8 says"), (farmer, "as Organisation 7 says"))
    assert [row["words"] for row in made(islands, true, tables)] == ["as Organisation 7 says"]


def test_the_quotes_of_a_withdrawn_contribution_are_gone(islands, islands_true, tables, farmer):
    true = quoting(islands_true, (farmer, "because"))
    left = true.contributions.filter(pl.col("contribution_id") != farmer)
    assert made(islands, dataclasses.replace(true, contributions=left), tables) == []


def test_the_order_of_quotes_says_nothing_of_who_said_them(islands, islands_true, tables):
    people = (
        islands_true.contributions.select("contribution_id").collect()["contribution_id"].to_list()[:60:3]
    )
    rows = [(one, f"reason {number}") for number, one in enumerate(people)]
    forward, backward = (
        quotes(label_quotes(islands, quoting(islands_true, *order), tables, FIRST))
        for order in (rows, reversed(rows))
    )
    assert forward.height == len(rows)
    assert forward.rows() == backward.rows() == sorted(forward.rows(), key=last_null)


def last_null(row):
    return [(value is None, value) for value in row]


def test_a_quote_keeps_its_first_label_for_life(islands, islands_true, tables, farmer):
    true = quoting(islands_true, (farmer, "because"))
    fewer = small(tables, "stakeholder", stakeholder="farmer")
    first = label_quotes(islands, true, fewer, FIRST)
    assert first["stakeholder"].to_list() == ["primary"]
    again = label_quotes(islands, true, tables, first)
    assert again.equals(first)
    assert made(islands, true, tables)[0]["stakeholder"] == "farmer"  # what a first release would say


def test_other_words_of_the_same_contribution_are_labelled_alike(islands, islands_true, tables, farmer):
    fewer = small(tables, "stakeholder", stakeholder="farmer")
    first = label_quotes(islands, quoting(islands_true, (farmer, "because")), fewer, FIRST)
    (row,) = made(islands, quoting(islands_true, (farmer, "and so on")), tables, first)
    assert (row["stakeholder"], row["words"]) == ("primary", "and so on")


def test_words_that_name_a_place_do_not_join_a_label_that_says_the_type(
    islands, islands_true, tables, farmer
):
    """Together they would be a region and a type."""
    first = label_quotes(islands, quoting(islands_true, (farmer, "because")), tables, FIRST)
    both = quoting(islands_true, (farmer, "because of Nub"))
    assert first["stakeholder"].to_list() == ["farmer"]
    assert made(islands, both, tables, first) == []


def test_a_quote_that_was_taken_back_leaves_only_its_label(islands, islands_true, tables, farmer):
    fewer = small(tables, "stakeholder", stakeholder="farmer")
    true = quoting(islands_true, (farmer, "because"))
    first = label_quotes(islands, true, fewer, FIRST)
    gone = label_quotes(islands, quoting(islands_true), tables, first)
    assert gone.select("stakeholder", "words").rows() == [("primary", None)]
    assert quotes(gone).is_empty()
    (row,) = made(islands, true, tables, gone)
    assert row["stakeholder"] == "primary"


def test_of_a_withdrawn_contribution_not_even_the_label_is_kept(islands, islands_true, tables, farmer):
    first = label_quotes(islands, quoting(islands_true, (farmer, "because")), tables, FIRST)
    left = islands_true.contributions.filter(pl.col("contribution_id") != farmer)
    without = quoting(dataclasses.replace(islands_true, contributions=left))
    assert label_quotes(islands, without, tables, first).is_empty()


def test_its_position_stays_said_or_unsaid(islands, islands_true, tables):
    content_farmers = islands_true.answers.filter(
        pl.col("question_id") == "content", pl.col("position").cast(pl.String) == "support"
    ).select("contribution_id")
    people = islands_true.contributions.join(content_farmers, on="contribution_id")
    one = asked_why(
        dataclasses.replace(islands_true, contributions=people), pl.col("stakeholder") == "farmer"
    )
    true = quoting(islands_true, (one, "because"))
    cell = {"stakeholder": "farmer", "question": "content", "position": "support"}
    fewer = small(tables, "stakeholder_by_position", **cell)
    first, other = (label_quotes(islands, true, told, FIRST) for told in (tables, fewer))
    assert [first["position"].item(), other["position"].item()] == ["support", None]
    assert label_quotes(islands, true, fewer, first)["position"].item() == "support"
    assert label_quotes(islands, true, tables, other)["position"].item() is None


def test_words_that_do_not_stand_approved_any_more_are_left_out_of_kept_figures(
    islands, islands_true, tables, farmer
):
    true = quoting(islands_true, (farmer, "because"))
    kept = label_quotes(islands, true, tables, FIRST)
    assert still_approved(kept, true.quotes, []).equals(kept)
    for quoted in (true.quotes.clear(), true.quotes.with_columns(words=pl.lit("other words"))):
        told = still_approved(kept, quoted, [])
        assert told.select("stakeholder", "words").rows() == [("farmer", None)]


@pytest.fixture
def because(islands_true, farmer):
    return quoting(islands_true, (farmer, "because"))


@pytest.mark.slow
def test_a_quote_is_read_back_from_a_release(measure, tell, islands, because, write, trust):
    made = measure(islands, because)
    public = write(tell(islands, made, "public"), tier="public")
    assert read_release(public, trust).table("quotes")["words"].to_list() == ["because"]


@pytest.mark.slow
def test_what_a_release_keeps_of_quotes_is_given_to_the_next(measure, islands, islands_true, farmer):
    kept = pl.DataFrame(
        [{"contribution_id": farmer, "question": "why", "stakeholder": "primary", "words": "because"}],
        LABELLED,
    )
    before = Earlier(measure(islands, islands_true).measurements, kept)
    made = measure(islands, quoting(islands_true, (farmer, "because")), before)
    assert made.beside["quotes"]["stakeholder"].to_list() == ["primary"]


def test_the_closed_question_beside_a_comment(islands):
    beside = {name: counterpart(islands.engagement, name) for name in ("why", "tap", "nothing")}
    assert [question and question.id for question in beside.values()] == ["content", "tap", None]


def test_places_are_known_in_every_spelling(islands):
    assert {"Nub", "North One", "Raki Tahi", "The northern island"} <= set(place_spellings(islands))
