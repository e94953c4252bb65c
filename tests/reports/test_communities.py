"""Communities: each against its own share of the people, apart from types, in words and in a file."""

import dataclasses
import re

import msgspec
import polars as pl
import pytest

from wellbeing.reports.communities import (
    TOLD_APART,
    community_facts,
    community_names,
    community_rows,
    community_sentence,
    lacking_communities,
)
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

#: What may be published of a region where a tenth of those expected came.
NEARLY_NONE = {"count": 9, "low": 7, "high": 11}


@pytest.fixture(scope="module")
def heard(figures):
    return communities_heard(figures)


def test_what_is_expected_is_the_community_s_own_part_of_the_people(figures, heard):
    sets = {name[0]: dict(rows.select("region", "weight").rows()) for name, rows in by_set(figures)}
    everybody = figures.coverage().filter(area="", stakeholder="provider")
    n = everybody.select(pl.col("expected") / pl.col("share")).item()
    whole = sum(sets["census_2018"].values())
    for community, name in (("maori", "maori_population_2018"), ("pacific", "pacific_population_2018")):
        rows = heard.filter(community=community)
        northland = rows.filter(area="01")["expected"].item()
        assert northland == pytest.approx(sets[name]["01"] / whole * n, rel=0.03)
        assert rows.filter(area="")["expected"].item() == pytest.approx(
            rows.filter(area_kind="region")["expected"].sum()
        )


def by_set(figures):
    return figures.release.table("benchmarks").filter(stakeholder="").group_by("set")


def test_the_counts_are_the_published_ones_and_none_is_added_to_another(figures, heard):
    published = figures.release.table("region_community").with_columns(
        pl.col("area", "community").cast(pl.String)
    )
    joined = heard.join(published, on=["area", "community"], suffix="_published")
    assert joined["count"].equals(joined["count_published"], null_equal=True)
    assert set(heard["community"]) == {"maori", "pacific", "disabled"}
    assert heard.height == 3 * (figures.release.table("areas").height + 1)


def test_without_numbers_of_people_nothing_is_expected_and_no_gap_is_told(figures, heard):
    disabled = heard.filter(community="disabled")
    assert set(disabled["state"].cast(pl.String)) == {"no_benchmark"}
    assert "how many could have been heard is not known" in community_sentence(
        Answer(figures, Choice()), "disabled"
    )


def test_the_finding_names_the_communities_that_lack_voices_apart_from_the_count(release):
    few = (pl.col("community") == "maori") & pl.col("area").is_in(["02", "auckland"])
    numbers = [
        pl.when(few).then(pl.lit(one)).otherwise(name).alias(name) for name, one in NEARLY_NONE.items()
    ]
    changed = release.table("region_community").with_columns(numbers)
    figures = Figures(dataclasses.replace(release, _frames=release._frames | {"region_community": changed}))
    lacking = communities_heard(figures).filter(pl.col("state").cast(pl.String).is_in(["gap", "thin"]))
    for area in ["", *figures.release.table("areas")["area"]]:
        answer = Answer(figures, Choice(area=area))
        said = [one for one in show_of(answer).point(answer) if one.startswith(TOLD_APART.partition("{")[0])]
        here = lacking.filter(area=area) if area else lacking.filter(pl.col("area_kind") != "group")
        named = {one for one in community_names(answer) if one in lacking_communities(answer)}
        assert named == set(here["community"])
        assert len(said) == (1 if named else 0)
        for row in here.iter_rows(named=True):
            words = [community_names(answer)[row["community"]], STATE_WORDS[row["state"]]]
            words += [] if area or not row["area"] else [figures.names.area(row["area"])]
            assert [one for one in words if one not in said[0]] == []
    gaps, _, _ = lacking_communities(Answer(figures, Choice()))["maori"].partition(" (gap)")
    assert "Auckland" in gaps
    assert lacking_communities(Answer(figures, Choice(cut="channel:hui"))) == {}


def test_every_community_in_every_area_is_one_whole_sentence(figures, heard):
    for area in ["", *figures.release.table("areas")["area"]]:
        answer = Answer(figures, Choice(area=area))
        assert [name for name, _ in community_facts(answer)] == [
            "Māori",
            "Pacific peoples",
            "Disabled people",
        ]
        for community in ("maori", "pacific", "disabled"):
            said = community_sentence(answer, community)
            assert re.fullmatch(r"[^\n]+\.", said)
            assert not re.search(r"  |\.\.|None|nan", said)


def test_a_gap_is_named_with_its_region(release):
    small = release.table("region_community").with_columns(
        pl.when(area="02", community="pacific").then(10).otherwise(name).alias(name)
        for name in ("count", "low", "high")
    )
    figures = Figures(dataclasses.replace(release, _frames=release._frames | {"region_community": small}))
    assert "It is a gap in Auckland." in community_sentence(Answer(figures, Choice()), "pacific")


def test_its_file_has_a_state_in_words_and_no_count_that_is_not_shown(figures):
    rows = community_rows(Answer(figures, Choice()))
    assert (
        rows.filter(pl.col("status") != "shown")["heard"].null_count()
        == rows.filter(status="fewer than 6").height
    )
    assert rows["in_words"].null_count() == 0


def test_where_no_community_is_named_there_is_nothing(release):
    alone = msgspec.structs.replace(release.engagement, communities=())
    answer = Answer(Figures(dataclasses.replace(release, engagement=alone)), Choice())
    assert community_facts(answer) == []
    assert community_rows(answer).is_empty()
