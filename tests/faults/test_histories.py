"""Random histories of a record against a model of it, with kills, full disks and damage between any two calls.

A history that fails says its seed: ``HISTORY=17 pytest tests/faults/test_histories.py`` replays it alone.
"""

import errno
import os
import random
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
from failing_disk import Disk, can_install
from history import FIRST_UNCLEAR, FIRST_UNKNOWN, REGIONS, UNCLEAR, UNKNOWN, Caller, Model, seen

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE, reading
from wellbeing.record.store.log import last_entry
from wellbeing.record.store.seal import SEAL_SUFFIX, file_hash, lies_in_one_file, read_seal

pytestmark = pytest.mark.skipif(not can_install(), reason="Python's SQLite hides its hooks")
QUICK, PARTS, PER_PART = 15, 20, 500
#: An error number and whether it lasts; None kills.
FAULTS = ((None, False), (errno.ENOSPC, True), (errno.EIO, False), (errno.EIO, True))


class History:
    """One seed: calls in stretches, a fault in most of them, the record held against the model after each."""

    def __init__(self, seed: int, engagement: Path, folder: Path) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (seeded)
        folder.mkdir()
        self.caller = Caller(engagement, folder)
        self.path = self.caller.workspace / RECORD_FILE
        self.models = [Model()]
        self.told = [f"seed {seed}"]
        #: Backups that a call said it made, and what the record may have held then.
        self.backups: dict[str, list[Model]] = {}
        self.number = self.faults = 0

    def run(self) -> list[str]:
        """What is wrong: the history as far as it came, with the last line saying so; empty if nothing is."""
        for _ in range(3):
            for step in (self._stretch, self._damage):
                wrong = step()
                if wrong:
                    return [*self.told, wrong]
        return []

    def _stretch(self) -> str:
        calls = [self._call() for _ in range(self.chance.randint(1, 4))]
        error, lasting = self.chance.choice(FAULTS)
        at = self.chance.choice((0, self.chance.randint(1, 40), self.chance.randint(1, 200)))
        codes = self.caller.give(calls, self.caller.folder / "said", Disk(at, error, lasting=lasting))
        self.told.append(f"{calls}: {codes}; write {at}, {errno.errorcode.get(error, 'kill')}")
        self.faults += any(codes) or len(codes) < len(calls)
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
        found = seen(self.caller.workspace)
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
        self.faults += 1
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
            shutil.copy(self.caller.folder / f"{name}{end}", self.path.with_name(RECORD_FILE + end))
        self.models = self.backups[name]
        return self._compared()

    def _sealed_before(self) -> bool:
        """A record whose last process was killed has an older seal: not every bit of it is known."""
        sealed = read_seal(self.path)
        if sealed is None or sealed.file != file_hash(self.path):
            return True
        with closing(reading(self.path)) as record:
            return last_entry(record) != sealed.seq


def violations(seeds, engagement, folder):
    """What is wrong in some histories, and how many faults they met."""
    wrong, faults = [], 0
    for seed in seeds:
        one = History(seed, engagement, folder / f"h{seed}")
        found = one.run()
        wrong += ["\n  ".join(found)] if found else []
        faults += one.faults
        shutil.rmtree(one.caller.folder)
    return wrong, faults


def seeds(first, number):
    alone = os.environ.get("HISTORY")
    return [int(alone)] if alone else range(first, first + number)


@pytest.mark.slow
def test_random_histories(engagement, tmp_path):
    wrong, faults = violations(seeds(0, QUICK), engagement, tmp_path)
    assert not wrong, "\n".join(wrong)
    assert faults > QUICK / 4 or "HISTORY" in os.environ


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_random_histories(engagement, tmp_path, part):
    begun = time.monotonic()
    wrong, faults = violations(seeds(1_000 + part * PER_PART, PER_PART), engagement, tmp_path)
    told = f"{faults} faults, {len(wrong)} violations, {time.monotonic() - begun:.0f} s"
    print(f"\n{PER_PART} histories: {told}")  # noqa: T201
    assert not wrong, "\n".join(wrong)
