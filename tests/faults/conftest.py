"""Files to import, and what a record must hold after anything went wrong."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from exports import export, line, profiled
from two_islands import FOLDER

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE

ROWS = 10


class Trial:
    """A workspace, files to import into it, and what it must hold.

    Each file says ten things: eight of its own and, but for the first, two of the file before, so that rows
    are brought twice. One row of each waits in quarantine.
    """

    def __init__(self, folder: Path, engagement: Path, files: int) -> None:
        self.workspace = folder / "workspace"
        self.said = folder / "said"
        self._engagement = engagement
        self.files = [self._file(folder, number) for number in range(files)]

    def arguments(self, *files: Path) -> list[object]:
        folders = ["--engagement", self._engagement, "--workspace", self.workspace]
        return [*folders, "import", *files, "--profile", "web"]

    def acknowledged(self) -> set[str]:
        """Names of the files of which a whole account was printed."""
        text = self.said.read_text() if self.said.exists() else ""
        # Accounts by question stand beneath, indented.
        files = [words for words in text.splitlines() if " read = " in words and not words.startswith(" ")]
        return {words.split(":")[0] for words in files}

    def broken(self) -> list[str]:
        """What is wrong: an acknowledged file lost, a row lost, doubled or half there, a record unsound."""
        if not (self.workspace / RECORD_FILE).exists():
            return ["lost record"] if self.acknowledged() else []
        held = self._held()
        if held is None:
            return ["lost tables"] if self.acknowledged() else []
        lost = self.acknowledged() - held["imports"]
        wanted = [number for name in held["imports"] for number in numbers(int(name[1:-4]))]
        wrong = [f"lost: {sorted(lost)}"] if lost else []
        wrong += (
            [] if held["texts"] == sorted({f"reason {one}" for one in wanted}) else ["rows are not those"]
        )
        wrong += [] if held["answers"] == 2 * len(held["texts"]) else ["half a contribution"]
        wrong += [] if held["quarantine"] == len(held["imports"]) else ["quarantine"]
        return wrong + self._unsound()

    def _held(self):
        with contextlib.closing(sqlite3.connect(self.workspace / RECORD_FILE, timeout=30)) as record:
            tables = {name for (name,) in record.execute("SELECT name FROM sqlite_schema")}
            if "imports" not in tables:
                return None
            texts = record.execute("SELECT text FROM answers WHERE text IS NOT NULL ORDER BY text").fetchall()
            return {
                "imports": {name for (name,) in record.execute("SELECT file FROM imports")},
                "texts": [text for (text,) in texts],
                "answers": record.execute("SELECT count(*) FROM answers").fetchone()[0],
                "quarantine": record.execute("SELECT count(*) FROM quarantine").fetchone()[0],
            }

    def _unsound(self) -> list[str]:
        try:
            verify_record(self.workspace / RECORD_FILE)
        except DataError as error:
            return str(error).splitlines()[1:-1]
        return []

    def _file(self, folder: Path, number: int) -> Path:
        lines = [line(one) for one in numbers(number)]
        return export(folder / f"f{number}.csv", [*lines, line(10_000_000 + number, Region="Atlantis")])


def numbers(file: int) -> range:
    """What a file says: eight things of its own, and the last two of the file before."""
    return range(max(0, file * 8 - 2), file * 8 + 8)


@pytest.fixture
def engagement(tmp_path):
    import shutil  # noqa: PLC0415

    return profiled(Path(shutil.copytree(FOLDER, tmp_path / "engagement")))


@pytest.fixture
def trial(tmp_path, engagement):
    """Make a trial in a folder of its own."""

    def made(name: str, files: int) -> Trial:
        (tmp_path / name).mkdir()
        return Trial(tmp_path / name, engagement, files)

    return made
