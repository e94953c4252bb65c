"""Runs of many texts in a file without a name, so that memory does not grow with their length."""

import os
import tempfile
import weakref
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from wellbeing.opinion.text.shingles import Runs, Sketch, least

#: Runs that are read, and texts that are looked up, at once: some 8 MB.
_AT_ONCE: Final = 1_000_000
_BYTES: Final = 8


class KeptRuns:
    """The runs of texts, each text by its number; the file is gone with this, however it ends."""

    def __init__(self) -> None:
        # It has no name, and no block to end in: it is closed with this.
        self._file = tempfile.TemporaryFile(prefix="wellbeing-")  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._sizes: list[npt.NDArray[np.int64]] = []
        self._new: list[Runs] = []
        self._number = 0
        self._ends = np.zeros(1, np.int64)

    def add(self, runs: Runs) -> int:
        """Keep the runs of one more text, at least one; its number."""
        self._new.append(runs)
        self._number += 1
        if len(self._new) == _AT_ONCE // 100:
            self._write()
        return self._number - 1

    def of(self, number: int) -> Runs:
        """The runs of a text."""
        start, end = self._places()[number : number + 2].tolist()
        return self._between(start, end)

    def least(self, place: int) -> Sketch:
        """Of every text the least of its runs in one of the orders of a sketch."""
        found = [
            least(self._between(int(ends[0]), int(ends[-1])), ends[:-1] - ends[0], place)
            for ends in self._parts()
        ]
        return np.concatenate([np.zeros(0, np.uint32), *found])

    def _parts(self) -> Iterator[npt.NDArray[np.int64]]:
        """Where texts begin and end, of as many at a time as can be read at once."""
        ends = self._places()
        start = 0
        while start < self._number:
            last = int(np.searchsorted(ends, ends[start] + _AT_ONCE, "right")) - 1
            stop = min(max(last, start + 1), self._number)
            yield ends[start : stop + 1]
            start = stop

    def _between(self, start: int, end: int) -> Runs:
        return np.frombuffer(os.pread(self._file.fileno(), (end - start) * _BYTES, start * _BYTES), np.uint64)

    def _places(self) -> npt.NDArray[np.int64]:
        """Where each text begins in the file, and where the last ends."""
        self._write()
        if self._sizes:
            more = np.cumsum(np.concatenate(self._sizes)) + self._ends[-1]
            self._ends, self._sizes = np.concatenate([self._ends, more]), []
        return self._ends

    def _write(self) -> None:
        if self._new:
            self._file.write(np.concatenate(self._new).tobytes())
            self._file.flush()
            self._sizes.append(np.array([each.size for each in self._new], np.int64))
            self._new = []
