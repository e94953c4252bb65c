"""Headline figures beside those already public."""

import json

import pytest
from exports import export, line, profiled

from wellbeing.cli.jobs.status import in_words
from wellbeing.model.vocabulary import STATES
from wellbeing.sources.engagement import read_settings

FIGURES = ("hui", "places", "attendances")


@pytest.fixture
def told(released):
    done = released("status", "--json")
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_published_figures_are_told_as_published(told):
    assert [told[name] for name in FIGURES] == [12, 3, 240]
    assert told["responses"] == {"water": 200, "roads": 160}
    assert (told["provenance"], told["release"]) == ("made for tests", "2020-06-09.01")


def test_each_is_told_as_counted_too(told):
    cells = [told["counted"][name] for name in FIGURES] + list(told["counted"]["responses"].values())
    assert [set(cell) for cell in cells] == [{"status", "count", "low", "high"}] * 5
    for cell, published in zip(cells, [12, 3, 240, 200, 160], strict=True):
        assert cell["status"] == "shown"
        assert cell["low"] <= published <= cell["high"]
    # What is public anyway is known exactly, whatever the rounding.
    assert [cell["high"] - cell["low"] for cell in cells] == [0, 0, 0, 0, 0]


def test_states_are_those_of_regions_by_types_without_groups(told):
    assert list(told["states"]) == [*STATES, "cannot_tell"]
    assert sum(told["states"][state] for state in STATES) == 4 * 3
    assert sum(told["region_states"][state] for state in STATES) == 4


def test_contributions_that_are_lost_show(released, withdraw):
    withdraw(20)
    released("release", "--approve", "A. Tester")
    done = released("status", "--json")
    assert done.exit_code == 1
    assert "responses to roads: published 160, but the release counts between" in done.stderr
    assert json.loads(done.stdout)["counted"]["responses"]["roads"]["high"] <= 140 + 10


def test_it_can_be_read_without_knowing_json(released):
    done = released("status")
    assert done.exit_code == 0
    assert "attendances: 240 published, " in done.stdout


@pytest.mark.parametrize(("gaps", "words"), [(1, "1 gap, "), (2, "2 gaps, "), (0, "")])
def test_gaps_and_their_word_agree(told, islands_folder, gaps, words):
    settings = read_settings(islands_folder / "engagement.toml")
    states = dict.fromkeys(told["states"], 0) | {"gap": gaps, "over": 3}
    (said,) = [one for one in in_words(told | {"states": states}, settings).splitlines() if " × " in one]
    assert said.partition(": ")[2] == f"{words}3 more than its share"


def test_how_many_state_no_region_and_no_type_is_a_line(released, told):
    assert list(told["not_stated"]) == ["region", "type"]
    assert "state no region: " in released("status").stdout


def test_what_files_were_read_by_is_told_with_who_confirmed_it(released, islands_folder, tmp_path):
    profiled(islands_folder)
    survey = export(tmp_path / "few.csv", [line(1, Date="05/04/2020")])  # 5 April, or 4 May
    assert released("import", str(survey), "--profile", "web").exit_code == 0
    (one,) = json.loads(released("status", "--json").stdout)["conventions"]
    assert one["file"] == "few.csv"
    assert one["convention"].endswith("nothing in the file proves it, confirmed by A. Tester.")
    assert f"Read by convention: few.csv: {one['convention']}" in released("status").stdout
    answers = json.loads(released("status", "--json").stdout)["answers"]
    parts = ("stored", "merged", "no_answer", "quarantined", "refused")
    assert answers
    assert all(row["read"] == sum(row[name] for name in parts) for row in answers)


def test_without_a_release_the_message_says_how_to_make_one(wellbeing):
    done = wellbeing("status")
    assert done.exit_code == 1
    assert "`wellbeing release --approve NAME` make one" in done.stderr
