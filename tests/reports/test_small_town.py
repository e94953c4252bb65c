"""A town of seventy forms without events or groups, whose questions are not for and against: what is told of it."""

import re

import pytest
from generated import small_town

from wellbeing.measures.opinion.positions import SHARED
from wellbeing.release.build.content import content
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.briefing.content import Outline
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.formats.paper.content import paper_of
from wellbeing.reports.shows.registry import available_shows
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

#: Contributions: as in the first letter of a stranger, twice as many, and enough for gaps.
NUMBERS = (70, 140)


@pytest.fixture(scope="module", params=NUMBERS)
def town(request, islands, secret, tmp_path_factory):
    folder, true = small_town(islands, 5, request.param)
    workspace = tmp_path_factory.mktemp("town")
    made = content(folder, true, "adviser", secret)
    path = write_release(workspace, made, folder, Approval("demonstration", "adviser"), "keyed hash")
    return Figures(read_release(path, Trust(workspace)))


def sentences(town):
    made = briefing(town)
    for scene in made.scenes:
        yield from (scene.title, *scene.statements)
    yield from made.spoken_for.sentences
    for show in available_shows(town):
        yield from show.point(answer_to(town, Choice(show=show.id)))


def test_every_published_count_of_an_answer_is_told_of_how_many(town):
    question = town.positions.questions[0].id
    for margin in ("total", "stakeholder", "region", "region_stakeholder"):
        for row in town.positions.beside_whole(margin, question).iter_rows(named=True):
            is_told = row["status"] == "shown" and not row["one_source"] and row["count"] > 0
            assert (
                not is_told or row["answered"] is not None or row["answered_high"] > 1.4 * row["answered_low"]
            )


def test_the_whole_has_a_share_of_each_answer_that_is_counted(town):
    question = town.positions.questions[0].id
    rows = town.positions.shares("total", question)
    assert rows["answered"].null_count() == 0
    assert {*rows.filter(status="shown", one_source=False)["tier"]} <= {*SHARED, "words"}


def test_an_answer_that_has_a_name_is_quoted_in_every_sentence(town):
    told = [one for one in sentences(town) if "Quay Street" in one]
    assert told
    assert not [one for one in told if re.search("[^“]Quay Street", one)]
    assert not [one for one in sentences(town) if re.search(r"\b(agree|support)\b", one)]


def test_answers_stand_in_the_order_in_which_they_were_offered(town):
    question = town.positions.questions[0]
    names = [row["name"] for row in PositionEvidence(answer_to(town, Choice(show="position"))).positions()]
    offered = [town.names.position(question, one.position) for one in question.options]
    assert [name for name in dict.fromkeys(offered) if name in names] == names


def test_nothing_is_said_of_groups_or_events_that_there_are_not(town):
    noun = re.compile("groups of (regions|types|them)|and groups|no event|had 0 contributions been drawn")
    assert not [one for one in sentences(town) if noun.search(one)]
    assert "next" not in {scene.kind for scene in briefing(town).scenes}


def test_a_map_names_its_regions_whether_or_not_there_are_gaps(town):
    outline = next(one.picture for one in briefing(town).scenes if one.kind == "map")
    if isinstance(outline, Outline):
        assert any(label.startswith(name) for name, _, label in outline.areas.values())


def test_a_paper_has_its_regions_as_a_table(town):
    made = briefing(town)
    found = [one for one in paper_of(made).appendix if one.title == made.everywhere]
    assert [len(one.table.rows) for one in found] == [len(town.regions)]


def test_no_scene_has_a_title_that_needs_another_beside_it(town):
    assert not [one.title for one in briefing(town).scenes if one.title.startswith("None")]
