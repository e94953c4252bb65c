"""The commands as a person gives them, and the server they start."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

WELLBEING = str(Path(sys.executable).with_name("wellbeing"))
#: A first start compiles and imports, on a machine that runs other tests too.
STARTING_SECONDS = 90


def environment(workspace: Path) -> dict[str, str]:
    """This test's environment, without what a person may have chosen for their own work."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("WELLBEING_")}
    return own | {"WELLBEING_WORKSPACE": str(workspace)}


def run(*arguments: str, workspace: Path) -> str:
    """What one command of ``wellbeing`` prints; it must succeed."""
    done = subprocess.run(
        [WELLBEING, *arguments], env=environment(workspace), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"wellbeing {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextlib.contextmanager
def serving(
    workspace: Path, log: Path, *options: str, port: int = 0, engagement: Path | None = None
) -> Iterator[str]:
    """The address of a server that runs for as long as it is needed; it makes no page before one is asked for."""
    port = port or free_port()
    named = {"WELLBEING_ENGAGEMENT": str(engagement)} if engagement else {}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [WELLBEING, "serve", "--no-ahead", "--port", str(port), *options],
            env=environment(workspace) | named,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that what it starts ends with it
        )
    try:
        wait_until_served(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(server)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_served(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while not answers(port):
        if server.poll() is not None or time.monotonic() > until:
            state = "does not answer" if server.poll() is None else f"ended with {server.poll()}"
            pytest.fail(f"wellbeing serve {state}:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)


def answers(port: int) -> bool:
    """Whether anything comes back; any status will do, so that no page is asked for, which would be made."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.suppress(OSError, HTTPException), contextlib.closing(connection):
        connection.request("GET", "/nothing")
        return bool(connection.getresponse().status)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def processes_of(port: int) -> dict[int, int]:
    """The processes that serve together on a port: number → id."""
    found = {}
    for one in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            told = (one / "cmdline").read_bytes().decode().split("\0")
            if "--line" in told and str(port) in told:
                found[int(told[told.index("--number") + 1])] = int(one.name)
    return found


def serving_process(port: int) -> int:
    """The one process that serves on a port."""
    for one in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            told = (one / "cmdline").read_bytes().decode().split("\0")
            if "wellbeing.views.serving" in told and str(port) in told:
                return int(one.name)
    raise LookupError(port)
