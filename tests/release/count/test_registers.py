"""A release's plain tables: hui, who may be named, areas."""

import dataclasses

import msgspec
import polars as pl
import pytest
from two_islands import CANARY

from wellbeing.model.boundaries import Boundaries
from wellbeing.model.policy import Policy
from wellbeing.release.count.registers import bands, events, hui_held, organisations, registers

STARTS = Policy(tier="adviser", threshold=6).bands
BANDS = {9: (0, 9), 10: (10, 19), 19: (10, 19), 20: (20, 39), 39: (20, 39), 40: (40, None), 400: (40, None)}


@pytest.fixture(scope="module")
def tables(islands, islands_true, held):
    attendance = pl.DataFrame({"event": held["event"], "rounded": 20, "sd": 2.0})
    beside = bands(attendance, STARTS)
    made = events(islands, islands_true.events, Boundaries.create_empty(), beside)
    return registers(islands, islands_true) | {"events": made}


def band(came, sd):
    attendance = pl.DataFrame({"event": ["one"], "rounded": [came], "sd": [sd]})
    return bands(attendance, STARTS).select("attendees_low", "attendees_high").row(0)


@pytest.mark.parametrize(("came", "told"), BANDS.items())
def test_attendance_is_published_as_the_band_of_its_noisy_number(came, told):
    assert band(came, 2.0) == told


def test_a_noisy_number_below_nobody_is_in_the_first_band():
    assert band(-2, 2.0) == (0, 9)


def test_attendance_is_exact_where_it_is_public():
    assert band(23, 0.0) == (23, 23)


def test_a_hui_that_was_not_held_has_no_attendance(tables):
    planned = tables["events"].filter(pl.col("status") == "planned")
    assert planned.select("attendees_low", "attendees_high").rows() == [(None, None)]
    held = tables["events"].filter(pl.col("status") == "held")
    assert held.select("attendees_low", "attendees_high").unique().rows() == [(20, 39)]


def test_hui_are_told_apart_by_day_place_and_number(islands_true):
    one = islands_true.events.head(1)
    labels = hui_held(pl.concat([one, one.with_columns(event_id=pl.lit("hui-00-b"))]))
    assert labels["event"].to_list() == ["2020-03-03 Nia 1", "2020-03-03 Nia 2"]
    assert labels["week"].unique().to_list() == ["2020-03-02"]


def test_only_hui_that_were_held_have_a_label(held):
    assert held.height == 12
    assert held["event"].n_unique() == 12


def test_the_notes_of_a_hui_stay_behind(tables):
    assert CANARY not in str(tables["events"].rows())
    assert tables["events"].columns == [
        *("held_on", "place", "region", "audience", "status"),
        *("attendees_low", "attendees_high", "x", "y"),
    ]


def test_only_organisations_that_may_be_named_are(tables):
    assert tables["organisations"]["organisation"].to_list() == [
        f"Organisation {number}" for number in range(8)
    ]


def test_invited_and_heard_are_facts_of_their_own(tables):
    roster = tables["organisations"]
    invited, heard = (
        roster.filter(column)["organisation"].str.slice(-1).to_list() for column in ("invited", "heard")
    )
    assert invited == list("012345")
    assert heard == list("01234")


def test_who_declined_is_a_fact_too(islands_true):
    true = dataclasses.replace(islands_true, declined=frozenset({"org-5", "org-8"}))
    roster = organisations(true)
    assert roster.filter("declined")["organisation"].to_list() == ["Organisation 5"]  # 8 may not be named


def test_areas_are_regions_then_groups_in_the_engagements_order(tables):
    areas = tables["areas"]
    assert areas["area"].to_list() == ["N1", "N2", "S1", "S2", "north_island", "south_island"]
    assert areas["group"].to_list() == ["north_island"] * 2 + ["south_island"] * 2 + [None] * 2
    assert areas["population"].to_list() == [4000, 3000, 2500, 500, 4000 + 3000, 2500 + 500]
    assert areas["short"].to_list()[-1] == "South"
    assert areas["order"].to_list() == list(range(6))


def test_without_a_map_places_are_listed_and_not_drawn(tables):
    assert tables["events"].select(pl.col("x", "y").null_count()).row(0) == (13, 13)


def test_regions_need_not_be_in_groups(islands, islands_true):
    settings = msgspec.structs.replace(islands.engagement, region_groups=(), stakeholder_groups=())
    areas = registers(dataclasses.replace(islands, engagement=settings), islands_true)["areas"]
    assert areas.select("area", "group").rows() == [(code, None) for code in ("N1", "N2", "S1", "S2")]
