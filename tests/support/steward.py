"""A steward at work: the desk's process on a workspace of its own, and pages of it."""

import os
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

from playwright.sync_api import expect
from serving import WELLBEING, environment, free_port, stop, wait_until_served

SHOWN_MS = 90_000
NOTHING_WAITS = "() => !Object.keys(localStorage).some((name) => name.startsWith('wellbeing-desk'))"


class Steward:
    """The desk's process on a workspace of its own, and one page of it."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.port, self._log = folder / "workspace", free_port(), folder / "log.txt"
        self.begin()
        try:
            self.wait()
        except BaseException:
            self.end()
            raise

    @property
    def address(self):
        return f"http://localhost:{self.port}/collect"

    def begin(self):
        """As a steward does before there is any release: the desk is on the port after."""
        command = [WELLBEING, "serve", "--no-ahead", "--tier", "analyst", "--port", str(self.port - 1)]
        with self._log.open("ab") as log:
            own = {
                "env": environment(self.workspace),
                "stdout": log,
                "stderr": log,
                "start_new_session": True,
            }
            self._server = subprocess.Popen(command, **own)

    def wait(self):
        wait_until_served(self.port, self._server, self._log)

    def take_nothing_more(self, *, is_full):
        """Whether the disk takes another byte of what the desk writes, as one that is full does not."""
        (desk,) = [one for one in desks() if parent_of(one) == self._server.pid]
        _, hard = resource.prlimit(desk, resource.RLIMIT_FSIZE)
        resource.prlimit(desk, resource.RLIMIT_FSIZE, (1 if is_full else hard, hard))

    def kill(self):
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def end(self):
        stop(self._server)

    def asked(self, query):
        with closing(sqlite3.connect(f"file:{self.workspace}/record.sqlite?mode=ro", uri=True)) as record:
            return record.execute(query).fetchall()


def desks():
    """Every process that serves a desk."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"wellbeing.desk.serving" in (folder / "cmdline").read_bytes():
                yield int(folder.name)


def parent_of(process):
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def opened(page, steward):
    """The steward's page, once it can be used."""
    page.goto(steward.address, wait_until="commit")
    expect(page.get_by_role("heading", name="Typed so far")).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    return page
