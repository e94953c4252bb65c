"""The headline of a closed question in a benchmark's population: weighted, and what the unheard could make of it."""

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.opinion.raking import Raked, raked
from wellbeing.measures.opinion.unheard import Unheard, unheard
from wellbeing.state.cells import published_cells
from wellbeing.state.figures import Figures

#: Strata are groups of regions × groups of types: finer ones hold too few answers to tell.
STRATA = "region_stakeholder"


def raked_share(figures: Figures, question: str, benchmark: str, position: str) -> Raked | None:
    """A position's share weighted to a benchmark's regions and types, channels as they are."""
    said = _strata(figures, question).filter(pl.col("position").cast(pl.String) == position)
    heard = figures.of_groups(published_cells(figures.release, STRATA, "channel"))
    return raked(said, heard, figures.shares(benchmark), figures.positions.deff(question))


def unheard_bounds(figures: Figures, question: str, benchmark: str, position: str) -> Unheard:
    """The range that a position's share could take in a benchmark's population."""
    chosen = figures.benchmark(benchmark)
    if chosen.regions and chosen.stakeholders:
        strata = _strata(figures, question)
    else:
        strata = _margin(figures, question, "region" if chosen.regions else "stakeholder")
    return unheard(strata, figures.shares(benchmark), position)


def _margin(figures: Figures, question: str, kind: str) -> pl.DataFrame:
    """Positions by groups of the one kind of which a benchmark says something: of the other it knows no parts."""
    column, groups = (
        ("area", figures.region_groups) if kind == "region" else ("stakeholder", figures.type_groups)
    )
    cells = figures.positions.shares(kind, question).filter(pl.col(column).is_in(groups.ids))
    return cells.with_columns(pl.lit("").alias(name) for name in DIMENSIONS if name not in cells.columns)


def _strata(figures: Figures, question: str) -> pl.DataFrame:
    """Positions by stratum; a type whose opinion is kept from being told by area is one stratum everywhere.

    Not to be told is not to be absent.
    """
    names = pl.col("area", "area_kind", "stakeholder").cast(pl.String)
    cells = figures.of_groups(figures.positions.shares(STRATA, question)).with_columns(names)
    kept = [one for one in figures.type_groups.ids if one not in set(cells["stakeholder"])]
    types = figures.positions.shares("stakeholder", question).filter(pl.col("stakeholder").is_in(kept))
    everywhere = types.with_columns(area=pl.lit(""), area_kind=pl.lit("")).with_columns(names)
    return pl.concat([cells, everywhere.select(cells.columns)])
