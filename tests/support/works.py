"""What is drawn, released by the project's own code and judged: fast, since its design is worked out once."""

import numpy as np
import polars as pl
from drawn import drawn
from judged import Unopened

from wellbeing.measures.coverage.coverage import coverage
from wellbeing.model.lattice import table_name
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
from wellbeing.state.cells import CROSSED, compared_cells


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
        names = [table_name(margin, cut) for margin in CROSSED for cut in ("", "channel")]
        wanted = {name: made[name] for name in names}
        beside = {"clustering": clustering(self.place.folder.engagement, true)}
        return apply_thresholds(wanted, self.policy) | beside

    def _counts(self, true):
        counted = grain(true, self._axes)
        return true_counts(self._grid, counted, true, self._held)


def judged(place, tables):
    """Coverage of every cell, as pages work it out."""
    few = policy(place.folder.engagement, "adviser").threshold
    cells = compared_cells(Unopened(tables), "", place.grid, place.roles)
    return coverage(cells, place.grid, place.areas, place.roles, few)
