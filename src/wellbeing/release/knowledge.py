"""All that an outsider knows: the cells, what must add up, and what was public anyway."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
from scipy.sparse import csc_array

from wellbeing.model.engagement import Disclosure, Engagement
from wellbeing.release.facts import Fact, facts, since_before
from wellbeing.release.opening import Release
from wellbeing.release.propagation import ENDLESS, propagated
from wellbeing.release.relations import ASSUMED, Numbers, Relations, relations
from wellbeing.release.requirements import Mask, Published, by_status, by_the_rules, narrow, published
from wellbeing.release.universe import ALL, DIMENSIONS, each_once, published_cells

Bounds = tuple[Numbers, Numbers]


@dataclass(frozen=True)
class Knowledge:
    """What is published of each cell, and everything that connects the cells."""

    #: ``universe.published_cells``: one row per published cell.
    rows: pl.DataFrame
    #: ``universe.each_once``: one row per true count.
    cells: pl.DataFrame
    relations: Relations
    facts: tuple[Fact, ...]
    #: Bounds of every cell from public facts and the total, which is always published.
    beforehand: Bounds
    #: The least that each cell can be by the statuses of all alone.
    least: Numbers
    disclosure: Disclosure

    @property
    def assumed(self) -> list[str]:
        """The facts and kinds of relation that hold here and might not elsewhere."""
        kinds = [kind for kind in ASSUMED if (self.relations.kinds == kind).any()]
        return [*kinds, *(fact.name for fact in self.facts)]

    @cached_property
    def columns(self) -> csc_array:
        """The relations by cell."""
        return self.relations.matrix.tocsc()

    def stated(self, told: Published) -> Bounds:
        """Bounds of every cell by its own status and by the facts."""
        low, high = _narrowed(*by_the_rules(told, self.disclosure), _always(self.facts))
        for fact in self.facts:
            if fact.of_held:
                held = told.held[fact.cells]
                np.maximum.at(low, fact.cells[held], fact.low[held])
                np.minimum.at(high, fact.cells[held], fact.high[held])
        return low, high

    def inferred(self, told: Published) -> Bounds:
        """The same, and whatever follows from one relation after the other."""
        return propagated(self.relations, *self.stated(told))

    def by_statuses(self, told: Published) -> Bounds:
        """What would follow if no count at all were published."""
        stated = _narrowed(*by_status(told, self.disclosure), _always(self.facts))
        return propagated(self.relations, *stated)

    def weak(self, told: Published, bounds: Bounds) -> Mask:
        """Cells of which too much is known, unless public facts and the total say as much."""
        public = narrow(told, *self.beforehand, self.least)
        return narrow(told, *bounds, self.least) & ~public


def knowledge(
    tables: Mapping[str, pl.DataFrame],
    settings: Engagement,
    disclosure: Disclosure,
    assumed: list[str] | None = None,
    before: Release | None = None,
) -> Knowledge:
    """What an outsider knows of a release.

    Args:
        tables: the release's tables. On this side of the wall they also carry the true counts, ``n``.
        settings: the engagement.
        disclosure: the tier's parameters.
        assumed: the names of what may hold or not and does; null: to be found from ``n``.
        before: the release before, from which cells were held.
    """
    rows = published_cells(tables, settings)
    cells = each_once(rows)
    made, known = relations(cells, settings), facts(cells, tables, settings)
    if before is not None:
        then = {name: before.table(name) for name in before.tables}
        known = [*known, since_before(cells, each_once(published_cells(then, settings)), before.id)]
    if assumed is None:
        counts = cells["n"].to_numpy().astype(float)
        broken = set(made.kinds[~made.holding(counts)])
        assumed = [*{*ASSUMED} - broken, *(fact.name for fact in known if fact.holds(counts))]
    wanted = np.isin(made.kinds, [*{*made.kinds} - {*ASSUMED}, *assumed])
    made, known = made.only(wanted), [fact for fact in known if fact.name in assumed]
    public = tuple(fact for fact in known if fact.public)
    told, everybody = published(cells, disclosure), is_total(cells)
    rules = by_the_rules(told, disclosure)
    open_low, open_high = np.where(everybody, rules[0], 0), np.where(everybody, rules[1], ENDLESS)
    beforehand = propagated(made, *_narrowed(open_low, open_high, public))
    least, _ = propagated(made, *_by_statuses(told, tuple(known), disclosure))
    return Knowledge(rows, cells, made, tuple(known), beforehand, least, disclosure)


def _by_statuses(told: Published, known: tuple[Fact, ...], disclosure: Disclosure) -> Bounds:
    """What the statuses say, read as those of a first release, and the release before said of few cells."""
    afresh = replace(told, held=np.zeros_like(told.held))
    low, high = _narrowed(*by_status(afresh, disclosure), _always(known))
    for fact in known:
        still = (told.few & told.held)[fact.cells] & fact.of_held
        np.maximum.at(low, fact.cells[still], fact.low[still])
    return low, high


def is_total(cells: pl.DataFrame) -> Mask:
    """The one cell of everybody."""
    everybody = pl.all_horizontal(pl.col(name) == ALL for name in DIMENSIONS)
    return cells.select(everybody).to_series().to_numpy()


def with_withheld(told: Published, cell: int) -> Published:
    """The same with one more cell withheld."""
    now = told.withheld.copy()
    now[cell] = True
    return replace(told, withheld=now, held=told.held & ~now)


def _always(known: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in known if not fact.of_held)


def _narrowed(low: Numbers, high: Numbers, known: tuple[Fact, ...]) -> Bounds:
    low, high = low.copy(), high.copy()
    for fact in known:
        np.maximum.at(low, fact.cells, fact.low)
        np.minimum.at(high, fact.cells, fact.high)
    return low, high
