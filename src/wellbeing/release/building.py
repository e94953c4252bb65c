"""From true tables to everything that a release holds."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from wellbeing.model.boundaries import Boundaries
from wellbeing.model.engagement import Disclosure, Engagement
from wellbeing.model.errors import DataError
from wellbeing.release.audit import audited
from wellbeing.release.axes import Axes, axes
from wellbeing.release.clustering import DESIGN_EFFECTS, design_effects
from wellbeing.release.cube import cube
from wellbeing.release.grain import grain
from wellbeing.release.headlines import FIGURES, headlines, with_public
from wellbeing.release.holding import Earlier, drawn_of, held
from wellbeing.release.hui_themes import HUI_THEMES, hui_themes
from wellbeing.release.knowledge import knowledge
from wellbeing.release.protection import protect
from wellbeing.release.quotes import QUOTES, quotes
from wellbeing.release.registers import registers
from wellbeing.release.scoring import SCORING, scoring
from wellbeing.release.settling import settled
from wellbeing.release.steady import steady
from wellbeing.release.tone import with_estimates
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.boundaries import boundary_rings, check_codes
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import GEO


@dataclass(frozen=True)
class Content:
    """What a release holds, before it is written and described."""

    #: Name → published rows.
    tables: dict[str, pl.DataFrame]
    #: As ``model.boundaries.Boundaries``; no rows for an engagement without a map.
    boundaries: pl.DataFrame
    #: The last day on which a contribution was received.
    last: dt.date
    #: The account of the audit, for the manifest.
    audit: dict[str, Any] = field(default_factory=dict)
    #: What its cells truly counted when their values were drawn: for the workspace, never for a release.
    drawn: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False)


def content(
    folder: EngagementFolder, true: TrueTables, tier: str, secret: bytes, before: Earlier | None = None
) -> Content:
    """The published tables of one tier.

    Args:
        folder: the engagement.
        true: what was counted.
        tier: ``adviser`` or ``public``.
        secret: what roundings are drawn with.
        before: the tier's release before, from which values that hardly changed are held.

    Raises:
        DataError: there are no contributions, nearly all are from one source, a region has no boundary,
            or an outsider could infer too much whatever is hidden.
    """
    last = true.received()["last"].item()
    if last is None:
        msg = "The record holds no contributions: there is nothing to release. `wellbeing demo` fills it."
        raise DataError(msg)
    boundaries = boundaries_of(folder)
    along = axes(folder, true)
    cells = true_cells(true, along, secret)
    disclosure = folder.engagement.disclosure[tier]
    beside = {
        **registers(folder, true, boundaries),
        DESIGN_EFFECTS: design_effects(folder.engagement, true),
        HUI_THEMES: hui_themes(true, along, folder.engagement),
        SCORING: scoring(true, folder.engagement),
    }
    marked = _marked(protect(cells, disclosure, secret), before, beside, (folder.engagement, disclosure))
    if marked["total"]["status"].item() == "withheld":
        msg = "Nearly all contributions come from one hui or organisation: nothing of them can be released."
        raise DataError(msg)
    safe = audited(marked, beside, folder.engagement, disclosure, before.release if before else None)
    beside |= {FIGURES: with_public(safe.tables[FIGURES], true), QUOTES: quotes(folder, true, safe.tables)}
    told = with_estimates(safe.tables, true, along, folder.engagement, safe.account["assumed"])
    beside |= steady(told, beside[SCORING], before.release if before else None)
    return Content({**safe.tables, **beside}, boundaries, last, safe.account, drawn_of(marked, before))


def _marked(
    fresh: dict[str, pl.DataFrame],
    before: Earlier | None,
    beside: dict[str, pl.DataFrame],
    rules: tuple[Engagement, Disclosure],
) -> dict[str, pl.DataFrame]:
    """Protected cells, values that hardly changed held from the release before."""
    if before is None:
        return held(fresh, before)
    return settled(held(fresh, before), fresh, lambda tables: knowledge({**tables, **beside}, *rules))


def true_cells(true: TrueTables, along: Axes, secret: bytes) -> dict[str, pl.DataFrame]:
    """Every table of cells before protection: one pass over the contributions, then over what it left."""
    counted = grain(true, along, secret).collect(engine="streaming").lazy()
    plans = {**cube(counted, along), **headlines(counted, along)}
    # One table at a time: together they are no faster and hold far more memory.
    return {name: plan.collect(engine="streaming") for name, plan in plans.items()}


def boundaries_of(folder: EngagementFolder) -> pl.DataFrame:
    """The outlines that the engagement names, one for each of its regions.

    Raises:
        DataError: the file is missing or damaged, or a region has no outline in it.
    """
    if not folder.engagement.boundaries:
        return Boundaries.create_empty()
    path = GEO / folder.engagement.boundaries
    outlines = boundary_rings(path)
    check_codes(outlines, folder.regions["code"], path)
    return outlines
