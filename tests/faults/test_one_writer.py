"""One writer: no two processes write, seal or checkpoint at once, and whoever reads does neither.

SQLite up to 3.51.2 can damage a record where two checkpoints meet, so that this is more than good order.
"""

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from exports import export, line, profiled
from guard import Guard
from importer import run
from two_islands import CANARY, shipped

import wellbeing
from wellbeing.cli.main import main
from wellbeing.record.store.database import RECORD_FILE
from wellbeing.record.store.writer import only_writer

#: Where the package opens SQLite, and what keeps two from writing there.
CONNECTIONS = {
    ("record/store/database.py", "open_record"): "the writer's lock, from before it opens until it is closed",
    ("record/store/database.py", "reading"): "read-only",
    ("record/store/database.py", "empty_record"): "in memory",
    (
        "record/custody/backup.py",
        "_copy",
    ): "a draft under a name of its own; its maker holds the writer's lock",
}
#: In an order in which each has something to do; ID is somebody's, FOLDER where files are.
WRITERS = {
    "demo": [],
    "import": ["FOLDER/new.csv", "--profile", "web"],
    "quarantine mend": ["--word", "region", "Atlantis", "North One"],
    "quarantine forget": ["region", "Atlantis"],
    "quarantine dismiss": ["2", "--reason", "nobody"],
    "quarantine recall": ["2"],
    "roster load": ["FOLDER/roster.csv"],
    "subject": ["ID", "--correct", "may_publish=yes"],
    "quotes approve": ["ID", "--question", "why", "--words", "because", "--by", "Ana"],
    "quotes retract": ["ID", "--question", "why", "--by", "Ana"],
    "codes load": ["FOLDER/sheet.xlsx", "--by", "Ana"],
    "release": ["--approve", "demonstration"],
    "withdraw": ["ID", "--reason", "asked for"],
    "backup": ["FOLDER/copy.sqlite"],
    "undo": ["new.csv", "--reason", "a wrong file"],
}
READERS = {
    "check": ["FOLDER/later.csv", "--profile", "web"],
    "quarantine list": [],
    "quarantine export": ["FOLDER/waiting.xlsx"],
    "roster list": [],
    "subject": ["ID"],
    "quotes list": [],
    "codes sample": ["FOLDER/sheet.xlsx", "--size", "5"],
    "codes status": [],
    "retention": [],
    "verify": [],
    "record export": ["FOLDER/lake"],
}
#: They open no record: they work on files, or on releases.
OTHERS = {
    "profile",
    "template",
    "audit",
    "status",
    "serve",
    "room",
    "report",
    "publish",
    "claims",
    "engagement check",
}
#: They work on an engagement's folder.
OTHERS |= {"new", "boundaries"}


def test_these_are_all_connections_of_the_package():
    found = set()
    root = Path(wellbeing.__file__).parent
    for path in root.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                names = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
                if names & {"sqlite3.connect", "sqlite3.Connection", "connect"}:
                    found.add((path.relative_to(root).as_posix(), function.name))
    assert found == set(CONNECTIONS)


def test_these_are_all_commands():
    assert {*WRITERS, *READERS, *OTHERS} == set(leaves(main))


def leaves(group, before=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*before, name))
        else:
            yield " ".join((*before, name))


#: What those who have the record open keep there of who reads and who holds it.
IN_USE = {f"{RECORD_FILE}-shm", "record.writer"}


class Place:
    """A workspace, files for commands to work on, and the commands."""

    def __init__(self, folder):
        self.folder = folder
        self.workspace = folder / "workspace"
        self.engagement = profiled(shipped(folder / "engagement"))
        lines = [line(number) for number in range(30)]
        export(folder / "new.csv", [*lines, line(99, Region="Atlantis"), line(98, Region="Lemuria")])
        export(folder / "later.csv", [line(500)])
        (folder / "roster.csv").write_text("name,type\nFishers of the North,fisher\n")

    def arguments(self, command, rest):
        words = [word.replace("FOLDER", str(self.folder)) for word in rest]
        words = [self.someone() if word == "ID" else word for word in words]
        folders = ["--engagement", str(self.engagement), "--workspace", str(self.workspace)]
        return [*folders, *command.split(), *words]

    def watched(self, command, rest):
        """Give a command; what it did to the record, each thing once."""
        notes, said = self.folder / "notes", self.folder / "said"
        for file in (notes, said):
            file.unlink(missing_ok=True)
        code = run(self.arguments(command, rest), said, Guard(notes))
        assert code == 0, (command, said.read_text())
        return set(notes.read_text().splitlines()) if notes.exists() else set()

    def someone(self):
        with closing(sqlite3.connect(f"file:{self.workspace / RECORD_FILE}?mode=ro", uri=True)) as record:
            query = "SELECT min(contribution_id) FROM answers WHERE text LIKE ?"
            return record.execute(query, (f"{CANARY}%",)).fetchone()[0]

    def bytes(self):
        files = [path for path in self.workspace.rglob("*") if path.is_file() and path.name not in IN_USE]
        return {path: path.read_bytes() for path in files if path.stat().st_size}


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_who_writes_holds_the_lock_at_every_write_and_who_reads_writes_nothing(place):
    did = {"demo": place.watched("demo", WRITERS["demo"])}
    did |= {"import": place.watched("import", WRITERS["import"])}
    looked = {command: place.watched(command, rest) for command, rest in READERS.items()}
    left = list(WRITERS)[2:]
    did |= {command: place.watched(command, WRITERS[command]) for command in left}
    assert set.union(*looked.values()) == {f"connection {RECORD_FILE} read-only"}
    for command, things in did.items():
        assert {thing.split()[-1] for thing in things} <= {"locked", "read-only"}, command
        assert f"connection {RECORD_FILE} locked" in things, command
    written = {thing for things in did.values() for thing in things if thing.startswith("write")}
    assert written in (set(), {f"write {RECORD_FILE} locked", f"write {RECORD_FILE}-wal locked"})


def test_while_one_writes_others_read_and_no_other_writes(place):
    def give(command, rest):
        return CliRunner().invoke(main, place.arguments(command, rest), catch_exceptions=False)

    assert give("demo", []).exit_code == give("import", WRITERS["import"]).exit_code == 0
    before = place.bytes()
    with only_writer(place.workspace):
        codes = {command: give(command, rest).exit_code for command, rest in READERS.items()}
        refused = {command: give(command, rest) for command, rest in WRITERS.items()}
    assert codes == dict.fromkeys(READERS, 0)
    assert {command for command, said in refused.items() if said.exit_code != 1} == set()
    assert {"Another program is writing" in said.output for said in refused.values()} == {True}
    assert place.bytes() == before
