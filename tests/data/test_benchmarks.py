"""Who could have been heard: counts outside the engagement, or stated targets, never those who took part."""

import polars as pl
import pytest


@pytest.fixture
def weights(folder):
    def of(name):
        rows = folder.benchmarks.filter(pl.col("set") == name)
        key = "region" if (rows["stakeholder"] == "").all() else "stakeholder"
        return dict(rows.select(key, "weight").iter_rows())

    return of


def test_census_weights_are_the_regions_populations_with_their_basis(folder):
    census = folder.benchmarks.filter(pl.col("set") == "census_2018").join(
        folder.regions, left_on="region", right_on="code", suffix="_of_region"
    )
    assert census.height == 17
    assert census["weight"].to_list() == census["population"].to_list()
    assert census["basis"].to_list() == census["basis_of_region"].to_list()
    assert census["weight"].sum() == 4_699_755


@pytest.mark.parametrize("name", ["plan_intent", "equal_roles"])
def test_a_split_between_types_covers_every_type_and_is_called_assumed(folder, weights, name):
    rows = folder.benchmarks.filter(pl.col("set") == name)
    assert set(weights(name)) == {term.id for term in folder.engagement.stakeholders}
    assert sum(weights(name).values()) == pytest.approx(1)
    assert rows["basis"].unique().to_list() == ["assumed"]
    assert rows["source"].str.starts_with("Assumed").all()


def test_the_plans_intent_for_service_users_is_not_the_mix_of_those_who_took_part(weights, figures):
    intent = weights("plan_intent")["service_user"]
    assert figures["share_of_service_users.investing_for_social_wellbeing"] < intent < 0.5


def test_plan_weights_are_the_sums_of_the_plans_targets(folder, weights):
    targets = dict(folder.plan.group_by("region").agg(pl.col("target").sum()).iter_rows())
    assert weights("plan_2018") == targets


def test_the_benchmark_of_need_is_empty_and_says_so(folder, weights):
    need = next(choice for choice in folder.engagement.benchmarks if choice.id == "need")
    assert weights(need.regions) == {}
    assert "not at hand" in need.note
