"""Audit a release together with the releases that lie beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, counted
from wellbeing.release.audit.claims import Findings, audit
from wellbeing.release.store.catalogue import RELEASE_ID
from wellbeing.release.store.manifest import MANIFEST
from wellbeing.release.store.opening import Release, read_release

#: Releases beside it that a release is compared with: the nearest in time.
NEAREST: Final = 4


def audited_with_others(path: Path, folders: Folders) -> tuple[Release, Findings]:
    """A release, opened, and what was found of its claims.

    Raises:
        DataError: it is not to be believed, or not whole.
    """
    release = read_release(path, folders.trust)
    others = [other for other in _beside(path, folders) if other.engagement.id == release.engagement.id]
    return release, audit(release, tuple(others))


def release_as_claimed(path: Path, folders: Folders) -> Release:
    """The release, once its claims were recomputed from its folder.

    Raises:
        DataError: one fails, or the release cannot be opened.
    """
    release, found = audited_with_others(path, folders)
    if not found.holds:
        number = counted(len(found.problems), "claim")
        said = f"Release {release.id} is not shown: {number} of its protection failed."
        raise DataError(f"{said} {' '.join(found.problems)} `wellbeing audit {release.id}` tells more.")
    return release


def _beside(path: Path, folders: Folders) -> Iterator[Release]:
    """Those that can be opened: what is damaged or of an older format is told by opening it, not here."""
    found = [
        one
        for one in path.resolve().parent.glob("*")
        if RELEASE_ID.fullmatch(one.name) and one.name != path.name
    ]
    whole = sorted(one for one in found if (one / MANIFEST).is_file())
    earlier = [one for one in whole if one.name < path.name][-NEAREST:]
    later = [one for one in whole if one.name > path.name][: NEAREST - len(earlier)]
    for one in (*earlier, *later):
        try:
            yield read_release(one, folders.trust)
        except DataError:
            continue
