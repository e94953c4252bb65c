"""A folder of claims: a file each, called by what it says, so that whoever writes one twice writes nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.reports.claims.content import Claim
from wellbeing.sources.private import make_private

#: Of a workspace; of what a server hands over to whoever started it.
CLAIMS: Final = "claims"
#: Whoever presses a button for a day fills no disk.
MOST_CLAIMS: Final = 5_000
#: Bytes: longer is no claim.
LONGEST_CLAIM: Final = 100_000
_DIGITS: Final = 32


def keep(claim: Claim, folder: Path) -> bool:
    """Keep a claim in a folder that is there; whether it was new."""
    content = msgspec.json.encode(claim, order="sorted")
    path = folder / f"{hashlib.sha256(content).hexdigest()[:_DIGITS]}.json"
    is_full = len(list(folder.glob("*.json"))) >= MOST_CLAIMS
    return not path.exists() and not is_full and make_private(path, content)


def kept_claims(folder: Path) -> Iterator[Claim]:
    """The claims of a folder, by release; what is no claim is left alone. None where there is no folder."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            if path.stat().st_size <= LONGEST_CLAIM:
                found.append(msgspec.json.decode(path.read_bytes(), type=Claim))
        except (OSError, msgspec.DecodeError):
            continue
    yield from sorted(found, key=lambda one: (one.release, one.address, one.sentence))
