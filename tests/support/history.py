"""What a record must hold after any calls: a model of it, and calls in a process that can be killed.

The model knows people by number. What ``exports.line`` makes of a number is what they say; from 100 on they name a
region that nobody knows, so that they wait until its meaning is said; from 200 on they give an answer that nobody
understands, which waits while they are taken in.
"""

import contextlib
import copy
import os
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from exports import export, line
from failing_disk import Disk
from importer import SERVER

from wellbeing.model.errors import DataError
from wellbeing.model.tables import Codes
from wellbeing.record.comments.codes import add_codes
from wellbeing.record.releases import announce_release, confirm_release, watermark
from wellbeing.record.store.database import RECORD_FILE, open_record

#: By what ``line`` says of a number, modulo 4.
REGIONS = ("N1", "N2", "S1", "S2")
UNKNOWN = ("Atlantis", "Lemuria")
FIRST_UNKNOWN = 100
UNCLEAR = "it depends"
FIRST_UNCLEAR = 200


def word(number):
    return UNKNOWN[number % 2] if FIRST_UNKNOWN <= number < FIRST_UNCLEAR else None


def lines(numbers):
    """What a file says of some people."""
    said = {one: {"Region": word(one)} if word(one) else {} for one in numbers}
    return [
        line(one, **said[one], **({"Content": UNCLEAR} if one >= FIRST_UNCLEAR else {})) for one in numbers
    ]


@dataclass
class Model:
    """A record in thirty lines: a call applied to it says what a record holds after the call."""

    held: set = field(default_factory=set)  # (file, number) of those who were taken in
    words_of: dict = field(default_factory=dict)  # number → region, as they corrected it
    known: set = field(default_factory=set)  # numbers of whom anything is kept, also of imports taken back
    waiting: set = field(default_factory=set)  # (file, number)
    unclear: set = field(default_factory=set)  # (file, number) of answers that wait by themselves
    clear: set = field(default_factory=set)  # of those that were understood since
    gone: set = field(default_factory=set)
    words: dict = field(default_factory=dict)  # unknown word → who wrote it, of those who waited for it
    codes: dict = field(default_factory=dict)  # number → tone
    files: dict = field(default_factory=dict)  # what a file says, by which it is known → its first name
    out: dict = field(default_factory=dict)  # release → how many it was made from

    @property
    def people(self):
        usual = {one: "N1" if word(one) else REGIONS[one % 4] for _, one in self.held}
        return usual | {one: region for one, region in self.words_of.items() if one in usual}

    def import_(self, name, numbers):
        if numbers not in self.files:
            self.files[numbers] = name
            new = [one for one in numbers if one not in self.gone]
            self.waiting |= {(name, one) for one in new if word(one) and word(one) not in self.words}
            self._enter((name, one) for one in new if not word(one) or word(one) in self.words)

    def undo(self, name):
        if name in self.files.values():
            self.files = {numbers: file for numbers, file in self.files.items() if file != name}
            self.held = {(file, one) for file, one in self.held if file != name}
            self.waiting = {(file, one) for file, one in self.waiting if file != name}
            self.unclear = {(file, one) for file, one in self.unclear if file != name}
            self.clear = {(file, one) for file, one in self.clear if file != name}
            self._forget()

    def again(self, numbers):
        if numbers in self.files:
            self.undo(self.files[numbers])
            self.import_("once-more.csv", numbers)

    def release(self, name):
        self.out[name] = len(self.people)

    def mend(self, what):
        if what == UNCLEAR and self.unclear:
            self.words[what] = {one for _, one in self.unclear}
            self.clear |= self.unclear
            self.unclear = set()
        rows = {(name, one) for name, one in self.waiting if word(one) == what}
        if rows:
            self.waiting -= rows
            self._enter(rows)
            self.words[what] = {one for _, one in rows if one in self.people}
            self._forget()

    def withdraw(self, number):
        if number in self.known:
            self.known.remove(number)
            self.gone.add(number)
            self.codes.pop(number, None)
            self.words_of.pop(number, None)
            self.held = {(name, one) for name, one in self.held if one != number}
            self.waiting = {(name, one) for name, one in self.waiting if one != number}
            self.unclear = {(name, one) for name, one in self.unclear if one != number}
            self.clear = {(name, one) for name, one in self.clear if one != number}
            self.words = {what: writers - {number} for what, writers in self.words.items()}
            self._forget()

    def correct(self, number, region):
        if number in self.people:
            self.words_of[number] = region

    def code(self, number, tone):
        if number in self.people:
            self.codes[number] = tone

    def backup(self, _):
        pass

    def _enter(self, rows):
        rows = [(name, one) for name, one in rows if one not in self.gone]
        self.held |= {*rows}
        self.known |= {one for _, one in rows}
        answers = {(name, one) for name, one in rows if one >= FIRST_UNCLEAR}
        if UNCLEAR in self.words:
            self.clear |= answers
        else:
            self.unclear |= answers

    def _forget(self):
        waited = {word(one) for _, one in self.waiting} | ({UNCLEAR} if self.unclear else set())
        self.words = {what: who for what, who in self.words.items() if who or what in waited}

    def after(self, call):
        """A model that has taken a call: its name and arguments."""
        then = copy.deepcopy(self)
        getattr(then, call[0])(*call[1:])
        return then

    def view(self):
        """What can be seen of it in a record."""
        parts = (
            self.people,
            self.waiting,
            self.unclear,
            {one for _, one in self.clear},
            len(self.gone),
            set(self.words),
            {one: tone for one, tone in self.codes.items() if one in self.people},
            set(self.files.values()),
            self.out,
        )
        return dict(zip(SEEN, parts, strict=True))


