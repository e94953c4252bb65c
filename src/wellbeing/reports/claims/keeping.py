"""A folder of claims: a file each, called by what it says, so that whoever writes one twice writes nothing."""

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.reports.claims.content import Claim
from wellbeing.sources.private import make_private, read_handed

#: Of a workspace; of what a server hands over to whoever started it.
CLAIMS: Final = "claims"
#: Whoever presses a button for a day fills no disk.
MOST_CLAIMS: Final = 5_000
#: The rest of the places is for sentences of reports: whoever copies takes none of those.
MOST_COPIED: Final = 4_000
#: Bytes: longer is no claim.
LONGEST_CLAIM: Final = 100_000
_DIGITS: Final = 32


def keep(claim: Claim, folder: Path, names: set[str] | None = None) -> bool:
    """Keep a claim in a folder that is there; whether it was new, and a place was left for it.

    Args:
        claim: what is kept.
        folder: where.
        names: what lies there, where that is known; what is kept is added to them.
    """
    there = claim_names(folder) if names is None else names
    content = msgspec.json.encode(claim, order="sorted")
    name = f"{_called(content)}.json"
    most = MOST_COPIED if claim.taken == "copied" else MOST_CLAIMS
    if name in there or len(there) >= most:
        return False
    there.add(name)
    return make_private(folder / name, content)


def claim_names(folder: Path) -> set[str]:
    """What the files of a folder are called that may be claims, never more than are kept; none without a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return set(islice((one.name for one in found if one.name.endswith(".json")), MOST_CLAIMS))
    return set()


def kept_claims(folder: Path, names: Iterable[str] | None = None) -> Iterator[Claim]:
    """The claims of a folder, or those of some names, by release; ``unread_claims`` names what is none."""
    chosen = claim_names(folder) if names is None else names
    found = [claim for name in chosen if (claim := _read(folder / name))]
    yield from sorted(found, key=lambda one: (one.release, one.address, one.sentence))


def unread_claims(folder: Path) -> list[str]:
    """Files that lie where claims do and are no whole one, or not the one that was kept."""
    return sorted(name for name in claim_names(folder) if _read(folder / name) is None)


def drop_claims(folder: Path, releases: Collection[str]) -> bool:
    """Delete what was taken from some releases; whether there was any."""
    names = [
        name for name in claim_names(folder) if (one := _read(folder / name)) and one.release in releases
    ]
    for name in names:
        (folder / name).unlink(missing_ok=True)
    return bool(names)


def _read(path: Path) -> Claim | None:
    """A claim; None of what is no whole file of its own, too long, or not what it is called by."""
    content = read_handed(path, LONGEST_CLAIM)
    if content is None or path.stem != _called(content):
        return None
    with contextlib.suppress(msgspec.DecodeError):
        return msgspec.json.decode(content, type=Claim)
    return None


def _called(content: bytes) -> str:
    """What its file is called by: what it says."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
