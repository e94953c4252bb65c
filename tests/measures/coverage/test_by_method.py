"""The method's text alone, and the code: the same figures (``tests/support/by_method.py``)."""

from dataclasses import replace

import polars as pl
import polars.testing
import pytest
from by_method import by_method

from wellbeing.state.figures import Figures

#: What both work out, as the text's hand calls it → the column.
FIGURES = {
    **{name: name for name in ("phi", "expected", "ratio", "lower", "upper", "p_under", "p_over")},
    **{name: name for name in ("needed_low", "needed_high", "tipping", "holds")},
    "q": "share",
}
#: Both margins; types with patterns of their own; a region without a row.
CHOSEN = [
    *(("", one) for one in ("population", "bodies", "plan")),
    *(("channel:hui", "need"), ("topic:both", "equal_roles")),
]


@pytest.mark.slow
@pytest.mark.parametrize(("cut", "benchmark"), CHOSEN)
def test_the_text_alone_gives_the_same_figures(release, figures, cut, benchmark):
    assert unlike(release, figures, cut, benchmark) == []


@pytest.mark.slow
@pytest.mark.parametrize("margin", ["region", "stakeholder"])
def test_it_does_where_many_state_one_thing_only(release, margin):
    more = (pl.col("count", "low", "high") * 1.3).round().cast(pl.Int64)
    changed = {name: release.table(name).with_columns(more) for name in (margin, "total")}
    frames = {name: release.table(name) for name in release.tables}
    blank = replace(release, _frames=frames | changed)
    assert unlike(blank, Figures(blank), "", "population") == []
    was, now = (Figures(one).coverage("", "population") for one in (release, blank))
    kind = "area" if margin == "region" else "stakeholder"
    alone = pl.col("stakeholder" if margin == "region" else "area") == ""
    before, after = (
        table.filter(alone, pl.col(kind) != "").drop_nulls("expected")["expected"].sum()
        for table in (was, now)
    )
    assert after > 1.05 * before


@pytest.mark.slow
def test_it_does_where_so_many_came_that_the_grid_is_too_coarse(release):
    """Hundreds of times as many in each cell: a step of the grid is wider than what is not known of it."""
    more = pl.col("count", "low", "high") * 300
    changed = {
        name: release.table(name).with_columns(more)
        for name in ("region_stakeholder", "region", "stakeholder", "total")
    }
    many = replace(release, _frames={name: release.table(name) for name in release.tables} | changed)
    text, code = by_method(many, "", "population"), Figures(many).coverage("", "population")
    gaps = code.drop_nulls("tipping").filter((pl.col("upper") - pl.col("lower")) / (2 * 1.96) < 0.04)
    assert gaps.height >= 3
    for row in gaps.iter_rows(named=True):
        assert row["tipping"] == pytest.approx(text[row["area"], row["stakeholder"]]["tipping"], rel=3e-3)


@pytest.mark.slow
@pytest.mark.parametrize("benchmark", ["population", "equal_roles"])
def test_those_who_state_no_region_change_no_expected_number(release, figures, benchmark):
    """A thousand more without a region are in no cell: nobody becomes a gap because others left it out."""
    more, changed = pl.col("count", "low", "high") + 1_000, {}
    for name in ("region", "total"):
        table = release.table(name)
        is_one = pl.lit(value=True) if name == "total" else pl.col("area") == "not stated"
        changed[name] = table.filter(~is_one).vstack(table.filter(is_one).with_columns(more))
    blank = replace(release, _frames={name: release.table(name) for name in release.tables} | changed)
    was, now = (one.coverage("", benchmark) for one in (figures, Figures(blank)))
    told = ("area", "stakeholder", "expected", "state")
    in_some = (pl.col("area") != "") | (pl.col("stakeholder") != "")
    pl.testing.assert_frame_equal(was.filter(in_some).select(told), now.filter(in_some).select(told))
    assert unlike(blank, Figures(blank), "", benchmark) == []


@pytest.mark.prove
def test_it_does_so_of_every_slice_and_benchmark(release, figures):
    names = [choice.id for choice in figures.benchmarks]
    slices = ["", *(cut for cut, _ in figures.slices)]
    assert {cut for cut, _ in CHOSEN} <= set(slices)
    for cut in slices:
        for benchmark in names:
            assert unlike(release, figures, cut, benchmark) == [], (cut, benchmark)


def unlike(release, figures, cut, benchmark):
    """Every figure of every cell that the two do not agree about."""
    text, code = by_method(release, cut, benchmark), figures.coverage(cut, benchmark)
    assert len(text) == code.height
    pairs = [(text[row["area"], row["stakeholder"]], row) for row in code.iter_rows(named=True)]
    states = [(row["area"], row["stakeholder"]) for cell, row in pairs if cell["state"] != row["state"]]
    return states + [
        (row["area"], row["stakeholder"], name, cell.get(name), row[column])
        for cell, row in pairs
        for name, column in FIGURES.items()
        if row["expected"] is not None and not alike(cell.get(name), row[column])
    ]


def alike(one, other):
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, rel=1e-8, abs=1e-8)
