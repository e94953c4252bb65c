"""What need not have been hidden is shown again; what is said of a release's use is what its tables hold."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from wellbeing.release.building import boundaries_of
from wellbeing.release.giving_way import may_be_hidden
from wellbeing.release.hiding import by_relations
from wellbeing.release.knowledge import knowledge
from wellbeing.release.price import prices
from wellbeing.release.protection import protect
from wellbeing.release.registers import registers
from wellbeing.release.requirements import published
from wellbeing.release.showing import necessary, shown_again
from wellbeing.release.utility import APART, PLAIN


@pytest.fixture(scope="module", params=["adviser", "public"])
def known(request, islands, islands_true, cells, secret):
    disclosure = islands.engagement.disclosure[request.param]
    tables = protect(cells, disclosure, secret) | registers(islands, islands_true, boundaries_of(islands))
    return knowledge(tables, islands.engagement, disclosure)


@pytest.fixture
def hidden(known, islands):
    """What may be published by itself, what after hiding, and what hiding costs."""
    first, costs = published(known.cells, known.disclosure), prices(known.cells, islands.engagement)
    return first, by_relations(known, first, costs)[0], costs


def weak(known, told):
    return known.weak(told, known.inferred(told))


def test_of_twenty_cells_hidden_for_nothing_none_stays_hidden_for_nothing(known, hidden):
    first, told, costs = hidden
    chosen = np.random.default_rng(1).choice(np.flatnonzero(may_be_hidden(known, told)), 20, replace=False)
    careless = replace(told, withheld=told.withheld | np.isin(np.arange(told.few.size), chosen))
    after = shown_again(known, first, careless, costs)
    assert after.withheld.sum() <= careless.withheld.sum() - 10
    for cell in np.flatnonzero(after.withheld & ~first.withheld):
        without = replace(after, withheld=after.withheld & (np.arange(told.few.size) != cell))
        assert (weak(known, without) & ~weak(known, after)).any()


def test_showing_again_lets_nothing_more_be_inferred(known, hidden):
    first, told, costs = hidden
    after = shown_again(known, first, told, costs)
    assert not (weak(known, after) & ~weak(known, told)).any()
    assert not (first.withheld & ~after.withheld).any()


def test_a_cell_that_had_to_be_hidden_cannot_be_shown(known, hidden):
    first, told, _ = hidden
    forced = necessary(known, first, told)
    assert not (forced & ~told.withheld).any()
    for cell in np.flatnonzero(forced):
        shown = replace(told, withheld=told.withheld & (np.arange(told.few.size) != cell))
        assert (weak(known, shown) & ~weak(known, told)).any()


@pytest.mark.parametrize("tier", ["adviser", "public"])
def test_the_account_counts_what_the_tables_hold(published, cells, tier):
    useful = published[tier].audit["utility"]
    for kind, plain in (("plain", True), ("sliced", False)):
        names = [name for name in cells if (name in PLAIN) == plain and name not in APART]
        rows = pl.concat([counts_of(published[tier], name) for name in names])
        shown = rows.filter(pl.col("status") == "shown", pl.col("count") > 0).height
        withheld = rows.filter(pl.col("status") == "withheld").height
        told = useful[kind]
        assert told["reach_the_threshold"] == shown + withheld
        assert told["withheld_by_the_rules"] + told["withheld_for_others"] == withheld
        assert told["shown"] == pytest.approx(shown / (shown + withheld), abs=1e-4)
        assert told["shown"] <= told["shown_of_what_each_rule_allows"] <= told["shown_of_what_can_be"]


def counts_of(made, name):
    rows = made.tables[name]
    counts = rows.filter(~pl.col("figure").is_in(["hui", "places"])) if name == "figures" else rows
    return counts.select("status", "count")
