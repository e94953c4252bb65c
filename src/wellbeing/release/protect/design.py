"""The design of a release: its counts, what holds among them, and how exactly each will be told.

All of it follows from the engagement, the calendar and the policy, before anything is counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from wellbeing.model.lattice import MARGINS, cell_tables
from wellbeing.model.policy import Policy
from wellbeing.model.vocabulary import BOTH
from wellbeing.release.count.axes import Axes
from wellbeing.release.protect.equations import Batch, equations
from wellbeing.release.protect.facts import Fact
from wellbeing.release.protect.grid import (
    HUI_RAISED,
    HUI_TOLD,
    dimensions,
    distinct_counts,
    grids,
    labels,
    number_cells,
)
from wellbeing.release.protect.loss import memberships, privacy_loss
from wellbeing.release.protect.reconciliation import Reconciliation
from wellbeing.release.protect.ties import ties

Floats = npt.NDArray[np.float64]
#: Kinds of equations that stay within one member of every slice: the rest is the border between these.
WITHIN: Final = ("groups of ", "members of groups of ")
#: Finer than this, noise is not made larger: steps of the factor by which a small engagement's noise grows.
STEP: Final = 0.05


@dataclass(frozen=True)
class Grid:
    """Every count of an engagement's lattice once, and the published cells that show it."""

    axes: Axes
    #: ``grid.grids``.
    tables: Mapping[str, pl.DataFrame]
    #: ``grid.number_cells``.
    rows: pl.DataFrame
    #: ``grid.distinct_counts``.
    cells: pl.DataFrame
    #: What each count is called for ever.
    labels: pl.Series

    @cached_property
    def noises(self) -> pl.Series:
        """The class of each count's noise: ``hui``, ``rest`` or ``count``."""
        hui = pl.col("figure").is_in([HUI_RAISED, HUI_TOLD])
        rests = [pl.col(cut.name) == cut.rest for cut in self.axes.lattice.plain if cut.rest in cut.members]
        rest = pl.any_horizontal(pl.lit(value=False), *rests)
        noise = pl.when(hui).then(pl.lit("hui")).when(rest).then(pl.lit("rest")).otherwise(pl.lit("count"))
        return self.cells.select(noise.alias("noise"))["noise"]

    @cached_property
    def classes(self) -> pl.Series:
        """The class of each count: ``margin``, ``crossed``, ``sliced``, ``opinion`` or ``hui``."""
        kinds = {table.name: _class(table.name, self.axes) for table in cell_tables(self.axes.lattice)}
        hui = pl.col("figure").is_in([HUI_RAISED, HUI_TOLD])
        kind = pl.col("table").replace_strict(kinds, default="sliced", return_dtype=pl.String)
        return self.cells.select(pl.when(hui).then(pl.lit("hui")).otherwise(kind).alias("class"))["class"]


def grid_of(axes: Axes, events: pl.DataFrame) -> Grid:
    """The counts of an engagement; ``events`` has a label ``event`` for each hui that was held."""
    tables = grids(axes, events.select("event"))
    rows = number_cells(axes, tables)
    cells = distinct_counts(rows, axes)
    return Grid(axes, tables, rows, cells, labels(cells, dimensions(axes)))


