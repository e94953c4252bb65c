"""Calls on a record, in a process that is really killed: by the record's operations, or by the command line.

The process is given the engagement, read, and serves one history after another, each in a folder of its own, until it
is killed; the next is then a copy of what the server of ``importer`` has loaded.
"""

import contextlib
import os
import signal
import sqlite3
import traceback
from pathlib import Path

import polars as pl
from exports import export
from failing_disk import Disk
from history import UNCLEAR, lines
from importer import SERVER

from wellbeing.model.errors import DataError
from wellbeing.model.tables import Codes
from wellbeing.record.comments.codes import add_codes
from wellbeing.record.custody.backup import back_up
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.recalling import take_awaited
from wellbeing.record.releases import announce_release, confirm_release, watermark
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE, open_record, reading
from wellbeing.record.undoing import import_again, undo_import
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.profiles.choosing import open_with_profile

AGAIN = "once-more.csv"
WRONG, ASKED = "the wrong sheet", "asked for"


def meaning(what):
    return ("content", what, "somewhat") if what == UNCLEAR else ("region", what, "North One")


class Operations:
    """Calls as the record's own operations, on an engagement that was read before."""

    def __init__(self, engagement: EngagementFolder, folder: Path) -> None:
        self.engagement, self.folder = engagement, folder
        self.workspace = folder / "workspace"

    def give(self, call) -> int:
        """The exit code: 1 where the call was refused."""
        makes = call[0] in ("import_", "again")
        try:
            with open_record(self.workspace, "two-islands", make=makes) as record:
                getattr(self, f"_{call[0]}")(record, *call[1:])
        except (DataError, OSError):
            return 1
        return 0

    def _job(self, name, numbers):
        path = export(self.folder / name, lines(numbers))
        table, profile = open_with_profile(path, self.engagement, "web")
        return ImportJob(table, profile, self.engagement, table.sha256)

    def _import_(self, record, name, numbers):
        import_file(record, self._job(name, numbers))
        take_awaited(record, self.engagement)

    def _again(self, record, numbers):
        import_again(record, self._job(AGAIN, numbers), "imported again")

    def _undo(self, record, name):
        undo_import(record, name, WRONG)

    def _release(self, record, name):
        about = (name, "adviser", watermark(record), "tests")
        announce_release(record, *about)
        confirm_release(record, *about)

    def _mend(self, record, what):
        mend_word(record, self.engagement, Recode(*meaning(what)))

    def _withdraw(self, record, number):
        withdraw_contributions(record, [contribution(record, number)], ASKED)

    def _correct(self, record, number, region):
        correct_contribution(record, self.engagement, contribution(record, number), {"region": region}, ASKED)

    def _backup(self, record, name):
        back_up(record, self.workspace, self.folder / name)

    def _code(self, record, number, tone):
        row = (contribution(record, number), "why", 1, "Ana", tone, [], None, "measure", "1", "tests")
        codes = pl.DataFrame([row], CODE, orient="row").with_columns(coded_on=pl.date(2020, 7, 1))
        add_codes(record, codes.select(Codes.column_names()))


class Commands(Operations):
    """The same calls, by the command line where it has them."""

    def give(self, call) -> int:
        words = getattr(self, f"_words_of_{call[0]}", None)
        return super().give(call) if words is None else self._main(*words(*call[1:]))

    def _main(self, *arguments) -> int:
        from wellbeing.cli import main  # noqa: PLC0415

        folders = ["--engagement", str(self.engagement.path), "--workspace", str(self.workspace)]
        try:
            main([*folders, *map(str, arguments)], prog_name="wellbeing")
        except SystemExit as ended:
            return ended.code or 0
        return 0

    def _words_of_import_(self, name, numbers):
        return "import", export(self.folder / name, lines(numbers)), "--profile", "web"

    def _words_of_again(self, numbers):
        return *self._words_of_import_(AGAIN, numbers), "--again"

    def _words_of_undo(self, name):
        return "undo", name, "--reason", WRONG

    def _words_of_mend(self, what):
        return "quarantine", "mend", "--word", *meaning(what)

    def _words_of_withdraw(self, number):
        return "withdraw", self._id(number), "--reason", ASKED

    def _words_of_correct(self, number, region):
        return "subject", self._id(number), "--correct", f"region={region}"

    def _words_of_backup(self, name):
        return "backup", self.folder / name

    def _id(self, number):
        if not (self.workspace / RECORD_FILE).exists():
            return "nobody"
        with contextlib.closing(reading(self.workspace / RECORD_FILE)) as record:
            return contribution(record, number)


def contribution(record, number):
    """The id of a person's contribution, also of one that was taken back."""
    query = (
        "SELECT contribution_id FROM answers WHERE text = :why UNION ALL SELECT contribution_id FROM versions "
        "WHERE :why IN (content ->> '$.answers[1].text', content ->> '$.answers[0].text') LIMIT 1"
    )
    with contextlib.suppress(sqlite3.Error):
        found = record.execute(query, {"why": f"reason {number}"}).fetchone()
        return found[0] if found else "nobody"
    return "nobody"


class Worker:
    """A process that calls are given to; another takes its place where it was killed."""

    def __init__(self, engagement: Path) -> None:
        self._engagement = read_engagement(engagement)
        self._process = None
        #: Processes that were killed, and calls in which a write failed.
        self.kills = self.failures = 0

    def give(self, way: type[Operations], folder: Path, calls, fault) -> list[int | str]:
        """The exit code of each call, in order; fewer where the process was killed; text where it crashed.

        Args:
            way: how they are given.
            folder: where the workspace and files of this history are.
            calls: name and arguments of each.
            fault: the write, the error and whether it lasts, as ``Disk`` has them.
        """
        if self._process is None:
            self._pipe, theirs = SERVER.Pipe()
            self._process = SERVER.Process(target=serve, args=(theirs, self._engagement), daemon=True)
            self._process.start()
            theirs.close()
        said: list[int | str] = []
        self._pipe.send((way, folder, calls, fault))
        try:
            for _ in calls:
                code, failed = self._pipe.recv()
                said.append(code)
                self.failures += failed
        except (EOFError, ConnectionResetError):
            said += self._ended()
        return said

    def _ended(self) -> list[str]:
        """Nothing where the process was killed as it should be."""
        process, self._process = self._process, None
        process.join()
        self.kills += 1
        return [] if process.exitcode == -signal.SIGKILL else [f"the process ended with {process.exitcode}"]

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._pipe.close()
            self._process.join()


def serve(pipe, engagement: EngagementFolder) -> None:
    """Do what is ordered until nobody orders any more."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    disk = Disk(0)
    disk.install()
    with contextlib.suppress(EOFError):
        while True:
            way, place, calls, (at, error, lasting) = pipe.recv()
            disk.arm(at, error, lasting=lasting)
            for call in calls:
                failed = disk.failed
                pipe.send((given(way(engagement, place), call), disk.failed > failed))
    os._exit(0)


def given(caller, call) -> int | str:
    """The exit code of a call, or its traceback."""
    try:
        return caller.give(call)
    except Exception:
        return traceback.format_exc()


CODE = {
    **dict.fromkeys(("contribution_id", "question_id"), pl.String),
    "reading": pl.Int64,
    **dict.fromkeys(("coder", "tone"), pl.String),
    "themes": pl.List(pl.String),
    "coded_on": pl.Date,
    **dict.fromkeys(("purpose", "codebook_version", "provenance"), pl.String),
}
