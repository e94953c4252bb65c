"""The jackknife: an interval for any figure of sums over units (Efron and Stein 1981, Ann. Stat. 9, 586–596)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval; the ends are None where units are too few to tell."""

    value: float
    lower: float | None
    upper: float | None


def jackknife(parts: _Floats, figure: Callable[[_Floats], float | None]) -> Figure | None:
    """A figure and its 95 % interval, from how it moves as units are left out one by one.

    Args:
        parts: what each unit adds to the sums that the figure is worked out from, one row a unit.
        figure: of the sums; None where they say nothing. It is at most 1.

    Returns:
        None where the figure says nothing.
    """
    total = parts.sum(axis=0)
    value = figure(total) if len(parts) else None
    if value is None:
        return None
    without = [figure(total - part) for part in parts]
    told = np.array([one for one in without if one is not None])
    if len(told) < 2:
        return Figure(value, None, None)
    units = len(told)
    error = float(np.sqrt((units - 1) / units * ((told - told.mean()) ** 2).sum()))
    margin = float(stdtrit(units - 1, 0.975)) * error
    return Figure(value, value - margin, min(1.0, value + margin))
