"""How far each cell is from being heard enough: what is there now, and the count from which on it would be said.

The prior of λ is the one that the cells' views teach today: it is kept while contributions are imagined to come.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from scipy.special import ndtr

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.ensemble import GRID, below, learnt_prior, posterior_by
from wellbeing.measures.coverage.evidence import (
    Counts,
    Evidence,
    evidence,
    evidence_of_counts,
    likelihood,
)
from wellbeing.measures.coverage.states import METHOD, Rule

#: No cell needs more than this many times what is expected of it, and so many beyond, to be told enough.
_MOST_TIMES, _MOST_BEYOND = 2, 60
#: A whole number stands for all that round to it: the variance that a normal distribution in its place has more.
_WHOLE: Final = 1 / 12


@dataclass(frozen=True)
class Outlook:
    """Cells of one or several views, row by row."""

    #: As ``coverage`` gives them.
    cells: pl.DataFrame
    #: Of how many were truly heard, given what is published: mean and variance.
    heard: Floats
    variance: Floats
    #: Mean coverage λ, given what is published of the view.
    coverage: Floats
    #: The least published count at which the cell would be told ``enough``, once as many more came as are imagined.
    line: Floats
    #: The count below which it never is, whatever other cells teach: 80 % of what is expected now, and shown.
    least: Floats

    def chance(self, mean: Floats, variance: Floats) -> Floats:
        """How probably each cell is told enough, once so many more came (``mean``, ``variance``)."""
        return self._reached(mean, variance, self.line)

    def most_chance(self, mean: Floats, variance: Floats) -> Floats:
        """The same, were all that is learnt from other cells in its favour."""
        return self._reached(mean, variance, self.least)

    def _reached(self, mean: Floats, variance: Floats, line: Floats) -> Floats:
        error = np.sqrt(self.variance + variance + self.cells["sd"].to_numpy() ** 2 + _WHOLE)
        return np.asarray(ndtr((self.heard + mean - line + 0.5) / error))


def outlook(rows: pl.DataFrame, threshold: int, added: float, rule: Rule = METHOD) -> Outlook:
    """The outlook of cells that have something expected of them.

    Args:
        rows: of ``coverage``, whole views; those that cannot be judged are left out.
        threshold: counts below it are not shown: whatever is fewer is not told enough.
        added: how many contributions more are imagined: expected shares are of them too.
        rule: the numbers that part one state from another.
    """
    known = rows.filter(
        pl.col("expected").is_not_null(), pl.col("status").cast(pl.String).is_in(("shown", "few"))
    )
    views = known.partition_by("view", maintain_order=True)
    parts = [_of_view(cells, threshold, added, rule) for cells in views]
    if not parts:
        nothing = np.zeros(0)
        return Outlook(known, nothing, nothing, nothing, nothing, nothing)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Outlook(pl.concat(views), *columns)


def _of_view(cells: pl.DataFrame, threshold: int, added: float, rule: Rule) -> tuple[Floats, ...]:
    """``heard``, ``variance``, ``coverage``, ``line``, ``least`` of one view's cells."""
    expected, phi = cells["expected"].to_numpy(), cells["phi"].to_numpy()
    published = evidence(cells, threshold)
    likelihoods = likelihood(published, expected, phi, GRID)
    prior = learnt_prior(likelihoods)
    heard, variance = _heard(published, expected, phi, prior)
    coverage = posterior_by(prior, likelihoods) @ GRID
    after = expected + added * cells["share"].fill_null(0.0).to_numpy()
    line = _line(_Asked(cells["sd"].to_numpy(), after, phi, prior), threshold, rule)
    least = np.maximum(rule.under * expected, threshold)
    return heard, variance, coverage, line, least


def _heard(published: Evidence, expected: Floats, phi: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the true count of each cell."""
    width = published.chances.shape[1]
    true = (published.first[:, None] + np.arange(width)).ravel()
    each = Evidence(true, np.ones((true.size, 1)))
    of_true = likelihood(each, np.repeat(expected, width), np.repeat(phi, width), GRID) @ prior
    weight = published.chances * of_true.reshape(-1, width)
    weight = weight / np.maximum(weight.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    count = true.reshape(-1, width)
    mean = (weight * count).sum(axis=1)
    return mean, (weight * (count - mean[:, None]) ** 2).sum(axis=1)


@dataclass(frozen=True)
class _Asked:
    """Cells of which counts are imagined."""

    sd: Floats
    expected: Floats
    phi: Floats
    prior: Floats

    def too_little(self, count: Counts, under: float) -> Floats:
        """P(λ < 0.8) of each cell, were that count published of it."""
        published = evidence_of_counts(count.astype(np.float64), self.sd)
        likelihoods = likelihood(published, self.expected, self.phi, GRID)
        return below(posterior_by(self.prior, likelihoods), under)


def _line(asked: _Asked, threshold: int, rule: Rule) -> Floats:
    """The least count that is told enough: shown, 80 % of what is expected, hardly too little by the prior."""
    least = np.maximum(np.ceil(rule.under * asked.expected), threshold).astype(np.int64)
    most = np.maximum(least, np.ceil(_MOST_TIMES * asked.expected) + _MOST_BEYOND).astype(np.int64)
    while (least < most).any():
        tried = (least + most) // 2
        is_enough = asked.too_little(tried, rule.under) <= rule.doubt
        most = np.where(is_enough, tried, most)
        least = np.where(is_enough, least, np.minimum(tried + 1, most))
    return np.asarray(most, dtype=np.float64)
