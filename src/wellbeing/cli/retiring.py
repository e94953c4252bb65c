"""Releases that count what was withdrawn since: not served once a newer one exists.

The list stands beside the releases, since the process that finds a release to serve needs no record.
"""

from pathlib import Path

import msgspec

from wellbeing.model.errors import DataError
from wellbeing.release.finding import RETIRED, releases_folder
from wellbeing.sources.private import private_folder, write_private


def retire(workspace: Path, ids: list[str]) -> None:
    """Note which releases are not to be served any more."""
    folder = releases_folder(workspace)
    if ids and ids != retired_releases(workspace):
        write_private(private_folder(folder) / RETIRED, msgspec.json.encode(ids))


def retired_releases(workspace: Path) -> list[str]:
    """Ids of releases that are not to be served."""
    path = releases_folder(workspace) / RETIRED
    return msgspec.json.decode(path.read_bytes(), type=list[str]) if path.is_file() else []


def check_in_service(release: Path, workspace: Path) -> None:
    """Make sure that a release may be served.

    Raises:
        DataError: it was retired.
    """
    if release.name in retired_releases(workspace):
        told = f"Release {release.name} is retired: contributions that it counts were withdrawn since."
        msg = f"{told} Serve a newer one, or make one of this tier: `wellbeing release`."
        raise DataError(msg)
