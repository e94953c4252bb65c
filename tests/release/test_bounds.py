"""The published bounds hold the truth, and say no more than the rules do."""

import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.model.lattice import MEASURED, cell_tables
from wellbeing.release.axes import axes
from wellbeing.release.building import true_cells
from wellbeing.release.cube import SLICES
from wellbeing.release.protection import protect
from wellbeing.release.tally import TALLIED

NAMES = [table.name for table in cell_tables(SLICES)] + ["week_channel", "figures"]


@pytest.fixture(
    scope="module", params=[(seed, tier) for seed in range(3) for tier in ("adviser", "public")], ids=str
)
def sides(request, islands):
    """True and published cells of an engagement, beside each other, and the threshold."""
    seed, tier = request.param
    true, secret = true_tables(seed), bytes([seed]) * 32
    exact = true_cells(true, axes(islands, true), secret)
    parameters = islands.engagement.disclosure[tier]
    published = protect(exact, parameters, secret)
    beside = {
        name: pl.concat([published[name], exact[name].select("n", "possible")], how="horizontal")
        for name in NAMES
    }
    return beside, parameters.threshold


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


def test_each_status_has_the_bounds_of_the_rules(sides):
    tables, threshold = sides
    for table in tables.values():
        few = table.filter(pl.col("status") == "few")
        withheld = table.filter(pl.col("status") == "withheld")
        shown = table.filter(pl.col("possible"), pl.col("status") == "shown")
        assert set(few.select("low", "high").iter_rows()) <= {(0, threshold - 1)}
        assert set(withheld["low"]) <= {threshold}
        assert (shown["low"] == (shown["count"] - 2).clip(threshold)).all()
        assert (shown["high"] == shown["count"] + 2).all()


def test_a_withheld_week_holds_what_all_weeks_leave_beside_the_least_of_the_others(sides):
    tables, _ = sides
    whole = tables["region_by_channel"].select("area", "channel", whole="high")
    others = pl.col("low").sum().over("area", "channel") - pl.col("low")
    weeks = tables["week_channel"].with_columns(others=others).join(whole, on=["area", "channel"])
    withheld = weeks.filter(pl.col("status") == "withheld")
    assert withheld.height > 0
    assert withheld["high"].equals(withheld["whole"] - withheld["others"], check_names=False)


def test_no_column_of_the_truth_is_published(published):
    for tier in published.values():
        for name in NAMES:
            columns = tier.tables[name].columns
            assert columns[-len(MEASURED) :] == list(MEASURED)
            assert not {*TALLIED, "possible", "u"} & set(columns)
