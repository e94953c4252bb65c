"""All that holds among counts whoever was heard: it holds for the true counts of every engagement."""

import dataclasses
import datetime as dt

import msgspec
import numpy as np
import polars as pl
import pytest
from generated import shape

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.registers import hui_held
from wellbeing.release.protect.equations import equations
from wellbeing.release.protect.grid import dimensions
from wellbeing.release.protect.ties import ties

NO_HUI = pl.DataFrame(schema={"week": pl.String})


@pytest.fixture(scope="module")
def batches(grid, held):
    return equations(grid.cells, grid.axes, held)


def kind(batches, name):
    (found,) = [batch for batch in batches if batch.kind == name]
    return found.terms


def left_over(terms, truth):
    """Parts less wholes, equation by equation."""
    signed = terms["sign"].to_numpy() * truth[terms["cell"].to_numpy()]
    rows = terms.with_columns(signed=pl.Series(signed))
    return rows.group_by("equation").agg(pl.col("signed").sum())["signed"].to_list()


def assert_all_hold(batches, truth):
    assert {batch.kind: set(left_over(batch.terms, truth)) for batch in batches} == {
        batch.kind: {0.0} for batch in batches
    }


@pytest.mark.slow
def test_every_equation_holds_for_the_true_counts(batches, truth):
    assert len(batches) > 10
    assert_all_hold(batches, truth)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_they_hold_in_engagements_of_other_shapes(islands, measure, counted, true_of, seed):
    folder, true = shape(islands, seed)
    grid = counted(folder, true)
    made = equations(grid.cells, grid.axes, hui_held(true.events))
    assert_all_hold(made, true_of(grid, measure(folder, true)))


def test_they_are_true_of_any_numbers_of_people(batches, grid):
    """Not by chance: of whatever people, counted by what they are in, every equation holds."""
    rng = np.random.default_rng(3)
    cells = grid.cells.select(dimensions(grid.axes))
    one = {"area": ("S2", "south_island"), "stakeholder": (NOT_STATED,), "channel": ("paper",)}
    one |= {"topic": ("roads",), "period": ("2020-04",), "week": ("2020-04-06",)}
    one |= {"question": ("content", "why"), "position": ("no_answer",), "tone": ("no_answer",)}
    one |= {"campaign": ("own",), "figure": ("responses", "responses.roads")}
    inside = cells.select(
        pl.all_horizontal(pl.col(name).is_in(["", *one.get(name, ())]) for name in cells.columns)
    ).to_series()
    assert inside.sum() > 20
    assert_all_hold(batches, inside.to_numpy() * float(rng.integers(1, 9)))


def named(terms, grid, number):
    """The labels of one equation's terms, by their sign."""
    rows = terms.filter(equation=number)
    return {grid.labels[row["cell"]]: row["sign"] for row in rows.iter_rows(named=True)}


def of_whole(terms, grid, label):
    (found,) = [
        named(terms, grid, number)
        for number in terms["equation"].unique()
        if named(terms, grid, number).get(label) == -1
    ]
    return found


def test_groups_and_who_states_none_add_up_to_everywhere(batches, grid):
    assert of_whole(kind(batches, "groups of area"), grid, "") == {
        "": -1,
        "area=north_island|": 1,
        "area=south_island|": 1,
        f"area={NOT_STATED}|": 1,
    }


def test_members_add_up_to_their_group(batches, grid):
    found = of_whole(kind(batches, "members of groups of stakeholder"), grid, "stakeholder=primary|")
    assert found == {"stakeholder=primary|": -1, "stakeholder=farmer|": 1, "stakeholder=fisher|": 1}


def test_a_group_of_one_has_no_equation_with_itself(batches, grid):
    terms = kind(batches, "groups of stakeholder")
    assert of_whole(terms, grid, "")["stakeholder=teacher|"] == 1
    assert not [label for label in grid.labels if "public_service" in label]


def test_the_members_of_a_slice_add_up_to_what_it_cuts(batches, grid):
    found = of_whole(kind(batches, "channel"), grid, "area=S1|stakeholder=fisher|")
    assert found == {"area=S1|stakeholder=fisher|": -1} | {
        f"area=S1|channel={name}|stakeholder=fisher|": 1 for name in ("hui", "online", "paper")
    }


def test_answers_add_up_to_the_contributions_on_their_topic(batches, grid):
    found = named(kind(batches, "position of tap"), grid, 0)
    wholes = {label for label, sign in found.items() if sign == -1}
    assert {label.split("topic=")[-1] for label in wholes} == {"water|", "both|"}
    assert len(found) - len(wholes) == 6  # support, with conditions, mixed, oppose, unclear, no answer


