"""Everything that a release tells, measured and reconciled, before any tier's thresholds.

It is made once for all tiers and kept in the workspace, for its owner's eyes only: a public release made from
it adds no knowledge to an adviser's.
"""

import datetime as dt
import hmac
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.model.decisions.rounds import begun
from wellbeing.model.errors import DataError
from wellbeing.model.lattice import Lattice, lattice_of
from wellbeing.model.policy import ADVISER, Policy
from wellbeing.model.policy import policy as policy_of
from wellbeing.release.build.opinions import Parents, parents
from wellbeing.release.build.truth import true_counts
from wellbeing.release.count.axes import axes
from wellbeing.release.count.grain import grain
from wellbeing.release.count.registers import bands, events, hui_held, registers
from wellbeing.release.count.sources import sources
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.estimate.clustering import CLUSTERING, DESIGN_EFFECTS, clustering, design_effects
from wellbeing.release.estimate.quotes import LABELLED, label_quotes
from wellbeing.release.estimate.scoring import SCORING, scoring
from wellbeing.release.estimate.sums import sums
from wellbeing.release.protect.design import Design, Grid, grid_of
from wellbeing.release.protect.facts import CALENDAR, Fact
from wellbeing.release.protect.grid import EVENTS, FIGURES
from wellbeing.release.protect.planning import PublicKnowledge, plan
from wellbeing.release.protect.publication import apply_thresholds, reconciled
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion, Quantities, measure
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.subkeys import subkey

Floats = npt.NDArray[np.float64]
#: What a measurement is called: so many hexadecimal digits of a keyed hash of the data.
DIGITS: Final = 16


@dataclass(frozen=True)
class ReconciledFigures:
    """All that was measured and reconciled."""

    #: Names the data that were measured: equal data, equal figures.
    measurement: str
    #: Name → reconciled table of counts (``publication.RECONCILED`` beside its keys).
    tables: dict[str, pl.DataFrame]
    #: Name → every other table, ready to leave; ``quotes`` still with whose they are.
    beside: dict[str, pl.DataFrame]
    #: ``MEASUREMENT_COLUMNS``: for the next release.
    measurements: pl.DataFrame = field(repr=False)
    #: What follows from the design, for the manifest.
    account: dict[str, Any]
    #: The last day on which a contribution was received.
    last: dt.date


@dataclass(frozen=True)
class Earlier:
    """What is kept of the release before."""

    measurements: pl.DataFrame
    quotes: pl.DataFrame
    #: Whether contributions have changed since; otherwise nothing is measured anew.
    changed: bool = True
    #: What was measured then, and how many contributions have changed; both stand in the manifest.
    measurement: str = ""
    number: int = 0


def figures(
    folder: EngagementFolder,
    true: TrueTables,
    secret: bytes,
    before: Earlier | None = None,
    *,
    boundaries: pl.DataFrame,
    lattice: Lattice | None = None,
) -> ReconciledFigures:
    """Measure and reconcile all that a release tells, by the policy of the adviser's tier.

    Args:
        folder: the engagement.
        true: what is counted.
        secret: the workspace's; noise is drawn with a key made from it.
        before: the release before; None for the first.
        boundaries: outlines of the regions, to place hui on.
        lattice: what can be asked; by default what the engagement declares.

    Raises:
        DataError: there are no contributions.
    """
    last = true.received()["last"].item()
    if last is None:
        msg = "The record holds no contributions: there is nothing to release. `wellbeing demo` fills it."
        raise DataError(msg)
    policy = policy_of(folder.engagement, ADVISER)
    along = axes(folder, true, lattice or lattice_of(begun(folder.engagement.rounds, last)))
    held = hui_held(true.events)
    grid = grid_of(along, held)
    counted = grain(true, along)
    n = true_counts(grid, counted, true, held)
    planned = _design(grid, n, folder, held, policy)
    asked = parents(planned, sources(counted, along), sums(true, along))
    named = _named_by(grid, n, asked, folder)
    occasion = _occasion(named, secret, before, policy)
    kept = measure(Quantities(grid.labels, n, planned.sigma), occasion)
    estimate = planned.reconciliation.estimate(kept["measured"].to_numpy())
    opinions = asked.measure(occasion, planned, estimate)
    tables = reconciled(planned, estimate, opinions.one_source)
    tables[FIGURES] = _with_public(tables[FIGURES], true)
    scored, codes = scoring(true, folder.engagement, occasion, policy)
    beside = {
        **registers(folder, true),
        EVENTS: events(folder, true.events, boundaries, bands(tables.pop(EVENTS), policy.bands)),
        DESIGN_EFFECTS: design_effects(folder.engagement, true),
        CLUSTERING: clustering(folder.engagement, true),
        SCORING: scored,
        **opinions.estimates,
    }
    told = apply_thresholds(tables, policy)
    labelled = before.quotes if before else pl.DataFrame(schema=LABELLED)
    beside["quotes"] = label_quotes(folder, true, told, labelled, policy.quote)
    measurements = pl.concat([kept, opinions.kept, codes])
    return ReconciledFigures(occasion.since, tables, beside, measurements, _account(planned, before), last)


