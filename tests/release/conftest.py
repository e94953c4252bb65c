"""The small engagement's true cells, its published tables, and a release of it."""

import pytest

from wellbeing.release.axes import axes
from wellbeing.release.building import content, true_cells
from wellbeing.release.opening import read_release
from wellbeing.release.writing import Approval, write_release


@pytest.fixture(scope="session")
def along(islands, islands_true):
    return axes(islands, islands_true)


@pytest.fixture(scope="session")
def cells(islands_true, along, secret):
    return true_cells(islands_true, along, secret)


@pytest.fixture(scope="session")
def published(islands, islands_true, secret):
    """Tier → what a release of it holds."""
    return {tier: content(islands, islands_true, tier, secret) for tier in ("adviser", "public")}


@pytest.fixture
def released(tmp_path, islands, published):
    """The folder of a fresh release."""
    approval = Approval("A. Tester", "adviser")
    return write_release(tmp_path / "workspace", published["adviser"], islands, approval, "keyed hash")


@pytest.fixture
def release(released):
    return read_release(released)
