"""What changed: between releases that lie beside each other, each verified before it is read."""

import json
import shutil

import pytest
from series import shared_series

from wellbeing.release.store.catalogue import RETIRED
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.changes import FIRST, PROTECTED
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.views.sections.changed import WhatChanged


@pytest.fixture
def folder(tmp_path, tmp_path_factory):
    shutil.copytree(shared_series(tmp_path_factory), tmp_path, dirs_exist_ok=True)
    return tmp_path / "releases"


def opened(folder, name, **more):
    part = WhatChanged(explorer_of(read_release(folder / name, Trust(folder.parent))))
    part.markup.hear({"unfold": "changed", **more})
    return part


FORMER, LATTER = "2020-06-09.01", "2020-06-09.02"


def test_of_a_release_without_another_before_it_is_said_that_it_is_the_first(folder):
    assert FIRST in opened(folder, FORMER).markup.shown
    shutil.rmtree(folder / FORMER)
    alone = opened(folder, LATTER).markup.shown
    assert FIRST in alone
    assert "<select" not in alone


def test_the_release_before_is_compared_and_that_which_was_seen_is_named(folder):
    said = opened(folder, LATTER).markup.shown
    assert PROTECTED in said
    assert f"In {FORMER}" in said
    assert "you saw before" not in said
    assert "you saw before" in opened(folder, LATTER, visited=FORMER).markup.shown


def test_nothing_is_read_of_another_release_until_the_section_is_opened(folder):
    (folder / FORMER / "engagement.json").write_text("changed")
    part = WhatChanged(explorer_of(read_release(folder / LATTER, Trust(folder.parent))))
    assert part.markup.shown.startswith('<details id="changed" data-closed')
    assert f'data-visit="two-islands/adviser {LATTER}"' in part.markup.shown
    part.markup.hear({"unfold": "changed"})
    assert "cannot be read" in part.markup.shown


def test_what_is_retired_or_of_another_kind_is_not_compared(folder):
    shutil.copytree(folder / FORMER, folder / "2020-06-09.07")  # a folder under a name that is not its id
    (folder / RETIRED).write_text(json.dumps([FORMER]))
    said = opened(folder, LATTER).markup.shown
    assert FIRST in said
    assert FORMER not in said


ASKED = ({"since": "../../etc"}, {"since": LATTER}, {"until": 7}, {"visited": "x"}, {"until": FORMER})


def test_what_a_browser_may_ask_never_breaks_it(folder):
    release = read_release(folder / LATTER, Trust(folder.parent))
    for asked in ASKED:
        part = WhatChanged(explorer_of(release))
        part.markup.hear({"unfold": "changed"})
        part.markup.hear({"set": asked, "do": ""})
        assert "What changed" in part.markup.shown
        assert (FIRST in part.markup.shown) == (asked == {"until": FORMER})
        part.markup.hear({"set": {"until": LATTER}, "do": ""})
        assert PROTECTED in part.markup.shown


def test_a_cell_that_changed_is_chosen_by_its_name(folder):
    part = opened(folder, LATTER)
    part.markup.hear({"set": {"area": "N1", "stakeholder": ""}, "do": ""})
    assert part.explorer.answer.choice.area == "N1"
