"""A fresh clone in an empty folder serves with nothing but Python, make and a package index."""

import contextlib
import os
import subprocess
import time

import pytest
from serving import answers, free_port, stop

pytestmark = pytest.mark.prove
#: Downloading, installing, filling, releasing, starting.
PATIENCE_SECONDS = 1200


@pytest.fixture
def clone(root, tmp_path):
    folder = tmp_path / "a folder with spaces"
    subprocess.run(["git", "clone", "--quiet", root, folder], check=True)
    return folder


@pytest.fixture
def home(tmp_path):
    """A home folder that is empty, so that what set-up writes there can be seen."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@contextlib.contextmanager
def made(target, clone, home):
    """``make`` at work in the clone, as somebody who has never been here."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("WELLBEING_", "MAKE"))}
    command = ["make", target, f"PORT={(port := free_port())}"]
    making = subprocess.Popen(command, cwd=clone, env=own | {"HOME": str(home)}, start_new_session=True)
    try:
        yield making, port
    finally:
        stop(making)


def test_make_serve_answers_and_writes_nothing_outside_the_clone(clone, home):
    started = time.monotonic()
    with made("serve", clone, home) as (making, port):
        while not answers(port) and making.poll() is None and time.monotonic() < started + PATIENCE_SECONDS:
            time.sleep(0.5)
        assert answers(port)
    written = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {path for path in written if not path.startswith(".cache/")} == set()
