"""The baseline n*: how many were heard, were nobody louder than their share.

Expected numbers are shares of it, so that nobody becomes a gap because somebody else spoke up: what a cell has
beyond its share by more than a quarter and by more than chance explains is left out.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: A cell counts up to this many times its share …
LOUDEST: Final = 1.25
#: … and as many standard deviations of chance more: cut off at 1.25 alone, chance itself lowers the baseline,
#: by 5 % where people come a dozen at a time (docs/decisions/baseline-leaves-room-for-chance.md).
CHANCE: Final = 0.5
#: Ends the iteration: a step that is smaller than this many contributions.
_REST: Final = 1e-9
_STEPS: Final = 2_000


def baseline(heard: Floats, share: Floats, phi: Floats) -> float:
    """n* = Σ min(x, 1.25·q·n* + ½√(φ·q·n*)) / Σ q, from Σ x / Σ q downwards until it rests.

    Args:
        heard: x, contributions counted in cells that part those who stated where they belong.
        share: q, the benchmark's share of each cell; adds up to less than 1 where it covers others too.
        phi: φ, how many came together in each cell; at least 1.

    Returns:
        The baseline, between 0 and Σ x / Σ q; 0 where nobody was heard, or nothing is expected.
    """
    covered = float(share.sum()) or 1.0
    n = float(heard.sum()) / covered
    for _ in range(_STEPS):
        expected = share * n
        counted = np.minimum(heard, LOUDEST * expected + CHANCE * np.sqrt(phi * expected))
        following = float(counted.sum()) / covered
        if abs(following - n) < _REST:
            break
        n = following
    return n
