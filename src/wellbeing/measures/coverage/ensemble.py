"""Cells of one view judged together: the prior of coverage is learnt from all of them.

Empirical Bayes by non-parametric maximum likelihood (Kiefer and Wolfowitz 1956; Koenker and Mizera 2014): the
prior is any distribution on a grid of λ, found by EM, with a pseudo-cell around 1 so that few cells lean to
fair. A list of those too little heard is cut where the mean chance of being wrong reaches a false-discovery
rate (Newton, Noueiry, Sarkar and Ahlquist 2004, Biostatistics 5, 155-176).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from wellbeing.measures.coverage.baseline import Floats

#: Values of λ that a prior may hold: none at 0.8 and 1.25 themselves, where states part.
GRID: Final[Floats] = np.concatenate(
    [np.linspace(0.02, 0.78, 20), np.linspace(0.82, 1.22, 11), np.linspace(1.27, 4, 14)]
)
#: Between its neighbours where coverage is too little.
GRID_STEP: Final = 0.04
#: Halfway between neighbours of the grid: where its distribution function is read.
GRID_EDGES: Final[Floats] = np.concatenate([[0.0], (GRID[1:] + GRID[:-1]) / 2, [GRID[-1]]])
#: Pseudo-cells that were heard as expected, and the spread of log λ among them: two hide gaps where cells are few,
#: half a one lists nearly one cell where coverage is fair (docs/decisions/one-pseudo-cell.md).
PSEUDO_CELLS: Final = 1.0
_SPREAD: Final = 0.15
#: Steps of EM: it then moves nothing that is shown.
STEPS: Final = 60

#: Probabilities that are the same but for arithmetic.
_SAME: Final = 1e-12


def posterior(likelihoods: Floats) -> Floats:
    """P(λ | everything published of the view), of each cell (rows) over ``GRID`` (columns); rows add up to 1."""
    return posterior_by(learnt_prior(likelihoods), likelihoods)


def learnt_prior(likelihoods: Floats) -> Floats:
    """The distribution of λ over ``GRID`` that the cells of a view teach together."""
    fair = np.exp(-((np.log(GRID) / _SPREAD) ** 2) / 2)
    pseudo = PSEUDO_CELLS * fair / fair.sum()
    scaled = _scaled(likelihoods)
    prior = np.full(GRID.size, 1 / GRID.size)
    for _ in range(STEPS):
        found = _normalised(scaled * prior).sum(axis=0) + pseudo
        prior = found / found.sum()
    return np.asarray(prior)


def posterior_by(prior: Floats, likelihoods: Floats) -> Floats:
    """P(λ | what was published of a cell) by a prior that is known."""
    return _normalised(_scaled(likelihoods) * prior)


def below(chances: Floats, coverage: float) -> Floats:
    """P(λ < ``coverage``) of each cell."""
    return np.asarray(chances[:, coverage > GRID].sum(axis=1))


def quantile(chances: Floats, probability: float) -> Floats:
    """The least λ below which each cell lies with that probability, linear between the edges of the grid."""
    cumulated = np.concatenate([np.zeros((len(chances), 1)), chances.cumsum(axis=1)], axis=1)
    first = (cumulated < probability - _SAME).sum(axis=1).clip(1, GRID.size)
    rows = np.arange(len(chances))
    before, after = cumulated[rows, first - 1], cumulated[rows, first]
    part = (probability - before) / np.where(after > before, after - before, 1.0)
    return np.asarray(GRID_EDGES[first - 1] + part.clip(0, 1) * (GRID_EDGES[first] - GRID_EDGES[first - 1]))


def listed(probability: Floats, rate: float) -> npt.NDArray[np.bool_]:
    """The most probable cells, as many as keep the mean of 1 − ``probability`` at the rate or below.

    Cells that are as probable as one another are on the list together, or not at all.
    """
    order = np.sort(probability)[::-1]
    false = np.cumsum(1 - order) / np.arange(1, probability.size + 1)
    left_out = order[false > rate]
    return np.asarray(probability > left_out.max(initial=-1.0) + _SAME)


def _scaled(likelihoods: Floats) -> Floats:
    most = likelihoods.max(axis=1, keepdims=True)
    return np.asarray(likelihoods / np.where(most > 0, most, 1.0))


def _normalised(rows: Floats) -> Floats:
    total = rows.sum(axis=1, keepdims=True)
    return np.asarray(rows / np.where(total > 0, total, 1.0))
