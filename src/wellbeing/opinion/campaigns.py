"""Campaigns: texts that many people sent with small changes. Counted with and without; nothing is deleted."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import polars as pl
from datasketch import MinHash, MinHashLSH
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wellbeing.opinion.shingles import containment, shingles

#: Copies share at least half of the shorter text's runs of three words.
COPY: Final = 0.5
#: Shorter texts ("I agree with the proposal") are alike by chance.
FEWEST_SHINGLES: Final = 8
#: Two texts that share fewer runs share a phrase ("a long time to get through"), not a letter.
FEWEST_SHARED: Final = 5
#: Copies from so many different respondents are a campaign.
FEWEST_SENDERS: Final = 3
#: 64 bands of 2 rows find a pair of Jaccard similarity 0.2 with probability 0.93, of 0.33 with 0.999.
HASHES: Final = 128
BANDS: Final = (64, 2)


def campaigns(comments: pl.DataFrame) -> pl.DataFrame:
    """Which comments are near-copies of each other, and which of these are a campaign.

    Args:
        comments: one row per comment: ``comment_id`` (unique), ``respondent``, ``text``.

    Returns:
        ``comment_id``, ``campaign``: a serial from 1 in order of first comment; null for a text of its own,
        and for copies from fewer than three respondents. In the order of ``comments``.
    """
    labels = near_copies(comments["text"].to_list())
    rows = comments.select("comment_id", "respondent").with_columns(copies=pl.Series(labels, dtype=pl.Int64))
    senders = rows.with_columns(senders=pl.col("respondent").n_unique().over("copies"))
    alike = pl.when(pl.col("senders") >= FEWEST_SENDERS).then(pl.col("copies"))
    return senders.select("comment_id", campaign=alike.rank("dense").cast(pl.Int64))


def near_copies(texts: Sequence[str]) -> list[int]:
    """One label a text, in order of first appearance; near-copies, and copies of copies, share a label."""
    sets = [shingles(text) for text in texts]
    pairs = np.array(list(_pairs(sets)), dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(texts), len(texts)))
    found = connected_components(graph, directed=False)[1]
    order: dict[int, int] = {}
    return [order.setdefault(int(label), len(order)) for label in found]


def _pairs(sets: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of near-copies: found by MinHash, decided by containment."""
    known = MinHashLSH(num_perm=HASHES, params=BANDS)
    long_enough = [place for place, runs in enumerate(sets) if len(runs) >= FEWEST_SHINGLES]
    for place, sketch in zip(long_enough, _sketches([sets[place] for place in long_enough]), strict=True):
        for other in known.query(sketch):
            if _copied(sets[place], sets[other]):
                yield other, place
        known.insert(place, sketch)


def _copied(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= FEWEST_SHARED and containment(one, other) >= COPY


def _sketches(sets: list[frozenset[str]]) -> Iterator[MinHash]:
    encoded = ([run.encode() for run in sorted(runs)] for runs in sets)
    yield from MinHash.generator(encoded, num_perm=HASHES, seed=1)
