"""How the suite is shared between workers, and what is made once for all of them."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

#: Tests that mostly wait for servers of their own: one part beside the browser's, large enough to be begun early.
OF_SERVERS = ("tests/gate/", "tests/browser/test_jupyterlab.py")


class BrowserBesideFiles(LoadScopeScheduling):
    """All browser tests go to one worker, as the largest part and so the first; the others, file by file.

    One workspace, server and Chromium then serve all of them, and a file's own fixtures are made once.
    (``--dist loadgroup`` would say the same by marks, but xdist 3.8 under pytest 9.2 silently ignores them.)
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith(OF_SERVERS):
            return "servers"
        return "browser" if path.startswith("tests/browser/") else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return BrowserBesideFiles(config, log)


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
