"""One community on the page: every figure under its name is its own, in every area, in every part and file."""

import csv
import html
import io
import re
from itertools import product

import pytest

from wellbeing.reports.communities import NEVER_ADDED
from wellbeing.reports.naming import chosen_title, slug
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.shows.registry import available_shows, explorer_of, show_of
from wellbeing.reports.words.cells import count_text
from wellbeing.state.beside.communities import communities_heard
from wellbeing.state.choice import Choice, from_address, to_address
from wellbeing.state.filters import ONE_LENS
from wellbeing.views.files.downloads import DOWNLOADS
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.legend import Legend
from wellbeing.views.parts.listing import RowList
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList
from wellbeing.views.parts.reply import ReplyPanel

NAMES = {"maori": "Māori", "pacific": "Pacific peoples", "disabled": "Disabled people"}


def plain(part):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", part.markup.html)))


@pytest.fixture
def explorer(figures):
    return explorer_of(figures.release, figures)


@pytest.fixture(scope="module")
def heard(figures):
    rows = communities_heard(figures).to_dicts()
    return {
        (row["community"], row["area"]): count_text(row, figures.release.policy.threshold) for row in rows
    }


def test_under_the_name_of_a_community_no_part_has_a_figure_of_everybody(explorer, heard, figures):
    areas = ["", *figures.release.table("areas")["area"]]
    point, reply = Point(explorer, {}), ReplyPanel(explorer)
    for community, area in product(NAMES, areas):
        explorer.filters.choose({"community": community, "area": area})
        own, name = heard[community, area], NAMES[community]
        words = own.replace("<", "fewer than ")
        place = f"{figures.names.area(area)} · {name}" if area else name
        for part in (point, reply):
            assert f"{place}: {words} heard" in plain(part), (community, area)
            assert NEVER_ADDED.format(types="types") in plain(part)
        told = plain(point).partition("These are the voices")[0] + plain(reply)
        of_it = {number for key, number in heard.items() if key[0] == community}
        counts = set(re.findall(r"((?:fewer than )?[\d,]+) heard", told))
        assert {one.replace("fewer than ", "<") for one in counts} <= of_it
        assert show_of(explorer.answer).heading(explorer.answer) == place


@pytest.mark.parametrize("community", NAMES)
def test_map_list_legend_table_and_file_are_of_the_community_alone(explorer, heard, figures, community):
    explorer.filters.choose({"community": community})
    looks = Map(explorer).piece.looks
    assert {area: look[2] for area, look in looks.items()} == {
        area: heard[community, area] for area in figures.regions
    }
    assert all(f": {NAMES[community]}: " in look[4] for look in looks.values())
    assert f"Who was heard: {NAMES[community]} by region" in plain(Legend(explorer))
    numbers = [int(one) for one in re.findall(r"<b>(\d+)</b>", Legend(explorer).markup.html)]
    assert sum(numbers) == len(figures.regions)
    listed = [row for _, rows in show_of(explorer.answer).listing(explorer.answer).rows for row in rows]
    assert {row.choice["area"]: row.left for row in listed} == {
        area: heard[community, area] for area in figures.regions
    }
    assert f"<caption>{NAMES[community]}</caption>" in RegionList(explorer).markup.html
    name, _, csv_bytes = DOWNLOADS["csv"].file(explorer.answer, "csv")
    assert f"_{slug(NAMES[community])}_" in name
    assert chosen_title(explorer.answer).startswith(NAMES[community])
    rows = [*csv.DictReader(io.StringIO(csv_bytes.decode("utf-8-sig")))]
    assert {row["shown"] for row in rows} == {f"{NAMES[community]} · Who was heard"}
    assert {row["area"]: row["community"] for row in rows} == dict.fromkeys(
        ["", *figures.release.table("areas")["area"]], community
    )


def test_a_community_whose_people_nobody_counted_says_so_everywhere(explorer):
    explorer.filters.choose({"community": "disabled", "area": "02"})
    for part in (Point(explorer, {}), ReplyPanel(explorer), RowList(explorer), Legend(explorer)):
        assert "how many could have been heard is not known" in plain(part)
        assert "expected" not in plain(part).lower()


def test_the_matrix_stays_everybody_s_and_communities_stand_apart(explorer, heard):
    matrix = Matrix(explorer)
    before = matrix.markup.html
    explorer.filters.choose({"community": "pacific", "area": "auckland"})
    assert matrix.markup.html == before
    assert matrix.markup.chosen == ["of-pacific-auckland", "of-pacific-02"]
    button = re.search(r'id="of-pacific-auckland".*?</button>', before, re.DOTALL)[0]
    assert f"<span>{heard['pacific', 'auckland']}</span>" in button
    assert "they are never added up" in plain(matrix)


def test_a_type_and_a_community_let_go_of_each_other(explorer):
    choose = explorer.filters.choose
    choose({"stakeholder": "provider", "area": "02"})
    choose({"community": "maori"})
    assert explorer.answer.choice == Choice(community="maori", area="02")
    assert Choice(**from_address(to_address(explorer.answer.choice))) == explorer.answer.choice
    choose({"area": "12", "stakeholder": ""})
    assert explorer.answer.choice == Choice(area="12")
    choose({"community": "maori", "stakeholder": "provider"})
    assert (explorer.answer.choice, explorer.filters.note) == (
        Choice(area="12", stakeholder="provider"),
        ONE_LENS,
    )
    choose({"community": "martians"})
    assert "“martians”" in explorer.filters.note


def test_what_a_community_does_not_follow_is_not_named(explorer):
    explorer.filters.choose({"community": "maori", "cut": "channel:paper", "benchmark": "targets"})
    assert explorer.answer.choice == Choice(community="maori")
    html = Controls(explorer).markup.html
    assert 'id="cut"' not in html
    assert 'id="benchmark"' not in html


def test_a_show_that_cannot_follow_a_community_says_so_and_names_none(explorer, figures):
    explorer.filters.choose({"community": "maori", "area": "02"})
    controls, reply = Controls(explorer), ReplyPanel(explorer)
    assert "What was said is told by region and type, not by community." in plain(reply)
    for show in available_shows(figures):
        if show.family != HEARD:
            explorer.filters.choose({"show": show.id})
            assert "Māori: communities are told of who was heard only" in plain(controls)
            assert explorer.answer.choice.community == ""
            assert "community-maori" not in controls.markup.chosen


def test_evidence_beside_a_community_is_of_everyone_and_says_so(explorer):
    explorer.filters.choose({"community": "maori", "area": "02"})
    evidence = EvidencePanel(explorer)
    evidence.markup.opened = ["evidence"]
    assert "Evidence: Auckland" in plain(evidence)
    assert "Evidence: Auckland · Māori" not in plain(evidence)
