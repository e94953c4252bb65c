"""The steward's desk on the small engagement, and what a page asks of it."""

import pytest
from two_islands import shipped

from wellbeing.desk.collect.deeds import Desk, done
from wellbeing.desk.collect.page import deeds_of


@pytest.fixture
def desk(tmp_path):
    return Desk(shipped(tmp_path / "engagement"), tmp_path / "workspace")


@pytest.fixture
def ask(desk):
    deeds = deeds_of(desk)
    return lambda do, **said: done(deeds, {"do": do} | said)
