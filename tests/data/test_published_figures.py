"""Figures that are public: each with its source, and those that the demonstration's tables must reproduce."""

import datetime as dt

import polars as pl
import pytest

SURVEYS = ("investing_for_social_wellbeing", "data_protection_and_use")


def published_day(figures, figure):
    return dt.datetime.strptime(f"{figures[figure]:.0f}", "%Y%m%d").date()


def test_hui_held_are_as_many_as_published(figures, held):
    assert held.height == figures["hui"] == 83


def test_places_of_hui_held_are_as_many_as_published(figures, held):
    assert held["place"].n_unique() == figures["places"] == 27


def test_places_planned_are_as_many_as_published(figures, folder, events):
    assert folder.plan.height == events["place"].n_unique() == figures["locations_planned"] == 28


def test_attendances_are_as_many_as_published(figures, attendances):
    assert attendances.height == figures["attendances"] == 1047


def test_responses_are_as_many_as_published(figures, responses):
    assert responses.height == figures["responses"] == 605 + 196


@pytest.mark.parametrize("survey", SURVEYS)
def test_responses_of_each_survey_are_as_many_as_published(figures, responses, survey):
    assert responses.filter(pl.col("topic") == survey).height == figures[f"responses.{survey}"]


@pytest.mark.parametrize("survey", SURVEYS)
def test_about_a_quarter_of_each_survey_are_service_users(figures, responses, survey):
    asked = responses.filter(pl.col("topic") == survey)
    users = (asked["stakeholder"] == "service_user").sum()
    assert users == figures[f"about_service_users.{survey}"]
    assert users / asked.height == pytest.approx(figures[f"share_of_service_users.{survey}"], abs=0.002)


def test_averages_per_hui_and_place_follow_from_the_totals(figures, attendances, held):
    places = held["place"].n_unique()
    assert round(attendances.height / held.height, 1) == figures["attendances_per_hui"] == 12.6
    assert round(held.height / places, 2) == figures["hui_per_place"] == 3.07
    assert round(attendances.height / places, 1) == figures["attendances_per_place"] == 38.8


def test_the_engagement_touches_as_many_calendar_weeks_as_derived(figures, contributions):
    days = contributions["received_on"]
    mondays = days.dt.truncate("1w").unique()
    assert (mondays.max() - mondays.min()).days / 7 + 1 == figures["calendar_weeks"] == 14


def test_first_hui_is_the_published_one(figures, held, attendances):
    first = held.sort("held_on").row(0, named=True)
    providers = attendances.filter(
        pl.col("event_id") == first["event_id"], pl.col("stakeholder") == "provider"
    ).height
    assert first["held_on"] == published_day(figures, "date.first_hui") == dt.date(2018, 5, 31)
    assert (first["place"], first["audience"]) == ("Manukau", ["provider"])
    assert providers > figures["first_hui_ngos"] == 20


def test_the_surveys_last_day_is_the_published_one(figures, responses):
    assert responses["received_on"].max() == published_day(figures, "date.survey_closed")


def test_letters_went_out_on_the_published_day(figures, organisations):
    assert organisations["invited_on"].drop_nulls().unique().to_list() == [
        published_day(figures, "date.invited")
    ]


def test_dates_say_the_same_in_value_and_note(folder):
    dated = folder.published.filter(pl.col("unit").str.starts_with("date"))
    spelled = dated["note"].str.head(10).str.replace_all("-", "").cast(pl.Float64)
    assert dated.height > 0
    assert dated["value"].to_list() == spelled.to_list()


def test_no_published_figure_is_an_assumption_or_lacks_an_address(folder):
    cited = pl.col("source").str.contains("https?://|Beehive release")
    assert set(folder.published["basis"].unique()) == {"published", "derived"}
    assert folder.published.filter(~cited).is_empty()
