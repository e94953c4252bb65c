"""What make does on other machines, shown by lending it a PATH that holds only what such a machine has."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def programs(tmp_path):
    """A folder for the PATH, empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def put(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def find_python(root, programs):
    command = ["/bin/sh", root / "scripts/python.sh"]
    return subprocess.run(command, env={"PATH": str(programs)}, capture_output=True, text=True, check=False)


def bring_chromium(root, programs, tmp_path):
    # A port where nothing listens stands for a machine that cannot reach Playwright's own browsers.
    unreachable = {
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
    }
    command = [sys.executable, root / "scripts/chromium.py"]
    environment = {"PATH": str(programs), "HOME": str(tmp_path)} | unreachable
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_python_that_does_not_run_is_passed_over(root, programs):
    put(programs, "python3.11", "exit 127")
    (programs / "python3.12").symlink_to(sys.executable)
    assert find_python(root, programs).stdout == "python3.12\n"


def test_without_a_python_one_sentence_says_so(root, programs):
    put(programs, "python3", "exit 1")
    found = find_python(root, programs)
    assert found.returncode == 1
    assert found.stderr.startswith("No Python 3.11 or newer")


def test_a_chromium_on_the_path_is_taken_as_it_is(root, programs, tmp_path):
    put(programs, "google-chrome", "exit 0")
    brought = bring_chromium(root, programs, tmp_path)
    assert (brought.returncode, brought.stdout, brought.stderr) == (0, "", "")


@pytest.mark.slow
def test_without_any_chromium_one_sentence_says_so(root, programs, tmp_path):
    brought = bring_chromium(root, programs, tmp_path)
    assert brought.returncode == 1
    assert brought.stderr.splitlines()[-1].startswith("No Chromium for the browser tests")


@pytest.mark.slow
def test_the_package_manager_brings_chromium_only_where_it_may(root, programs, tmp_path):
    # Stands for apt: notes what it was asked, and "installs".
    made = f"{programs}/chromium"
    installs = f'case "$*" in *install*) : > {made}; chmod +x {made};; esac'
    put(programs, "apt-get", f'echo "$@" >> {tmp_path}/asked; {installs}')
    (programs / "chmod").symlink_to(shutil.which("chmod"))
    brought = bring_chromium(root, programs, tmp_path)
    if os.geteuid() == 0:
        asked = (tmp_path / "asked").read_text().splitlines()
        assert asked == ["-qq update", "-qq install --yes chromium"]
        assert brought.returncode == 0
    else:
        assert not (tmp_path / "asked").exists()
        assert brought.returncode == 1


def test_ci_does_what_a_person_does(root):
    run = root / ".ci/run"
    assert os.access(run, os.X_OK)
    assert run.read_text().splitlines()[-1] == "CI=true make test"
