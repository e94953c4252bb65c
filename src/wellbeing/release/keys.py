"""Secret keys: the same contributions get the same draw in every table, tier and release.

method.md, section 3.1; the cell key method of Fraser and Wooton (Australian Bureau of Statistics, 2005),
with a keyed hash in place of stored record keys, so that nobody without the secret can repeat a draw.
"""

import hmac

import numpy as np
import polars as pl

#: Record keys and cell keys are whole numbers below this.
MODULUS = 2**32
#: A draw is the first 64 bits of a hash, as a fraction of this.
DRAWS = 2**64


def record_keys(ids: pl.Series, secret: bytes) -> pl.Series:
    """One a contribution: r = HMAC-SHA256(secret, contribution id) mod 2³²."""
    tails = b"".join(hmac.digest(secret, name.encode(), "sha256")[-4:] for name in ids)
    return pl.Series(ids.name, np.frombuffer(tails, ">u4").astype(np.uint64))


def draws(cell_keys: pl.Series, secret: bytes) -> pl.Series:
    """One a cell: u = first 64 bits of HMAC-SHA256(secret, cell key) / 2⁶⁴, at least 0 and below 1.

    Args:
        cell_keys: Σ record keys mod 2³² of each cell's contributions.
        secret: 256 random bits that never leave the workspace.
    """
    unique = cell_keys.unique()
    heads = [hmac.digest(secret, key.to_bytes(4, "big"), "sha256")[:8] for key in unique]
    drawn = pl.Series([int.from_bytes(head, "big") / DRAWS for head in heads], dtype=pl.Float64)
    return cell_keys.replace_strict(unique, drawn, return_dtype=pl.Float64)
