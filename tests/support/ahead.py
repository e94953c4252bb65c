"""Engagements whose last weeks are planned: drawn, released by the project's own code, added to, judged again.

The first ten of fourteen weeks are drawn as ``drawn`` does, some cells being heard far too little. Then events are
held as a plan has them, and everything is released anew.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from drawn import PER_HUI, SHAPE, _hui, _true
from works import judged

from wellbeing.measures.planning.candidates import ADDRESSED, EVERYBODY, Kinds, Turnout
from wellbeing.measures.planning.where_next import OPEN, Venues, where_next

#: φ of attendance at a hui that is drawn: its mean, and a gamma distribution's variance over its mean.
TURNOUT = Turnout(PER_HUI, PER_HUI * (1 + 1 / SHAPE))
#: Of the crossed cells this part is planted with this coverage; all others vary by this much.
PLANTED, COVER, VARIES = 0.18, 0.3, 0.35
BY_HUI = 0.57


@dataclass(frozen=True)
class Open:
    """Cells of the family that are open after a plan: how many, by how much is expected, and the states."""

    number: int
    expected: float
    states: dict


class Engagement:
    """One engagement after its first weeks."""

    def __init__(self, works, n, chance):
        """Draw who came so far."""
        self.works, self.place, self._n, self._chance = works, works.place, n, chance
        shares = self.place.shares
        coverage = np.exp(chance.normal(0, VARIES, shares.shape))
        large = [cell for cell in self.place.crossed if shares[self.place.family[cell]].sum() * n >= 8]
        for at in chance.choice(len(large), round(PLANTED * len(self.place.crossed)), replace=False):
            coverage[self.place.family[large[at]]] *= COVER
        self._q = shares * coverage / (shares * coverage).sum()
        alone = n - round(n * BY_HUI)
        homes, sizes = _hui(self._q, n - alone, chance)
        came = [self._came(home, size, EVERYBODY) for home, size in zip(homes, sizes, strict=True)]
        self._alone, self._held = chance.choice(self._q.size, alone, p=self._q.ravel()), came
        self.coverage = self._judged([])

    def _came(self, home, size, audience):
        """Cells of those who come to one hui."""
        mix = self._q[home] / self._q[home].sum()
        if audience != EVERYBODY:
            of = np.isin(self.place.types, self.place.roles.members_of(audience))
            room = self.place.shares[home][of].sum() * self._n / PER_HUI
            mix = min(ADDRESSED, room) * mix * of / (mix * of).sum() + (1 - ADDRESSED) * mix
        numbers = self._chance.multinomial(size, [*mix, max(0, 1 - mix.sum())])[:-1]
        return np.repeat(np.arange(mix.size) + home * mix.size, numbers)

    def _judged(self, more):
        at = np.repeat(np.arange(len(self._held) + len(more)), [len(one) for one in (*self._held, *more)])
        cell = np.concatenate([self._alone, *self._held, *more])
        region, role = np.divmod(cell, self._q.shape[1])
        true = _true(self.place, region, role, at)
        return judged(self.place, self.works.tables(true, self._chance.bytes(32)))

    def after(self, plan):
        """What is open after events of a plan: ``(region, audience)`` of each."""
        sizes = np.maximum(1, np.rint(self._chance.gamma(SHAPE, PER_HUI / SHAPE, len(plan)))).astype(int)
        places = [self.place.codes.index(region) for region, _ in plan]
        more = [self._came(*one) for one in zip(places, sizes, [who for _, who in plan], strict=True)]
        family = self._judged(more).filter("family")
        state = pl.col("state").cast(pl.String)
        is_open = family.filter(state.is_in(OPEN))
        rows = family.select("area", "stakeholder", state).iter_rows()
        return Open(is_open.height, is_open["expected"].sum(), {(a, t): told for a, t, told in rows})

    def where_next(self, ahead):
        """What the measure says."""
        codes = self.place.codes
        rows = pl.DataFrame({"place": codes, "region": codes, "cost": [1.0] * len(codes)})
        places = Venues(rows, TURNOUT, Kinds(self.place.areas, self.place.roles))
        return where_next(self.coverage, places, self.works.policy.threshold, ahead)


def events_of(told):
    """A measure's events, one by one."""
    rows = told.events.select("area", "audience", "number").iter_rows()
    return [(area, who) for area, who, number in rows for _ in range(number)]


def by_population(place, number):
    """The first baseline: events for everybody, shared out over the regions by population."""
    wanted = place.by_region * number
    times = np.floor(wanted).astype(int)
    times[np.argsort(times - wanted)[: number - times.sum()]] += 1
    return [(code, EVERYBODY) for code, n in zip(place.codes, times, strict=True) for _ in range(n)]


def biggest_gap_first(place, coverage, number):
    """The second: each event where most are lacking, for those who are, until there are more lacking elsewhere."""
    crossed = coverage.filter("family", pl.col("area") != "", pl.col("stakeholder") != "")
    heard = pl.coalesce("count", (pl.col("low") + pl.col("high")) / 2)
    rows = crossed.select("area", "stakeholder", pl.col("expected") - heard).drop_nulls().iter_rows()
    lacking = {(area, who): number for area, who, number in rows}
    plan = []
    for _ in range(number):
        area, who = max(lacking, key=lacking.get)
        region = max(place.areas.members_of(area), key=lambda code: place.by_region[place.codes.index(code)])
        plan.append((region, who))
        lacking[area, who] -= ADDRESSED * PER_HUI
    return plan
