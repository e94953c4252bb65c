"""How the suite is shared between workers."""

import pytest
from xdist.scheduler import LoadScopeScheduling


class BrowserBesideFiles(LoadScopeScheduling):
    """All browser tests go to one worker, as the largest part and so the first; the others, file by file.

    One workspace, server and Chromium then serve all of them, and a file's own fixtures are made once.
    (``--dist loadgroup`` would say the same by marks, but xdist 3.8 under pytest 9.2 silently ignores them.)
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "browser" if path.startswith("tests/browser/") else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return BrowserBesideFiles(config, log)
