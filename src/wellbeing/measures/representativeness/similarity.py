"""How alike those heard and those who could have been heard are, as a whole."""

from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.measures.cells import DIMENSIONS, middle
from wellbeing.model.errors import DataError, counted, quoted

Floats = npt.NDArray[np.float64]

#: With more than this share outside the benchmark's categories, an index would describe something else.
MOST_UNMAPPED: Final = 0.05
#: Draws of the fair reference: the mean is then good to about 0.0003, the 5 % point to 0.001.
DRAWS: Final = 4_000
#: Fixed, so that a page says the same figure every time.
SEED: Final = 2018


class Similarity(msgspec.Struct, frozen=True, kw_only=True):
    """1 − ½Σ|s − q|: the share of voices that are where they should be, with what it could have been."""

    #: All that published ranges allow; equal for exact counts.
    low: float
    high: float
    #: Mean and 5 % point of exact counts when n contributions are drawn fairly, as many together as came.
    fair_mean: float
    fair_5: float
    #: The most that whole contributions can reach.
    achievable: float
    #: Strata large enough to expect one contribution, and how many of them were heard at all.
    strata: int
    heard_low: int
    heard_high: int


def similarity(cells: pl.DataFrame, n: float) -> Similarity:
    """The similarity of those heard to the benchmark.

    A count is any within its published range, so on a protected table the index is a range that holds it:
    narrow on the region margin and on groups, wide where many cells hold few.

    Args:
        cells: coverage of cells that neither overlap nor leave anything out: regions or groups, not both;
            ``phi`` says how many came together.
        n: contributions in these cells.

    Raises:
        DataError: more than 5 % of the contributions may be in no category of the benchmark.
    """
    _check_mapped(cells, n)
    known = cells.filter(pl.col("share").is_not_null())
    share, low, high = (known[name].cast(pl.Float64).to_numpy() for name in ("share", "low", "high"))
    _check_parted(share)
    fair = fair_sampling(share, n, phi=float((known["phi"] * known["share"]).sum()))
    expected = share > 1 / n
    return Similarity(
        low=_at_least(low / n, high / n, share),
        high=_at_most(low / n, high / n, share),
        fair_mean=float(fair.mean()),
        fair_5=float(np.quantile(fair, 0.05)),
        achievable=achievable(share, n),
        strata=int(expected.sum()),
        heard_low=int((expected & (low > 0)).sum()),
        heard_high=int((expected & (high > 0)).sum()),
    )


def fair_sampling(
    share: Floats, n: float, draws: int = DRAWS, seed: int = SEED, *, phi: float = 1.0
) -> Floats:
    """Similarities of ``draws`` fair samples of n contributions from strata with these shares.

    Where ``phi`` come together, n / φ clusters of φ are drawn: as alike as contributions of real hui.
    """
    clusters = max(1, round(n / phi))
    heard = np.random.default_rng(seed).multinomial(clusters, share / share.sum(), size=draws)
    return np.asarray(np.minimum(heard / clusters, share).sum(axis=1))


def achievable(share: Floats, n: float) -> float:
    """The highest similarity of whole contributions.

    Each stratum has the whole part of its expected number; the rest go where most is missing.
    """
    whole = np.floor(share * round(n))
    missing = np.sort(share * round(n) - whole)[::-1]
    return float((whole.sum() + missing[: round(n) - int(whole.sum())].sum()) / round(n))


def _at_most(low: Floats, high: Floats, share: Floats) -> float:
    """The largest Σ min(s, q) with s within its bounds and Σ s = Σ q = 1."""
    return float(min(np.minimum(high, share).sum(), 1 - np.maximum(low - share, 0).sum()))


def _at_least(low: Floats, high: Floats, share: Floats) -> float:
    """No Σ min(s, q) with s within its bounds and Σ s = Σ q = 1 is smaller."""
    return float(max(np.minimum(low, share).sum(), 1 - np.maximum(high - share, 0).sum(), 0.0))


def _check_parted(share: Floats) -> None:
    if not np.isclose(share.sum(), 1, atol=1e-6):
        msg = f"the cells' shares add up to {share.sum():.4f}, not 1: they overlap or leave something out"
        raise ValueError(msg)


def _check_mapped(cells: pl.DataFrame, n: float) -> None:
    """Refuse when contributions outside the benchmark's categories may be more than ``MOST_UNMAPPED``."""
    unmapped = cells.filter(pl.col("share").is_null(), pl.col("high") > 0)
    unplaced = max(0.0, n - float(cells.select(middle()).sum().item()))
    most = float(unmapped["high"].sum()) + unplaced
    if most > MOST_UNMAPPED * n:
        number = counted(round(most), "contribution")
        msg = (
            f"no index while more than {100 * MOST_UNMAPPED:.0f}\N{NO-BREAK SPACE}% of contributions match no "
            f"category of the benchmark: up to {number} of {n:,.0f} do not ({100 * most / n:.0f}\N{NO-BREAK SPACE}%). "
            f"{_not_matched(unmapped, unplaced)}"
        )
        raise DataError(msg)


def _not_matched(unmapped: pl.DataFrame, unplaced: float) -> str:
    """Which labels have no row, how many contributions are in no cell, and what to do."""
    by = [name for name in DIMENSIONS if name != "area_kind" and name in unmapped.columns]
    labels = [" × ".join(filter(None, row)) for row in unmapped.select(by).rows()]
    named = (
        f"{counted(len(labels), 'label')} without a row in benchmarks.csv: {quoted(labels)}. Add the rows."
    )
    nowhere = f"{counted(round(unplaced), 'contribution')} in no cell: fill in the region and type."
    return " ".join([*([named] if labels else []), *([nowhere] if unplaced else [])])
