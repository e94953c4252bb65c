"""What changed between two releases is told in states and sentences that each of them shows by itself."""

import dataclasses
import re

import msgspec
import pytest
from series import two_releases

from wellbeing.reports.changes import OTHER_YARDSTICK, SAME_DATA, Changes
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return [Figures(one) for one in two_releases(tmp_path_factory)]


def family(figures):
    rows = figures.coverage().filter("family")
    return {(row["area"], row["stakeholder"]): STATE_WORDS[row["state"]] for row in rows.to_dicts()}


def test_each_state_that_is_told_is_on_the_page_of_its_own_release_and_none_is_left_out(two):
    before, now = (family(one) for one in two)
    told = [row for _, rows in Changes(*two, "").groups() for row in rows]
    changed = {cell for cell in before if before[cell] != now[cell]}
    assert changed
    assert {(row.choice["area"], row.choice["stakeholder"]) for row in told} == changed
    for row in told:
        cell = row.choice["area"], row.choice["stakeholder"]
        assert (row.before[1].lower(), row.now[1].lower()) == (before[cell].lower(), now[cell].lower())


def test_each_finding_is_told_in_the_words_of_its_own_release_so_that_no_number_is_a_difference(two):
    said = Changes(*two, "").said()
    assert said
    titles = {show.title(Answer(two[1], Choice(show=show.id))): show for show in available_shows(two[1])}
    for title, *texts in said:
        for figures, text in zip(two, texts, strict=True):
            assert text == titles[title].point(Answer(figures, Choice(show=titles[title].id)))[0]
    whole, changed = (len(some) for some in (family(two[1]), Changes(*two, "")._changed))
    assert {int(one) for one in re.findall(r"\d+", Changes(*two, "").sentences()[0])} <= {whole, changed}


def test_a_release_beside_itself_or_of_the_same_contributions_tells_no_change(two):
    same = Changes(two[0], two[0], "")
    assert same.sentences() == [SAME_DATA]
    assert (same.groups(), same.said()) == ([], [])


def test_where_what_is_compared_with_changed_too_the_reader_is_told_so(two):
    policy = msgspec.structs.replace(two[0].release.policy, threshold=10)
    manifest = msgspec.structs.replace(two[0].release.manifest, policy=policy)
    before = Figures(dataclasses.replace(two[0].release, manifest=manifest))
    assert OTHER_YARDSTICK in Changes(before, two[1], "").sentences()
    assert OTHER_YARDSTICK not in Changes(*two, "").sentences()
