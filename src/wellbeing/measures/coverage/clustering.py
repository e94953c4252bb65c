"""How many contributions came together: φ of each cell, from one rounded figure per channel.

People come to a hui a dozen at a time, so that counts vary more than if each had come alone. φ is the
size-weighted number that came together (Σm²/Σm; Kish 1965): of one hui in a cell over all types; of one hui and
type, where cells are by type, since a mixed hui of twelve brings three of each.
"""

from collections.abc import Collection
from typing import Final

import numpy as np
import polars as pl

from wellbeing.measures.cells import DIMENSIONS, middle, parted
from wellbeing.measures.coverage.baseline import Floats, baseline
from wellbeing.model.lattice import MEASURED

#: What is counted together, by what a cell's stakeholder is: everybody, a group of types, a type.
_BY_STAKEHOLDER: Final = ("area", "stakeholder_group", "stakeholder")


def with_phi(
    cells: pl.DataFrame, by_channel: pl.DataFrame, clustering: pl.DataFrame, type_groups: Collection[str]
) -> pl.DataFrame:
    """The cells with ``phi``: the channels' figures, weighted by how many of all came through each.

    The mix is everybody's, not the cell's own: a cell that no hui reached would look as if hui never gather,
    and what chance left out would be a gap (docs/decisions/phi-is-of-everybody.md).

    Args:
        cells: ``stakeholder``, "" being all types.
        by_channel: everybody, but for what is loud (``quiet_channels``): ``channel``, ``count``, ``low``, ``high``.
        clustering: ``channel``, ``together`` (one of ``_BY_STAKEHOLDER``), ``phi``.
        type_groups: which values of ``stakeholder`` are groups.

    Returns:
        ``phi``, at least 1; 1 where nothing is known of how many came together.
    """
    counted = by_channel.select(pl.col("channel").cast(pl.String), n=middle())
    known = clustering.with_columns(pl.col("channel", "together").cast(pl.String)).join(counted, on="channel")
    weighted = (pl.col("phi") * pl.col("n")).sum() / pl.col("n").sum()
    mixed = known.group_by("together").agg(weighted.alias("phi"))
    found = cells.with_columns(_together(type_groups)).join(
        mixed, on="together", how="left", maintain_order="left"
    )
    at_least = pl.col("phi").fill_nan(None).fill_null(1.0).clip(lower_bound=1.0)
    return found.with_columns(at_least).drop("together")


def quiet_channels(by_channel: pl.DataFrame, cells: pl.DataFrame, clustering: pl.DataFrame) -> pl.DataFrame:
    """The baseline of each channel: one loud cell does not set the mix of all.

    Args:
        by_channel: ``DIMENSIONS``, ``channel`` and what is published of each, of ``cells`` and of everybody.
        cells: ``DIMENSIONS`` and ``share`` of cells that part everybody.
        clustering: as ``with_phi`` takes it; of each channel its largest ``phi`` counts.

    Returns:
        ``channel``, ``count``, ``low``, ``high``: all three the number that counts.
    """
    most = dict(clustering.group_by("channel").agg(pl.col("phi").max()).rows())
    known = cells.drop_nulls("share").select(*DIMENSIONS, "share")
    numbers = {
        channel: baseline(*_numbers(rows, known, most.get(channel, 1.0)))
        for (channel,), rows in by_channel.partition_by("channel", as_dict=True).items()
    }
    counted = {name: list(numbers.values()) for name in ("count", "low", "high")}
    return pl.DataFrame({"channel": list(numbers), **counted})


def _numbers(rows: pl.DataFrame, cells: pl.DataFrame, phi: float) -> tuple[Floats, Floats, Floats]:
    """What ``baseline`` takes of one channel's cells."""
    whole = rows.filter(area="", stakeholder="").select(MEASURED)
    about = parted(rows.join(cells, on=DIMENSIONS), whole, [])
    return about["about"].to_numpy(), about["share"].to_numpy(), np.full(about.height, phi)


def _together(type_groups: Collection[str]) -> pl.Expr:
    name = pl.col("stakeholder")
    everybody, group, one = (pl.lit(word) for word in _BY_STAKEHOLDER)
    of_types = pl.when(name.is_in(list(type_groups))).then(group).otherwise(one)
    return pl.when(name == "").then(everybody).otherwise(of_types).alias("together")
