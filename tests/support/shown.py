"""Releases of the demonstration, for tests of what pages and files say of it."""

import dataclasses
import pickle
from functools import partial
from pathlib import Path

import msgspec
import pytest
from sharing import made_once

from wellbeing.cli.jobs.counting.tables import true_tables
from wellbeing.model.lattice import LATTICE, Lattice, Slice
from wellbeing.model.policy import policy
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.store.database import open_record
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import figures
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))
#: What is counted, as a file that workers share.
TRUE = "true.pickle"
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

    Made once in a run of the suite, in both tiers.

    Args:
        folders: pytest's ``tmp_path_factory``.
        tier: of the release.
        lattice: what can be asked.
        allowed: as if its kaitiaki allowed that what they look after is told by area.
    """
    name = f"shown-{len(lattice.slices)}{'-allowed' * allowed}"
    make = partial(_made, folders, lattice=lattice, allowed=allowed)
    workspace = made_once(folders, name, make) / tier
    (made,) = (path for path in (workspace / "releases").iterdir() if path.is_dir())
    return read_release(made, Trust(workspace))


def _made(folders: pytest.TempPathFactory, workspaces: Path, lattice: Lattice, *, allowed: bool) -> None:
    """Both tiers of the same figures, each in a workspace of its own."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    if allowed:
        care = msgspec.structs.replace(folder.engagement.care, kaitiaki_allows_maori_map=True)
        settings = msgspec.structs.replace(folder.engagement, care=care)
        folder = dataclasses.replace(folder, engagement=settings)
    counted = pickle.loads((made_once(folders, "shown-true", _counted) / TRUE).read_bytes())  # noqa: S301 - ours
    outlines = boundaries(folder)
    found = figures(folder, counted, SECRET, boundaries=outlines, lattice=lattice)
    for tier in ("adviser", "public"):
        made = tier_content(found, folder.engagement, outlines, policy(folder.engagement, tier), lattice)
        write_release(workspaces / tier, made, folder, Approval("demonstration", tier), "keyed hash")


def _counted(workspace: Path) -> None:
    """What is counted of the demonstration's record, its comments read."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    with open_record(workspace, folder.engagement.id, make=True) as record:
        fill_demonstration(record, folder)
        (workspace / TRUE).write_bytes(pickle.dumps(true_tables(record, folder)))
