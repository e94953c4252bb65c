"""What is planned from published cells: the line of enough, who would come, what is chosen, what is said of it."""

from itertools import combinations_with_replacement

import numpy as np
import polars as pl
import pytest
from drawn import country
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.planning.candidates import ADDRESSED, Kinds, Turnout, candidates
from wellbeing.measures.planning.choosing import by_gain, choose
from wellbeing.measures.planning.outlook import outlook
from wellbeing.measures.planning.where_next import MET, OPEN, Venues, choosing_of, where_next

FEW, PHI, SD = 6, 4.0, 1.0
#: Four regions in two groups, three types in two.
SMALL = country(4, 3, 2, 2)
KINDS = Kinds(SMALL.areas, SMALL.roles)
TURNOUT = Turnout(12.0, 15.0)


def told(counts, place=SMALL):
    """Coverage of regions × types of which so many were heard, as a release would publish it."""
    rows = []
    for area, kind, who in place.grid.select("area", "area_kind", "stakeholder").iter_rows():
        number = int(counts[place._inside(area, who)].sum())
        shown = number if number >= FEW else None
        status = "few" if shown is None else "shown"
        rows.append((area, kind, who, status, shown, max(0, number - 2), number + 2, SD, PHI))
    names = ["area", "area_kind", "stakeholder", "status", "count", "low", "high", "sd", "phi"]
    cells = pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64})
    return coverage(cells, place.grid, place.areas, place.roles, FEW)


def places_of(codes=SMALL.codes, costs=None):
    rows = {
        "place": [f"Town {code}" for code in codes],
        "region": codes,
        "cost": costs or [None] * len(codes),
    }
    return Venues(pl.DataFrame(rows, schema_overrides={"cost": pl.Float64}), TURNOUT, KINDS)


#: As expected, but that half of the first region and most of the last type were not heard.
FAIR = SMALL.shares * 600
LACKING = FAIR * np.array([[0.3], [1], [1], [1]]) * np.array([1, 1, 0.4])
COUNTS = st.lists(st.integers(0, 120), min_size=12, max_size=12).map(lambda n: np.array(n).reshape(4, 3))


@settings(max_examples=8)
@given(COUNTS, st.integers(0, 200))
def test_the_line_is_the_least_count_that_is_told_enough(counts, added):
    ahead = outlook(told(counts + 1).filter("family"), FEW, added)
    expected = ahead.cells["expected"].to_numpy() + added * ahead.cells["share"].fill_null(0).to_numpy()
    assert (ahead.line >= np.maximum(FEW, 0.8 * expected) - 1e-9).all()
    assert (ahead.line >= ahead.least - 1e-9).all()


def test_a_cell_that_has_enough_lies_over_its_line_and_one_that_has_not_under_it():
    ahead = outlook(told(LACKING).filter("family"), FEW, 0)
    states = ahead.cells["state"].cast(pl.String)
    assert set(states) >= {"gap", "enough"}
    over = ahead.cells["count"].fill_null(0).to_numpy() >= ahead.line
    assert over.tolist() == states.is_in(MET).to_list()


@settings(max_examples=8)
@given(COUNTS)
def test_all_who_come_count_once_in_each_partition_that_holds_their_region(counts):
    cells = told(counts + 1)
    ahead = outlook(cells.filter("family"), FEW, 0)
    among = candidates(places_of().rows, cells, ahead, TURNOUT, KINDS)
    elsewhere = [
        among.parts[row, at]
        for row, region in enumerate(among.events["area"])
        for at, area in enumerate(ahead.cells["area"])
        if area and region not in SMALL.areas.members_of(area)
    ]
    assert not any(elsewhere)
    assert among.parts.min() >= 0
    assert among.parts.max() <= 1 + 1e-9
    everybody = (among.events["audience"] == "").to_numpy()
    by_type = (ahead.cells["area"] == "").to_numpy()
    assert among.parts[everybody][:, by_type].sum(axis=1) == pytest.approx(1)


