"""Where releases are kept and what they are called."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.model.errors import DataError, quoted
from wellbeing.release.store.manifest import MANIFEST

#: Last ``received_on`` and a serial.
RELEASE_ID: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{2,})")
#: Ids of releases that count what was withdrawn since, in a file beside them.
RETIRED: Final = "retired.json"
HOW_TO_MAKE_ONE: Final = "`wellbeing demo` and `wellbeing release --approve NAME` make one."


class _Head(msgspec.Struct):
    """What is needed of a manifest to choose among releases."""

    tier: str


def releases_folder(workspace: Path) -> Path:
    """Where a workspace keeps its releases, one folder each."""
    return workspace / "releases"


def releases(workspace: Path, tier: str | None = None) -> list[Path]:
    """The releases of a workspace, oldest first; of one tier if it is given."""
    found = [path for path in _folders(workspace) if RELEASE_ID.fullmatch(path.name)]
    return sorted((path for path in found if tier in {None, _tier(path)}), key=_order)


def newest_release(workspace: Path, tier: str | None = None) -> Path:
    """The newest release of a workspace.

    Raises:
        DataError: it has none.
    """
    found = releases(workspace, tier)
    if not found:
        kind = f"{tier} release" if tier else "release"
        msg = f"There is no {kind} in {releases_folder(workspace)}. {HOW_TO_MAKE_ONE}"
        raise DataError(msg)
    return found[-1]


def named_release(name: str | Path, workspace: Path) -> Path:
    """A release by its id, in the workspace, or by its path.

    Raises:
        DataError: there is none.
    """
    places = [Path(name), releases_folder(workspace) / name]
    for path in reversed(places) if RELEASE_ID.fullmatch(f"{name}") else places:
        if (path / MANIFEST).is_file():
            return path.resolve()
    known = quoted(path.name for path in releases(workspace))
    ids = f"Ids there: {known or 'none'}."
    msg = f"'{name}' is neither a release's folder nor an id in {releases_folder(workspace)}. {ids}"
    raise DataError(msg)


def next_id(workspace: Path, day: str, known: Collection[str] = ()) -> str:
    """The first id of a day that no release has yet, here or among those known."""
    names = {*known, *(path.name for path in releases(workspace))}
    taken = [int(name.rpartition(".")[2]) for name in names if name.startswith(f"{day}.")]
    return f"{day}.{max(taken, default=0) + 1:02d}"


def _folders(workspace: Path) -> Iterator[Path]:
    folder = releases_folder(workspace)
    return (path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else iter(())


def _order(path: Path) -> tuple[str, int]:
    day, _, serial = path.name.rpartition(".")
    return day, int(serial)


def _tier(path: Path) -> str | None:
    try:
        return msgspec.json.decode((path / MANIFEST).read_bytes(), type=_Head).tier
    except (OSError, msgspec.DecodeError):
        return None
