"""The serving process is given a copy of a release, and nothing that leads to the record."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner
from serving import WELLBEING, answers, environment, free_port, wait_until_served

from wellbeing.cli import main
from wellbeing.cli.jobs.serve import WATCH_SECONDS

ENDING_SECONDS = 20


@dataclass(frozen=True)
class Served:
    """A running ``wellbeing serve``, and what its serving process was given."""

    process: subprocess.Popen
    port: int
    workspace: Path
    #: Working folder, command line and environment of the serving process.
    child: int
    folder: Path
    command: list[str]
    variables: list[str]


def command(workspace, *arguments):
    own = environment(workspace) | {"WELLBEING_ENGAGEMENT": str(workspace.parent / "engagement")}
    no_screen = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    inside = own | no_screen | {"PWD": str(workspace), "A_FOLDER": f"{workspace}/releases", "KEPT": "yes"}
    return {"args": [WELLBEING, *arguments], "env": inside, "cwd": workspace}


def serve(workspace, port, log, *options):
    given = command(workspace, "serve", "--no-ahead", "--port", str(port), *options)
    with log.open("wb") as output:
        return subprocess.Popen(**given, stdout=output, stderr=output, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def stripped(released_once, tmp_path_factory):
    """A workspace with a release, from which record and secret were deleted."""
    folder = tmp_path_factory.mktemp("served") / "copy"
    workspace = shutil.copytree(released_once.parent, folder) / "workspace"
    shutil.rmtree(workspace / "held")
    for file in workspace.iterdir():
        if file.is_file() and file.name != "signing.pub":
            file.unlink()
    assert sorted(path.name for path in workspace.iterdir()) == ["releases", "signing.pub"]
    return workspace


@pytest.fixture(scope="module")
def served(stripped):
    port, log = free_port(), stripped.parent / "log.txt"
    process = serve(stripped, port, log, "--kiosk", "2020-06-09.01")
    wait_until_served(port, process, log)
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    told = {
        name: Path(f"/proc/{child}/{name}").read_text().split("\0")[:-1] for name in ("cmdline", "environ")
    }
    folder = Path(f"/proc/{child}/cwd").readlink()
    yield Served(process, port, stripped, int(child), folder, told["cmdline"], told["environ"])
    process.kill()
    process.wait()


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process was given")


@on_linux
def test_a_kiosk_serves_brief_and_no_other_page_with_record_and_secret_deleted(served):
    found = {}
    for page in ("/brief", "/explore"):
        with closing(HTTPConnection("127.0.0.1", served.port, timeout=60)) as connection:
            connection.request("GET", page)
            found[page] = connection.getresponse().status
    assert found == {"/brief": 200, "/explore": 404}


@on_linux
def test_the_serving_process_is_given_no_path_of_the_workspace(served):
    given = [*served.command, *served.variables, str(served.folder)]
    assert [value for value in given if str(served.workspace) in value] == []
    # No folder: only the fingerprint of the key that the release was signed with.
    ((name, _, told),) = [value.partition("=") for value in given if value.startswith("WELLBEING_")]
    assert name == "WELLBEING_TRUSTED_KEYS"
    assert set(told) <= set("0123456789abcdef")
    assert "KEPT=yes" in served.variables


@on_linux
def test_it_serves_a_private_copy_of_the_release(served):
    release = served.workspace / "releases" / "2020-06-09.01"
    copied = {path.relative_to(served.folder): path.read_bytes() for path in served.folder.rglob("*.*")}
    assert copied == {path.relative_to(release): path.read_bytes() for path in release.rglob("*.*")}
    assert served.folder.parent.stat().st_mode & 0o777 == 0o700


@on_linux
def test_both_processes_end_together_and_leave_no_copy(served):
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(ENDING_SECONDS) == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(served.child, 0)
    assert not served.folder.parent.exists()


def test_a_serving_process_that_fails_is_the_commands_failure(stripped, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = serve(stripped, taken.getsockname()[1], tmp_path / "log.txt")
        assert process.wait(60) not in {0, 2}


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104
def test_an_address_that_others_can_reach_is_wrong_usage(released, address):
    refused = released("serve", "--address", address)
    assert refused.exit_code == 2
    assert "without a login" in refused.stderr


def test_a_missing_release_says_how_to_make_one(wellbeing):
    refused = wellbeing("serve")
    assert refused.exit_code == 1
    assert "`wellbeing release --approve NAME` make one" in refused.stderr


@pytest.mark.parametrize("command", [["serve"], ["serve", "--kiosk", "2020-06-09.01"]])
def test_a_release_that_was_changed_is_not_served(released, tmp_path, command):
    file = tmp_path / "workspace/releases/2020-06-09.01/tables/region.parquet"
    content = bytearray(file.read_bytes())
    content[50] ^= 1
    file.write_bytes(content)
    refused = released(*command)
    assert refused.exit_code == 1
    assert "'tables/region.parquet'" in refused.stderr


@dataclass(frozen=True)
class Watched:
    """A running ``wellbeing serve`` in a workspace in which a person goes on working."""

    process: subprocess.Popen
    port: int
    workspace: Path
    log: Path

    def give(self, *arguments):
        folders = ["--engagement", self.workspace.parent / "engagement", "--workspace", self.workspace]
        done = CliRunner().invoke(main, [*map(str, folders), *arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    def withdraw(self, number):
        with closing(sqlite3.connect(self.workspace / "record.sqlite")) as record:
            asked = "SELECT contribution_id FROM contributions LIMIT ?"
            ids = [one for (one,) in record.execute(asked, (number,))]
        return self.give("withdraw", *ids, "--reason", "asked for")


@pytest.fixture
def watched(released_once, tmp_path):
    workspace = shutil.copytree(released_once.parent, tmp_path / "copy") / "workspace"
    port, log = free_port(), tmp_path / "log.txt"
    process = serve(workspace, port, log)
    wait_until_served(port, process, log)
    yield Watched(process, port, workspace, log)
    process.kill()
    process.wait()


@on_linux
def test_a_release_that_is_retired_while_it_is_served_makes_room_for_the_next_within_a_minute(watched):
    said = watched.withdraw(25)
    assert "goes over to the new one within a minute of that" in said
    with pytest.raises(subprocess.TimeoutExpired):  # no newer release: nothing is retired yet
        watched.process.wait(2 * WATCH_SECONDS)
    assert answers(watched.port)
    watched.give("release", "--approve", "demonstration")
    told = "Release 2020-06-09.01 is retired: 2020-06-09.02 is served in its place."
    until = time.monotonic() + 60
    while told not in watched.log.read_text() and time.monotonic() < until:
        time.sleep(0.2)
    assert told in watched.log.read_text()
    wait_until_served(watched.port, watched.process, watched.log)
    folders = [Path(f"/proc/{one}/cwd").readlink().name for one in children(watched.process)]
    assert folders == ["2020-06-09.02"]
    assert watched.process.poll() is None


def children(process):
    """The processes that a command started, each with what it was given."""
    ids = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(one): Path(f"/proc/{one}/environ").read_text().split("\0")[:-1] for one in ids}


def two_free_ports():
    while True:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            with suppress(OSError), socket.socket() as after:
                after.bind(("127.0.0.1", port + 1))
                return port


@on_linux
def test_an_analyst_has_pages_in_a_process_of_their_own_and_none_outlives_the_command(stripped, tmp_path):
    port, log = two_free_ports(), tmp_path / "log.txt"
    process = serve(stripped, port, log, "--tier", "analyst")
    try:
        for each in (port, port + 1):
            wait_until_served(each, process, log)
        given = children(process)
        knowing = [one for one, told in given.items() if f"WELLBEING_WORKSPACE={stripped}" in told]
        blind = [one for one, told in given.items() if not any(f"{stripped}" in each for each in told)]
        assert (len(given), len(knowing), len(blind)) == (2, 1, 1)
        with closing(HTTPConnection("127.0.0.1", port + 1, timeout=60)) as desk:
            desk.request("GET", "/analyse")
            assert desk.getresponse().status == 200
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as advisers:
            advisers.request("GET", "/analyse")
            assert advisers.getresponse().status == 404
    finally:
        process.kill()
        process.wait()
    until = time.monotonic() + ENDING_SECONDS
    while any(Path(f"/proc/{one}").exists() for one in given) and time.monotonic() < until:
        time.sleep(0.1)
    assert [answers(port), answers(port + 1)] == [False, False]


@on_linux
def test_the_stewards_page_goes_on_where_no_release_is_left_to_serve(stripped, tmp_path):
    workspace = shutil.copytree(stripped.parent, tmp_path / "own") / "workspace"
    port, log = two_free_ports(), tmp_path / "log.txt"
    process = serve(workspace, port, log, "--tier", "analyst")
    try:
        for each in (port, port + 1):
            wait_until_served(each, process, log)
        (workspace / "releases" / "retired.json").write_text('["2020-06-09.01"]')
        until = time.monotonic() + 60
        while answers(port) and time.monotonic() < until:
            time.sleep(0.2)
        assert (answers(port), answers(port + 1), process.poll()) == (False, True, None)
        assert "The page for advisers has ended; the steward's goes on." in log.read_text()
    finally:
        process.kill()
        process.wait()


def test_a_second_port_that_is_taken_or_not_there_is_said(released):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = released("serve", "--tier", "analyst", "--port", str(taken.getsockname()[1] - 1))
    assert refused.exit_code == 1
    assert "for the analyst's pages, is taken" in refused.stderr
    for more in (["--kiosk"], ["--port", "65535"]):
        assert released("serve", "--tier", "analyst", *more).exit_code == 2


def test_a_forged_release_with_its_own_key_beside_it_is_not_served(
    wellbeing, workspace, islands_folder, tmp_path
):
    theirs = tmp_path / "theirs"
    folders = ["--engagement", str(islands_folder), "--workspace", str(theirs)]
    for arguments in (["demo"], ["release", "--approve", "The Minister"]):
        assert CliRunner().invoke(main, [*folders, *arguments]).exit_code == 0
    (forged,) = (path for path in (theirs / "releases").iterdir() if path.is_dir())
    for arguments in (["serve", "--release", str(forged)], ["audit", str(forged)]):
        refused = wellbeing(*arguments)
        assert refused.exit_code == 1
        assert "A key that lies beside a release proves nothing" in refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(("port", "tier", "closed"), [(6000, "adviser", 6000), (5999, "analyst", 6000)])
def test_a_port_that_no_browser_opens_is_not_served_on(wellbeing, port, tier, closed):
    refused = wellbeing("serve", "--tier", tier, "--port", str(port))
    assert refused.exit_code == 2
    assert f"Browsers open no page on port {closed}," in refused.stderr


def test_a_port_that_is_taken_is_said_in_one_sentence(stripped):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        given = command(stripped, "serve", "--no-ahead", "--port", str(port), "--address", "127.0.0.1")
        done = subprocess.run(**given, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is not to be had" in done.stderr
    assert "Traceback" not in done.stderr