SEEN = ("people", "waiting", "unclear", "clear", "gone", "words", "codes", "files", "out")


def seen(workspace):
    """What a record holds, read by nothing of the package's; None before it has all its tables."""
    address = f"file:{workspace / RECORD_FILE}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as record:
        if not record.execute("SELECT 1 FROM sqlite_schema WHERE name = 'waiting_answers'").fetchone():
            return None

        def rows(query):
            return record.execute(query).fetchall()

        people = rows("SELECT substr(text, 8), region FROM answers JOIN contributions USING (contribution_id) "
                      "WHERE question_id = 'why'")  # fmt: skip
        waiting = rows("SELECT file, cells ->> 'Response' FROM quarantine JOIN imports USING (sha256)")
        unclear = rows("SELECT file, substr(text, 8) FROM waiting_answers JOIN imports USING (sha256) "
                       "JOIN answers USING (contribution_id) WHERE answers.question_id = 'why'")  # fmt: skip
        clear = rows("SELECT substr(why.text, 8) FROM answers JOIN answers AS why USING (contribution_id) "
                     "WHERE answers.question_id = 'content' AND why.question_id = 'why'")  # fmt: skip
        codes = rows("SELECT substr(text, 8), tone, max(codes.added_in) FROM codes "
                     "JOIN answers USING (contribution_id, question_id) GROUP BY contribution_id")  # fmt: skip
        parts = (
            {int(number): region for number, region in people},
            {(name, int(number)) for name, number in waiting},
            {(name, int(number)) for name, number in unclear},
            {int(number) for (number,) in clear if int(number) >= FIRST_UNCLEAR},
            rows("SELECT count(*) FROM tombstones")[0][0],
            {value for (value,) in rows("SELECT value FROM mends")},
            {int(number): tone for number, tone, _ in codes},
            {name for (name,) in rows("SELECT file FROM imports")},
            dict(
                rows(
                    "SELECT DISTINCT detail ->> 'release', detail ->> 'contributions' FROM log "
                    "WHERE action IN ('releasing', 'released')"
                )
            ),
        )
    return dict(zip(SEEN, parts, strict=True))