def test_themes_do_not_add_up(batches, grid):
    """A comment has none or several: what adds up is each theme by itself, over areas and types."""
    themes = grid.cells.select("cell", "theme")
    for batch in batches:
        named = batch.terms.join(themes, on="cell").group_by("equation").agg(pl.col("theme").n_unique())
        assert named["theme"].max() == 1, batch.kind


def test_responses_are_what_was_not_heard_at_a_hui(batches, grid):
    assert named(kind(batches, "responses"), grid, 0) == {
        "figure=responses|": 1,
        "channel=online|": -1,
        "channel=paper|": -1,
    }


def test_comments_are_the_tones_of_those_who_said_something(batches, grid):
    found = named(kind(batches, "comments on why"), grid, 0)
    tones = {label for label, sign in found.items() if sign == -1}
    assert found["figure=comments.why|"] == 1
    assert tones == {
        f"question=why|tone={tone}|" for tone in ("negative", "neutral", "positive", "not_scored")
    }


def test_attendances_of_a_region_are_those_of_its_hui(batches, grid, held):
    terms = kind(batches, "hui of a region")
    found = of_whole(terms, grid, "area=S1|channel=hui|")
    events = held.filter(region="S1")["event"]
    assert found == {"area=S1|channel=hui|": -1} | {f"event={event}|": 1 for event in events}
    assert terms["equation"].n_unique() == 3  # N1, N2, S1: nothing was held in S2


def test_attendances_of_a_groups_week_are_those_of_its_hui(batches, grid, held):
    one = held.row(0, named=True)
    whole = f"area=north_island|channel=hui|week={one['week']}|"
    found = of_whole(kind(batches, "hui of a week"), grid, whole)
    assert found == {whole: -1, f"event={one['event']}|": 1}


def test_attendances_may_be_seen_to_be_those_on_a_topic_that_nobody_responded_on(grid):
    (tied,) = ties(grid.cells, grid.axes, {"both"}, NO_HUI)
    terms = tied.terms
    found = [named(terms, grid, number) for number in terms["equation"].unique()]
    assert {"area=S1|topic=both|": 1, "area=S1|channel=hui|": -1} in found
    assert {"community=old|topic=both|": 1, "channel=hui|community=old|": -1} in found
    assert all(sorted(each.values()) == [-1, 1] for each in found)
    assert ties(grid.cells, grid.axes, set(), NO_HUI) == ()


def test_where_attendances_are_not_those_of_the_hui_no_equation_says_so(grid, held):
    kinds = {batch.kind for batch in equations(grid.cells, grid.axes, held.clear())}
    assert not [name for name in kinds if name.startswith("hui")]


def moved(islands, true, days, starts_on):
    """The engagement as if everything had happened some days later."""
    settings = msgspec.structs.replace(islands.engagement, starts_on=starts_on)
    later = pl.duration(days=days)
    return dataclasses.replace(islands, engagement=settings), dataclasses.replace(
        true,
        contributions=true.contributions.with_columns(pl.col("received_on") + later),
        events=true.events.with_columns(pl.col("held_on") + later),
    )


def test_no_span_of_weeks_is_one_of_months_where_no_period_begins_on_a_monday(batches, along):
    assert along.members["period"] == ("2020-03", "2020-04", "2020-05/2020-06")
    assert "weeks in periods" not in {batch.kind for batch in batches}


@pytest.fixture(scope="module")
def of_june(islands, islands_true, counted):
    """Contributions from Wednesday 1 April on; June begins on a Monday: grid, equations, folder, rows."""
    folder, true = moved(islands, islands_true, 30, dt.date(2020, 4, 1))
    grid = counted(folder, true)
    return grid, equations(grid.cells, grid.axes, hui_held(true.events)), folder, true


def test_weeks_add_up_to_periods_where_one_begins_on_a_monday(of_june):
    grid, made, _, _ = of_june
    assert grid.axes.members["period"] == ("2020-04", "2020-05", "2020-06/2020-07")
    terms = kind(made, "weeks in periods")
    assert terms["equation"].n_unique() == 4  # everywhere, two groups, not stated; April and May together
    (found,) = [each for each in (named(terms, grid, n) for n in range(4)) if "area" not in str(each)]
    wholes = {label for label, sign in found.items() if sign == -1}
    weeks = {label.split("week=")[-1] for label, sign in found.items() if sign == 1}
    assert wholes == {"period=2020-04|", "period=2020-05|"}
    # The first week begins in March; its days of April are of April.
    assert (min(weeks), max(weeks)) == ("2020-03-30|", "2020-05-25|")


@pytest.mark.slow
def test_that_too_holds_for_the_true_counts(of_june, measure, true_of):
    grid, made, folder, true = of_june
    assert_all_hold(made, true_of(grid, measure(folder, true)))


def test_no_count_is_a_part_twice_in_one_batch(batches):
    """So that figures may be rounded batch by batch."""
    for batch in batches:
        assert batch.terms.filter(sign=1)["cell"].is_unique().all(), batch.kind
