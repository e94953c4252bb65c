"""Two releases of one engagement beside each other: which cells of the list’s family are in another state."""

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.state.figures import Figures


def state_changes(before: Figures, now: Figures, benchmark: str) -> pl.DataFrame:
    """Every cell that both releases judge for the list of gaps, with its state in each.

    A function of what each of the two publishes: whoever has both may work it out.

    Args:
        before: of the earlier release.
        now: of the later.
        benchmark: id of a benchmark at hand in both.

    Returns:
        ``area``, ``stakeholder``, ``before``, ``now``: states, in the order of the later release.
    """
    earlier, later = (
        one.coverage("", benchmark).filter("family").select(*DIMENSIONS, pl.col("state").cast(pl.String))
        for one in (before, now)
    )
    both = later.join(earlier, on=DIMENSIONS, suffix="_before", maintain_order="left")
    return both.select(*DIMENSIONS, before="state_before", now="state")


def is_compared_alike(before: Figures, now: Figures, benchmark: str) -> bool:
    """Whether the two compare those heard with the same figures, under the same rules."""
    manifests = [one.release.manifest for one in (before, now)]
    shares = [one.shares(benchmark) for one in (before, now)]
    return shares[0].equals(shares[1]) and manifests[0].policy == manifests[1].policy
