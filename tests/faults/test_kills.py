"""A process that is killed while it imports loses no acknowledged row, and none comes twice or in part."""

import itertools
import random
import shutil
import time

import pytest
from failing_disk import Disk, can_install
from importer import run, start

from wellbeing.record.store.database import RECORD_FILE

KILLS, PER_PART = 500, 50
needs_hooks = pytest.mark.skipif(not can_install(), reason="Python's SQLite hides its hooks")


def killed_at_random(trial, seed, kills, files, longest):
    """Import files again and again, killing each attempt; what was broken, and what was broken at the end."""
    chance = random.Random(seed)  # noqa: S311 (seeded)
    broken, attempts = [], itertools.count()
    while kills > 0:
        one = trial(f"trial{next(attempts)}", files)
        while kills > 0 and len(one.acknowledged()) < files:
            left = [file for file in one.files if file.name not in one.acknowledged()]
            process = start(one.arguments(*left), one.said)
            process.join(chance.uniform(0.02, longest))
            kills -= process.is_alive()
            process.kill()
            process.join()
            broken += one.broken()
        broken += finished(one)
    return broken


def finished(one):
    """Import all files once more, nobody mending anything; what is broken then."""
    said = run(one.arguments(*one.files), one.said)
    return [*([f"exit code {said}"] if said else []), *one.broken()]


def test_kills_at_random_times(trial):
    assert killed_at_random(trial, seed=0, kills=8, files=12, longest=0.4) == []


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(KILLS // PER_PART))
def test_500_kills_at_random_times_of_imports(trial, part):
    begun = time.monotonic()
    broken = killed_at_random(trial, seed=part, kills=PER_PART, files=40, longest=1.2)
    took = time.monotonic() - begun
    print(f"\n{PER_PART} kills of imports of 40 files: {len(broken)} losses, {took:.0f} s")  # noqa: T201
    assert broken == []


def killed_at_writes(trial, step):
    """Kill an import at every ``step``-th write that SQLite makes of it; what was broken, how many kills."""
    base = trial("base", 3)
    assert run(base.arguments(*base.files[:2]), base.said) == 0
    broken, ended, at = [], -1, 1
    while ended != 0:
        one = trial(f"write{at}", 3)
        shutil.copytree(base.workspace, one.workspace)
        shutil.copy(base.said, one.said)
        ended = run(one.arguments(one.files[2]), one.said, Disk(at))
        broken += [f"write {at}: {what}" for what in [*one.broken(), *finished(one)]]
        shutil.rmtree(one.workspace.parent)
        at += step
    return broken, (at - 1) // step - 1


@needs_hooks
def test_a_kill_at_every_seventeenth_write(trial):
    broken, kills = killed_at_writes(trial, step=17)
    assert broken == []
    assert kills > 1


@needs_hooks
@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_a_kill_at_every_write(trial):
    broken, kills = killed_at_writes(trial, step=1)
    print(f"\na kill at each of {kills} writes of an import: {len(broken)} losses")  # noqa: T201
    assert broken == []


@needs_hooks
def test_a_kill_while_a_record_is_made_or_brought_forward(trial):
    for at in range(1, 120, 20):
        one = trial(f"new{at}", 1)
        run(one.arguments(*one.files), one.said, Disk(at))
        assert one.broken() == []
        assert finished(one) == []
        assert (one.workspace / RECORD_FILE).exists()
