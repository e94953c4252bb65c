"""What a tier tells is a function of the figures: both tiers of the same, and nothing else of the record."""

import dataclasses

import msgspec
import polars as pl
import pytest

from wellbeing.model.engagement import Disclosure
from wellbeing.model.errors import DataError
from wellbeing.model.lattice import LATTICE, MEASURED, cell_tables
from wellbeing.model.policy import NOT_PUBLIC, policy
from wellbeing.release.build.content import boundaries, content

COUNTED = [*(table.name for table in cell_tables()), "week_channel", "figures"]
BESIDE = {
    *("organisations", "benchmarks", "plan", "areas", "published", "codebook", "events", "design_effects"),
    *("scoring", "quotes", "hui_themes", "clustering", "bodies", "roster", "conventions", "columns"),
}
THEMES = ("estimate", "lower", "upper", "validation")
TONES = (*THEMES, "share", "share_lower", "share_upper")


def both(published, name):
    """A table's cells in both tiers."""
    adviser, public = (published[tier].tables[name] for tier in ("adviser", "public"))
    keys = [column for column in adviser.columns if column not in {*MEASURED, *TONES}]
    if not keys:
        return pl.concat([adviser, public.rename(lambda column: f"{column}_public")], how="horizontal")
    return adviser.join(public, on=keys, suffix="_public", validate="1:1")


def test_the_tables_are_those_of_the_lattice_and_those_beside_it(published):
    assert set(published["adviser"].tables) == {*COUNTED, *BESIDE}
    assert set(published["public"].tables) == {*COUNTED, *BESIDE} - set(NOT_PUBLIC)
    assert len(NOT_PUBLIC) == 6
    assert "community_by_tone" in published["public"].tables


def test_tables_of_counts_end_with_what_is_told_of_them(published):
    for name in COUNTED:
        columns = published["adviser"].tables[name].columns
        more = {"tone": TONES, "theme": THEMES}.get(name.rpartition("_by_")[2], ())
        told = columns[: len(columns) - len(more)]
        assert tuple(columns[len(told) :]) == more
        assert tuple(told[-len(MEASURED) :]) == MEASURED
        assert not {"estimate", "rounded", "one_source", "most", "n"} & set(told)


@pytest.mark.parametrize("name", [name for name in COUNTED if name not in NOT_PUBLIC])
def test_the_public_is_told_what_advisers_are_where_it_is_ten_or_more(published, name):
    cells = both(published, name)
    assert cells.height == published["public"].tables[name].height
    fact = pl.col("sd") == 0
    more = cells.filter((pl.col("count") >= 10) | fact)
    for column in MEASURED:
        assert more[column].equals(more[f"{column}_public"], check_names=False)
    less = cells.filter(pl.col("status") == "shown", pl.col("count") < 10, ~fact)
    assert set(less["status_public"]) <= {"few"}
    assert set(cells.filter(status="few")["status_public"]) <= {"few"}
    assert set(cells.filter(status="one_source")["status_public"]) <= {"few", "one_source"}
    assert cells["sd"].equals(cells["sd_public"], check_names=False)


def test_the_public_is_told_the_same_of_everything_else(published):
    tables = [published[tier].tables for tier in ("adviser", "public")]
    for name in BESIDE - {"columns"}:  # it describes the tables that are there
        assert tables[0][name].equals(tables[1][name]), name
    for name in (name for name in COUNTED if name.endswith("_by_tone")):
        assert tables[0][name].select(TONES).equals(tables[1][name].select(TONES))


def test_the_public_is_told_the_share_of_a_theme_where_its_count_is_told(published):
    for name in (name for name in COUNTED if name.endswith("_by_theme") and name not in NOT_PUBLIC):
        cells = both(published, name).filter(pl.col("count_public").is_not_null())
        for column in THEMES:
            assert cells[column].equals(cells[f"{column}_public"], check_names=False)


