"""The demonstration's contributions: one row each, within the engagement's words and days."""

import datetime as dt
import uuid

import polars as pl


def test_every_id_is_a_uuid_of_its_own(contributions):
    ids = contributions["contribution_id"]
    assert ids.n_unique() == 1848
    assert all(uuid.UUID(name).version == 5 for name in ids)


def test_attendees_of_each_hui_are_its_contributions(held, attendances):
    counted = dict(attendances.group_by("event_id").len().iter_rows())
    assert dict(held.select("event_id", "attendees").iter_rows()) == counted
    assert sum(counted.values()) == 1047


def test_attendances_have_their_huis_day_place_and_region(held, attendances):
    columns = ["event_id", "place", "region", pl.col("received_on")]
    hui = held.select("event_id", "place", "region", received_on="held_on")
    assert attendances.select(columns).unique().sort("event_id").equals(hui.sort("event_id"))


def test_hui_not_held_have_no_attendances(events, attendances):
    off = events.filter(pl.col("status") != "held")
    assert off["attendees"].to_list() == [None]
    assert attendances.join(off, on="event_id", how="semi").is_empty()


def test_days_lie_between_the_first_hui_and_the_end_of_the_surveys(contributions):
    days = contributions["received_on"]
    assert (days.min(), days.max()) == (dt.date(2018, 5, 31), dt.date(2018, 8, 31))


def test_words_are_those_of_the_engagement(folder, contributions):
    settings = folder.engagement
    assert set(contributions["stakeholder"].drop_nulls()) == {term.id for term in settings.stakeholders}
    assert set(contributions["communities"].explode().drop_nulls()) == {t.id for t in settings.communities}
    assert set(contributions["topic"]) == {*(topic.id for topic in settings.topics), "both"}
    assert set(contributions["region"].drop_nulls()) <= set(folder.regions["code"])


def test_communities_are_none_one_or_several(contributions):
    assert set(contributions["communities"].list.len()) == {0, 1, 2, 3}
    assert contributions["communities"].list.n_unique().equals(contributions["communities"].list.len())


def test_about_an_eighth_to_a_fifth_of_responses_came_on_paper(responses):
    assert 0.12 < (responses["channel"] == "paper").mean() < 0.20


def test_few_forms_leave_region_or_role_empty_and_no_attendance_does(responses, attendances):
    assert 0 < responses["region"].null_count() <= 0.02 * 801
    assert 0 < responses["stakeholder"].null_count() <= 0.02 * 801
    assert attendances.select("region", "stakeholder").null_count().row(0) == (0, 0)


def test_most_attendances_belong_to_their_huis_audience(held, attendances):
    joined = attendances.join(held.select("event_id", "audience"), on="event_id")
    assert joined.select(pl.col("stakeholder").is_in(pl.col("audience")).mean()).item() > 0.75


def test_somebody_came_to_every_hui_held_and_no_more_than_a_room_holds(held):
    assert held["attendees"].min() >= 1
    assert held["attendees"].max() <= 60


def test_everything_says_that_it_is_synthetic(contributions, organisations):
    assert contributions["provenance"].unique().to_list() == ["synthetic"]
    assert organisations["provenance"].unique().to_list() == ["synthetic"]
    assert organisations["name"].str.starts_with("Synthetic ").all()


def test_an_organisation_is_named_only_by_its_own_type_and_region(contributions, organisations):
    joined = contributions.filter(pl.col("organisation_id").is_not_null()).join(
        organisations, on="organisation_id", how="left", suffix="_of_organisation"
    )
    same = (pl.col("type") == pl.col("stakeholder")) & (pl.col("region") == pl.col("region_of_organisation"))
    assert joined.height > 300
    assert joined.filter(~same.fill_null(value=False)).is_empty()


def test_the_roster_knows_invited_and_heard_invited_and_not_and_not_invited(contributions, organisations):
    heard = organisations["organisation_id"].is_in(contributions["organisation_id"].drop_nulls().implode())
    invited = organisations["invited_on"].is_not_null()
    assert organisations.height == 150
    assert (invited & heard).sum() > 50
    assert (invited & ~heard).sum() > 20
    assert (~invited).sum() > 0
    assert set(organisations["may_be_named"]) == {True, False}