class Caller:
    """Calls on a workspace, as a person gives them."""

    def __init__(self, engagement: Path, folder: Path) -> None:
        self.engagement, self.folder = engagement, folder
        self.workspace = folder / "workspace"

    def give(self, calls, said: Path, disk: Disk | None) -> list[int]:
        """The exit codes of calls, in order; fewer where the process was killed."""
        said.write_text("")
        process = SERVER.Process(target=self._give, args=(calls, said, disk))
        process.start()
        process.join()
        return [int(code) for code in said.read_text().split()]

    def _give(self, calls, said, disk):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        if disk is not None:
            disk.install()
        for call in calls:
            code = getattr(self, f"_{call[0]}")(*call[1:])
            with said.open("a") as file:
                file.write(f"{code}\n")
        sys.stdout.flush()
        os._exit(0)

    def _main(self, *arguments):
        from wellbeing.cli import main  # noqa: PLC0415

        folders = ["--engagement", str(self.engagement), "--workspace", str(self.workspace)]
        try:
            main([*folders, *map(str, arguments)], prog_name="wellbeing")
        except SystemExit as ended:
            return ended.code or 0
        return 0

    def _import_(self, name, numbers):
        return self._main("import", export(self.folder / name, lines(numbers)), "--profile", "web")

    def _again(self, numbers):
        path = export(self.folder / "once-more.csv", lines(numbers))
        return self._main("import", path, "--profile", "web", "--again")

    def _undo(self, name):
        return self._main("undo", name, "--reason", "the wrong sheet")

    def _release(self, name):
        if not (self.workspace / RECORD_FILE).exists():
            return 1
        with contextlib.suppress(DataError), open_record(self.workspace, "two-islands") as record:
            about = (name, "adviser", watermark(record), "tests")
            announce_release(record, *about)
            confirm_release(record, *about)
            return 0
        return 1

    def _mend(self, what):
        means = ("content", what, "somewhat") if what == UNCLEAR else ("region", what, "North One")
        return self._main("quarantine", "mend", "--word", *means)

    def _withdraw(self, number):
        return self._main("withdraw", self._id(number), "--reason", "asked for")

    def _correct(self, number, region):
        return self._main("subject", self._id(number), "--correct", f"region={region}")

    def _backup(self, name):
        return self._main("backup", self.folder / name)

    def _code(self, number, tone):
        row = (self._id(number), "why", 1, "Ana", tone, [], None, "measure", "1", "tests")
        with contextlib.suppress(DataError), open_record(self.workspace, "two-islands") as record:
            codes = pl.DataFrame([row], CODE, orient="row").with_columns(coded_on=pl.date(2020, 7, 1))
            add_codes(record, codes.select(Codes.column_names()))
            return 0
        return 1

    def _id(self, number):
        if not (self.workspace / RECORD_FILE).exists():
            return "nobody"
        address = f"file:{self.workspace / RECORD_FILE}?mode=ro"
        with (
            contextlib.closing(sqlite3.connect(address, uri=True)) as record,
            contextlib.suppress(sqlite3.Error),
        ):
            query = (
                "SELECT contribution_id FROM answers WHERE text = :why UNION ALL SELECT contribution_id FROM versions "
                "WHERE :why IN (content ->> '$.answers[1].text', content ->> '$.answers[0].text') LIMIT 1"
            )
            found = record.execute(query, {"why": f"reason {number}"}).fetchone()
            return found[0] if found else "nobody"
        return "nobody"


CODE = {
    **dict.fromkeys(("contribution_id", "question_id"), pl.String),
    "reading": pl.Int64,
    **dict.fromkeys(("coder", "tone"), pl.String),
    "themes": pl.List(pl.String),
    "coded_on": pl.Date,
    **dict.fromkeys(("purpose", "codebook_version", "provenance"), pl.String),
}
