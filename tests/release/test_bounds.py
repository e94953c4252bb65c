"""The published bounds hold the truth, and leave as much open as the method asks."""

import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.model.lattice import MEASURED, SLICES, cell_tables
from wellbeing.release.axes import axes
from wellbeing.release.building import content, true_cells
from wellbeing.release.tally import TALLIED

NAMES = [table.name for table in cell_tables(SLICES)] + ["week_channel", "figures"]
ESTIMATED = ["estimate", "lower", "upper", "validation"]
KEYS = {"figures": ["figure"], "week_channel": ["area", "week", "channel"]} | {
    table.name: list(table.dimensions) for table in cell_tables(SLICES)
}


@pytest.fixture(
    scope="module", params=[(seed, tier) for seed in range(3) for tier in ("adviser", "public")], ids=str
)
def sides(request, islands):
    """True and published cells of an engagement, beside each other, and the threshold."""
    seed, tier = request.param
    true, secret = true_tables(seed), bytes([seed]) * 32
    exact = true_cells(true, axes(islands, true), secret)
    published = content(islands, true, tier, secret).tables
    return {name: beside(published[name], exact[name], KEYS[name]) for name in NAMES}, (
        islands.engagement.disclosure[tier].threshold
    )


def beside(published, exact, keys):
    true = exact.select(*keys, "n", "possible")
    return published.join(true, on=keys) if keys else published.with_columns(n=true["n"], possible=True)


def test_the_true_count_lies_within_its_bounds_in_every_cell(sides):
    tables, _ = sides
    for name, table in tables.items():
        assert table.filter(~pl.col("n").is_between("low", "high")).height == 0, name
        assert table["high"].null_count() == 0, name


def test_nothing_below_the_threshold_is_shown(sides):
    tables, threshold = sides
    for name, table in tables.items():
        shown = table.filter(pl.col("possible"), pl.col("count").is_not_null())
        assert (shown["n"] >= threshold).all(), name
        assert (shown["count"] >= threshold).all(), name


def test_a_count_is_there_exactly_where_the_cell_is_shown(sides):
    tables, _ = sides
    for table in tables.values():
        assert (table["count"].is_not_null() == (table["status"] == "shown")).all()


def test_bounds_are_never_wider_than_each_status_by_itself(sides):
    tables, threshold = sides
    for table in tables.values():
        few = table.filter(pl.col("status") == "few")
        withheld = table.filter(pl.col("status") == "withheld")
        shown = table.filter(pl.col("possible"), pl.col("status") == "shown")
        assert (few["high"] <= threshold - 1).all()
        assert (withheld["low"] >= threshold).all()
        assert (shown["low"] >= (shown["count"] - 2).clip(threshold)).all()
        assert (shown["high"] <= shown["count"] + 2).all()


def test_hidden_cells_stay_as_unknown_as_the_method_asks(sides):
    tables, _ = sides
    for name, table in tables.items():
        hidden = table.filter(pl.col("status") != "shown", pl.col("high") - pl.col("low") < 3)
        # Where no hui was held nobody came to one, and every response has a topic: that is public anyway.
        known = hidden if name == "figures" else hidden.filter(high=0)
        assert known.height == hidden.height, name
        assert "channel" not in known.columns or (known["channel"] == "hui").all(), name


def test_the_same_contributions_have_the_same_bounds_in_every_table(sides):
    tables, _ = sides
    hui = tables["total_by_channel"].filter(channel="hui").select("count", "low", "high")
    assert hui.equals(tables["figures"].filter(figure="attendances").select("count", "low", "high"))


def test_no_column_of_the_truth_is_published(published):
    for tier in published.values():
        for name in NAMES:
            table = tier.tables[name]
            estimated = ESTIMATED if "tone" in table.columns else []
            assert table.columns[len(KEYS[name]) + ("area" in KEYS[name] and name == "week_channel") :] == [
                *MEASURED,
                *estimated,
            ]
            assert not {*TALLIED, "possible", "u", "commented"} & set(table.columns)
