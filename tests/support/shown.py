"""Releases of the demonstration, for tests of what pages and files say of it."""

import dataclasses
from pathlib import Path

import msgspec

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


def demonstration_release(
    workspace: Path, tier: str = "adviser", lattice: Lattice = LATTICE, *, allowed: bool = False
) -> Release:
    """The demonstration, released with a key that never changes: its figures may be stated in tests.

    ``allowed``: as if its kaitiaki allowed that what they look after is told by area.
    """
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    if allowed:
        care = msgspec.structs.replace(folder.engagement.care, kaitiaki_allows_maori_map=True)
        settings = msgspec.structs.replace(folder.engagement, care=care)
        folder = dataclasses.replace(folder, engagement=settings)
    with open_record(workspace, folder.engagement.id, make=True) as record:
        fill_demonstration(record, folder)
        true = true_tables(record, folder)
    made = content(folder, true, tier, SECRET, lattice=lattice)
    approval = Approval("demonstration", tier)
    return read_release(write_release(workspace, made, folder, approval, "keyed hash"), Trust(workspace))
