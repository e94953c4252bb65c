"""What a tier tells of the figures: thresholds applied, tables that it does without left out."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from wellbeing.model.boundaries import Boundaries
from wellbeing.model.decisions.rounds import begun
from wellbeing.model.engagement import Engagement
from wellbeing.model.lattice import Lattice, lattice_of
from wellbeing.model.policy import Policy, policy
from wellbeing.release.build.figures import Earlier, ReconciledFigures, figures
from wellbeing.release.count.registers import CONVENTIONS, told_conventions
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.estimate.hui import held_in, hui_themes
from wellbeing.release.estimate.quotes import quotes
from wellbeing.release.estimate.tables import with_estimates
from wellbeing.release.protect.grid import EVENTS, HUI_THEMES
from wellbeing.release.protect.publication import apply_thresholds
from wellbeing.release.store.columns import COLUMNS, columns_of
from wellbeing.sources.boundaries import boundary_rings, check_codes
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import boundary_file
from wellbeing.sources.tiles import has_tiles, tile_outlines

#: What tables of tones and of themes are joined with: no tables of their own.
ESTIMATES: Final = {"tone": "tones", "theme": "mentions"}


@dataclass(frozen=True)
class Content:
    """What a release holds, before it is written and described."""

    #: Name → published rows.
    tables: dict[str, pl.DataFrame]
    #: As ``model.boundaries.Boundaries``; no rows for an engagement without a map.
    boundaries: pl.DataFrame
    #: The last day on which a contribution was received.
    last: dt.date
    policy: Policy
    lattice: Lattice
    #: What follows from the design, for the manifest.
    design: dict[str, Any] = field(default_factory=dict)
    measurement: str = ""


def content(
    folder: EngagementFolder,
    true: TrueTables,
    tier: str,
    secret: bytes,
    before: Earlier | None = None,
    *,
    lattice: Lattice | None = None,
) -> Content:
    """What a release of a tier holds, measured now.

    Raises:
        DataError: there are no contributions, or a region has no boundary.
    """
    outlines = boundaries(folder)
    made = figures(folder, true, secret, before, boundaries=outlines, lattice=lattice)
    return tier_content(made, folder.engagement, outlines, policy(folder.engagement, tier), lattice)


def tier_content(
    made: ReconciledFigures,
    settings: Engagement,
    outlines: pl.DataFrame,
    tier: Policy,
    lattice: Lattice | None = None,
) -> Content:
    """What a tier tells of figures: a function of them alone."""
    counts = {name: table for name, table in made.tables.items() if name != HUI_THEMES}
    found = {cut: made.beside[name] for cut, name in ESTIMATES.items()}
    cells = with_estimates(apply_thresholds(counts, tier), found, settings)
    beside = {name: table for name, table in made.beside.items() if name not in ESTIMATES.values()}
    beside |= {
        HUI_THEMES: hui_themes(made.tables[HUI_THEMES], held_in(beside[EVENTS], settings), tier),
        "quotes": quotes(made.beside["quotes"]),
    }
    if CONVENTIONS in beside:  # not in figures of before it was told
        beside[CONVENTIONS] = told_conventions(beside[CONVENTIONS], settings.care)
    tables, asked = {**cells, **beside}, lattice or lattice_of(begun(settings.rounds, made.last))
    return Content(
        tables=tables | {COLUMNS: columns_of(tables, asked)},
        boundaries=outlines,
        last=made.last,
        policy=tier,
        lattice=asked,
        design=made.account,
        measurement=made.measurement,
    )


def boundaries(folder: EngagementFolder) -> pl.DataFrame:
    """The outlines that the engagement names, one for each of its regions; else its tiles; else none.

    Raises:
        DataError: the file is missing or damaged, or a region has no outline in it.
    """
    if not folder.engagement.boundaries:
        return tile_outlines(folder.regions) if has_tiles(folder.regions) else Boundaries.create_empty()
    path = boundary_file(folder.path, folder.engagement.boundaries)
    outlines = boundary_rings(path)
    check_codes(outlines, folder.regions["code"], path)
    return outlines