@dataclass(frozen=True)
class Design:
    """A grid with everything that holds in it."""

    grid: Grid
    batches: tuple[Batch, ...]
    facts: tuple[Fact, ...]
    policy: Policy
    #: What may hold besides (``ties``): no estimate uses it, what is promised counts it in.
    ties: tuple[Batch, ...] = ()

    @cached_property
    def public(self) -> Floats:
        """The value of each count that is a public fact, NaN for others."""
        values = np.full(self.grid.cells.height, np.nan)
        for fact in self.facts:
            values[fact.cells] = fact.values
        return values

    @cached_property
    def sigma(self) -> Floats:
        """The standard deviation of each count's noise; 0 for a public fact."""
        return self._noise * self._larger

    @cached_property
    def equations(self) -> csr_array:
        """Equations × counts."""
        return _matrix(self.batches, self.grid.cells.height)

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """The equations, factorised."""
        inner = [batch.kind.startswith(WITHIN) for batch in self.batches]
        border = np.repeat(~np.array(inner, dtype=bool), [_number(batch) for batch in self.batches])
        return Reconciliation(self.equations, border, self._noise**2)

    @cached_property
    def scale(self) -> float:
        """By how much the noise on counts of contributions is larger than the policy's.

        In a small engagement sums of few parts would otherwise keep less than the policy promises.
        """
        lacking = max(
            (self.policy.least[kind] / least for kind, least in self._unscaled.items()), default=1.0
        )
        return 1.0 if lacking <= 1 else float(np.ceil(lacking / STEP) * STEP)

    @property
    def deviations(self) -> Floats:
        """The standard deviation of each reconciled count: what is claimed, and no more."""
        return self._deviations * self._larger

    @property
    def least(self) -> dict[str, float]:
        """The least standard deviation of each class, counts that public facts give apart."""
        return {kind: least * self.scale for kind, least in self._unscaled.items()}

    @cached_property
    def memberships(self) -> pl.DataFrame:
        """The counts that one contribution is in, public facts left out; ``noise``: the class of each."""
        cells = self.grid.cells.with_columns(self.grid.noises)
        return memberships(cells.filter(pl.Series(self.sigma > 0)), self.grid.axes)

    @property
    def rho(self) -> float:
        """The privacy loss of one contribution, stated and not claimed (``loss``)."""
        return privacy_loss(self.memberships, self.grid.axes, self.policy, self.scale)

    @cached_property
    def _noise(self) -> Floats:
        noise = self.grid.noises.replace_strict(self.policy.noise, return_dtype=pl.Float64).to_numpy()
        return np.where(np.isnan(self.public), noise, 0.0)

    @cached_property
    def _larger(self) -> Floats:
        """The factor of each count's noise: figures about hui are measured as the policy says."""
        return np.where(self.grid.classes.to_numpy() == "hui", 1.0, self.scale)

    @cached_property
    def _deviations(self) -> Floats:
        return self.reconciliation.deviations()

    @cached_property
    def _unscaled(self) -> dict[str, float]:
        tied = _matrix(self.ties, self.grid.cells.height) if self.ties else None
        kinds, deviations = self.grid.classes.to_numpy(), self.reconciliation.deviations(tied)
        known = {kind: deviations[(kinds == kind) & (deviations > 0)] for kind in self.policy.least}
        return {kind: float(found.min()) for kind, found in known.items() if found.size}


def design(
    grid: Grid, facts: Iterable[Fact], policy: Policy, events: pl.DataFrame, silent: Collection[str] = ()
) -> Design:
    """The design of a release: everything that holds among its counts, and what is public of them.

    Args:
        grid: the counts.
        facts: what is public.
        policy: of the tier whose figures are measured.
        events: as ``equations``; no rows where attendances are not those of the hui.
        silent: topics that nobody responded on, as is public.
    """
    batches = tuple(equations(grid.cells, grid.axes, events))
    tied = ties(
        grid.cells, grid.axes, {*silent, BOTH}, events
    )  # hui mostly speak to all topics, surveys to one
    return Design(grid, batches, tuple(facts), policy, tied)


def _class(table: str, axes: Axes) -> str:
    found = next(one for one in cell_tables(axes.lattice) if one.name == table)
    if found.slice is not None:
        return "opinion" if found.slice.question else "sliced"
    return "crossed" if len(MARGINS[found.margin]) > 1 else "margin"


def _number(batch: Batch) -> int:
    return int(batch.terms["equation"].n_unique())


def _matrix(batches: Sequence[Batch], width: int) -> csr_array:
    """All equations, numbered through, batch by batch."""
    rows, columns, signs, first = [], [], [], 0
    for batch in batches:
        number = batch.terms["equation"].rank("dense").to_numpy().astype(np.int64) - 1
        rows.append(number + first)
        columns.append(batch.terms["cell"].to_numpy())
        signs.append(batch.terms["sign"].to_numpy().astype(float))
        first += int(number.max()) + 1
    entries = (np.concatenate(signs), (np.concatenate(rows), np.concatenate(columns)))
    return csr_array(entries, shape=(first, width)) if batches else csr_array((0, width))
