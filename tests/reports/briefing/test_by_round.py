"""Figures of rounds stand side by side where an engagement had several, and nothing is said of rounds where not."""

import polars as pl
import pytest
from generated import twisted

from wellbeing.cli.remarks import rounds_remark
from wellbeing.model.scene import SCENE_KINDS
from wellbeing.release.build.content import content
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.briefing.decided import NOT_BY_ROUND
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.chart import chart_of
from wellbeing.reports.formats.paper.content import paper_of
from wellbeing.state.figures import Figures

OF_ROUNDS = {"heard_by_round", "said_by_round"}


@pytest.fixture(scope="module")
def in_rounds(islands, secret, tmp_path_factory):
    folder, true = twisted(islands, "rounds")
    workspace = tmp_path_factory.mktemp("rounds")
    made = content(folder, true, "adviser", secret)
    path = write_release(workspace, made, folder, Approval("demonstration", "adviser"), "keyed hash")
    figures = Figures(read_release(path, Trust(workspace)))
    return figures, {scene.kind: scene for scene in briefing(figures).scenes}


def test_who_was_heard_in_each_round_is_the_published_cell(in_rounds):
    figures, scenes = in_rounds
    cells = dict(figures.release.table("total_by_round").select("round", "count").iter_rows())
    scene = scenes["heard_by_round"]
    assert scene.title == f"{cells['engage']:,} were heard on the approach, {cells['draft']:,} on the draft"
    whole = scene.table.rows.filter(pl.col("stakeholder") == "").select("round", "heard").rows()
    assert whole == [("On the approach", cells["engage"]), ("On the draft", cells["draft"])]
    assert [block for block, _ in scene.picture.rows] == ["On the approach", "On the draft"]
    assert "slice=round:draft" in scene.address


def test_whether_a_round_is_answered_otherwise_is_said_of_each_question(in_rounds):
    figures, scenes = in_rounds
    scene, questions = scenes["said_by_round"], figures.positions.questions
    assert len(scene.statements) == len(questions) + 1
    assert all(said.startswith(one.label) for said, one in zip(scene.statements, questions, strict=False))
    answers = figures.release.table("total_by_position_by_round").filter(position="support", round="draft")
    told = scene.table.rows.filter(pl.col("round") == "On the draft")["agree"].drop_nulls().to_list()
    assert told
    assert set(told) <= set(answers["count"])


def test_rounds_are_slices_that_a_page_can_choose(in_rounds):
    figures, _ = in_rounds
    cuts = [cut for cut, label in figures.slices if label == "Round"]
    assert [figures.names.cut(one) for one in cuts] == ["On the approach", "On the draft"]


def test_charts_and_the_paper_have_them_round_by_round(in_rounds):
    figures, scenes = in_rounds
    heard, said = (chart_of(scenes[kind]) for kind in sorted(OF_ROUNDS))
    assert [*heard.series] == ["On the approach", "On the draft"]
    assert [name.partition(" (")[0] for name in said.categories] == ["On the approach", "On the draft"]
    titles = [section.title for section in paper_of(briefing(figures)).sections]
    assert "Rounds side by side" in titles


def test_nothing_is_said_of_rounds_where_there_was_one(figures):
    scenes = briefing(figures).scenes
    assert {scene.kind for scene in scenes} & OF_ROUNDS == set()
    assert {*SCENE_KINDS} >= OF_ROUNDS
    assert not [name for name in figures.release.tables if name.endswith("_by_round")]
    assert [one.statements[1] for one in scenes if one.kind == "rounds"] == [NOT_BY_ROUND]


def test_whoever_makes_a_release_hears_of_rounds_that_are_not_declared(islands, islands_true):
    folder, true = twisted(islands, "rounds")
    assert "not told by round: 'final'" in rounds_remark(true.contributions, folder.engagement)
    assert "'draft', 'engage', 'final'" in rounds_remark(true.contributions, islands.engagement)
    assert rounds_remark(islands_true.contributions, islands.engagement) == ""
