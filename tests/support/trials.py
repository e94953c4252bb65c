"""Trials of the list of gaps: what it holds where coverage is fair, and where gaps are planted."""

from dataclasses import dataclass

import each_alone
import numpy as np
import polars as pl
from drawn import drawn
from works import judged

#: Of the crossed cells this part is planted, among those of which so many are expected.
PLANTED, LEAST = 0.18, 8
UNDER = 0.8


@dataclass(frozen=True)
class Trials:
    """Means over trials."""

    #: Entries of the list, gap and thin together, and those that the first edition's rule would list.
    listed: float
    alone: float
    #: Of gaps, and of gaps and thin together, those whose true coverage is 0.8 or more.
    false_gaps: float
    false_listed: float
    #: Of planted cells those called gap, gap or thin, enough.
    gap: float
    found: float
    enough: float


def trials(works, n, by_hui, cover, repeats, seed=1):
    """Draw, release and judge so many times, ``cover`` being the coverage that is planted (1: none is)."""
    chance = np.random.default_rng(seed)
    rows = [_trial(works, n, by_hui, cover, chance) for _ in range(repeats)]
    return Trials(*(float(column) for column in np.mean(rows, axis=0)))


def _trial(works, n, by_hui, cover, chance):
    place = works.place
    coverage, planted = _planted(place, n, cover, chance)
    tables = works.tables(drawn(place, coverage, n, by_hui, chance), chance.bytes(32))
    found = judged(place, tables).filter("family")
    states = {(area, role): state for area, role, state in _states(found)}
    gaps = [cell for cell, state in states.items() if state == "gap"]
    listed = [cell for cell, state in states.items() if state in ("gap", "thin")]
    true = place.shares * coverage / (place.shares * coverage).sum()
    fair = {
        cell for cell, held in place.family.items() if true[held].sum() >= UNDER * place.shares[held].sum()
    }
    shares_of = [
        _part(planted, lambda cell: states[cell] == "gap"),
        _part(planted, lambda cell: states[cell] in ("gap", "thin")),
        _part(planted, lambda cell: states[cell] == "enough"),
    ]
    alone = each_alone.listed(found, n, works.policy.threshold)
    return [len(listed), alone, _part(gaps, fair.__contains__), _part(listed, fair.__contains__), *shares_of]


def _states(found):
    return found.select("area", "stakeholder", pl.col("state").cast(pl.String)).rows()


def _part(cells, is_so):
    return sum(is_so(cell) for cell in cells) / max(1, len(cells))


def _planted(place, n, cover, chance):
    """λ of each region × type, and the crossed cells where it is ``cover``."""
    coverage = np.ones(place.shares.shape)
    large = [cell for cell in place.crossed if place.shares[place.family[cell]].sum() * n >= LEAST]
    number = min(len(large), max(1, round(PLANTED * len(place.crossed)))) if cover < 1 else 0
    planted = [large[i] for i in chance.choice(len(large), number, replace=False)]
    for cell in planted:
        coverage[place.family[cell]] = cover
    return coverage, planted
