"""What anyone knows without a release: told as it is, as long as the record agrees."""

import polars as pl
import pytest

from wellbeing.release.protect.facts import (
    CALENDAR,
    TOTAL,
    attendance,
    nobody,
    not_offered,
    public_totals,
    published_totals,
    total,
)
from wellbeing.release.protect.planning import placed_in_time

FIGURES = {"figure": pl.String, "value": pl.Float64, "unit": pl.String}


@pytest.fixture(scope="module")
def calendar(grid, along, held):
    return nobody(grid.cells, along, placed_in_time(held, along.periods), totals_of(AT_HUI, WATER, ROADS))


def totals_of(*figures, number=600):
    rows = pl.DataFrame(figures, FIGURES, orient="row")
    return public_totals(rows, ("water", "roads", "both"), number)


def labels_of(grid, fact):
    return set(grid.labels.gather(fact.cells))


def test_the_total_is_always_told(grid, along):
    fact = total(grid.cells, along, 600)
    assert (fact.name, labels_of(grid, fact), fact.values.tolist()) == (TOTAL, {""}, [600])


WATER, ROADS = ("responses.water", 200.0, "r"), ("responses.roads", 160.0, "r")
AT_HUI, RESPONSES = ("attendances", 240.0, "attendances"), ("responses", 360.0, "r")


def test_what_was_published_is_a_fact_while_it_adds_up_to_all_contributions(grid, islands, truth):
    fact = published_totals(grid.cells, public_totals(islands.published, ("water", "roads", "both"), 600))
    assert labels_of(grid, fact) == {
        "channel=hui|",
        "figure=responses|",
        *(f"figure=responses.{topic}|" for topic in ("both", "roads", "water")),
    }
    assert fact.holds(truth)


def test_published_figures_stand_or_fall_together_by_the_total_alone():
    """20 more responses: whether the figure for roads still holds would say what they are on."""
    assert totals_of(AT_HUI, WATER, ROADS, number=620) == {}
    assert totals_of(AT_HUI, RESPONSES) == {"attendances": 240, "responses": 360}
    assert totals_of(AT_HUI) == {}


def test_a_published_total_that_the_record_contradicts_does_not_hold(grid, truth):
    fact = published_totals(grid.cells, totals_of(("attendances", 241.0, "a"), ("responses", 359.0, "r")))
    assert not fact.holds(truth)


@pytest.mark.parametrize("unit", ["about responses", "more than so many", "over", "nearly"])
def test_what_was_published_as_about_so_many_is_no_fact(unit):
    assert totals_of(AT_HUI, ("responses", 360.0, unit)) == {}


def test_figures_of_other_things_are_no_facts_about_counts():
    assert totals_of(("hui", 12.0, "hui"), ("places", 3.0, "places")) == {}


def test_nobody_is_where_no_hui_was_held(grid, calendar, truth):
    nowhere = labels_of(grid, calendar)
    assert calendar.name == CALENDAR
    assert calendar.holds(truth)
    assert {"area=S2|channel=hui|", "area=not stated|channel=hui|"} <= nowhere
    assert not {"area=S1|channel=hui|", "area=S2|channel=online|", "area=S2|"} & nowhere


def test_nobody_is_at_a_hui_in_a_week_without_one(grid, calendar, held):
    week = held.filter(region="N1")["week"][0]
    nowhere = labels_of(grid, calendar)
    assert f"area=south_island|channel=hui|week={week}|" in nowhere
    assert f"area=north_island|channel=hui|week={week}|" not in nowhere
    assert f"area=south_island|channel=online|week={week}|" not in nowhere


def on_both(grid, along, held, totals):
    fact = nobody(grid.cells, along, placed_in_time(held, along.periods), totals)
    return {label for label in labels_of(grid, fact) if "topic=both|" in label}


def test_where_all_responses_are_on_one_topic_those_on_both_came_to_hui(grid, along, held):
    """Published: 200 on water and 160 on roads, of 600 contributions 240 attendances: none is on both."""
    for known in (totals_of(AT_HUI, WATER, ROADS), totals_of(AT_HUI, WATER, ROADS, RESPONSES)):
        assert {"area=S2|topic=both|", "area=not stated|topic=both|"} <= on_both(grid, along, held, known)
        assert "area=S1|topic=both|" not in on_both(grid, along, held, known)


def test_where_more_responses_were_published_than_on_topics_some_are_on_both(grid, along, held):
    known = totals_of(AT_HUI, WATER, ("responses.roads", 150.0, "r"), RESPONSES)
    assert known == {"attendances": 240, "responses": 360}
    assert "area=S2|topic=both|" not in on_both(grid, along, held, known)


def test_a_calendar_that_the_record_contradicts_does_not_hold(grid, calendar, truth):
    there = truth.copy()
    there[grid.labels.to_list().index("area=S2|channel=hui|")] = 1
    assert not calendar.holds(there)


def test_attendance_of_each_hui_is_one_where_it_is_declared_public(grid, held, truth):
    fact = attendance(grid.cells, held)
    assert labels_of(grid, fact) == {f"event={event}|" for event in held["event"]}
    assert fact.values.tolist() == [20.0] * 12
    assert fact.holds(truth)


def test_a_position_that_was_not_offered_is_nobodys(grid, along, truth):
    fact = not_offered(grid.cells, along)
    everybody = {label for label in labels_of(grid, fact) if "area=" not in label and "=f" not in label}
    whole = {label for label in everybody if label.count("=") == 2}
    assert whole == {
        f"position={position}|question={question}|"
        for question, position in (
            ("content", "support_with_conditions"),
            ("content", "unclear"),
            ("tap", "mixed"),
            ("tap", "unclear"),
        )
    }
    assert fact.holds(truth)
    assert set(fact.values.tolist()) == {0.0}
