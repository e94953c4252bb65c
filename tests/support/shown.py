"""Releases of the demonstration, for tests of what pages and files say of it."""

import dataclasses
import fcntl
import os
from pathlib import Path

import msgspec
import pytest

from wellbeing.cli.jobs.counting import true_tables
from wellbeing.model.lattice import LATTICE, Lattice, Slice
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.store.database import open_record
from wellbeing.release.build.content import content
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))
#: A slice that no page knows of; of the demonstration all were heard in one round, and none is a test.
ROUNDS = Slice(name="round", label="Round", members=("engage", "draft"))
ONE_MORE = Lattice(slices=(*LATTICE.slices, ROUNDS))


def shared_release(
    folders: pytest.TempPathFactory,
    tier: str = "adviser",
    lattice: Lattice = LATTICE,
    *,
    allowed: bool = False,
) -> Release:
    """The demonstration, released with a key that never changes: its figures may be stated in tests.

    Made once in a run of the suite, by the worker that needs it first; the others wait, and read it.

    Args:
        folders: pytest's ``tmp_path_factory``.
        tier: of the release.
        lattice: what can be asked.
        allowed: as if its kaitiaki allowed that what they look after is told by area.
    """
    own = folders.getbasetemp()
    of_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    workspace = of_all / f"shown-{tier}-{len(lattice.slices)}{'-allowed' * allowed}"
    workspace.mkdir(exist_ok=True)
    with (workspace / "made").open("a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if not (name := made.read()):
            name = _made(workspace, tier, lattice, allowed=allowed).name
            made.write(name)
    return read_release(workspace / "releases" / name, Trust(workspace))


def _made(workspace: Path, tier: str, lattice: Lattice, *, allowed: bool) -> Path:
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    if allowed:
        care = msgspec.structs.replace(folder.engagement.care, kaitiaki_allows_maori_map=True)
        settings = msgspec.structs.replace(folder.engagement, care=care)
        folder = dataclasses.replace(folder, engagement=settings)
    with open_record(workspace, folder.engagement.id, make=True) as record:
        fill_demonstration(record, folder)
        true = true_tables(record, folder)
    made = content(folder, true, tier, SECRET, lattice=lattice)
    return write_release(workspace, made, folder, Approval("demonstration", tier), "keyed hash")
