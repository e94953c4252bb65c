"""True cells: every table of the lattice, on the full grid, adding up."""

import polars as pl
import pytest

from wellbeing.model.lattice import MARGINS, SLICES, cell_tables
from wellbeing.release.tally import TALLIED

AREAS, TYPES = ["N1", "N2", "S1", "S2"], ["farmer", "fisher", "teacher"]
DISJOINT = [table for table in cell_tables(("channel", "topic", "period")) if table.slice]


def people(islands_record, **wanted):
    return islands_record.contributions.filter(**wanted).height


def test_the_tables_are_those_of_the_lattice_and_two_beside_it(cells):
    assert set(cells) == {table.name for table in cell_tables(SLICES)} | {"week_channel", "figures"}
    assert {"total", "region_stakeholder_by_period", "community_by_position"} < set(cells)
    assert "region_community_by_channel" not in cells


def test_every_contribution_is_in_the_total(cells):
    assert cells["total"].select(TALLIED[0]).item() == 240 + 200 + 160


def test_a_cell_counts_the_contributions_that_say_so(cells, islands_record):
    farmers = pl.col("area") == "N1", pl.col("stakeholder") == "farmer"
    counted = cells["region_stakeholder"].filter(*farmers)["n"].item()
    assert counted == people(islands_record, region="N1", stakeholder="farmer") > 0


def test_who_states_no_region_is_in_the_total_and_in_no_region(cells, islands_record):
    in_regions = cells["region"].filter(pl.col("area_kind") == "region")["n"].sum()
    unstated = islands_record.contributions["region"].null_count()
    assert in_regions + unstated == 600
    assert unstated > 0


@pytest.mark.parametrize("table", DISJOINT, ids=lambda table: table.name)
def test_a_slice_adds_up_to_what_it_cuts(cells, table):
    keys = [*MARGINS[table.margin]]
    whole, parts = cells[table.margin], cells[table.name]
    if not keys:
        assert parts["n"].sum() == whole["n"].item()
        return
    added = parts.group_by(keys).agg(pl.col("n").sum(), (pl.col("key").sum() % 2**32)).sort(keys)
    assert added.equals(whole.select(*keys, "n", "key").sort(keys))


@pytest.mark.parametrize("margin", ["total", "region", "stakeholder"])
def test_positions_add_up_to_the_contributions_on_the_questions_topic(cells, margin):
    keys = [*MARGINS[margin]]
    asked = cells[f"{margin}_by_position"].filter(pl.col("question") == "tap")
    on_topic = cells[f"{margin}_by_topic"].filter(pl.col("topic").is_in(["water", "both"]))
    if not keys:
        assert asked["n"].sum() == on_topic["n"].sum() == 200 + 240
        return
    added = asked.group_by(keys).agg(pl.col("n").sum()).sort(keys)
    assert added.equals(on_topic.group_by(keys).agg(pl.col("n").sum()).sort(keys))


def test_a_group_counts_what_its_members_count(cells):
    crossed = {
        (area, kind): n
        for area, kind, n in cells["region_stakeholder"].select("area", "stakeholder", "n").iter_rows()
    }
    assert crossed["north_island", "primary"] == sum(
        crossed[area, kind] for area in ("N1", "N2") for kind in ("farmer", "fisher")
    )


def test_communities_overlap_and_are_counted_each(cells, islands_record):
    counted = dict(cells["community"].select("community", "n").iter_rows())
    communities = islands_record.contributions["communities"]
    assert counted == {name: communities.list.contains(name).sum() for name in ("old", "young")}
    assert sum(counted.values()) > (communities.list.len() > 0).sum()


@pytest.fixture
def comments(islands_true):
    return islands_true.judged.comments


def test_the_grid_is_full_and_sorted(cells):
    crossed = cells["region_stakeholder_by_channel"]
    assert crossed.height == (4 + 2) * (3 + 2) * 3
    for table in cell_tables(SLICES):
        frame, keys = cells[table.name], list(table.dimensions)
        assert frame.columns == [*keys, "possible", *TALLIED]
        assert frame.select(keys).is_unique().all()
        assert not keys or frame.equals(frame.sort(keys))


def test_a_question_that_is_not_headline_has_no_crossed_tables(cells):
    assert set(cells["region_by_position"]["question"]) == {"content", "tap"}
    for crossed in ("region_stakeholder_by_position", "community_by_position"):
        assert set(cells[crossed]["question"]) == {"content"}


def test_a_position_that_a_question_does_not_offer_is_zero_by_design(cells):
    impossible = cells["total_by_position"].filter(~pl.col("possible"))
    assert set(impossible.select("question", "position").iter_rows()) == {
        ("content", "support_with_conditions"),
        ("content", "unclear"),
        ("tap", "mixed"),
        ("tap", "unclear"),
    }
    assert impossible["n"].sum() == 0


def test_weeks_of_the_whole_engagement_add_up_to_it(cells):
    weeks = cells["week_channel"].filter(pl.col("area") == "")
    assert weeks["n"].sum() == 600
    assert weeks["week"].dt.weekday().unique().to_list() == [1]
    assert set(cells["week_channel"]["area"]) == {"", "north_island", "south_island"}


def test_tones_add_up_to_the_contributions_on_the_questions_topic(cells, comments):
    asked = cells["total_by_tone"]
    assert asked["n"].sum() == 600  # the question is on all topics
    counted = dict(asked.select("tone", "n").iter_rows())
    said = dict(comments["tone"].value_counts().iter_rows())
    assert counted == said | {"no_answer": said["no_answer"] + 600 - comments.height}


def test_a_theme_counts_who_raised_it(cells, comments):
    raised = comments.filter(pl.col("themes").list.contains("taste")).height
    assert cells["total_by_theme"].select("theme", "n").rows() == [("taste", raised)]
    groups = cells["region_stakeholder_by_theme"]
    assert set(groups["area_kind"]) == {"group"}
    assert 0 < groups["n"].sum() <= raised


def test_headline_figures_count_attendances_and_responses(cells, comments):
    made = comments.filter(pl.col("tone") != "no_answer")
    assert dict(cells["figures"].select("figure", "n").iter_rows()) == {
        "attendances": 12 * 20,
        "responses": 200 + 160,
        "responses.water": 200,
        "responses.roads": 160,
        "responses.both": 0,
        "comments.why": made.height,
        "copies.why": made.drop_nulls("campaign").height,
    }
    assert 0 < made["campaign"].count() < made.height
