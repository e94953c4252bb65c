"""The headline of a closed question in a benchmark's population: weighted, and what the unheard could make of it."""

import polars as pl

from wellbeing.measures.opinion.raking import Raked, raked
from wellbeing.measures.opinion.unheard import Unheard, unheard
from wellbeing.state.cells import published_cells
from wellbeing.state.figures import Figures

#: Strata are groups of regions × groups of types: finer ones hold too few answers to tell.
STRATA = "region_stakeholder"


def raked_share(figures: Figures, question: str, benchmark: str, position: str) -> Raked | None:
    """A position's share weighted to a benchmark's regions and types, channels as they are."""
    strata = figures.of_groups(figures.positions.shares(STRATA, question))
    said = strata.filter(pl.col("position").cast(pl.String) == position)
    heard = figures.of_groups(published_cells(figures.release, STRATA, "channel"))
    return raked(said, heard, figures.shares(benchmark), figures.positions.deff(question))


def unheard_bounds(figures: Figures, question: str, benchmark: str, position: str) -> Unheard:
    """The range that a position's share could take in a benchmark's population."""
    strata = figures.of_groups(figures.positions.shares(STRATA, question))
    return unheard(strata, figures.shares(benchmark), position)
