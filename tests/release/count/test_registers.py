"""A release's plain tables: hui, who may be named, areas."""

import dataclasses

import msgspec
import polars as pl
import pytest
from two_islands import CANARY

from wellbeing.model.boundaries import Boundaries
from wellbeing.release.registers import organisations, registers

BANDS = {9: (0, 9), 10: (10, 19), 19: (10, 19), 20: (20, 39), 39: (20, 39), 40: (40, None), 400: (40, None)}


@pytest.fixture(scope="module")
def tables(islands, islands_true):
    return registers(islands, islands_true, Boundaries.create_empty())


def with_attendance(islands, islands_true, attendees, **settings):
    folder = dataclasses.replace(islands, engagement=msgspec.structs.replace(islands.engagement, **settings))
    one = islands_true.events.filter(pl.col("status") == "held").head(1)
    true = dataclasses.replace(islands_true, events=one.with_columns(attendees=pl.lit(attendees, pl.Int64)))
    made = registers(folder, true, Boundaries.create_empty())["events"]
    return made.select("attendees_low", "attendees_high").row(0)


@pytest.mark.parametrize(("attendees", "band"), BANDS.items())
def test_attendance_is_published_as_a_band(islands, islands_true, attendees, band):
    assert with_attendance(islands, islands_true, attendees) == band


def test_attendance_is_exact_where_the_engagement_declares_it_public(islands, islands_true):
    assert with_attendance(islands, islands_true, 23, attendance_is_public=True) == (23, 23)


def test_a_hui_that_was_not_held_has_no_attendance(tables):
    planned = tables["events"].filter(pl.col("status") == "planned")
    assert planned.select("attendees_low", "attendees_high").rows() == [(None, None)]


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
