"""What a published cell tells of how fully its stratum was heard.

The true count x, given coverage λ, is negative binomial with mean λE and variance φλE: φ contributions come
together on average, and φ = 1 is Poisson. A count is published with a normal error of known size and rounded,
or told to be fewer than the threshold; ``chances`` holds how probably each true count would be published so.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import gammaln, ndtr

from wellbeing.measures.coverage.baseline import Floats

Counts = npt.NDArray[np.int64]

#: Standard deviations of the error beyond which no true count is looked at: 2 in 1,000 million lie there.
REACH: Final = 6
#: Rounding to a whole number adds the variance of a uniform error one wide.
_ROUNDING: Final = 1 / 12
#: Stands for no error at all, so that no formula divides by 0.
_EXACT: Final = 1e-9
#: Smaller φ are Poisson: the negative binomial tends to it, and its formula divides by φ − 1.
_POISSON: Final = 1 + 1e-6
#: Logarithm from which on a chance, and what is a little less, is a number that a computer writes.
_WRITTEN: Final = -500.0


@dataclass(frozen=True)
class Evidence:
    """What cells tell of their true counts: row by row, P(what was published | x) of x = ``first + k``."""

    first: Counts
    chances: Floats


def evidence(cells: pl.DataFrame, threshold: int) -> Evidence:
    """The evidence of published cells.

    Args:
        cells: ``status``, ``shown`` or ``few``; ``count``, null unless shown; ``sd`` of the published figure
            before it was rounded to a whole number, 0 where the count is exact.
        threshold: figures below it are ``few``.
    """
    shown = (cells["status"].cast(pl.String) == "shown").to_numpy()
    count = cells["count"].cast(pl.Float64).fill_null(0.0).to_numpy()
    return _evidence(shown, count, cells["sd"].to_numpy(), threshold)


def evidence_of_counts(count: Floats, sd: Floats) -> Evidence:
    """The same, were these counts published: of each cell one, with the ``sd`` of its figure."""
    return _evidence(np.ones(count.size, dtype=bool), count, sd, 0)


def _evidence(
    is_shown: npt.NDArray[np.bool_], counts: Floats, deviations: Floats, threshold: int
) -> Evidence:
    shown, count, sd = is_shown[:, None], counts[:, None], deviations[:, None]
    reach = np.ceil(REACH * sd)
    first = np.where(shown, np.maximum(count - reach, 0), 0)
    last = np.where(shown, count, threshold - 1) + reach
    true = first + np.arange(max(1, int((last - first).max(initial=0)) + 1))
    error = np.where(shown & (sd > 0), np.sqrt(sd**2 + _ROUNDING), np.maximum(sd, _EXACT))
    density = np.exp(-(((count - true) / error) ** 2) / 2)
    chance = np.where(shown, density, ndtr((threshold - 0.5 - true) / error))
    return Evidence(first[:, 0].astype(np.int64), chance)


def likelihood(published: Evidence, expected: Floats, phi: Floats, coverages: Floats) -> Floats:
    """P(what was published | λ), up to a factor, of each cell (rows) and each λ of ``coverages`` (columns)."""
    x = (published.first[:, None] + np.arange(published.chances.shape[1]))[:, :, None].astype(float)
    mean = (expected[:, None] * coverages)[:, None, :]
    together = np.maximum(phi, _POISSON)[:, None, None]
    clusters = mean / (together - 1)
    log_chance = (
        gammaln(x + clusters)
        - gammaln(clusters)
        - gammaln(x + 1)
        - clusters * np.log(together)
        + x * np.log1p(-1 / together)
    )
    poisson = x * np.log(mean) - mean - gammaln(x + 1)
    log = np.where(together > _POISSON, log_chance, poisson)
    # Of a cell that is far from all of them every chance would be written as 0, and tell nothing.
    most = log.max(axis=(1, 2), keepdims=True)
    chance = np.exp(log - np.where(most < _WRITTEN, most, 0.0))
    return np.asarray((published.chances[:, :, None] * chance).sum(axis=1))


def score_interval(cells: pl.DataFrame, threshold: int, z: float) -> tuple[Floats, Floats]:
    """The means λE that do not contradict what was published, at z standard deviations.

    Solves (R − μ)² = z²·(φμ + s²) for μ: a score interval with overdispersion φ (``phi``) and the error s of
    the figure. A cell that is few says only that R < T: its interval begins at 0.
    """
    shown = (cells["status"].cast(pl.String) == "shown").to_numpy()
    count = cells["count"].cast(pl.Float64).fill_null(threshold - 0.5).to_numpy()
    sd, phi = cells["sd"].to_numpy(), cells["phi"].to_numpy()
    variance = np.where(shown & (sd > 0), sd**2 + _ROUNDING, sd**2)
    middle = count + z**2 * phi / 2
    half = z * np.sqrt(phi * count + (z * phi / 2) ** 2 + variance)
    return np.where(shown, np.maximum(middle - half, 0.0), 0.0), middle + half
