"""The baseline n*: how many were heard, were nobody louder than their share.

Expected numbers are shares of it, so that nobody becomes a gap because somebody else spoke up: what a cell has
beyond its share by more than a quarter and by more than chance explains is left out.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.measures.cells import middle, parted
from wellbeing.measures.coverage.views import parts
from wellbeing.model.grouping import Grouping
from wellbeing.model.lattice import MEASURED

Floats = npt.NDArray[np.float64]

#: A cell counts up to this many times its share …
LOUDEST: Final = 1.25
#: … and as many standard deviations of chance more: cut off at 1.25 alone, chance itself lowers the baseline,
#: by 5 % where people come a dozen at a time (docs/decisions/baseline-leaves-room-for-chance.md).
CHANCE: Final = 0.5
#: From this part of everybody on, those who state only one of area and type count at its margin.
MANY: Final = 0.05
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


def baselines(rows: pl.DataFrame, types: Grouping) -> pl.Expr:
    """n* of each row: of areas × types; of areas, type by type; of types, area by area.

    Shares are of those who stated: at a margin also those who stated nothing of the other kind.

    Args:
        rows: cells with ``DIMENSIONS``, ``view``, ``share`` (null: nothing is expected), ``phi``, ``once`` (null:
            as published), ``unstated`` (of the whole: in no cell; null: none), and what is published
            (``MEASURED``, null where there is no such cell).
        types: groups of stakeholder types.
    """
    by_area, by_type = pl.col("area") != "", pl.col("stakeholder") != ""
    everyone = rows.filter(~by_area, ~by_type).drop_nulls("low")
    whole = everyone.select(*MEASURED).with_columns(_who_stated(everyone))
    known = parts(rows.drop_nulls("share"), types.ids)["view"].unique().to_list()
    stated = parted(rows.filter(pl.col("view").is_in(known)), whole, []).drop_nulls("low")
    compared = stated.drop_nulls("share")
    crossed, areas, stakeholders = (_mean_baseline(compared, by) for by in (None, "stakeholder", "area"))
    everybody = float(everyone.select(middle()).sum().item())
    areas += _half_stated(rows, stated, "area", everybody)
    stakeholders += _half_stated(rows, stated, "stakeholder", everybody)
    return pl.when(by_area & by_type).then(crossed).when(by_area).then(areas).otherwise(stakeholders)


def _who_stated(everyone: pl.DataFrame) -> pl.DataFrame:
    """What is published of those who are in some cell: cells that are hidden hold none of the others."""
    others = everyone["unstated"].fill_null(0).round().cast(pl.Int64)
    return everyone.select((pl.col("count", "low", "high") - others).clip(lower_bound=0))


def _half_stated(rows: pl.DataFrame, stated: pl.DataFrame, kind: str, everybody: float) -> float:
    """n* of those who state their ``kind`` alone, where they are many: of a few, a margin's error would be told."""
    other = "stakeholder" if kind == "area" else "area"
    if stated.is_empty() or (stated[other] == "").any():
        return 0.0
    margin = rows.filter(pl.col(other) == "").drop_nulls(["share", "low"])
    crossed = stated.group_by(kind).agg(pl.coalesce("once", "about").sum().alias("crossed"))
    joined = margin.join(crossed, on=kind)
    alone = joined.with_columns((pl.coalesce("once", middle()) - pl.col("crossed")).alias("about"))
    number = float(alone["about"].sum())
    if number <= MANY * everybody:
        return 0.0
    heard, share, phi = (alone[name].to_numpy() for name in ("about", "share", "phi"))
    return min(baseline(heard.clip(min=0), share, phi), number / float(share.sum()))


def _mean_baseline(cells: pl.DataFrame, by: str | None) -> float:
    """n* of cells that part everybody; of each ``by`` itself, so that only loudness among its own is left out."""
    found = [
        (float(group["share"].sum()), _group_baseline(group))
        for group in (cells.partition_by(by) if by else [cells])
    ]
    covered = sum(share for share, _ in found)
    return sum(share * n for share, n in found) / covered if covered else 0.0


def _group_baseline(cells: pl.DataFrame) -> float:
    heard, share, phi = cells.select(pl.coalesce("once", "about"), "share", "phi")
    return baseline(heard.to_numpy(), share.to_numpy(), phi.to_numpy())
