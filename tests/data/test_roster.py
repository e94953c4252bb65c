"""The frame of known bodies: public bodies and iwi, with the regions that they serve; none of them synthetic."""

import polars as pl
import pytest

from wellbeing.sources.names.bodies import known_roster


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("local_government", 11 + 67),
        ("dhb", 20),
        ("academic", 8 + 3 + 16 + 7),
        ("philanthropy", 12),
        ("iwi_maori_organisation", 99),
    ],
)
def test_every_list_is_whole(folder, kind, number):
    assert folder.roster.filter(type=kind).height == number


def test_every_region_has_a_council_and_a_health_board(folder):
    for kind in ("local_government", "dhb"):
        regions = folder.roster.filter(type=kind)["regions"].explode().unique()
        assert set(regions) == set(folder.regions["code"])


@pytest.mark.parametrize(
    ("body", "regions"),
    [
        ("Nelson Marlborough District Health Board", ["16", "17", "18"]),
        ("Southern District Health Board", ["14", "15"]),
        ("Canterbury District Health Board", ["13", "99"]),
        ("Auckland Council", ["02"]),
        ("Chatham Islands Council", ["99"]),
        ("Waitaki District Council", ["14", "13"]),
    ],
)
def test_a_body_stands_in_every_region_that_it_serves(folder, body, regions):
    assert folder.roster.filter(name=body)["regions"].to_list() == [regions]


@pytest.mark.parametrize(
    ("name", "kind"), [("local_authorities_2018", "local_government"), ("health_boards_2018", "dhb")]
)
def test_numbers_of_bodies_by_region_are_those_of_the_roster(folder, name, kind):
    known = folder.roster.filter(type=kind).explode("regions")
    counts = dict(known.group_by("regions").agg(pl.len()).iter_rows())
    weights = folder.benchmarks.filter(pl.col("set") == name).select("region", "weight")
    assert dict(weights.iter_rows()) == counts


def test_a_set_of_numbers_is_as_sure_as_the_weakest_body_of_the_region(folder):
    known = folder.roster.filter(type="local_government").explode("regions")
    weakest = known.group_by(region="regions").agg(pl.col("basis").cast(pl.String).min())
    given = folder.benchmarks.filter(pl.col("set") == "local_authorities_2018")
    joined = given.select("region", told=pl.col("basis").cast(pl.String)).join(weakest, on="region")
    assert joined["told"].to_list() == joined["basis"].to_list()  # "assumed" comes before "derived"


def test_what_is_from_general_knowledge_is_assumed(folder):
    recalled = folder.roster.filter(pl.col("source").str.to_lowercase().str.contains("general knowledge"))
    assert recalled["basis"].unique().to_list() == ["assumed"]
    assert recalled.height == 11 + 1 + 34 + 8


def test_no_invented_organisation_is_a_known_body(folder, organisations):
    facts = organisations.select(
        *("organisation_id", "name", "type", "may_be_named"),
        invited=pl.col("invited_on").is_not_null(),
        heard=pl.lit(value=True),
    )
    found = known_roster(folder.roster, facts)
    assert found.unclear == {}
    assert not found.bodies["invited"].any()
    assert not found.bodies["heard"].any()
