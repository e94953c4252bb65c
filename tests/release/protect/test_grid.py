"""Every structurally distinct count once, and every published cell on it."""

import dataclasses

import msgspec
import polars as pl
import pytest
from generated import shape

from wellbeing.model.engagement import Group
from wellbeing.model.lattice import cell_tables
from wellbeing.model.vocabulary import NOT_STATED
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
