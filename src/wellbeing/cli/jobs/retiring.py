"""Releases that count what was withdrawn since: not served once a newer one exists.

The list stands beside the releases, since the process that finds a release to serve needs no record.
"""

from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import RETIRED, in_place_of, releases_folder, retired_releases
from wellbeing.release.store.opening import Release
from wellbeing.release.store.signing import own_fingerprint
from wellbeing.reports.claims.keeping import CLAIMS, drop_claims
from wellbeing.sources.private import private_folder, write_private


class RetiredError(DataError):
    """A release was retired while it was served."""


def retire(workspace: Path, ids: list[str]) -> None:
    """Note which releases are not to be served any more, and delete the sentences that were taken from them."""
    path = releases_folder(workspace) / RETIRED
    if ids or path.exists():
        write_private(private_folder(path.parent) / RETIRED, msgspec.json.encode(ids))
    if ids:
        drop_claims(workspace / CLAIMS, ids)


def served_in_turn(serve: Callable[[Path], int], release: Path) -> int:
    """Serve a release, and once it is retired the newest of its kind beside it; the exit code.

    Args:
        serve: serves one until the process ends.
        release: the first.

    Raises:
        RetiredError: there is no newer one.
        DataError: as the serving of one.
    """
    while True:
        try:
            return serve(release)
        except RetiredError:
            later = in_place_of(release.resolve())
            if later == release.resolve():
                raise
            click.echo(f"Release {release.name} is retired: {later.name} is served in its place.", err=True)
            release = later


def check_in_service(release: Release, workspace: Path, error: type[DataError] = DataError) -> None:
    """Make sure that a release may be served: no list names it, beside it or of the workspace that made it.

    Raises:
        DataError: it was retired.
    """
    if release.id in out_of_service(release, workspace):
        told = f"Release {release.id} is retired: contributions that it counts were withdrawn since."
        msg = f"{told} Serve a newer one, or make one of this tier: `wellbeing release`."
        raise error(msg)


def out_of_service(release: Release, workspace: Path) -> set[str]:
    """Ids that are not to be served of those beside a release, or of the workspace that made it.

    Raises:
        DataError: a list of them cannot be read.
    """
    folders = [release.path.resolve().parent]
    if release.manifest.key == own_fingerprint(workspace):
        folders.append(releases_folder(workspace))
    return {name for folder in folders for name in retired_releases(folder)}
