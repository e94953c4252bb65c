"""The small engagement's counts, all that is measured of them, what each tier tells, and a release."""

import dataclasses

import msgspec
import numpy as np
import pytest

from wellbeing.model.policy import policy
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import figures as measured_figures
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.count.axes import axes
from wellbeing.release.count.registers import hui_held
from wellbeing.release.protect.design import grid_of
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

TIERS = ("adviser", "public")


@pytest.fixture(scope="session")
def measure(secret):
    """A function of a folder and its true tables: all that is measured of them, and reconciled."""

    def made(folder, true, before=None, **more):
        return measured_figures(folder, true, secret, before, boundaries=boundaries(folder), **more)

    return made


@pytest.fixture(scope="session")
def tell():
    """A function of a folder, figures and a tier: what a release of it holds."""

    def made(folder, measured, tier="adviser", **more):
        settings = folder.engagement
        return tier_content(measured, settings, boundaries(folder), policy(settings, tier), **more)

    return made


@pytest.fixture(scope="session")
def counted():
    """A function of a folder and its true tables: the grid of counts."""

    def made(folder, true, **more):
        return grid_of(axes(folder, true, **more), hui_held(true.events))

    return made


@pytest.fixture(scope="session")
def cared(islands):
    """The small engagement whose farmers and teachers have kaitiaki, who do not allow what they say by area."""
    terms = tuple(
        msgspec.structs.replace(one, kaitiaki=one.id in {"farmer", "teacher"})
        for one in islands.engagement.stakeholders
    )
    return dataclasses.replace(
        islands, engagement=msgspec.structs.replace(islands.engagement, stakeholders=terms)
    )


@pytest.fixture(scope="session")
def along(islands, islands_true):
    return axes(islands, islands_true)


@pytest.fixture(scope="session")
def held(islands_true):
    """The hui that were held, with their labels."""
    return hui_held(islands_true.events)


@pytest.fixture(scope="session")
def grid(along, held):
    return grid_of(along, held)


@pytest.fixture(scope="session")
def measured(measure, islands, islands_true):
    """All that is measured of the small engagement."""
    return measure(islands, islands_true)


@pytest.fixture(scope="session")
def truth(grid, measured):
    """The true value of each count of the grid."""
    return true_values(grid, measured)


@pytest.fixture(scope="session")
def true_of():
    """A function of a grid and its figures: the true value of each count."""
    return true_values


def true_values(grid, measured):
    known = dict(measured.measurements.select("label", "n").iter_rows())
    return np.array([known[label] for label in grid.labels])


@pytest.fixture(scope="session")
def published(tell, islands, measured):
    """Tier → what a release of it holds."""
    return {tier: tell(islands, measured, tier) for tier in TIERS}


@pytest.fixture
def write(tmp_path, islands, published):
    """A function that writes a release of the small engagement; its folder."""

    def written(made=None, approver="A. Tester", tier="adviser"):
        approval = Approval(approver, tier)
        return write_release(tmp_path / "workspace", made or published[tier], islands, approval, "keyed hash")

    return written


@pytest.fixture
def trust(tmp_path, islands):
    """What believes releases of the workspace that ``write`` writes to."""
    return Trust(tmp_path / "workspace", islands.path)


@pytest.fixture
def released(write):
    """The folder of a fresh release."""
    return write()


@pytest.fixture
def release(released, trust):
    return read_release(released, trust)
