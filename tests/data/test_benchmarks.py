"""Who could have been heard: counts outside the engagement, or stated targets, never those who took part."""

import polars as pl
import pytest

from wellbeing.measures.coverage.benchmarks import margins_of


@pytest.fixture
def weights(folder):
    def of(name):
        rows = folder.benchmarks.filter(pl.col("set") == name)
        key = "region" if (rows["stakeholder"] == "").all() else "stakeholder"
        return dict(rows.select(key, "weight").iter_rows())

    return of


def test_census_weights_are_the_regions_populations_with_their_basis(folder, weights):
    census = folder.benchmarks.filter(pl.col("set") == "census_2018").join(
        folder.regions, left_on="region", right_on="code", suffix="_of_region"
    )
    assert census.height == 17
    assert census["weight"].to_list() == census["population"].to_list()
    assert census["basis"].to_list() == census["basis_of_region"].to_list()
    assert census["basis"].unique().to_list() == ["published"]
    # Each figure was rounded at random to a multiple of three, the total of 4,699,755 apart from its parts.
    assert (census["weight"].sum(), weights("census_2018")["99"]) == (4_699_752, 669)


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


def test_every_choice_has_figures_for_every_region_but_the_plan_for_the_chathams(folder, weights):
    codes = set(folder.regions["code"])
    for choice in folder.engagement.benchmarks:
        for name in margins_of(choice).regions:
            assert codes - set(weights(name)) == ({"99"} if name == "plan_2018" else set())


def test_need_and_deprivation_are_of_regions_and_spread_iwi_as_the_maori_population(folder, weights):
    choices = {choice.id: choice for choice in folder.engagement.benchmarks}
    assert choices["need"].regions == "main_benefits_2018"
    assert choices["deprivation"].regions == "deprivation_2018"
    for name in ("need", "deprivation"):
        assert choices[name].within == {"iwi_maori_organisation": "maori_population_2018"}
    # The 2018 Census counts 775,836 of Māori ethnicity; each region is rounded to a multiple of three.
    assert sum(weights("maori_population_2018").values()) == pytest.approx(775_836, abs=3 * 17)


@pytest.mark.parametrize(
    "name", ["main_benefits_2018", "deprivation_2018", "maori_population_2018", "pacific_population_2018"]
)
def test_a_part_of_the_people_of_a_region_is_less_than_all_of_them(weights, name):
    people = weights("census_2018")
    assert all(0 < number < people[code] for code, number in weights(name).items())


def test_communities_are_parts_of_the_census_and_of_disabled_people_there_is_no_number(folder, weights):
    named = {one.id: (one.population, one.among) for one in folder.engagement.communities}
    assert named["maori"] == ("maori_population_2018", "census_2018")
    assert named["pacific"] == ("pacific_population_2018", "census_2018")
    assert named["disabled"] == ("", "")
    # The census publishes 381,642 of Pacific ethnicity; each region is rounded to a multiple of three.
    assert sum(weights("pacific_population_2018").values()) == pytest.approx(381_642, abs=3 * 17)


def test_sources_are_said_in_a_line_and_without_working_notes(folder):
    for source in folder.benchmarks["source"].unique():
        assert len(source) <= 400
        assert not {"github", "read in", "recalled"} & set(source.lower().replace(",", "").split())


def test_the_default_stays_population_by_the_plans_intent(folder):
    default = folder.engagement.default_benchmark
    assert (default.regions, default.stakeholders, default.within) == ("census_2018", "plan_intent", {})
