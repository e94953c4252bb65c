"""How well an attacker does: judged beside what could be had by chance."""

import numpy as np


def told_apart(one, other):
    """How often a threshold on a number, the best there is, tells two cases apart; one half by chance."""
    cuts = np.unique(np.concatenate([one, other]))
    right = [((one <= cut).mean() + (other > cut).mean()) / 2 for cut in cuts]
    return max(*right, *(1 - share for share in right), 0.5)


def secret(number):
    """A key of a workspace."""
    return int(number).to_bytes(32, "big")
