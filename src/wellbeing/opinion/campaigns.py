"""Campaigns: near-duplicate texts that many people sent. Counted with and without; nothing is deleted.

Texts whose sketches agree in some band are compared, and containment decides (``text.shingles``). Equal texts are
compared once, and a text that is known to be a copy of one is not compared with all other copies: of a letter that
a hundred thousand sent, each is held against a few. What is held of a text in memory is some fifty bytes, however
long it is: its runs lie in a file without a name.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.opinion.text.kept_runs import KeptRuns
from wellbeing.opinion.text.shingles import PLACES, Runs, Shingles, shared

#: Copies share at least half of the shorter text's runs of three words.
_COPY: Final = 0.5
#: Shorter texts ("I agree with the proposal") are alike by chance.
_FEWEST_SHINGLES: Final = 8
#: Two texts that share fewer runs share a phrase ("a long time to get through"), not a letter: ten words in a row. Of
#: fewer, a short text with a phrase that two letters use made them one.
_FEWEST_SHARED: Final = 8
#: Copies from so many different respondents are a campaign.
_FEWEST_SENDERS: Final = 3
#: 64 bands of 2 rows find a pair of Jaccard similarity 0.2 with probability 0.93, of 0.33 with 0.999.
_BANDS: Final = PLACES // 2
#: Of those that are known to be copies of each other, so many stand for all in a band. The letter itself comes first as
#: a rule; a copy that shares too little with it may share enough with another.
_STAND_FOR_ALL: Final = 8
#: Texts of one's own that agree in a band by chance, on a phrase that everybody uses, are held against so many others
#: there, and not against all: letters that many sent are among the first as a rule, and there are other bands.
_MOST_HELD_AGAINST: Final = 200
#: A text that is too short to be a copy.
_NONE: Final = -1
_Places = npt.NDArray[np.intp]


class Letters:
    """Comments as they come, so many at a time; and which of them are copies, once all have come."""

    def __init__(self) -> None:
        self._read, self._runs = Shingles(), KeptRuns()
        #: Of each text: a hash of its runs, where it lies among those that are kept, and a hash of who sent it.
        self._hashes: list[npt.NDArray[np.uint64]] = []
        self._kept: list[_Places] = []
        self._senders: list[pl.Series] = []

    def add(self, texts: Sequence[str], senders: pl.Series) -> None:
        """Take comments in.

        Args:
            texts: comments.
            senders: who sent each.
        """
        hashes, kept, here = np.zeros(len(texts), np.uint64), np.full(len(texts), _NONE), dict[bytes, int]()
        for place, text in enumerate(texts):
            found = self._read.of(text)
            if found.size >= _FEWEST_SHINGLES:
                of_runs = blake2b(found.tobytes(), digest_size=16).digest()
                if of_runs not in here:
                    here[of_runs] = self._runs.add(found)
                kept[place], hashes[place] = here[of_runs], int.from_bytes(of_runs[:8], "little")
        self._hashes.append(hashes)
        self._kept.append(kept)
        self._senders.append(senders.hash())

    def campaigns(self) -> pl.Series:
        """Of each comment in its order: a serial of its campaign, from 1 in order of first comment.

        Null for a text of its own, and for copies from fewer than three senders.
        """
        senders = pl.concat(self._senders) if self._senders else pl.Series(dtype=pl.UInt64)
        rows = pl.DataFrame({"copies": self.copies(), "sender": senders})
        are_many = pl.col("sender").n_unique().over("copies") >= _FEWEST_SENDERS
        alike = pl.when(are_many).then(pl.col("copies"))
        return rows.select(campaign=alike.rank("dense").cast(pl.Int64)).to_series()

    def copies(self) -> pl.Series:
        """One label a text, in order of first appearance; near-copies, and copies of copies, share a label."""
        kept = np.concatenate([np.zeros(0, np.intp), *self._kept])
        hashes = np.concatenate([np.zeros(0, np.uint64), *self._hashes])
        alone, long = np.flatnonzero(kept == _NONE), kept != _NONE
        labels = np.empty(kept.size, np.int64)
        labels[alone] = kept.size + alone
        labels[long] = _copies(self._runs, *_equal(hashes[long], kept[long]))
        rows = pl.DataFrame({"label": labels}).with_row_index("place")
        first = pl.col("place").first().over("label")
        return rows.select(first.rank("dense").cast(pl.Int64) - 1).to_series()


def _equal(hashes: npt.NDArray[np.uint64], kept: _Places) -> tuple[_Places, _Places]:
    """Where the first of equal texts is kept, in order of appearance; and of each text which of those it is."""
    _, first, which = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    places = np.empty_like(order)
    places[order] = np.arange(order.size)
    return kept[first[order]], places[which]


def _copies(runs: KeptRuns, firsts: _Places, which: _Places) -> _Places:
    """For each text the first of those that it is a copy of, by way of copies; itself where it is of none."""
    together = _Together(runs, firsts)
    for band in range(_BANDS if firsts.size else 0):
        one, other = (runs.least(place)[firsts] for place in (2 * band, 2 * band + 1))
        for alike in _agreeing(one.astype(np.uint64) << np.uint64(32) | other):
            together.compare(alike)
        together.settle()
    return together.firsts[which]


def _agreeing(keys: npt.NDArray[np.uint64]) -> Iterator[_Places]:
    """Texts that agree in a band, in their order; those that agree with nobody are left out."""
    order = np.argsort(keys, kind="stable")
    edges = np.concatenate([[0], np.flatnonzero(np.diff(keys[order])) + 1, [keys.size]])
    several = np.diff(edges) > 1
    for start, end in zip(edges[:-1][several].tolist(), edges[1:][several].tolist(), strict=True):
        yield order[start:end]


class _Together:
    """Which texts are copies of each other, as far as they were compared."""

    def __init__(self, runs: KeptRuns, kept: _Places) -> None:
        self._runs, self._kept = runs, kept
        #: For each text the first of its copies, or one nearer to it until all is settled.
        self.firsts = np.arange(kept.size)

    def settle(self) -> None:
        """Let each text know the first of its copies."""
        while not np.array_equal(nearer := self.firsts[self.firsts], self.firsts):
            self.firsts = nearer

    def compare(self, alike: _Places) -> None:
        """Hold texts that may be copies against those before them."""
        if np.unique(self.firsts[alike]).size == 1:
            return
        known: dict[int, list[Runs]] = {}
        for place in alike.tolist():
            own = self._runs.of(int(self._kept[place]))
            for first in list(known):
                if self._first(place) != self._first(first) and _is_copy_of_one(own, known[first]):
                    self._join(place, first)
            _remember(known, self._first(place), own)

    def _first(self, place: int) -> int:
        while (before := int(self.firsts[place])) != place:
            self.firsts[place] = self.firsts[before]
            place = before
        return place

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        self.firsts[second] = first


def _remember(known: dict[int, list[Runs]], first: int, runs: Runs) -> None:
    if len(known) < _MOST_HELD_AGAINST or first in known:
        stand_for_all = known.setdefault(first, [])
        if len(stand_for_all) < _STAND_FOR_ALL:
            stand_for_all.append(runs)


def _is_copy_of_one(one: Runs, others: list[Runs]) -> bool:
    return any(_is_copy(one, other) for other in others)


def _is_copy(one: Runs, other: Runs) -> bool:
    found = shared(one, other)
    return found >= _FEWEST_SHARED and found >= _COPY * min(one.size, other.size)
