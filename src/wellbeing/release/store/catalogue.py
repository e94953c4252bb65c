"""Where releases are kept and what they are called."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.model.errors import DataError, quoted, seen
from wellbeing.model.vocabulary import TIERS
from wellbeing.release.store.manifest import MANIFEST

#: Last ``received_on`` and a serial.
RELEASE_ID: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{2,})")
#: Ids of releases that count what was withdrawn since, in a file beside them.
RETIRED: Final = "retired.json"
HOW_TO_MAKE_ONE: Final = "`wellbeing demo` and `wellbeing release --approve NAME` make one."


class _Head(msgspec.Struct, frozen=True):
    """What is needed of a manifest to choose among releases."""

    tier: str
    id: str = ""
    engagement: str = ""
    key: str | None = None


def releases_folder(workspace: Path) -> Path:
    """Where a workspace keeps its releases, one folder each."""
    return workspace / "releases"


def releases(workspace: Path, tier: str | None = None) -> list[Path]:
    """The releases of a workspace, oldest first; of one tier if it is given."""
    found = [path for path in _folders(releases_folder(workspace)) if RELEASE_ID.fullmatch(path.name)]
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


def newest_of_finest(workspace: Path) -> Path:
    """The newest release of the tier that tells most: what the adviser's pages show, whatever was published since.

    Raises:
        DataError: there is none.
    """
    return newest_release(workspace, next((tier for tier in TIERS if releases(workspace, tier)), None))


def named_release(name: str | Path, workspace: Path) -> Path:
    """A release by its id, in the workspace, or by its path.

    Raises:
        DataError: there is none.
    """
    places = [Path(name), releases_folder(workspace) / name]
    for path in reversed(places) if RELEASE_ID.fullmatch(f"{name}") else places:
        if _is_release(path):
            return path.resolve()
    known = quoted(path.name for path in releases(workspace))
    ids = f"Ids there: {known or 'none'}."
    msg = f"'{seen(name)}' is neither a release's folder nor an id in {releases_folder(workspace)}. {ids}"
    raise DataError(msg)


def _is_release(path: Path) -> bool:
    try:
        return (path / MANIFEST).is_file()
    except OSError:  # a name that no file can have
        return False


def comparable(folder: Path) -> list[Path]:
    """A release and those beside it that it may be compared with, oldest first. None of them is opened.

    They are of the same engagement and tier, signed with the same key, and not retired. Whoever opens one finds
    out whether it is whole. None where the folder is not called as its release is.

    Raises:
        DataError: which of them are retired cannot be read.
    """
    kind, gone = _kind(folder), retired_releases(folder.parent)
    names = [path for path in _folders(folder.parent) if RELEASE_ID.fullmatch(path.name)]
    alike = sorted((path for path in names if path.name not in gone and _kind(path) == kind), key=_order)
    return alike if kind and folder in alike else []


def later_than(folder: Path) -> list[Path]:
    """Those of ``comparable`` that came after a release."""
    found = comparable(folder)
    return found[found.index(folder) + 1 :] if found else []


def in_place_of(folder: Path) -> Path:
    """A release; once it is retired, the newest of its kind beside it that is not: itself where there is none.

    Raises:
        DataError: which of them are retired cannot be read.
    """
    kind, gone = _kind(folder), retired_releases(folder.parent)
    if folder.name not in gone or kind is None:
        return folder
    beside = [path for path in _folders(folder.parent) if RELEASE_ID.fullmatch(path.name)]
    alike = [path for path in beside if path.name not in gone and _kind(path) == kind]
    return max((path for path in alike if _order(path) > _order(folder)), key=_order, default=folder)


def retired_releases(folder: Path) -> list[str]:
    """Ids of releases in a folder that are not to be served.

    Raises:
        DataError: the list cannot be read: then it cannot be said of any release.
    """
    path = folder / RETIRED
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[str])
    except FileNotFoundError:
        return []
    except (OSError, msgspec.DecodeError) as error:
        msg = f"{path} cannot be read ({error}): which releases may be served is not known. "
        msg += "`wellbeing release` writes it anew."
        raise DataError(msg) from error


def next_id(workspace: Path, day: str, known: Collection[str] = ()) -> str:
    """The first id of a day that no release has yet, here or among those known."""
    names = {*known, *(path.name for path in releases(workspace))}
    taken = [int(name.rpartition(".")[2]) for name in names if name.startswith(f"{day}.")]
    return f"{day}.{max(taken, default=0) + 1:02d}"


def _folders(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else iter(())


def _order(path: Path) -> tuple[str, int]:
    day, _, serial = path.name.rpartition(".")
    return day, int(serial)


def _tier(path: Path) -> str | None:
    head = _head(path)
    return head.tier if head else None


def _kind(path: Path) -> tuple[str, str, str | None] | None:
    """What releases have in common that may be compared; None of one that is called otherwise than its folder."""
    head = _head(path)
    return (head.engagement, head.tier, head.key) if head and head.id == path.name else None


def _head(path: Path) -> _Head | None:
    try:
        return msgspec.json.decode((path / MANIFEST).read_bytes(), type=_Head)
    except (OSError, msgspec.DecodeError):
        return None
