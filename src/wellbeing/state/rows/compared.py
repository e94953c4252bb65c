"""Two releases of one engagement, cell by cell: what each of them shows by itself, side by side."""

from typing import Final

import polars as pl

from wellbeing.language import say
from wellbeing.measures.cells import DIMENSIONS
from wellbeing.model.errors import DataError
from wellbeing.state.figures import Figures
from wellbeing.state.rows.words import benchmark_of

#: What each of the two tells of a cell.
_OF_EACH: Final = ("status", "count", "low", "high", "expected", "state")


def side_by_side(before: Figures, now: Figures, compared_with: str = "") -> pl.DataFrame:
    """Every cell that both releases judge, as the earlier tells it and as the later does.

    No number is taken from another: each carries a deliberate error, and may lag behind by a few.

    Args:
        before: of the earlier release.
        now: of the later.
        compared_with: a benchmark's id at hand in both; "" is each engagement's default.

    Returns:
        ``DIMENSIONS``, ``family``, whether it may stand on the list of gaps; ``_OF_EACH`` of each, those of the
        earlier ending in ``_before``; ``changed``, whether the state is another.

    Raises:
        DataError: they are not two releases of one engagement and tier, or one lacks the benchmark.
    """
    _check_alike(before, now)
    told = [one.coverage("", benchmark_of(compared_with, one)) for one in (before, now)]
    earlier, later = (rows.select(*DIMENSIONS, "family", *_OF_EACH) for rows in told)
    both = later.join(earlier.drop("family"), on=DIMENSIONS, suffix="_before", maintain_order="left")
    pairs = [name for one in _OF_EACH for name in (f"{one}_before", one)]
    changed = pl.col("state").cast(pl.String) != pl.col("state_before").cast(pl.String)
    return both.select(*DIMENSIONS, "family", *pairs, changed=changed)


def _check_alike(before: Figures, now: Figures) -> None:
    one, other = before.release.manifest, now.release.manifest
    if (one.engagement, one.tier) != (other.engagement, other.tier):
        msg = say(
            "Releases {one} and {other} are not compared: they are of {of_one} and {of_other}. Take two of one kind.",
            one=one.id,
            other=other.id,
            of_one=f"'{one.engagement}' ({one.tier})",
            of_other=f"'{other.engagement}' ({other.tier})",
        )
        raise DataError(msg)
