"""Noise that is drawn by key: discrete Gaussian, independent for every count, the same whenever it is asked.

Perturbation by a keyed draw for each cell follows the cell key method (Fraser and Wooton, Australian Bureau
of Statistics, 2005); the discrete Gaussian is that of Canonne, Kamath and Steinke 2020, "The discrete
Gaussian for differential privacy". A draw depends on the count's label and on when it was
measured, never on who is in it: equal counts have independent draws.
"""

import hmac
from collections.abc import Iterable
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]

#: A draw is the first 64 bits of a hash, as a fraction of this.
_DRAWS: Final = 2**64
#: Standard deviations beyond which no draw lies: the chance is below 2⁻⁶⁴.
_REACH: Final = 10


def uniforms(key: bytes, names: Iterable[str]) -> Floats:
    """A number in (0, 1) for each name: the first 64 bits of HMAC-SHA256(key, name), and a half."""
    heads = (hmac.digest(key, name.encode(), "sha256")[:8] for name in names)
    return np.array([(int.from_bytes(head, "big") + 0.5) / _DRAWS for head in heads])


def discrete_gaussian(uniform: Floats, sigma: float) -> Floats:
    """Whole numbers k with probability proportional to exp(−k²/2σ²), one for each uniform number."""
    if sigma == 0:
        return np.zeros_like(uniform)
    support, below = _distribution(sigma)
    at = np.searchsorted(below, uniform, side="right").clip(max=support.size - 1)
    return np.asarray(support[at])


def gaussian(uniform: Floats, sigma: float) -> Floats:
    """Normal numbers, one for each uniform number: for sums in score units."""
    return np.asarray(sigma * ndtri(uniform))


@cache
def _distribution(sigma: float) -> tuple[Floats, Floats]:
    """The support, and the probability below and at each of its numbers."""
    most = int(np.ceil(_REACH * sigma))
    support = np.arange(-most, most + 1, dtype=float)
    weight = np.exp(-(support**2) / (2 * sigma**2))
    return support, np.cumsum(weight) / weight.sum()
