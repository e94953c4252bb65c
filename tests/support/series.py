"""Releases of the small engagement that follow each other, as its commands would leave them in a workspace."""

from pathlib import Path

import pytest
from sharing import made_once
from two_islands import FOLDER, true_tables

from wellbeing.model.lattice import LATTICE
from wellbeing.model.policy import policy
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import Earlier, figures
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust
from wellbeing.sources.engagement import read_engagement

SECRET = bytes(range(32))


def shared_series(folders: pytest.TempPathFactory) -> Path:
    """A workspace with two of them, made once in a run of the suite; to be copied where a test changes it.

    Args:
        folders: pytest's ``tmp_path_factory``.
    """
    return made_once(folders, "series", series)


def two_releases(folders: pytest.TempPathFactory) -> list[Release]:
    """The two of them, opened."""
    workspace = shared_series(folders)
    return [read_release(path, Trust(workspace)) for path in releases(workspace)]


def series(workspace: Path, seeds: tuple[int, ...] = (1, 2)) -> list[Release]:
    """A release of each seed's contributions, each measured after the one before."""
    folder, before, made = read_engagement(FOLDER), None, []
    outlines, settings = boundaries(folder), folder.engagement
    for seed in seeds:
        found = figures(folder, true_tables(seed), SECRET, before, boundaries=outlines, lattice=LATTICE)
        before = Earlier(found.measurements, found.beside["quotes"])
        content = tier_content(found, settings, outlines, policy(settings, "adviser"), LATTICE)
        approval = Approval("demonstration", "adviser")
        made.append(write_release(workspace, content, folder, approval, "keyed hash"))
    return [read_release(path, Trust(workspace)) for path in made]
