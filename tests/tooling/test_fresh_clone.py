"""A fresh clone in an empty folder serves with nothing but Python, make and a package index."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from serving import answers, free_port, stop

pytestmark = pytest.mark.prove
#: Downloading, installing, filling, releasing, starting.
PATIENCE_SECONDS = 1200


@pytest.fixture
def clone(root, tmp_path):
    folder = tmp_path / "a folder with spaces"
    subprocess.run(["git", "clone", "--quiet", root, folder], check=True)
    yield folder
    shutil.rmtree(folder)  # pytest would keep three of them, of 1.5 GB each


@pytest.fixture
def home(tmp_path):
    """A home folder that is empty, so that what set-up writes there can be seen."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def programs(tmp_path):
    """A PATH with Python, make and what every system has: no compiler, no browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("make", "sh", "touch", "env"):
        (folder / name).symlink_to(shutil.which(name))
    python = f"python3.{sys.version_info.minor}"
    (folder / python).symlink_to(Path(sys.base_prefix) / "bin" / python)
    return folder


@contextlib.contextmanager
def made(target, clone, home, programs):
    """``make`` at work in the clone, as somebody who has never been here."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("WELLBEING_", "MAKE"))}
    environment = own | {"HOME": str(home), "PATH": str(programs)}
    command = [programs / "make", target, f"PORT={(port := free_port())}"]
    making = subprocess.Popen(command, cwd=clone, env=environment, start_new_session=True)
    try:
        yield making, port
    finally:
        stop(making)


def test_make_serve_answers_and_writes_nothing_outside_the_clone(clone, home, programs):
    started = time.monotonic()
    with made("serve", clone, home, programs) as (making, port):
        while not answers(port) and making.poll() is None and time.monotonic() < started + PATIENCE_SECONDS:
            time.sleep(0.5)
        assert answers(port)
    written = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {path for path in written if not path.startswith(".cache/")} == set()
