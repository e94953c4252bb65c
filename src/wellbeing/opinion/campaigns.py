"""Campaigns: near-duplicate texts that many people sent. Counted with and without; nothing is deleted.

Texts whose sketches agree in some band are compared, and containment decides (``text.shingles``). Equal texts are
compared once, and a text that is known to be a copy of one is not compared with all other copies: of a letter that
a hundred thousand sent, each is held against a few.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.opinion.text.shingles import PLACES, Runs, Shingles, Sketch, shared, sketch

#: Copies share at least half of the shorter text's runs of three words.
_COPY: Final = 0.5
#: Shorter texts ("I agree with the proposal") are alike by chance.
_FEWEST_SHINGLES: Final = 8
#: Two texts that share fewer runs share a phrase ("a long time to get through"), not a letter.
_FEWEST_SHARED: Final = 5
#: Copies from so many different respondents are a campaign.
_FEWEST_SENDERS: Final = 3
#: 64 bands of 2 rows find a pair of Jaccard similarity 0.2 with probability 0.93, of 0.33 with 0.999.
_BANDS: Final = PLACES // 2
#: Of those that are known to be copies of each other, so many stand for all in a band. The letter itself comes first as
#: a rule; a copy that shares too little with it may share enough with another.
_STAND_FOR_ALL: Final = 8
_Places = npt.NDArray[np.intp]


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
    read, firsts = Shingles(), dict[bytes, int]()
    same, runs = np.arange(len(texts)), list[Runs]()
    for place, text in enumerate(texts):
        found = read.of(text)
        if found.size >= _FEWEST_SHINGLES:
            first = firsts.setdefault(found.tobytes(), len(firsts))
            runs += [found] if first == len(runs) else []
            same[place] = len(texts) + first
    labels = np.concatenate([np.arange(len(texts)), len(texts) + _copies(runs)])[same]
    order: dict[int, int] = {}
    return [order.setdefault(int(label), len(order)) for label in labels]


def _copies(runs: list[Runs]) -> _Places:
    """For each text the first of those that it is a copy of, by way of copies; itself where it is of none."""
    together = _Together(runs)
    if runs:
        sketches = np.stack([sketch(each) for each in runs])
        for band in range(_BANDS):
            for alike in _agreeing(sketches[:, 2 * band], sketches[:, 2 * band + 1]):
                together.compare(alike)
            together.settle()
    return together.firsts


def _agreeing(one: Sketch, other: Sketch) -> Iterator[_Places]:
    """Texts that agree in both numbers of a band, in their order; those that agree with nobody are left out."""
    keys = one.astype(np.uint64) << np.uint64(32) | other
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    for start, end in pairwise([0, *edges.tolist(), len(order)]):
        if end - start > 1:
            yield order[start:end]


class _Together:
    """Which texts are copies of each other, as far as they were compared."""

    def __init__(self, runs: list[Runs]) -> None:
        self._runs = runs
        #: For each text the first of its copies, or one nearer to it until all is settled.
        self.firsts = np.arange(len(runs))

    def settle(self) -> None:
        """Let each text know the first of its copies."""
        while not np.array_equal(nearer := self.firsts[self.firsts], self.firsts):
            self.firsts = nearer

    def compare(self, alike: _Places) -> None:
        """Hold texts that may be copies against those before them."""
        if np.unique(self.firsts[alike]).size == 1:
            return
        known: dict[int, list[int]] = {}
        for place in alike.tolist():
            for first in list(known):
                if self._first(place) != self._first(first) and self._is_copy(place, known[first]):
                    self._join(place, first)
            stand_for_all = known.setdefault(self._first(place), [])
            if len(stand_for_all) < _STAND_FOR_ALL:
                stand_for_all.append(place)

    def _first(self, place: int) -> int:
        while (before := int(self.firsts[place])) != place:
            self.firsts[place] = self.firsts[before]
            place = before
        return place

    def _is_copy(self, place: int, others: list[int]) -> bool:
        return any(_is_copy(self._runs[place], self._runs[other]) for other in others)

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        self.firsts[second] = first


def _is_copy(one: Runs, other: Runs) -> bool:
    found = shared(one, other)
    return found >= _FEWEST_SHARED and found >= _COPY * min(one.size, other.size)