def test_ranges_hold_what_is_true(published, grid, truth):
    found = []
    for name in COUNTED:
        cells = grid.rows.filter(table=name).sort("row")["cell"].to_numpy()
        table = published["adviser"].tables[name]
        rows = table.filter(~pl.col("figure").is_in(["hui", "places"])) if name == "figures" else table
        found.append(rows.select(MEASURED).with_columns(n=pl.Series(truth[cells])))
    cells = pl.concat(found).filter(pl.col("sd") > 0)
    inside = cells.with_columns(inside=pl.col("n").is_between("low", "high"))
    shares = dict(inside.group_by("status").agg(pl.col("inside").mean()).iter_rows())
    assert inside["inside"].mean() == pytest.approx(0.96, abs=0.02)
    assert shares["shown"] > 0.93
    assert shares["few"] > 0.95
    shown = cells.filter(status="shown")
    assert shown.filter(~pl.col("count").is_between("low", "high")).is_empty()
    assert cells.filter(pl.col("n") >= 9, status="shown").height > 0.9 * cells.filter(pl.col("n") >= 9).height


def test_figures_of_the_calendar_are_told_exactly(published):
    figures = published["public"].tables["figures"]
    told = {row["figure"]: row for row in figures.iter_rows(named=True)}
    assert [told["hui"]["count"], told["places"]["count"]] == [12, 3]
    exact = figures.filter(pl.col("sd") == 0)
    assert exact.filter((pl.col("low") != pl.col("count")) | (pl.col("high") != pl.col("count"))).is_empty()


def test_position_by_channel_adds_up_to_both(published):
    """Of a question on both topics: to position without channels, and with silence to the channel."""
    tables = published["adviser"].tables
    crossed = tables["total_by_position_by_channel"]
    assert crossed.columns == ["question", "channel", "position", *MEASURED]
    assert tables["stakeholder_by_position_by_channel"].columns[0] == "stakeholder"
    assert set(crossed["question"]) == {"content"}  # the closed headline question
    for name, whole in (("position", "total_by_position"), ("channel", "total_by_channel")):
        parts = crossed.group_by(name).agg(pl.col("count").sum(), pl.col("status"))
        told = tables[whole].filter(question="content") if name == "position" else tables[whole]
        both = parts.join(told, on=name).filter(~pl.col("status").list.contains("few"))
        off = both.filter((pl.col("count") - pl.col("count_right")).abs() > 2)
        assert both.height > 1
        assert off.is_empty()


def test_own_words_are_what_copies_leave(published):
    tables = published["adviser"].tables
    for name in ("region", "region_stakeholder"):
        cut = tables[f"{name}_by_campaign"]
        keys = [key for key in tables[name].columns if key not in MEASURED]
        own, copy = (cut.filter(campaign=member) for member in ("own", "copy"))
        both = tables[name].join(own, on=keys, suffix="_own").join(copy, on=keys, suffix="_copy")
        shown = both.drop_nulls(["count", "count_own", "count_copy"])
        left = shown["count"] - shown["count_copy"]
        assert shown.height > 3
        assert (left - shown["count_own"]).abs().max() <= 1
        assert (both["sd_own"] > both["sd"]).all()


def test_it_carries_policy_lattice_and_design(published, measured, islands):
    for tier, made in published.items():
        assert made.policy == policy(islands.engagement, tier)
        assert made.lattice == LATTICE
        assert made.design == measured.account
        assert made.measurement == measured.measurement
        assert made.last == measured.last


def test_another_threshold_tells_otherwise_of_the_same_figures(islands, measured, tell, published):
    disclosure = islands.engagement.disclosure | {"adviser": Disclosure(threshold=12)}
    settings = msgspec.structs.replace(islands.engagement, disclosure=disclosure)
    stricter = tell(dataclasses.replace(islands, engagement=settings), measured)
    cells = stricter.tables["region_stakeholder"]
    known = published["adviser"].tables["region_stakeholder"]
    more = pl.Series(known["count"] >= 12)
    assert cells.filter(more).equals(known.filter(more))
    assert set(cells.filter(~more.fill_null(value=False))["status"]) == {"few"}


def test_content_measures_and_tells_at_once(islands, islands_true, secret, published):
    made = content(islands, islands_true, "public", secret)
    for name, table in published["public"].tables.items():
        assert made.tables[name].equals(table), name


def test_an_engagement_whose_regions_have_no_boundary_is_refused(islands):
    settings = msgspec.structs.replace(islands.engagement, boundaries="nz-regions-2018.parquet")
    with pytest.raises(DataError, match=r"4 regions have no boundary in .*: 'N1', 'N2', 'S1', 'S2'"):
        boundaries(dataclasses.replace(islands, engagement=settings))
