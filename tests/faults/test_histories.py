"""Random histories of a record against a model of it, with kills, full disks and damage between any two calls.

Histories come in families: those of one family begin alike and end each in its own way, so that what they have in
common is done once. A history that fails says its seed: ``HISTORY=17 pytest tests/faults/test_histories.py`` replays
it alone.
"""

import copy
import errno
import os
import random
import shutil
import tempfile
import time
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pytest
from calling import Commands, Operations, Worker
from exports import profiled
from failing_disk import can_install
from history import FIRST_UNCLEAR, FIRST_UNKNOWN, REGIONS, UNCLEAR, UNKNOWN, Model, seen
from two_islands import FOLDER

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE, reading
from wellbeing.record.store.log import last_entry
from wellbeing.record.store.seal import SEAL_SUFFIX, file_hash, lies_in_one_file, read_seal

pytestmark = pytest.mark.skipif(not can_install(), reason="Python's SQLite hides its hooks")
#: How many run in `make test` and in `make prove`, and how many in one test.
QUICK, ALL, QUICK_PART, PART = 200, 10_000, 50, 500
#: The first seed of `make prove`.
FIRST = 1_000
#: Histories that begin alike, and families of which one is told by the command line in place of operations.
ALIKE, BY_COMMAND = 10, 20
#: Stretches of calls that a family has in common, and those of each history's own.
COMMON, OWN = 2, 1
#: An error number and whether it lasts; None kills.
FAULTS = ((None, False), (None, False), (errno.ENOSPC, True), (errno.EIO, False), (errno.EIO, True))


class History:
    """Calls in stretches, a fault in most of them, the record held against the model after each."""

    def __init__(self, worker: Worker, folder: Path, family: int) -> None:
        self.chance = random.Random(f"family {family}")  # noqa: S311 (seeded)
        folder.mkdir()
        self._settle(worker, folder)
        self.way = Operations if family % BY_COMMAND else Commands
        self.models = [Model()]
        self.told = [f"family {family}"]
        #: Backups that a call said it made, and what the record may have held then.
        self.backups: dict[str, list[Model]] = {}
        self.number = 0

    def _settle(self, worker, folder):
        self.worker, self.folder = worker, folder
        self.path = folder / "workspace" / RECORD_FILE

    def own(self, seed: int) -> "History":
        """One that has begun alike and goes on by itself, from a copy of all files."""
        one = copy.copy(self)
        one._settle(self.worker, Path(shutil.copytree(self.folder, self.folder.with_name(f"h{seed}"))))
        one.chance = random.Random(seed)  # noqa: S311 (seeded)
        one.told, one.backups = [f"seed {seed}", *self.told], dict(self.backups)
        return one

    def run(self, stretches: int) -> list[str]:
        """What is wrong: the history as far as it came, with the last line saying so; empty if nothing is."""
        for _ in range(stretches):
            for step in (self._stretch, self._damage):
                wrong = step()
                if wrong:
                    return [*self.told, wrong]
        return []

    def _stretch(self) -> str:
        calls = [self._call() for _ in range(self.chance.randint(1, 4))]
        error, lasting = self.chance.choice(FAULTS)
        at = self.chance.choice((0, self.chance.randint(1, 40), self.chance.randint(1, 200)))
        codes = self.worker.give(self.way, self.folder, calls, (at, error, lasting))
        self.told.append(f"{calls}: {codes}; write {at}, {errno.errorcode.get(error, 'kill')}")
        if crashed := [code for code in codes if isinstance(code, str)]:
            return crashed[0]
        for call, code in zip(calls, codes, strict=False):
            if code and not at and self._does(call):
                return f"{call} was refused without a fault"
            self._take(call, certain=code == 0)
        if len(codes) < len(calls):
            self._take(calls[len(codes)], certain=False)
        return self._compared()

    def _does(self, call) -> bool:
        """Whether a call would change what is held: it may not be refused then."""
        return all(model.after(call) != model for model in self.models)

    def _take(self, call, *, certain):
        """What was acknowledged has happened; what was not has happened whole or not at all."""
        after = [model.after(call) for model in self.models]
        if call[0] == "backup" and certain:
            self.backups[call[1]] = self.models
        self.models = after if certain else [*self.models, *after]

    def _compared(self) -> str:
        if not self.path.exists() or not self.path.stat().st_size:
            return "" if any(model == Model() for model in self.models) else "no record"
        found = seen(self.path.parent)
        if found is None:  # the process ended before the first table was there
            return "" if any(model == Model() for model in self.models) else "no tables"
        self.models = [model for model in self.models if model.view() == found][:1]
        return self._sound() if self.models else f"the record holds {found}"

    def _sound(self) -> str:
        try:
            verify_record(self.path)
        except DataError as error:
            return str(error)
        return ""

    def _call(self):
        self.number += 1
        known, unknown = self.chance.randint(0, 12), FIRST_UNKNOWN + self.chance.randint(0, 5)
        unclear = FIRST_UNCLEAR + self.chance.randint(0, 3)
        some = [self.chance.choice((known, unknown, unclear, self.chance.randint(0, 12))) for _ in range(4)]
        return self.chance.choice(
            (
                *[("import_", f"f{self.number}.csv", tuple(dict.fromkeys(some)))] * 3,
                ("import_", f"again{self.number}.csv", self.chance.choice([(known,), *self._files()])),
                *[("mend", self.chance.choice((*UNKNOWN, UNCLEAR)))] * 2,
                *[("withdraw", self.chance.choice((known, unknown, unclear)))] * 2,
                ("correct", known, self.chance.choice(REGIONS)),
                ("code", known, self.chance.choice(("negative", "neutral", "positive"))),
                ("backup", f"b{self.number}"),
                *[("undo", self.chance.choice(["f1.csv", *self._files().values()]))] * 2,
                ("again", self.chance.choice([(known,), *self._files()])),
                ("release" if self.path.exists() else "backup", f"r{self.number}"),
            )
        )

    def _files(self):
        return self.models[0].files

    def _damage(self) -> str:
        """Cut the file or flip a bit of it, sometimes: it is found, and the record comes back as it was."""
        is_closed = self.path.exists() and lies_in_one_file(self.path)
        if not is_closed or self.chance.random() < 0.7 or self._sealed_before():
            return ""
        whole = self.path.read_bytes()
        at = self.chance.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << self.chance.randrange(8)]) + whole[at + 1 :]
        self.path.write_bytes(self.chance.choice((whole[:at], flipped)))
        if not self._sound():
            return f"damage at byte {at} was not found"
        return self._restored(whole)

    def _restored(self, whole) -> str:
        name = self.chance.choice(["", *self.backups])
        self.told.append(f"damaged; restored from {name or 'a copy of that moment'}")
        if not name:
            self.path.write_bytes(whole)
            return self._compared()
        for end in ("-wal", "-shm"):
            self.path.with_name(RECORD_FILE + end).unlink(missing_ok=True)
        for end in ("", SEAL_SUFFIX):
            shutil.copy(self.folder / f"{name}{end}", self.path.with_name(RECORD_FILE + end))
        self.models = self.backups[name]
        return self._compared()

    def _sealed_before(self) -> bool:
        """A record whose last process was killed has an older seal: not every bit of it is known."""
        sealed = read_seal(self.path)
        if sealed is None or sealed.file != file_hash(self.path):
            return True
        with closing(reading(self.path)) as record:
            return last_entry(record) != sealed.seq


