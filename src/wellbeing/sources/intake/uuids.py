"""Version 5 UUIDs of names: the same name gets the same id on every machine, and tells nothing of the name."""

import hashlib
from collections.abc import Iterable
from typing import Final

import polars as pl

#: Between the parts of a name. No text holds it: control characters are taken out when a file is read.
PART: Final = "\x1f"
#: The UUID of "wellbeing" in the namespace of domain names.
_NAMESPACE: Final = bytes.fromhex("289728f2286b5b9b91012d98f68d52ad")
#: In a UUID the two highest bits of the ninth byte are 10.
_VARIANTS: Final = {f"{digit:x}": f"{digit & 0b0011 | 0b1000:x}" for digit in range(16)}


def as_uuids(names: Iterable[str]) -> pl.Series:
    """Version 5 UUIDs (RFC 9562, section 5.5) of names, in the namespace of this program."""
    encoded = pl.Series(names, dtype=pl.String).cast(pl.Binary).to_list()
    digests = [hashlib.sha1(_NAMESPACE + name, usedforsecurity=False).digest() for name in encoded]
    text = pl.Series(digests, dtype=pl.Binary).bin.encode("hex")
    variant = text.str.slice(16, 1).replace_strict(_VARIANTS, default=None, return_dtype=pl.String)
    ends = (text.str.slice(0, 8), text.str.slice(8, 4), "5" + text.str.slice(13, 3))
    parts = (*ends, variant + text.str.slice(17, 3), text.str.slice(20, 12))
    return pl.select(pl.concat_str([pl.lit(part) for part in parts], separator="-")).to_series()