def test_no_more_of_an_audience_come_than_are_expected_of_the_region():
    cells = told(FAIR / 40)
    ahead = outlook(cells, FEW, 0)
    among = candidates(places_of().rows, cells, ahead, TURNOUT, KINDS)
    rows = cells.select("area", "stakeholder", "expected").iter_rows()
    expected = {(area, who): number for area, who, number in rows}
    for row, (area, who) in enumerate(among.events.select("area", "audience").iter_rows()):
        if who:
            at = (ahead.cells["area"] == area) & (ahead.cells["stakeholder"] == who)
            addressed = among.parts[row, at.to_numpy()].sum() * TURNOUT.mean
            rest = (1 - ADDRESSED) * TURNOUT.mean
            assert addressed <= max(expected[area, who] + rest, 0) + 1e-9


def test_those_who_come_vary_as_a_part_of_a_number_that_varies():
    chance = np.random.default_rng(1)
    come = np.rint(chance.gamma(4, 3, 200_000)).astype(int)  # mean 12, variance 36 = 12·(15 − 12)
    mean, variance = TURNOUT.spread(np.array([0.3]))
    found = chance.binomial(come, 0.3)
    assert found.mean() == pytest.approx(mean[0], rel=0.01)
    assert found.var() == pytest.approx(variance[0], rel=0.03)


def test_two_events_chosen_leave_no_more_open_than_any_two():
    cells = told(LACKING)
    choosing = choosing_of(cells.filter("family"), cells, places_of(), FEW, 2)
    left = choosing.left(choose(choosing, 2))
    kinds = range(choosing.among.events.height)
    pairs = combinations_with_replacement(kinds, 2)
    every = [choosing.left(np.bincount(pair, minlength=len(kinds))) for pair in pairs]
    assert left <= min(every) * 1.02


def test_of_two_towns_alike_the_cheaper_is_chosen():
    place = country(2, 2)
    kinds = Kinds(place.areas, place.roles)
    cells = told(np.array([[20, 20], [20, 20]]), place)
    rows = pl.DataFrame({"place": ["Dear", "Cheap"], "region": ["R00", "R00"], "cost": [900.0, 300.0]})
    found = where_next(cells, Venues(rows, TURNOUT, kinds), FEW, 3)
    assert set(found.events["place"]) == {"Cheap"}


def test_a_gap_far_from_enough_is_out_of_reach_and_one_close_by_is_not():
    found = where_next(told(LACKING * 30), places_of(), FEW, 2)
    far = found.open.filter(pl.col("most") <= 0.05)
    assert far.height == found.open.height > 0
    near = where_next(told(LACKING), places_of(), FEW, 6)
    assert near.open.drop_nulls("number").height > 0


@settings(max_examples=8)
@given(COUNTS, st.integers(0, 6), st.sets(st.sampled_from(SMALL.codes)))
def test_whatever_is_published_as_many_events_as_asked_are_chosen_and_chances_are_chances(
    counts, ahead, towns
):
    found = where_next(told(counts), places_of(sorted(towns)), FEW, ahead)
    judged = found.open.height + found.met.height
    assert found.events["number"].sum() == (ahead if towns and judged else found.events["number"].sum())
    assert set(found.open["state"].cast(pl.String)) <= set(OPEN)
    assert set(found.met["state"].cast(pl.String)) <= set(MET)
    for rows in (found.open, found.met):
        for name in ("now", "chance", "most", "after"):
            assert rows[name].is_between(0, 1 + 1e-9).all()
    assert found.open.filter(pl.col("number") > ahead).is_empty()
    assert found.open.filter(pl.col("number").is_not_null(), pl.col("chance") < 0.8).is_empty()
    if not towns:
        assert (found.events.height, found.open["number"].null_count()) == (0, found.open.height)


def test_events_stand_in_the_order_of_what_they_settle():
    cells = told(LACKING)
    choosing = choosing_of(cells.filter("family"), cells, places_of(), FEW, 4)
    times = choose(choosing, 4)
    done = np.zeros_like(times)
    for row in by_gain(choosing, times):
        left = choosing.each_more(done, 1)
        done[row] += 1
        others = np.flatnonzero(times - done > 0)
        assert (left[others] >= left[row] - 1e-9).all()
    assert (done == times).all()