def violations(seeds, worker, folder):
    """What is wrong in some histories."""
    wrong = []
    for family, theirs in groupby(seeds, lambda seed: seed // ALIKE):
        begun = History(worker, folder / f"family{family}", family)
        found = [begun.run(COMMON)]
        for one in [] if found[0] else map(begun.own, theirs):
            found.append(one.run(OWN))
            shutil.rmtree(one.folder)
        shutil.rmtree(begun.folder)
        wrong += ["\n  ".join(one) for one in found if one]
    return wrong


def seeds(first, number):
    alone = os.environ.get("HISTORY")
    return [int(alone)] if alone else range(first, first + number)


@pytest.fixture(scope="module")
def place():
    """A folder in memory, where there is one: a process is killed, not the machine."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def worker(place):
    one = Worker(profiled(Path(shutil.copytree(FOLDER, place / "engagement"))))
    yield one
    one.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(QUICK // QUICK_PART))
def test_two_hundred_random_histories(worker, place, part):
    before = worker.kills + worker.failures
    wrong = violations(seeds(part * QUICK_PART, QUICK_PART), worker, place)
    assert not wrong, "\n".join(wrong)
    assert worker.kills + worker.failures > before + QUICK_PART / 4 or "HISTORY" in os.environ


@pytest.mark.slow
def test_a_new_record_whose_journal_cannot_be_begun_is_not_sealed(worker, place):
    assert violations([5031], worker, place) == []  # its first command's third write fails, and no other


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(ALL // PART))
def test_ten_thousand_random_histories(worker, place, part):
    begun, kills, failures = time.monotonic(), worker.kills, worker.failures
    wrong = violations(seeds(FIRST + part * PART, PART), worker, place)
    faults = f"{worker.kills - kills} kills, {worker.failures - failures} calls with failing writes"
    print(f"\n{PART} histories: {faults}, {len(wrong)} violations, {time.monotonic() - begun:.0f} s")  # noqa: T201
    assert not wrong, "\n".join(wrong)
