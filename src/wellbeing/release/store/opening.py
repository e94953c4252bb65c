"""Open a release: every byte is what was written and signed, or it is refused."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, counted, quoted, seen
from wellbeing.model.lattice import Lattice
from wellbeing.model.policy import Policy
from wellbeing.release.store.catalogue import (
    HOW_TO_MAKE_ONE,
    in_place_of,
    named_release,
    newest_of_finest,
    retired_releases,
)
from wellbeing.release.store.manifest import MANIFEST, Manifest, decode, sha256
from wellbeing.release.store.signing import Trust, is_genuine, is_trusted
from wellbeing.sources.paths import PAGES_VARIABLE, RELEASE, TRUSTED_KEYS, workspace_folder

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

BOUNDARIES = "boundaries.parquet"
_NEAR: Final = message("Release {release} has no table '{table}'. Did you mean {near}?")
_TABLES: Final = message("Release {release} has no table '{table}'. Tables: {tables}.")
ENGAGEMENT = "engagement.json"


@dataclass(frozen=True, eq=False)
class Release:
    """An immutable snapshot of protected counts. Made by ``open_release``; safe to share between sessions."""

    path: Path
    manifest: Manifest
    engagement: Engagement
    _frames: Mapping[str, pl.DataFrame] = field(repr=False)
    _boundaries: pl.DataFrame = field(repr=False)

    @property
    def id(self) -> str:
        """Last day on which a contribution was received, and a serial."""
        return self.manifest.id

    @property
    def policy(self) -> Policy:
        """How its tier is protected."""
        return self.manifest.policy

    @property
    def lattice(self) -> Lattice:
        """What can be asked of it: tables and slices."""
        return self.manifest.lattice

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables: the closed lattice, nothing else can be asked."""
        return tuple(self._frames)

    @property
    def boundaries(self) -> pl.DataFrame:
        """One row per region with its outline as plain numbers (``model.boundaries.Boundaries``)."""
        return self._boundaries.clone()

    def table(self, name: str) -> pl.DataFrame:
        """A table's published rows.

        Raises:
            DataError: the release has no table of that name.
        """
        if name not in self._frames:
            near = get_close_matches(name, self._frames, n=3, cutoff=0.5)
            if near:
                msg = say(_NEAR, release=self.id, table=seen(name), near=quoted(near))
            else:
                msg = say(_TABLES, release=self.id, table=seen(name), tables=quoted(self._frames, 99))
            raise DataError(msg)
        return self._frames[name].clone()

    def to_geopandas(self, name: str) -> "GeoDataFrame":
        """A table's rows with the outline of their ``area``; needs GeoPandas."""
        from wellbeing.sources.boundaries import to_geopandas  # noqa: PLC0415

        return to_geopandas(self.boundaries, self.table(name))


#: Folder → its release, in a process that serves it.
_KEPT: Final[dict[Path, Release]] = {}


def open_release(path: str | Path | None = None) -> Release:
    """A release by path or id; else ``WELLBEING_RELEASE``; else the newest of the default workspace.

    Raises:
        DataError: there is none, it was retired, a file of it is missing, changed, or not its own, or it is
            not signed by a key that is believed.
    """
    chosen = _chosen(path)
    release = _KEPT.get(chosen.resolve()) or read_release(chosen)
    _check_in_service(release)
    return release


def keep_open(folder: Path) -> Release:
    """Open a release for as long as this process lives: it is verified and read once, not by each reader.

    Raises:
        DataError: as ``open_release``.
    """
    _KEPT[folder.resolve()] = release = open_release(folder)
    return release


def read_release(folder: Path, trust: Trust | None = None) -> Release:
    """The release in a folder, after its signature was checked and every file's hash compared.

    Args:
        folder: where it is.
        trust: whose keys are believed; by default those of the engagement and the workspace that are named.

    Raises:
        DataError: as ``open_release``.
    """
    manifest = _manifest(folder)
    _check_signature(manifest, folder, trust)
    contents = _verified(folder, manifest)
    frames = {name: pl.read_parquet(BytesIO(contents[table_file(name)])) for name in manifest.tables}
    return Release(
        path=folder,
        manifest=manifest,
        engagement=msgspec.json.decode(contents[ENGAGEMENT], type=Engagement),
        _frames=frames,
        _boundaries=pl.read_parquet(BytesIO(contents[BOUNDARIES])),
    )


def table_file(name: str) -> str:
    """Where a release keeps a table."""
    return f"tables/{name}.parquet"


def _chosen(path: str | Path | None) -> Path:
    workspace = workspace_folder()
    name = path or os.environ.get(RELEASE)
    if not name:
        return newest_of_finest(workspace)
    chosen = named_release(name, workspace)
    is_served = not path and PAGES_VARIABLE in os.environ
    return in_place_of(chosen) if is_served else chosen  # a page goes on; a notebook says that it is retired


def _check_in_service(release: Release) -> None:
    """The list stands beside the releases; a copy elsewhere is out of its reach."""
    if release.id in retired_releases(release.path.parent):
        msg = f"Release {release.id} is retired: contributions that it counts were withdrawn since. "
        msg += "Open a newer one, or make one of this tier: `wellbeing release`."
        raise DataError(msg)


def _manifest(folder: Path) -> Manifest:
    file = folder / MANIFEST
    if not file.is_file():
        msg = f"{file} is missing: {folder} is not a release. {HOW_TO_MAKE_ONE}"
        raise DataError(msg)
    try:
        return decode(file.read_bytes())
    except ValueError as error:
        msg = f"{file} was changed after it was approved: {error}. Use another release, or make it anew."
        raise DataError(msg) from error


def _check_signature(manifest: Manifest, folder: Path, trust: Trust | None) -> None:
    if manifest.signature is None:
        msg = f"Release {folder} is refused: it is not signed. {HOW_TO_MAKE_ONE}"
        raise DataError(msg)
    if not is_genuine(manifest):
        changed = f"{folder / MANIFEST} was changed after it was approved"
        msg = f"{changed}: its signature does not fit. Use another release, or make it anew."
        raise DataError(msg)
    if not is_trusted(manifest, folder, trust):
        who = f"it is signed by a key that is not known here, {manifest.key}"
        own = "A key that lies beside a release proves nothing"
        where = f"`trusted_keys` of engagement.toml or in {TRUSTED_KEYS}"
        how = f"{own}: if whoever made it tells you the same key by another way, list it in {where}."
        msg = f"Release {folder} is refused: {who}. {how}"
        raise DataError(msg)


def _verified(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    """Each file read once: what was hashed is what is used."""
    expected = {table_file(name): table.sha256 for name, table in manifest.tables.items()} | manifest.files
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if not path.is_dir()}
    contents = {name: found[name].read_bytes() for name in expected if name in found}
    problems = [
        *_problem("missing", [name for name in expected if name not in found]),
        *_problem("changed", [name for name, file in contents.items() if sha256(file) != expected[name]]),
        *_problem("not part of it", [name for name in found if name not in {*expected, MANIFEST}]),
    ]
    if problems:
        msg = f"Release {folder} is refused: {'; '.join(problems)}. Use another release, or make it anew."
        raise DataError(msg)
    return contents


def _problem(what: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{counted(len(names), 'file')} {what}: {quoted(sorted(names))}"