def _design(grid: Grid, n: Floats, folder: EngagementFolder, held: pl.DataFrame, policy: Policy) -> Design:
    everybody = int(n[(grid.labels == "").arg_max()])
    is_listed = _all_listed(grid.cells, n)

    def is_public(fact: Fact) -> bool:
        return fact.holds(n) and (is_listed or fact.name != CALENDAR)

    return plan(grid, PublicKnowledge(held, folder.published, everybody), policy, is_public)


def _all_listed(cells: pl.DataFrame, n: Floats) -> bool:
    """Whether all attendances are those of a hui that is listed."""
    others = [name for name in cells.columns if name not in {"cell", "table", "channel"}]
    whole = cells.select((pl.col("channel") == "hui") & pl.all_horizontal(pl.col(others) == ""))
    at_hui = n[whole.to_series().to_numpy()].sum()
    return bool(n[(cells["event"] != "").to_numpy()].sum() == at_hui)


def _named_by(grid: Grid, n: Floats, asked: Parents, folder: EngagementFolder) -> bytes:
    """All that figures follow from, by which a measurement is named: counts, what they are of, and what is public."""
    settings = folder.engagement
    public = [settings.attendance_is_public, f"{settings.starts_on}", sorted(folder.published.rows())]
    counts = [n.tobytes(), *(values.tobytes() for values in asked.values())]
    return b"".join(["\n".join(grid.labels).encode(), *counts, repr(public).encode()])


def _occasion(named: bytes, secret: bytes, before: Earlier | None, policy: Policy) -> Occasion:
    since = hmac.digest(subkey(secret, "measurement"), named, "sha256").hex()[:DIGITS]
    earlier = before.measurements if before else pl.DataFrame(schema=MEASUREMENT_COLUMNS)
    is_still = before is not None and not before.changed
    return Occasion(subkey(secret, "noise"), since, earlier, None if is_still else policy.refresh)


def _with_public(figures: pl.DataFrame, true: TrueTables) -> pl.DataFrame:
    """Figures and, exactly, how many hui were held in how many places: the events say so anyway."""
    held = true.events.filter(pl.col("status") == "held")
    numbers = {"hui": held.height, "places": held["place"].n_unique()}
    rows = [(name, float(number), number, 0.0, False, number, number) for name, number in numbers.items()]
    return pl.concat([figures, pl.DataFrame(rows, figures.schema, orient="row")]).sort("figure")


def _account(planned: Design, before: Earlier | None) -> dict[str, Any]:
    return {
        "before": before.measurement if before else "",
        "changed": before.number if before else 0,
        "counts": planned.grid.cells.height,
        "published_cells": planned.grid.rows.height,
        "equations": planned.equations.shape[0],
        "scale": planned.scale,
        "least": {name: round(value, 4) for name, value in planned.least.items()},
        "memberships": planned.memberships.height,
        "rho": round(planned.rho, 2),
        "facts": [fact.name for fact in planned.facts],
    }
