"""Every cell of every table counts the contributions that say so, as counting them one by one does."""

import dataclasses
from collections import Counter

import by_hand
import msgspec
import numpy as np
import polars as pl
import pytest
from generated import shape

from wellbeing.model.lattice import LATTICE, MARGINS, Lattice, Slice, cell_tables
from wellbeing.model.policy import policy
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.build.truth import true_counts
from wellbeing.release.count.axes import axes
from wellbeing.release.count.grain import grain
from wellbeing.release.protect.design import grid_of
from wellbeing.release.protect.planning import PublicKnowledge, plan

TABLES = cell_tables()
ROUNDS = Slice(name="round", label="Round", members=("engage", "draft"))
LANGUAGES = Slice(name="spoken", label="Language", column="language", members=("mi",))


@pytest.fixture(scope="session")
def cell_counts(grid, truth):
    """A function of a table's name: its keys with ``n``."""
    return lambda name: with_counts(grid, truth, name)


def with_counts(grid, truth, name):
    rows = grid.rows.filter(table=name).sort("row")
    return grid.tables[name].with_columns(n=pl.Series(truth[rows["cell"].to_numpy()], dtype=pl.Int64))


def plain(rows):
    """Keys without the kind of area → n, of cells that anybody is in."""
    keys = [name for name in rows.columns if name not in {"area_kind", "n", "whole"}]
    return {row[:-1]: row[-1] for row in rows.select(*keys, "n").iter_rows() if row[-1]}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_cell_counts_what_counting_by_hand_counts(cell_counts, along, islands_true, table):
    assert plain(cell_counts(table.name)) == by_hand.counts(islands_true, along, table)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 3])
def test_so_it_does_in_engagements_of_other_shapes(islands, measure, counted, true_of, seed):
    folder, true = shape(islands, seed)
    grid, along = counted(folder, true), axes(folder, true)
    truth = true_of(grid, measure(folder, true))
    for table in TABLES:
        assert plain(with_counts(grid, truth, table.name)) == by_hand.counts(true, along, table), table.name


def test_what_is_said_to_a_question_of_another_topic_is_counted_nowhere(islands, islands_true, held):
    """A form asks everybody everything; tones and the number of comments are of the same contributions."""
    questions = [msgspec.structs.replace(one, topic="water") for one in islands.engagement.questions]
    settings = msgspec.structs.replace(islands.engagement, questions=tuple(questions))
    folder = dataclasses.replace(islands, engagement=settings)
    grid = grid_of(axes(folder, islands_true), held)
    truth = true_counts(grid, grain(islands_true, grid.axes), islands_true, held)
    known = PublicKnowledge(held, islands.published, 600)
    planned = plan(grid, known, policy(settings, "adviser"), lambda _: False)
    assert np.abs(planned.equations @ truth).max() == 0
    on_water = islands_true.contributions.filter(pl.col("topic").is_in(["water", "both"]))
    said = islands_true.judged.comments.filter(pl.col("tone") != "no_answer").lazy()
    (cell,) = grid.cells.filter(figure="comments.why")["cell"]
    assert truth[cell] == said.join(on_water, on="contribution_id").collect().height < said.collect().height


def test_weeks_are_counted_of_the_whole_and_of_groups(cell_counts, along, islands_true):
    assert plain(cell_counts("week_channel")) == by_hand.weeks(islands_true, along)
    assert by_hand.weeks(islands_true, along).total() == 2 * 600  # of the whole, and of a group or of none


def test_who_states_no_region_is_counted_as_not_stated(cell_counts, islands_record):
    unstated = islands_record.contributions["region"].null_count()
    assert plain(cell_counts("region"))[NOT_STATED,] == unstated > 0


def test_parts_add_up_to_the_total(cell_counts):
    for name, kind in (("region", "region"), ("region", "group")):
        rows = cell_counts(name).filter(pl.col("area_kind").is_in([kind, "not_stated"]))
        assert rows["n"].sum() == 240 + 360
    assert cell_counts("total_by_channel")["n"].sum() == 600


def test_a_question_on_one_topic_is_put_to_those_who_spoke_to_it(cell_counts):
    asked = cell_counts("total_by_position").group_by("question").agg(pl.col("n").sum())
    assert dict(asked.iter_rows()) == {"content": 600, "tap": 240 + 200}  # hui are about both topics


def test_communities_overlap_and_are_counted_each(cell_counts, islands_record):
    spoken = islands_record.contributions["communities"]
    counted = plain(cell_counts("community"))
    assert counted == {(name,): spoken.list.contains(name).sum() for name in ("old", "young")}
    assert sum(counted.values()) > (spoken.list.len() > 0).sum()


def test_a_comment_with_two_themes_counts_for_each(islands_true, along):
    one = by_hand.contributions(islands_true)[0]
    one.comments["why"] = {"tone": "neutral", "themes": ["taste", "smell"]}
    (table,) = [table for table in TABLES if table.name == "total_by_theme"]
    assert Counter(by_hand.cells_of(one, along, table, ["question", "theme"])) == {
        ("why", "taste"): 1,
        ("why", "smell"): 1,
    }


def test_headline_figures_count_attendances_responses_and_comments(cell_counts, islands_true):
    made = islands_true.judged.comments.filter(pl.col("tone") != "no_answer")
    copies = made.drop_nulls("campaign")
    assert plain(cell_counts("figures")) == {
        ("attendances",): 12 * 20,
        ("responses",): 200 + 160,
        ("responses.water",): 200,
        ("responses.roads",): 160,
        ("comments.why",): made.height,
        ("copies.why",): copies.height,
    }
    assert 0 < copies.height < made.height


def test_the_events_of_a_hui_are_its_attendances(grid, truth):
    events = grid.rows.filter(table="events")["cell"].to_numpy()
    assert truth[events].tolist() == [20] * 12


@pytest.mark.slow
def test_a_slice_that_is_declared_is_in_every_table_of_it(islands, islands_true, measure, counted, true_of):
    lattice = Lattice(slices=(*LATTICE.slices, ROUNDS, LANGUAGES))
    grid = counted(islands, islands_true, lattice=lattice)
    truth = true_of(grid, measure(islands, islands_true, lattice=lattice))
    assert plain(with_counts(grid, truth, "total_by_round")) == {("engage",): 600}
    assert plain(with_counts(grid, truth, "stakeholder_by_spoken")) == {
        (kind, NOT_STATED): n for (kind,), n in plain(with_counts(grid, truth, "stakeholder")).items()
    }
    assert {name for name in grid.tables if name.endswith("_by_round")} == {
        f"{margin}_by_round" for margin in MARGINS if margin != "region_community"
    }
