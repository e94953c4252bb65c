"""How the suite is shared between workers, and what is made once for all of them."""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

#: Tests that mostly wait for servers and browsers of their own, by where they are begun: parts that are large, so that
#: they are begun first and each worker has one. What is in no part goes file by file.
PARTS = {
    "tests/gate/": "the gate",
    "tests/browser/test_jupyterlab.py": "the analyst's",
    "tests/browser/test_collect": "the analyst's",
    "tests/browser/test_paper_forms.py": "the analyst's",
    "tests/browser/test_asked_in_words.py": "the analyst's",
    "tests/browser/test_analyse.py": "the analyst's",
    "tests/browser/test_deployed.py": "from outside",
    "tests/browser/test_published.py": "from outside",
    "tests/browser/test_canaries.py": "from outside",
    "tests/browser/test_engagements.py": "from outside",
    "tests/browser/test_measures.py": "from outside",
    "tests/browser/test_report.py": "from outside",
    "tests/browser/": "pages",
}

#: Files that take long for how few tests they hold: begun after the parts, so that no worker is left with one at last.
LONG = (
    "tests/tooling/test_site.py",
    "tests/tooling/test_code_blocks.py",
    "tests/engagements/test_open_access.py",
    "tests/cli/test_serve.py",
    "tests/engagements/test_absent.py",
    "tests/cli/test_import.py",
    "tests/faults/test_one_writer.py",
    "tests/tooling/test_wheel.py",
    "tests/cli/test_series.py",
    "tests/faults/test_histories.py",
    "tests/engagements/test_what_changed.py",
    "tests/views/parts/test_words.py",
    "tests/cli/test_private.py",
    "tests/faults/test_migrations.py",
    "tests/attacks/test_shapes.py",
    "tests/opinion/coding/test_sampler_and_estimator.py",
    "tests/faults/test_disks.py",
    "tests/cli/test_readings.py",
    "tests/cli/test_demo_and_release.py",
    "tests/cli/test_care.py",
    "tests/faults/test_kills.py",
)


class PartsBesideFiles(LoadScopeScheduling):
    """Browser tests go to a few workers, as the largest parts and so the first; the others, file by file.

    One workspace, server and Chromium then serve all of a part, and a file's own fixtures are made once.
    (``--dist loadgroup`` would say the same by marks, but xdist 3.8 under pytest 9.2 silently ignores them.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return _part(nodeid)


def largest_first(items: list[pytest.Item]) -> None:
    """Have a worker take what takes longest first: parts and long files in their order, then others by tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    many, named = Counter(_part(item.nodeid) for item in items), [*dict.fromkeys(PARTS.values()), *LONG]
    places = {
        part: (named.index(part) if part in named else len(named), -of, part) for part, of in many.items()
    }
    items.sort(key=lambda item: places[_part(item.nodeid)])


def _part(nodeid: str) -> str:
    path = nodeid.partition("::")[0]
    return next((part for begun, part in PARTS.items() if path.startswith(begun)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # it would go by the number of tests alone
    return PartsBesideFiles(config, log)


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made once in a run of the suite, by the worker that needs it first; nobody changes it.

    Args:
        folders: pytest's ``tmp_path_factory``.
        name: of the folder.
        make: fills it; it is there, and empty.
    """
    own = folders.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_name(f"{name}.made").open("a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if not made.read():
            shutil.rmtree(folder, ignore_errors=True)  # begun, and failed
            folder.mkdir()
            make(folder)
            made.write(name)
    return folder
