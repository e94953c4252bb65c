"""Ids and fingerprints of texts: the same text gets the same on every machine, and they tell nothing of it.

Polars' own hashes differ between its versions, so that these are made in Python, one a text.
"""

import hashlib
from binascii import hexlify
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import polars as pl

#: Between the parts of a name. No text holds it: control characters are taken out when a file is read.
PART: Final = "\x1f"
#: Between the parts of an id where a person reads it.
_SHOWN_BETWEEN: Final = " · "
#: The UUID of "wellbeing" in the namespace of domain names.
_NAMESPACE: Final = bytes.fromhex("289728f2286b5b9b91012d98f68d52ad")
#: Of a digest, kept in a fingerprint or an id.
_BYTES: Final = 16
#: Where the groups of a UUID's digits begin and end, without the hyphens between them.
_GROUPS: Final = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))


def as_uuids(names: Iterable[str]) -> pl.Series:
    """Version 5 UUIDs (RFC 9562, section 5.5) of names, in the namespace of this program."""
    encoded = pl.Series(names, dtype=pl.String).cast(pl.Binary).to_list()
    digests = _first_bytes([*_sha1_of(encoded)])
    digests[:, 6] = digests[:, 6] & 0x0F | 0x50
    digests[:, 8] = digests[:, 8] & 0x3F | 0x80
    digits = np.frombuffer(hexlify(digests.tobytes()), np.uint8).reshape(-1, 2 * _BYTES)
    text = np.full((len(encoded), 2 * _BYTES + len(_GROUPS) - 1), ord("-"), np.uint8)
    for hyphens, (start, end) in enumerate(_GROUPS):
        text[:, start + hyphens : end + hyphens] = digits[:, start:end]
    return _as_binary(text).cast(pl.String)


def _sha1_of(names: list[bytes]) -> Iterator[bytes]:
    """Digests of names in the namespace, which is read once: a sixth less work than anew for each."""
    begun = hashlib.sha1(_NAMESPACE, usedforsecurity=False).copy
    for name in names:
        one = begun()
        one.update(name)
        yield one.digest()


def shown_id(written: str) -> str:
    """What is written, as a person reads it: of an id of several columns those parts that say anything."""
    return _SHOWN_BETWEEN.join(part for part in written.split(PART) if part) if PART in written else written


def shown_ids(values: pl.Series) -> pl.Series:
    """As ``shown_id``, each different value once."""
    joined = {one: shown_id(one) for one in values.drop_nulls().unique() if PART in one}
    return values.replace(joined) if joined else values


def fingerprints(texts: pl.Series) -> pl.Series:
    """The first half of the SHA-256 of each text, in hexadecimal."""
    encoded = texts.cast(pl.Binary).to_list()
    digests = _first_bytes([hashlib.sha256(text).digest() for text in encoded])
    return _as_binary(digests).bin.encode("hex").alias("fingerprint")


def passing_fingerprints(texts: pl.Series) -> pl.Series:
    """Fingerprints that are quicker, and good for this process alone.

    Of 64 bits: there is one chance in 30 million that two of a million texts have the same.
    """
    return texts.hash().cast(pl.String)


def _first_bytes(digests: list[bytes]) -> np.ndarray:
    """A row for each digest."""
    width = len(digests[0]) if digests else _BYTES
    return np.frombuffer(b"".join(digests), np.uint8).reshape(-1, width)[:, :_BYTES].copy()


def _as_binary(rows: np.ndarray) -> pl.Series:
    """Each row of bytes as one value."""
    return pl.Series(rows).cast(pl.List(pl.UInt8)).cast(pl.Binary)
