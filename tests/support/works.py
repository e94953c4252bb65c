"""What is drawn, released by the project's own code and judged: fast, since its design is worked out once."""

import numpy as np
import polars as pl
from drawn import KEYS, drawn

from wellbeing.measures.coverage.clustering import with_phi
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.model.policy import policy
from wellbeing.release.build.figures import _design
from wellbeing.release.build.truth import true_counts
from wellbeing.release.count.axes import axes
from wellbeing.release.count.grain import grain
from wellbeing.release.count.registers import hui_held
from wellbeing.release.estimate.clustering import clustering
from wellbeing.release.protect.design import grid_of
from wellbeing.release.protect.publication import apply_thresholds, reconciled
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion, Quantities, measure

_MARGINS = ("region_stakeholder", "region", "stakeholder", "total")


class Works:
    """The project's measuring, reconciling and publishing, its design worked out once for so many contributions.

    The engagement lists no hui, so that the design is the same whoever comes: its noise is a little larger.
    """

    def __init__(self, place, n):
        """Take where and how many."""
        self.place, folder = place, place.folder
        true = drawn(place, np.ones(place.shares.shape), n, 0.5, np.random.default_rng(0))
        self._axes, self._held = axes(folder, true), hui_held(true.events)
        self.policy = policy(folder.engagement, "adviser")
        self._grid = grid_of(self._axes, self._held)
        self._design = _design(self._grid, self._counts(true), folder, self._held, self.policy)

    def tables(self, true, secret):
        """The tables of counts of an adviser's release, and how many came together."""
        n = self._counts(true)
        occasion = Occasion(secret, "drawn", pl.DataFrame(schema=MEASUREMENT_COLUMNS), None)
        kept = measure(Quantities(self._grid.labels, n, self._design.sigma), occasion)
        estimate = self._design.reconciliation.estimate(kept["measured"].to_numpy())
        made = reconciled(self._design, estimate, np.zeros(n.size, dtype=bool))
        wanted = {name: made[name] for name in (*_MARGINS, "total_by_channel")}
        beside = {"clustering": clustering(self.place.folder.engagement, true)}
        return apply_thresholds(wanted, self.policy) | beside

    def _counts(self, true):
        counted = grain(true, self._axes).collect().lazy()
        return true_counts(self._grid, counted, true, self._held)


def judged(place, tables):
    """Coverage of every cell."""
    few = policy(place.folder.engagement, "adviser").threshold
    cells = pl.concat([_keyed(tables[name]) for name in _MARGINS])
    known = with_phi(cells, tables["total_by_channel"], tables["clustering"], place.roles.ids)
    return coverage(known, place.grid, place.areas, place.roles, few)


def _keyed(table):
    absent = [pl.lit("").alias(name) for name in KEYS if name not in table.columns]
    cells = table.with_columns(absent).with_columns(pl.col(KEYS).cast(pl.String))
    return cells.filter(pl.col("area") != "not stated", pl.col("stakeholder") != "not stated").select(
        *KEYS, "status", "count", "low", "high", "sd"
    )
