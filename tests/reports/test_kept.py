"""What kaitiaki keep has no figure by area in a release, and every part of a page says why."""

import pytest

from wellbeing.reports.evidence.comments import CommentEvidence
from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.evidence.themes import ThemeEvidence
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.words.agreement import whom
from wellbeing.reports.words.care import kept_sentence
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

pytestmark = pytest.mark.slow

KEPT = "kept by its kaitiaki"
OPINIONS = ("position", "tone", "theme")
TYPES = ("iwi_maori", "iwi_maori_organisation")
AREAS = ("02", "auckland", "99")


def answer(figures, **chosen):
    return Answer(figures, Choice(**chosen))


@pytest.mark.parametrize("said", OPINIONS)
def test_a_release_has_no_cell_of_it(release, said):
    table = release.table(f"region_stakeholder_by_{said}")
    assert not set(TYPES) & set(table["stakeholder"])
    assert set(TYPES) & set(release.table(f"stakeholder_by_{said}")["stakeholder"])
    assert "maori" in set(release.table(f"community_by_{said}")["community"])
    assert set(TYPES) <= set(
        release.table("region_stakeholder")["stakeholder"]
    )  # that they were heard is told


@pytest.mark.parametrize("show", OPINIONS)
@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("area", AREAS)
def test_the_point_says_why_there_is_none(figures, show, type_, area):
    chosen = answer(figures, show=show, area=area, stakeholder=type_)
    (sentence,) = show_of(chosen).point(chosen)
    assert sentence == kept_sentence(chosen)
    assert f"What {whom(figures.names, area, type_)} said is {KEPT}" in sentence
    assert figures.engagement.care.kaitiaki in sentence
    assert "can estimate it, roughly" in sentence  # who adds up the others is not shut out


@pytest.mark.parametrize("type_", TYPES)
def test_so_does_the_evidence(figures, type_):
    chosen = answer(figures, show="tone", area="02", stakeholder=type_)
    comments, themes = (one(chosen, chosen.comments) for one in (CommentEvidence, ThemeEvidence))
    figure = PositionEvidence(chosen)
    assert {figure.base_sentence(), comments.tone(), themes.note()} == {kept_sentence(chosen)}
    assert (figure.positions(), comments.tones(), themes.rows(), comments.not_scored()) == ([], [], [], "")


@pytest.mark.parametrize("show", OPINIONS)
def test_so_does_every_row_of_a_file(figures, allowed, show):
    chosen = answer(figures, show=show)
    rows = [row for row in show_of(chosen).rows(chosen) if row["area"] and row["stakeholder"] in TYPES]
    assert len(rows) == len(TYPES) * (17 + len(figures.region_groups.ids))
    told = {(row["figure"], row["status"], row["in_words"]) for row in rows}
    assert told == {(None, "kept, not told by area", f"{KEPT}, so not told by region")}
    few = {row["status"] for row in show_of(chosen).rows(chosen) if row["stakeholder"] not in TYPES}
    assert not few & {status for _, status, _ in told}
    other = answer(allowed, show=show)
    assert KEPT not in " ".join(row["in_words"] for row in show_of(other).rows(other))


def test_of_the_whole_engagement_it_is_told(figures):
    for show in (one for one in available_shows(figures) if one.id in OPINIONS):
        chosen = answer(figures, show=show.id, stakeholder="iwi_maori_organisation")
        assert not chosen.is_kept
        assert KEPT not in " ".join(show.point(chosen))


def test_who_was_heard_is_told_by_area(figures):
    chosen = answer(figures, show="coverage", area="02", stakeholder="iwi_maori_organisation")
    assert KEPT not in " ".join(show_of(chosen).point(chosen))
