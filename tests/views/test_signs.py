"""Signs of states are signs on the stage too: what else is called so there lays nothing out by that name alone."""

import re

import pytest

from wellbeing.model.vocabulary import STATES
from wellbeing.views.shell.sheet import ASSETS

STYLES = (ASSETS / "stage/stage.css").read_text("utf8")


@pytest.mark.parametrize("state", STATES)
def test_the_name_of_a_state_gives_colour_and_no_place(state):
    rules = re.findall(rf"^\.{state} \{{([^}}]*)\}}", STYLES, re.MULTILINE)
    assert [one for rule in rules for one in ("position", "inset", "display") if one in rule] == []
