"""Raised at k of K hui: only of three hui and twenty attendances, and so is every difference."""

import dataclasses

import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.release.axes import axes
from wellbeing.release.hui_themes import hui_themes


@pytest.fixture
def told(islands):
    """The table for hui that have these notes: event id → themes."""

    def made(notes, attendees=20):
        rows = [(event, theme) for event, themes in notes.items() for theme in themes or (None,)]
        noted = pl.DataFrame(rows, {"event_id": pl.String, "theme": pl.String}, orient="row")
        true = true_tables()
        events = true.events.with_columns(attendees=pl.when(status="held").then(attendees))
        quiet = dataclasses.replace(true.judged, comments=true.judged.comments.clear())
        all_of_it = dataclasses.replace(true, events=events, notes=noted, judged=quiet)
        rows = hui_themes(all_of_it, axes(islands, all_of_it), islands.engagement)
        return {row["area"]: (row["raised"], row["hui"]) for row in rows.iter_rows(named=True)}

    return made


def where(region):
    """Ids of the hui that were held in a region, in order."""
    return true_tables().events.filter(region=region, status="held")["event_id"].to_list()


def test_it_counts_hui_not_contributions(told):
    one, *others = where("S1")
    assert told({one: ("taste",)} | dict.fromkeys(others, ()))["S1"] == (1, len(others) + 1)


def test_of_fewer_than_three_hui_nothing_is_said(told):
    two = where("S1")[:2]
    assert told(dict.fromkeys(two, ("taste",)))["S1"] == (None, None)


def test_of_fewer_than_twenty_attendances_nothing_is_said(told):
    three = where("S1")[:3]
    assert told(dict.fromkeys(three, ("taste",)), attendees=6)["S1"] == (None, None)
    assert told(dict.fromkeys(three, ("taste",)), attendees=7)["S1"] == (3, 3)


def test_a_region_gives_way_where_its_group_would_give_another_away(told):
    notes = dict.fromkeys([*where("N1"), where("N2")[0]], ("taste",))
    found = told(notes)
    assert found["N2"] == (None, None)
    assert found["N1"] == (None, None)
    assert found["north_island"] == (len(notes), len(notes))
