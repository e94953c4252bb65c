"""Controlled rounding: whole numbers that add up as far as they can, by largest remainders."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.protect.equations import Batch
from wellbeing.release.protect.grid import dimensions

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def in_order(batches: Sequence[Batch], cells: pl.DataFrame, axes: Axes) -> Iterator[Batch]:
    """The same equations, those first whose whole is cut least: parts are finer, so wholes come before them.

    Args:
        batches: ``equations.equations``.
        cells: ``grid.distinct_counts``.
        axes: the members of each dimension.
    """
    depth = pl.sum_horizontal((pl.col(name) != ALL).cast(pl.Int64) for name in dimensions(axes))
    groups = {"area": axes.settings.region_groups, "stakeholder": axes.settings.stakeholder_groups}
    for name, parted in groups.items():
        members = [one for group in parted if len(group.members) > 1 for one in group.members]
        depth += pl.col(name).is_in(members).cast(pl.Int64)
    wholes = cells.select("cell", depth=depth)
    ranked = [(batch, _by_whole(batch, wholes)) for batch in batches]
    every = sorted({depth for _, terms in ranked for depth in terms["depth"].unique()})
    for rank in every:
        for batch, terms in ranked:
            some = terms.filter(pl.col("depth") == rank).drop("depth")
            if some.height:
                yield Batch(batch.kind, some)


def round_to_sums(estimate: Floats, batches: Sequence[Batch]) -> Integers:
    """Whole numbers, parts adding up to their whole by largest remainders as far as they can.

    Wholes are rounded before their parts. A figure is in several wholes (a region and a type) and is fitted
    to one of them: the others may differ by a few.
    """
    figure = np.zeros(estimate.size, dtype=np.int64)
    done = np.zeros(estimate.size, dtype=bool)
    for batch in batches:
        equation, cell, sign = (batch.terms[name].to_numpy() for name in ("equation", "cell", "sign"))
        wholes = cell[(sign < 0) & ~done[cell]]
        figure[wholes], done[wholes] = np.rint(estimate[wholes]), True
        _, equation = np.unique(equation, return_inverse=True)
        known = done[cell]
        target = -np.bincount(equation[known], (sign * figure[cell])[known], minlength=equation.max() + 1)
        _share_out(estimate, figure, cell[~known], (equation[~known], target))
        done[cell] = True
    figure[~done] = np.rint(estimate[~done])
    return figure


def _share_out(
    estimate: Floats, figure: Integers, cell: Integers, among: tuple[Integers, npt.NDArray[Any]]
) -> None:
    """Largest remainders (Hamilton's method) within each equation, towards its target."""
    equation, target = among
    if not cell.size:
        return
    floor = np.floor(estimate[cell])
    lacking = target - np.bincount(equation, floor, minlength=target.size)
    size = np.bincount(equation, minlength=target.size)
    order = np.lexsort((-(estimate[cell] - floor), equation))
    first = np.concatenate([[0], np.cumsum(size)[:-1]])
    rank = np.empty(cell.size, dtype=np.int64)
    rank[order] = np.arange(cell.size) - first[equation[order]]
    figure[cell] = floor + (rank < lacking[equation])


def _by_whole(batch: Batch, wholes: pl.DataFrame) -> pl.DataFrame:
    """The terms of a batch with how finely the whole of each equation is cut."""
    depth = batch.terms.filter(pl.col("sign") < 0).join(wholes, on="cell")
    finest = depth.group_by("equation").agg(pl.col("depth").max())
    return batch.terms.join(finest, on="equation", maintain_order="left")
