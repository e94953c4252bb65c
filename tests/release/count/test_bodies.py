"""Known bodies in a release: known and invited are facts; heard only as far as it may be told by name."""

import dataclasses

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wellbeing.model.tables import KnownBodies
from wellbeing.release.count.bodies import bodies, roster_counts

#: Organisations 0–4 were heard, 0–5 invited, 8 may not be named; Body A to C are in no record.
LISTED = {
    "Organisation 0": ["N1", "N2"],
    "Organisation 5": ["N1"],
    "Organisation 7": ["N1"],
    "Organisation 8": ["N1", "S1"],
    "Body A": ["N2"],
    "Body B": ["N1", "N2", "S1"],
    "Body C": ["S2"],
}


@pytest.fixture(scope="module")
def folder(islands, islands_true):
    kinds = dict(islands_true.organisations.select("name", "type").iter_rows())
    rows = [
        {"name": name, "also": [], "type": kinds.get(name, "farmer"), "regions": regions}
        for name, regions in LISTED.items()
    ]
    known = pl.DataFrame(rows).with_columns(basis=pl.lit("published"), source=pl.lit("tests"))
    return dataclasses.replace(islands, roster=KnownBodies.validate(known, cast=True))


@pytest.fixture(scope="module")
def named(folder, islands_true):
    return bodies(folder, islands_true)


@pytest.fixture(scope="module")
def counts(folder, named):
    return roster_counts(named, folder.engagement, folder.regions["code"].to_list())


def told(named, body):
    return named.filter(body=body).select("invited", "heard").row(0)


def test_who_was_known_invited_and_heard_is_told_by_name(named):
    assert told(named, "Organisation 0") == (True, True)
    assert told(named, "Organisation 5") == (True, False)
    assert told(named, "Body A") == (False, None)


def change(true, name, **columns):
    rows = [
        pl.when(pl.col("name") == name).then(pl.lit(value)).otherwise(one).alias(one)
        for one, value in columns.items()
    ]
    return dataclasses.replace(true, organisations=true.organisations.with_columns(rows))


def test_of_a_body_that_may_not_be_named_it_is_not_told_whether_it_was_heard(folder, islands_true):
    for name in ("Organisation 0", "Organisation 5"):  # heard, not heard
        hidden = bodies(folder, change(islands_true, name, may_be_named=False))
        assert told(hidden, name) == (True, None)


def test_an_uninvited_body_that_may_not_be_named_looks_like_one_that_nobody_knows_of(
    folder, islands_true, named
):
    """Heard or not: nothing of it is in the table."""
    blank = {"may_be_named": False, "invited_on": None}
    hidden = bodies(folder, change(islands_true, "Organisation 0", **blank))
    never = dataclasses.replace(
        islands_true, organisations=islands_true.organisations.filter(pl.col("name") != "Organisation 0")
    )
    assert_frame_equal(hidden, bodies(folder, never))


def at(counts, area, stakeholder):
    return counts.filter(area=area, stakeholder=stakeholder).select("known", "invited", "heard").row(0)


def test_a_body_of_several_regions_counts_in_each_and_once_in_a_group_and_in_the_whole(counts, named):
    farmers = named.filter(stakeholder="farmer")["body"].to_list()
    assert {"Body A", "Body B", "Body C"} <= set(farmers)
    of = {area: {body for body in farmers if codes & set(LISTED[body])} for area, codes in AREAS.items()}
    assert {area: at(counts, area, "farmer")[0] for area in AREAS} == {
        area: len(some) for area, some in of.items()
    }
    assert (
        at(counts, "N1", "farmer")[0] + at(counts, "N2", "farmer")[0]
        > at(counts, "north_island", "farmer")[0]
    )
    assert at(counts, "", "") == (7, 2 + (told(named, "Organisation 8")[0]), 1)


AREAS = {
    "N1": {"N1"},
    "N2": {"N2"},
    "S1": {"S1"},
    "north_island": {"N1", "N2"},
    "south_island": {"S1", "S2"},
    "": {"N1", "N2", "S1", "S2"},
}


def test_the_grid_is_full_and_a_type_without_a_roster_is_not_said_to_have_nobody(counts, folder, named):
    assert counts.height == (4 + 2 + 1) * (3 + 2 + 1)
    listed = set(named["stakeholder"])
    for term in folder.engagement.stakeholders:
        unknown = at(counts, "N1", term.id) == (None, None, None)
        assert unknown == (term.id not in listed)


def test_without_a_roster_nothing_is_said(islands, islands_true):
    named = bodies(islands, islands_true)
    assert named.is_empty()
    counts = roster_counts(named, islands.engagement, islands.regions["code"].to_list())
    assert counts["known"].null_count() == counts.height
