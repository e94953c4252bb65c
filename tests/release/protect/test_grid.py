"""Every structurally distinct count once, and every published cell on it."""

import dataclasses

import msgspec
import polars as pl
import pytest
from generated import shape

from wellbeing.model.engagement import Group
from wellbeing.model.lattice import LATTICE, Lattice, Slice, cell_tables
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.protect.equations import equations
from wellbeing.release.protect.grid import dimensions, labels

BESIDE = {"week_channel", "figures", "events", "hui_themes"}


def cell(grid, table, **keys):
    """The number of the count that a published cell shows."""
    where = grid.tables[table].with_row_index("row").filter(**keys)
    return grid.rows.filter(table=table, row=where["row"].item())["cell"].item()


def test_the_tables_are_those_of_the_lattice_and_four_beside_it(grid):
    assert set(grid.tables) == {table.name for table in cell_tables()} | BESIDE
    assert "region_community_by_channel" not in grid.tables


def test_the_grid_is_full_and_sorted(grid):
    # 4 regions, 2 groups, none; 3 types, 2 groups, none; 3 channels.
    assert grid.tables["region_stakeholder_by_channel"].height == (4 + 2 + 1) * (3 + 2 + 1) * 3
    for table in cell_tables():
        keys, rows = list(table.dimensions), grid.tables[table.name]
        assert not keys or rows.columns == keys
        assert rows.is_unique().all()
        assert rows.equals(rows.sort(rows.columns))


def test_tables_of_tones_and_themes_are_crossed_by_groups(grid):
    for name in ("region_stakeholder_by_tone", "region_stakeholder_by_theme"):
        assert set(grid.tables[name]["area"]) == {"north_island", "south_island", NOT_STATED}
        assert set(grid.tables[name]["stakeholder"]) == {"primary", "public_service", NOT_STATED}
    assert "N1" in grid.tables["region_by_tone"]["area"]


def test_a_question_that_is_not_headline_has_no_crossed_tables(grid):
    assert set(grid.tables["region_by_position"]["question"]) == {"content", "tap"}
    for crossed in ("region_stakeholder_by_position", "community_by_position"):
        assert set(grid.tables[crossed]["question"]) == {"content"}


def test_every_published_cell_shows_one_count_and_every_count_is_shown(grid):
    heights = {name: rows.height for name, rows in grid.tables.items()}
    assert dict(grid.rows["table"].value_counts().iter_rows()) == heights
    assert set(grid.rows["cell"]) == set(range(grid.cells.height))
    assert grid.cells["cell"].to_list() == list(range(grid.cells.height))


def test_no_count_is_there_twice(grid, along):
    assert grid.cells.select(dimensions(along)).is_unique().all()
    assert grid.labels.n_unique() == grid.cells.height


def test_a_group_of_one_is_its_member(grid):
    one, group = (cell(grid, "stakeholder", stakeholder=name) for name in ("teacher", "public_service"))
    assert one == group
    assert cell(grid, "stakeholder", stakeholder="farmer") != cell(grid, "stakeholder", stakeholder="primary")


def test_attendances_are_the_channel_hui(grid):
    assert cell(grid, "figures", figure="attendances") == cell(grid, "total_by_channel", channel="hui")


def test_counts_that_are_alike_by_chance_are_two(islands, islands_true, counted):
    nobody = dataclasses.replace(islands_true, contributions=islands_true.contributions.head(1))
    grid = counted(islands, nobody)
    assert cell(grid, "region", area="S1") != cell(grid, "region", area="S2")


@pytest.mark.parametrize("seed", range(4))
def test_a_region_in_a_group_of_its_own_is_counted_once(islands, counted, seed):
    folder, true = shape(islands, seed)
    grid = counted(folder, true)
    for group in folder.engagement.region_groups:
        same = cell(grid, "region", area=group.id) == cell(grid, "region", area=group.members[0])
        assert same == (len(group.members) == 1)


def test_a_count_is_called_by_its_members(grid, along):
    found = grid.cells.filter(area="N1", channel="hui", topic="", week="", stakeholder="farmer", figure="")
    assert labels(found, dimensions(along)).to_list() == ["area=N1|channel=hui|stakeholder=farmer|"]
    everybody = grid.cells.filter(pl.all_horizontal(pl.col(dimensions(along)) == ""))
    assert labels(everybody, dimensions(along)).to_list() == [""]


def test_a_count_keeps_its_label_when_the_engagement_grows(islands, islands_true, counted, grid):
    term = msgspec.structs.replace(islands.engagement.stakeholders[0], id="weaver")
    groups = (*islands.engagement.stakeholder_groups, Group(id="crafts", en="Crafts", members=("weaver",)))
    types = (*islands.engagement.stakeholders, term)
    settings = msgspec.structs.replace(islands.engagement, stakeholders=types, stakeholder_groups=groups)
    grown = counted(dataclasses.replace(islands, engagement=settings), islands_true)
    assert set(grid.labels) < set(grown.labels)


@pytest.mark.parametrize("said", ["position", "tone", "theme"])
def test_what_those_say_whose_kaitiaki_keep_it_is_counted_in_no_area(cared, islands_true, counted, said):
    crossed = counted(cared, islands_true).tables[f"region_stakeholder_by_{said}"]
    kept = {"farmer", "teacher", "public_service"}  # the last is a group of teachers
    assert cared.engagement.kept_by_kaitiaki == kept
    types = {"fisher", "primary", NOT_STATED} if said == "position" else {"primary", NOT_STATED}
    assert set(crossed["stakeholder"]) == types  # farmers and fishers together stay


def test_it_is_counted_of_the_whole_engagement_and_once_it_is_allowed(cared, islands_true, counted, grid):
    grid_kept = counted(cared, islands_true)
    for name in ("stakeholder_by_position", "stakeholder_by_tone", "region_stakeholder", "region_by_theme"):
        assert grid_kept.tables[name].equals(grid.tables[name])
    care = msgspec.structs.replace(cared.engagement.care, kaitiaki_allows_maori_map=True)
    settings = msgspec.structs.replace(cared.engagement, care=care)
    allowed = counted(dataclasses.replace(cared, engagement=settings), islands_true)
    assert allowed.labels.equals(grid.labels)


def test_no_equation_ties_what_is_not_counted(cared, islands_true, counted, held):
    """Of a region and an answer neither the types nor the groups add up: one of them is not there."""
    grid = counted(cared, islands_true)
    said = grid.cells.filter(pl.col("area") != "", pl.col("stakeholder") != "", pl.col("position") != "")
    assert said.height > 0
    for batch in equations(grid.cells, grid.axes, held):
        if batch.kind in {"groups of stakeholder", "members of groups of stakeholder"}:
            assert batch.terms.join(said, on="cell", how="semi").is_empty()


def test_a_community_is_kept_where_a_lattice_cuts_it_by_area(islands, islands_true, counted):
    terms = tuple(
        msgspec.structs.replace(one, kaitiaki=one.id == "old") for one in islands.engagement.communities
    )
    settings = msgspec.structs.replace(islands.engagement, communities=terms)
    finer = Slice(name="position", label="", question="closed", crosses=("region_community",))
    lattice = Lattice(slices=(*(cut for cut in LATTICE.slices if cut.key != "position"), finer))
    folder = dataclasses.replace(islands, engagement=settings)
    crossed = counted(folder, islands_true, lattice=lattice).tables["region_community_by_position"]
    assert set(crossed["community"]) == {"young"}
