"""The small engagement of ``tests/engagement``, for tests that need one whose every row is known."""

import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from loops import pytest_runtest_call, pytest_runtest_setup  # noqa: F401 - hooks, taken by their names
from marking import pytest_collection_modifyitems  # noqa: F401 - a hook, taken by its name
from sharing import pytest_xdist_make_scheduler  # noqa: F401 - a hook, taken by its name
from shown import shared_release
from standing import pytest_collection  # noqa: F401 - a hook, taken by its name
from two_islands import FOLDER, record_tables, shipped, true_tables

from wellbeing.language import speaking
from wellbeing.model.engagement import Benchmark
from wellbeing.model.policy import Policy, policy
from wellbeing.release.store.opening import Release
from wellbeing.sources.engagement import read_engagement
from wellbeing.state.figures import Figures

SECRET = bytes(range(32))
# Each worker would wait while grammars of addresses are built for JSON that none of these tests has checked for them.
sys.modules.setdefault("rfc3987_syntax", None)
# A machine that runs other tests at once pauses at any time: slowness is measured elsewhere.
settings.register_profile("shared machine", deadline=None, max_examples=20)
# For `make prove`.
settings.register_profile("thorough", deadline=None, max_examples=400)
# For `make check`: many examples are for `make test`.
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("shared machine")


@pytest.fixture(autouse=True)
def _in_english():
    """Each test begins, and ends, in English: a process speaks the language of the release that it opened last."""
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def islands():
    """The small engagement, as read from its folder."""
    return read_engagement(FOLDER)


@pytest.fixture(scope="session")
def islands_record():
    """Its exact tables: 240 attendances, 360 responses."""
    return record_tables()


@pytest.fixture(scope="session")
def islands_true():
    """The same, as a release is made from."""
    return true_tables()


@pytest.fixture
def islands_folder(tmp_path: Path) -> Path:
    """The small engagement's folder with a demonstration, to be changed at will."""
    return shipped(tmp_path / "engagement")


@pytest.fixture(scope="session")
def secret() -> bytes:
    return SECRET


@pytest.fixture(scope="session")
def adviser(islands) -> Policy:
    return policy(islands.engagement, "adviser")


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the demonstration, made with a key that never changes."""
    return shared_release(tmp_path_factory)


@pytest.fixture(scope="session")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """The figures of a release of the demonstration whose kaitiaki allow what they look after by area."""
    return Figures(shared_release(tmp_path_factory, allowed=True))


@pytest.fixture(scope="session")
def with_empty_slot(release: Release) -> Figures:
    """The same release, of an engagement that names a benchmark "Work" without figures."""
    slot = Benchmark(id="work", en="Work", regions="jobs", stakeholders="plan_intent", note="Not at hand.")
    shipped_one = release.engagement
    named = msgspec.structs.replace(shipped_one, benchmarks=(*shipped_one.benchmarks, slot))
    return Figures(replace(release, engagement=named))


@pytest.fixture(scope="session")
def figures(release: Release) -> Figures:
    return Figures(release)
