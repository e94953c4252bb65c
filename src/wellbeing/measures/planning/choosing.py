"""The events that leave least open: chosen in turn, then improved by giving some up for others."""

from typing import Final

import numpy as np

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.evidence import Counts
from wellbeing.measures.planning.candidates import Candidates, Turnout
from wellbeing.measures.planning.outlook import Outlook

#: So many of one kind are looked at together: where one event alone would settle nothing, several may.
BLOCKS: Final = (1, 2, 3, 5, 8, 13, 21, 34)
#: Rounds in which every kind of event may be given up for others.
_ROUNDS: Final = 3
#: An exchange that gains less than this is none: arithmetic alone makes as much.
_GAIN: Final = 1e-9


class Choosing:
    """What is left open after so many events of each kind."""

    def __init__(self, ahead: Outlook, among: Candidates, turnout: Turnout, weights: Floats) -> None:
        """Take the cells with how much each matters, and the events."""
        self.ahead, self.among, self._weights = ahead, among, weights
        self._mean, self._variance = turnout.spread(among.parts)

    def chance(self, times: Counts) -> Floats:
        """How probably each cell is told enough after so many events of each row."""
        return self.ahead.chance(times @ self._mean, times @ self._variance)

    def chances_alone(self, number: int) -> Floats:
        """Events × cells: how probably each cell is told enough after so many of one event and no other."""
        return self.ahead.chance(number * self._mean, number * self._variance)

    def most_chance(self, number: int) -> Floats:
        """How probably each cell may be told enough after so many events, all of the kind that serves it best."""
        after = self.ahead.most_chance(number * self._mean, number * self._variance)
        return np.asarray(after.max(axis=0, initial=0.0))

    def left(self, times: Counts) -> float:
        """What so many events of each row leave open, by how much it matters."""
        return float((1 - self.chance(times)) @ self._weights)

    def each_more(self, times: Counts, block: int) -> Floats:
        """What so many events more of each row by itself would leave open."""
        mean, variance = times @ self._mean, times @ self._variance
        after = self.ahead.chance(mean + block * self._mean, variance + block * self._variance)
        return np.asarray((1 - after) @ self._weights)


def choose(choosing: Choosing, number: int) -> Counts:
    """How often each of the events that could be held is, to leave least open for what they cost.

    Args:
        choosing: cells and events.
        number: how many events in all.
    """
    times = np.zeros(choosing.among.events.height, dtype=np.int64)
    if not times.size:
        return times
    times = _filled(choosing, times, number)
    for _ in range(_ROUNDS):
        better = _exchanged(choosing, times, number)
        if choosing.left(better) > choosing.left(times) - _GAIN:
            break
        times = better
    return times


def _filled(choosing: Choosing, times: Counts, number: int) -> Counts:
    """As many events as are wanted, those first that gain most for what they cost."""
    times = times.copy()
    while (rest := number - int(times.sum())) > 0:
        best, block, row = -np.inf, 1, 0
        before = choosing.left(times)
        for tried in (size for size in BLOCKS if size <= rest):
            gain = (before - choosing.each_more(times, tried)) / (tried * choosing.among.weights)
            if gain.max() > best + _GAIN:
                best, block, row = float(gain.max()), tried, int(gain.argmax())
        times[row] += block
    return times


def _exchanged(choosing: Choosing, times: Counts, number: int) -> Counts:
    """The events, each kind given up in turn, wholly or by one, where others leave less open and cost no more."""
    cost = choosing.among.weights
    for row in np.flatnonzero(times):
        for given_up in {1, int(times[row])} - {0}:
            without = times.copy()
            without[row] -= given_up
            other = _filled(choosing, without, number)
            if other @ cost <= times @ cost + _GAIN and choosing.left(other) < choosing.left(times) - _GAIN:
                times = other
                break
    return times


def by_gain(choosing: Choosing, times: Counts) -> list[int]:
    """Rows of the same events, the one first that leaves least open, then the one that does so after it."""
    rest, done, ordered = times.copy(), np.zeros_like(times), []
    while rest.any():
        left = np.where(rest > 0, choosing.each_more(done, 1), np.inf)
        row = int(left.argmin())
        rest[row] -= 1
        done[row] += 1
        ordered.append(row)
    return ordered
