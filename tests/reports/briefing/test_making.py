"""One description of a briefing: nothing in it is said otherwise than pages say it, and no note leaves it by itself."""

import dataclasses

import msgspec
import polars as pl
import pytest

from wellbeing.model.scene import SCENE_KINDS, Scene
from wellbeing.reports.briefing.making import briefing, usual_scenes
from wellbeing.reports.limits import unknowns
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

#: Where there were several (``test_by_round``).
OF_ROUNDS = {"heard_by_round", "said_by_round"}


@pytest.fixture(scope="module")
def made(figures):
    return briefing(figures)


def scene(made, kind):
    return next(one for one in made.scenes if one.kind == kind)


def test_every_kind_of_scene_is_described_with_a_title_that_a_room_takes_in(made):
    assert {one.kind for one in made.scenes} == set(SCENE_KINDS) - OF_ROUNDS
    assert all(1 < len(one.title.split()) <= 14 for one in made.scenes)
    assert all(one.statements and "release 2018-08-31.01" in one.evidence for one in made.scenes)


def test_a_title_tells_both_sides_and_names_the_questions_places_and_options(made):
    titles = {one.id: one.title for one in made.scenes}
    assert all(" agree" in titles[one] and " disagree" in titles[one] for one in ("trust", "clarity"))
    assert titles["channels"].endswith("on trust in use and on clarity")
    assert any(place in titles["next"] for place in scene(made, "next").table.rows["place"])
    assert "“Share information between agencies by default”" in titles["decisions"]


def test_sentences_are_those_of_the_page(made, figures):
    answer = answer_to(figures, Choice())
    assert scene(made, "gaps").statements[0] == show_of(answer).point(answer)[0]
    assert list(scene(made, "unknown").statements) == unknowns(answer)


def test_what_lights_up_is_in_the_picture(made):
    areas, rows = scene(made, "map"), scene(made, "gaps")
    assert areas.steps
    assert {one for step in areas.steps for one in step} <= set(areas.picture.areas)
    listed = [row.id for _, block in rows.picture.rows for row in block]
    assert [one for step in rows.steps for one in step] == listed


def test_figures_of_tables_are_published_cells(made, release):
    regions = scene(made, "map").table.rows.select("area", "status", "heard", "low", "high")
    published = release.table("region").select(
        "area", pl.col("status").cast(pl.String), pl.col("count").alias("heard"), "low", "high"
    )
    assert (
        regions.join(published, on="area", suffix="_published")
        .filter(
            ~pl.col("heard").eq_missing(pl.col("heard_published"))
            | (pl.col("low") != pl.col("low_published"))
        )
        .is_empty()
    )
    assert regions.filter(status="few")["heard"].null_count() == regions.filter(status="few").height


def test_a_release_carries_no_note_and_a_folder_s_notes_stand_beside_their_scenes(made, figures):
    assert not any(one.notes for one in made.scenes)
    (only,) = briefing(figures, [Scene(id="g", shows="gaps", notes="pause")]).scenes
    assert only.notes == "pause"


@pytest.mark.parametrize(
    ("region", "stakeholder", "said"),
    [
        ("18", "local_government", ["Fewer than 6 were heard: how many is hidden", "alone cannot be judged"]),
        ("07", "dhb", ["alone cannot be judged; ", "What can be said is said of"]),
        ("01", "", ["Northland: "]),
        ("404", "", ["does not count this region"]),
    ],
)
def test_a_scene_of_a_cell_says_why_its_number_is_hidden_or_another_s(figures, region, stakeholder, said):
    (only,) = briefing(figures, [Scene(id="c", shows="cell", region=region, stakeholder=stakeholder)]).scenes
    assert [words for words in said if words not in " ".join(only.statements)] == []
    shown = [] if only.table is None else only.table.rows.filter(status="few")["heard"].to_list()
    assert set(shown) <= {None}


def test_without_declared_scenes_those_that_the_release_has_something_for_are_made(release):
    bare = msgspec.structs.replace(release.engagement, scenes=(), questions=(), decisions=())
    figures = Figures(dataclasses.replace(release, engagement=bare))
    kinds = [one.shows for one in usual_scenes(figures)]
    assert kinds == [
        kind
        for kind in SCENE_KINDS
        if kind not in {"cell", "said", "channels", "rounds", "decisions", *OF_ROUNDS}
    ]


def test_scenes_of_an_earlier_version_are_left_out(release):
    earlier = (Scene(id="point", shows="point"), Scene(id="map", shows="map"))
    figures = Figures(
        dataclasses.replace(release, engagement=msgspec.structs.replace(release.engagement, scenes=earlier))
    )
    assert [one.id for one in briefing(figures).scenes] == ["map"]
