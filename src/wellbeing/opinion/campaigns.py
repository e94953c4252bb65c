"""Campaigns: near-duplicate texts that many people sent. Counted with and without; nothing is deleted.

A text is compared as the set of its shingles, runs of three words: MinHash with locality-sensitive hashing
proposes pairs, containment decides (Broder 1997, "On the resemblance and containment of documents").
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import polars as pl
from datasketch import MinHash, MinHashLSH
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wellbeing.opinion.text.words import normalise

#: Words in a shingle.
_RUN: Final = 3
_WORD: Final = re.compile(r"\w+(?:'\w+)?")
#: Copies share at least half of the shorter text's runs of three words.
_COPY: Final = 0.5
#: Shorter texts ("I agree with the proposal") are alike by chance.
_FEWEST_SHINGLES: Final = 8
#: Two texts that share fewer runs share a phrase ("a long time to get through"), not a letter.
_FEWEST_SHARED: Final = 5
#: Copies from so many different respondents are a campaign.
_FEWEST_SENDERS: Final = 3
#: 64 bands of 2 rows find a pair of Jaccard similarity 0.2 with probability 0.93, of 0.33 with 0.999.
_HASHES: Final = 128
_BANDS: Final = (64, 2)


def find_campaigns(comments: pl.DataFrame) -> pl.DataFrame:
    """Which comments are near-copies of each other, and which of these are a campaign.

    Args:
        comments: one row per comment: ``comment_id`` (unique), ``respondent``, ``text``.

    Returns:
        ``comment_id``, ``campaign``: a serial from 1 in order of first comment; null for a text of its own,
        and for copies from fewer than three respondents. In the order of ``comments``.
    """
    labels = near_duplicates(comments["text"].to_list())
    rows = comments.select("comment_id", "respondent").with_columns(copies=pl.Series(labels, dtype=pl.Int64))
    senders = rows.with_columns(senders=pl.col("respondent").n_unique().over("copies"))
    alike = pl.when(pl.col("senders") >= _FEWEST_SENDERS).then(pl.col("copies"))
    return senders.select("comment_id", campaign=alike.rank("dense").cast(pl.Int64))


def near_duplicates(texts: Sequence[str]) -> list[int]:
    """One label a text, in order of first appearance; near-copies, and copies of copies, share a label."""
    sets = [shingles(text) for text in texts]
    pairs = np.array(list(_pairs(sets)), dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(texts), len(texts)))
    components = connected_components(graph, directed=False)[1]
    order: dict[int, int] = {}
    return [order.setdefault(int(label), len(order)) for label in components]


def _pairs(sets: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of near-copies: found by MinHash, decided by containment."""
    index = MinHashLSH(num_perm=_HASHES, params=_BANDS)
    long_enough = [place for place, runs in enumerate(sets) if len(runs) >= _FEWEST_SHINGLES]
    for place, sketch in zip(long_enough, _sketches([sets[place] for place in long_enough]), strict=True):
        for other in index.query(sketch):
            if _is_copy(sets[place], sets[other]):
                yield other, place
        index.insert(place, sketch)


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _FEWEST_SHARED and containment(one, other) >= _COPY


def _sketches(sets: list[frozenset[str]]) -> Iterator[MinHash]:
    encoded = ([run.encode() for run in sorted(runs)] for runs in sets)
    yield from MinHash.generator(encoded, num_perm=_HASHES, seed=1)


def shingles(text: str) -> frozenset[str]:
    """The runs of three words in a text, in lower case; none in a text of fewer words."""
    words = _WORD.findall(normalise(text).lower())
    return frozenset(" ".join(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the other has too: high for a letter with a sender's own opening."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
