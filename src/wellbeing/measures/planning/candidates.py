"""Events that could be held: where, for whom, at what cost; and which cells those who come would count in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.planning.outlook import Outlook
from wellbeing.model.grouping import Grouping

#: An event for whoever comes; else it is for one type, or for a group of types.
EVERYBODY: Final = ""
#: Of those who come to an event for some, this part is of them; the rest is whoever comes there. And no more of them
#: come than are expected of the region: a town does not hold a hall full of every kind of people.
ADDRESSED: Final = 0.8


@dataclass(frozen=True)
class Turnout:
    """How many come to one event: mean m and φ = Σm²/Σm, so that its variance is m(φ − m)."""

    mean: float
    together: float

    def spread(self, part: Floats) -> tuple[Floats, Floats]:
        """Mean and variance of those who come and are of a part of all (binomial, given how many come)."""
        varies = self.mean * max(self.together - self.mean, 1.0)
        return part * self.mean, part * (1 - part) * self.mean + part**2 * varies


@dataclass(frozen=True)
class Candidates:
    """Events that could be held, row by row."""

    #: ``place``, ``area`` (a region), ``audience`` (``EVERYBODY``, a type or a group), ``cost`` (null where unknown).
    events: pl.DataFrame
    #: Events × cells of an outlook: the part of those who come that counts in the cell.
    parts: Floats

    @property
    def weights(self) -> Floats:
        """Costs relative to their mean; 1 where one is not known."""
        cost = self.events["cost"].cast(pl.Float64)
        mean = cost.mean()
        if not isinstance(mean, float) or mean <= 0:
            return np.ones(cost.len())
        return (cost / mean).fill_null(1.0).clip(lower_bound=_CHEAPEST).to_numpy()


#: No event is taken to cost less than this part of what they cost on average: nothing is free of work.
_CHEAPEST: Final = 0.1


@dataclass(frozen=True)
class Kinds:
    """Regions and types with their groups."""

    areas: Grouping
    types: Grouping

    @property
    def audiences(self) -> list[str]:
        """For whom an event may be: everybody, groups of types, types that are not a group of their own."""
        single = [one for one in self.types.everyone if one not in self.types.only_home]
        return [EVERYBODY, *self.types.ids, *single]

    def is_of(self, audience: str) -> Floats:
        """1 for each type that is meant, else 0."""
        members = self.types.members_of(audience)
        return np.array([one in members for one in self.types.everyone], dtype=float)


class _Cell(NamedTuple):
    """What a benchmark says of a region × type: its share, and how many are expected."""

    share: float
    expected: float


_UNKNOWN: Final = _Cell(0.0, np.inf)


def candidates(
    places: pl.DataFrame, coverage: pl.DataFrame, ahead: Outlook, turnout: Turnout, kinds: Kinds
) -> Candidates:
    """Every event that could be held: in each region its cheapest place, for everybody, each type and each group.

    Args:
        places: ``place``, ``region``, ``cost`` of one event there (null: not known).
        coverage: who was heard, of regions × types and margins.
        ahead: the cells that the events are chosen for.
        turnout: how many come to one event.
        kinds: groups of regions and of types.
    """
    cheapest = places.sort("cost", "place", nulls_last=True).unique(
        "region", keep="first", maintain_order=True
    )
    of_areas = cheapest.filter(pl.col("region").is_in(kinds.areas.everyone)).sort("region")
    audiences = pl.DataFrame({"audience": kinds.audiences}, schema={"audience": pl.String})
    events = of_areas.select("place", area="region", cost="cost").join(audiences, how="cross")
    cells = _cells(coverage)
    heard = dict(zip(ahead.cells.select("area", "stakeholder").iter_rows(), ahead.coverage, strict=True))
    mix = {region: _mix(region, cells, heard, kinds) for region in of_areas["region"]}
    who = np.zeros((events.height, len(kinds.types.everyone)))
    for row, (area, audience) in enumerate(events.select("area", "audience").iter_rows()):
        room = cells.get((area, audience), _UNKNOWN).expected / turnout.mean
        who[row] = _who(mix[area], kinds.is_of(audience), room)
    return Candidates(events, _parts(events, who, ahead, kinds))


def _cells(coverage: pl.DataFrame) -> dict[tuple[str, str], _Cell]:
    rows = coverage.select("area", "stakeholder", "share", "expected").iter_rows()
    return {
        (area, stakeholder): _Cell(share or 0.0, np.inf if expected is None else expected)
        for area, stakeholder, share, expected in rows
    }


def _who(mix: Floats, is_addressed: Floats, room: float) -> Floats:
    """Types among those who come, as parts of how many come to an event for everybody."""
    if is_addressed.all():
        return mix
    among = mix * is_addressed
    spread = among / among.sum() if among.sum() > 0 else is_addressed / is_addressed.sum()
    return np.asarray(min(ADDRESSED, room) * spread + (1 - ADDRESSED) * mix)


def _mix(
    region: str, cells: dict[tuple[str, str], _Cell], heard: Mapping[tuple[Any, ...], float], kinds: Kinds
) -> Floats:
    """Shares of types among those who come in a region: as expected, times how fully each was heard so far."""
    home = kinds.areas.group_of(region)
    weights = np.zeros(len(kinds.types.everyone))
    for at, one in enumerate(kinds.types.everyone):
        share = cells.get((region, one), _UNKNOWN).share or cells.get(("", one), _UNKNOWN).share
        weights[at] = share * heard.get((home, kinds.types.group_of(one)), heard.get((region, one), 1.0))
    return np.asarray(weights / weights.sum() if weights.sum() > 0 else weights)


def _parts(events: pl.DataFrame, who: Floats, ahead: Outlook, kinds: Kinds) -> Floats:
    """Events × cells: the part of those who come that counts in each; all of them where no mix is known."""
    parts = np.zeros((events.height, ahead.cells.height))
    places = events["area"].to_list()
    come = np.where(who.any(axis=1), who.sum(axis=1), 1.0)
    for at, (area, stakeholder) in enumerate(ahead.cells.select("area", "stakeholder").iter_rows()):
        members = set(kinds.areas.members_of(area))
        is_in = np.array([place in members for place in places], dtype=float)
        parts[:, at] = is_in * (who @ kinds.is_of(stakeholder) if stakeholder else come)
    return parts
