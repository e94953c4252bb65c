"""Naive ways to protect counts, which the attacks must break: an attack that breaks nothing proves nothing."""

import numpy as np


def thresholded(counts, threshold):
    """Small counts hidden, the rest exact: NaN where hidden."""
    return np.where(counts < threshold, np.nan, counts).astype(float)


def raw(counts, sigma, seed):
    """Noise of its own on each count, not reconciled."""
    return counts + np.rint(np.random.default_rng(seed).normal(0, 1, counts.size) * sigma)


def of_members(people, persons, sigma, secret):
    """Noise drawn from the contributions in each cell: equal sets have equal noise."""
    names = np.random.default_rng(secret).integers(2**62, size=len(persons))
    cells = people.cells_of(persons)
    sets = np.zeros(len(people.said.cells) + 1, dtype=np.uint64)
    for name, mine in zip(names.astype(np.uint64), cells, strict=True):
        sets[np.unique(mine)] += name
    counts = people.count(persons)
    noise = [np.rint(np.random.default_rng([secret, int(one)]).normal(0, sigma)) for one in sets[:-1]]
    return counts + np.array(noise)


def held_while_near(figure, now, then, reach=2):
    """A figure stays while the count is within reach of what it was, and is exact otherwise."""
    return np.where(np.abs(now - then) <= reach, figure, now)


def hidden_beside(whole, part, chance):
    """Whether a neighbour is hidden, as the first design did: figures within two, unless the rest could be nobody."""
    shown = [count + chance.integers(-2, 3) for count in (whole, part)]
    return (shown[0] - 2) - (shown[1] + 2) > 0


def theme_of_hui(raised, told):
    """At how many hui a theme was raised, of how many: exact, from three hui on."""
    return raised if told >= 3 else None


def validated(comments, codes):
    """The first design's status of a tone: a cell without comments is few, whatever was coded."""
    return "unvalidated" if comments and codes < 100 else "few"
