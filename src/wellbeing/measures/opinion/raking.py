"""The headline weighted to a benchmark, beside the raw one: a view of how much the mix of those who answered matters.

Raking: counts are scaled to one margin after another until all fit (iterative proportional fitting, Deming and
Stephan 1940, Annals of Mathematical Statistics 11, 427-444). What weights cost is Kish's design effect
n·Σw²/(Σw)² (Kish 1965, Survey Sampling).
"""

from collections.abc import Mapping
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.measures.cells import middle
from wellbeing.measures.opinion.intervals import wilson

Floats = npt.NDArray[np.float64]
#: Margins fit when none is further off than this part of everything; they are given up after so many rounds.
FITS: Final = 1e-10
MOST_ROUNDS: Final = 1_000
#: From a design effect or a weight above these on, a weighted share hangs on a few answers.
MOST_DEFF: Final = 2.0
MOST_WEIGHT: Final = 5.0
#: The axes of what is raked.
AXES: Final = ("area", "stakeholder", "channel")


class Raked(msgspec.Struct, frozen=True, kw_only=True):
    """A share weighted to a benchmark."""

    share: float
    #: 95 %, of n / (deff · the design effect of hui) independent answers.
    lower: float
    upper: float
    #: Kish's: what the weights cost those who answered, ``answers`` of them.
    deff: float
    answers: int
    #: The largest weight, where their mean is 1.
    largest: float
    #: The part of the benchmark in strata whose share is published.
    covered: float

    @property
    def is_fragile(self) -> bool:
        """Whether the weights make it hang on a few answers."""
        return self.deff > MOST_DEFF or self.largest > MOST_WEIGHT


def rake(counts: Floats, margins: Mapping[int, Floats]) -> Floats:
    """Counts scaled so that their sums along each given axis are in the proportions asked for.

    Args:
        counts: of any number of dimensions, none negative.
        margins: axis → the proportions of its members, in their order. Members without any count stay empty, and
            the others share what they were to have.

    Returns:
        The fitted counts, of the same total.
    """
    fitted, total = counts.astype(np.float64), float(counts.sum())
    targets = {axis: _reachable(wanted, fitted, axis) * total for axis, wanted in margins.items()}
    for _ in range(MOST_ROUNDS):
        for axis, target in targets.items():
            sums = _sums(fitted, axis)
            factor = np.divide(target, sums, out=np.ones_like(sums), where=sums > 0)
            fitted = fitted * factor.reshape([-1 if one == axis else 1 for one in range(fitted.ndim)])
        if all(np.abs(_sums(fitted, axis) - to).max() <= FITS * total for axis, to in targets.items()):
            break
    return fitted


def kish(answers: Floats, weights: Floats) -> float:
    """n·Σw²/(Σw)²: ``answers`` that carry each of the ``weights``."""
    return float(answers.sum() * (answers * weights**2).sum() / (answers * weights).sum() ** 2)


def raked(found: pl.DataFrame, heard: pl.DataFrame, shares: pl.DataFrame, deff: float = 1.0) -> Raked | None:
    """One position's share, with those heard raked to a benchmark's regions and types, channels as they are.

    Each stratum counts with what raking makes of those heard in it; its answers share that alike, as if the silent
    of a stratum held what its others do.

    Args:
        found: from ``positions``, rows of one position, of strata (area × type) that do not overlap; one whose area
            is "" is a type everywhere.
        heard: published contributions of the same strata by ``channel``; one that is not shown counts with the
            middle of its range, in the weights alone.
        shares: from ``benchmarks.shares``.
        deff: the design effect of hui.

    Returns:
        None where no stratum has a published share, or the benchmark has none for its margins.
    """
    parts = _fitted(heard, shares)
    if parts is None:
        return None
    by = list(AXES[:2])
    strata = found.select(pl.col(by).cast(pl.String), "share", "answered").join(parts, on=by)
    rows = strata.filter(pl.col("share").is_not_null(), pl.col("part") > 0)
    if rows.is_empty():
        return None
    share, n, part = (rows[name].cast(pl.Float64).to_numpy() for name in ("share", "answered", "part"))
    weights = part / n
    cost = kish(n, weights)
    held = float((part * share).sum() / part.sum())
    said, others = (pl.lit(n.sum() * one) for one in (held, 1 - held))
    lower, upper = wilson(said, others, cost * deff)
    limits = pl.select(lower=lower, upper=upper).row(0)
    return Raked(
        share=held,
        lower=limits[0],
        upper=limits[1],
        deff=cost,
        answers=int(n.sum()),
        largest=float(weights.max() * n.sum() / part.sum()),
        covered=float(part.sum()),
    )


def _fitted(heard: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame | None:
    """Each stratum, and each type everywhere (area ""), with its ``part`` of everything, once raked."""
    typed = heard.select(pl.col(AXES).cast(pl.String), middle().alias("n"))
    members = [typed[axis].unique(maintain_order=True).to_list() for axis in AXES]
    wanted = [_margin(shares, axis, names) for axis, names in zip(AXES[:2], members, strict=False)]
    if any(margin.sum() == 0 for margin in wanted) or typed["n"].sum() == 0:
        return None
    at = [
        typed[axis].replace_strict({name: i for i, name in enumerate(names)})
        for axis, names in zip(AXES, members, strict=True)
    ]
    counts = np.zeros([len(names) for names in members])
    counts[tuple(index.to_numpy() for index in at)] = typed["n"].to_numpy()
    counts = counts * (wanted[0] > 0)[:, None, None] * (wanted[1] > 0)[None, :, None]
    channels = counts.sum(axis=(0, 1))
    fitted = rake(counts, {0: wanted[0], 1: wanted[1], 2: channels / channels.sum()})
    part = fitted.sum(axis=2) / fitted.sum()
    rows = [
        (area, name, part[i, j]) for i, area in enumerate(members[0]) for j, name in enumerate(members[1])
    ]
    everywhere = [("", name, part[:, j].sum()) for j, name in enumerate(members[1])]
    return pl.DataFrame([*rows, *everywhere], schema=[*AXES[:2], "part"], orient="row")


def _margin(shares: pl.DataFrame, axis: str, members: list[str]) -> Floats:
    """The benchmark's share of each member of a margin; 0 where it has none."""
    other = next(name for name in AXES[:2] if name != axis)
    rows = shares.filter(pl.col(other) == "")
    known = dict(rows.select(pl.col(axis).cast(pl.String), "share").iter_rows())
    return np.array([known.get(name) or 0.0 for name in members])


def _reachable(wanted: Floats, counts: Floats, axis: int) -> Floats:
    filled = np.where(_sums(counts, axis) > 0, wanted, 0.0)
    return np.asarray(filled / filled.sum())


def _sums(counts: Floats, axis: int) -> Floats:
    return np.asarray(counts.sum(axis=tuple(one for one in range(counts.ndim) if one != axis)))
