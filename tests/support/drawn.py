"""Engagements drawn with a coverage that is known.

Who could have been heard stands fast: regions by their population, types by plan. Contributions are drawn from it
times a coverage λ of each region × type, alone or by hui, which sit in a region and gather whoever lives there.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
import polars as pl

from wellbeing.model.engagement import Group, Term
from wellbeing.model.grouping import Grouping
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

#: How many come to a hui on average, and how alike in size they are (the shape of a gamma distribution).
PER_HUI, SHAPE = 12.6, 4
DAY = dt.date(2018, 7, 2)
KEYS = ("area", "area_kind", "stakeholder")


@dataclass(frozen=True)
class Country:
    """Regions and types with their shares and groups."""

    folder: object
    #: Share of each region, of each type.
    by_region: np.ndarray
    by_type: np.ndarray

    @cached_property
    def codes(self):
        return self.folder.regions["code"].to_list()

    @cached_property
    def types(self):
        return [term.id for term in self.folder.engagement.stakeholders]

    @cached_property
    def areas(self):
        return Grouping(self.folder.engagement.region_groups, self.codes)

    @cached_property
    def roles(self):
        return Grouping(self.folder.engagement.stakeholder_groups, self.types)

    @cached_property
    def shares(self):
        """Of regions × types."""
        return np.outer(self.by_region, self.by_type)

    @cached_property
    def family(self):
        """The cells of the list of gaps: ``(area, stakeholder)`` → which regions × types they hold."""
        crossed = [(a, t) for a in self.areas.ids or self.codes for t in self.roles.ids or self.types]
        cells = [*crossed, *((code, "") for code in self.codes), *(("", name) for name in self.types)]
        return {cell: self._inside(*cell) for cell in cells}

    @cached_property
    def crossed(self):
        """Those of them that cross areas and types."""
        return [cell for cell in self.family if all(cell)]

    def _inside(self, area, role):
        rows = np.isin(self.codes, self.areas.members_of(area))
        return np.outer(rows, np.isin(self.types, self.roles.members_of(role)))

    @cached_property
    def grid(self):
        """Every area × type and both margins with its share, as ``benchmarks.shares`` gives them."""
        areas = [*((c, "region") for c in self.codes), *((g, "group") for g in self.areas.ids), ("", "")]
        rows = [
            (area, kind, role, float(self.shares[self._inside(area, role)].sum()), "published")
            for area, kind in areas
            for role in (*self.types, *self.roles.ids, "")
        ]
        return pl.DataFrame(rows, [*KEYS, "share", "basis"], orient="row")


def shipped():
    """17 regions × 8 types in 9 × 5 groups."""
    folder = _silent(read_engagement(ROOT / "data/your-say-2018"))
    sets = {name[0]: rows for name, rows in folder.benchmarks.group_by("set")}
    by_region = dict(sets["census_2018"].select("region", "weight").rows())
    by_type = dict(sets["plan_intent"].select("stakeholder", "weight").rows())
    regions = np.array([by_region[code] for code in folder.regions["code"]])
    types = np.array([by_type[term.id] for term in folder.engagement.stakeholders])
    return Country(folder, regions / regions.sum(), types / types.sum())


def country(regions, types, region_groups=0, type_groups=0):
    """So many of each, their shares falling off evenly; without groups where none are asked for."""
    folder = _silent(read_engagement(ROOT / "data/your-say-2018"))
    codes = [f"R{number:02}" for number in range(regions)]
    roles = [f"type_{number}" for number in range(types)]
    named = [folder.regions.row(0, named=True) | {"code": code} for code in codes]
    settings = msgspec.structs.replace(
        folder.engagement,
        stakeholders=tuple(Term(id=name, en=name) for name in roles),
        region_groups=_groups(codes, region_groups, "g"),
        stakeholder_groups=_groups(roles, type_groups, "role"),
    )
    changed = dataclasses.replace(
        folder, engagement=settings, regions=pl.DataFrame(named, folder.regions.schema)
    )
    return Country(changed, _falling(regions), _falling(types))


def _falling(number):
    """Shares, the largest eight times the smallest."""
    weights = np.geomspace(8, 1, number)
    return weights / weights.sum()


def _groups(members, number, name):
    return tuple(
        Group(id=f"{name}{i}", en="A group", members=tuple(members[i::number])) for i in range(number)
    )


def _silent(folder):
    """The folder of an engagement that asked nothing, of no public facts, without a map."""
    settings = msgspec.structs.replace(folder.engagement, questions=(), communities=(), boundaries="")
    return dataclasses.replace(folder, engagement=settings, published=folder.published.clear())


def drawn(place, coverage_of, n, by_hui, chance):
    """Contributions as they are counted: ``n``, a part ``by_hui`` of them at hui.

    Args:
        place: a country.
        coverage_of: λ of each region × type.
        n: how many contribute.
        by_hui: from 0 to 1.
        chance: the generator.
    """
    q = place.shares * coverage_of
    q = q / q.sum()
    alone = n - round(n * by_hui)
    cell = chance.choice(q.size, size=alone, p=q.ravel())
    homes, sizes = _hui(q, n - alone, chance)
    at = np.repeat(np.arange(homes.size), sizes)
    types = [
        chance.choice(q.shape[1], size=size, p=q[home] / q[home].sum())
        for home, size in zip(homes, sizes, strict=True)
    ]
    region = np.concatenate([cell // q.shape[1], homes[at]]).astype(int)
    role = np.concatenate([cell % q.shape[1], *types]).astype(int)
    return _true(place, region, role, at)


def _hui(q, attendances, chance):
    """Where each hui sits and how many come, as many as attend in all."""
    number = round(attendances / PER_HUI)
    if not number:
        return np.zeros(0, int), np.zeros(0, int)
    drawn_sizes = chance.gamma(SHAPE, PER_HUI / SHAPE, number)
    sizes = np.maximum(1, np.rint(drawn_sizes * attendances / drawn_sizes.sum())).astype(int)
    return chance.choice(q.shape[0], size=number, p=q.sum(axis=1)), sizes


def _true(place, region, role, at):
    n, alone = region.size, region.size - at.size
    codes, types = np.array(place.codes), np.array(place.types)
    contributions = pl.DataFrame(
        {
            "contribution_id": [f"c{i}" for i in range(n)],
            "channel": ["online"] * alone + ["hui"] * at.size,
            "event_id": [None] * alone + [f"h{i}" for i in at],
            "region": codes[region],
            "stakeholder": types[role],
        },
        schema_overrides={"event_id": pl.String},
    ).with_columns(
        round=pl.lit("engage"),
        organisation_id=None,
        place=None,
        communities=pl.lit([], pl.List(pl.String)),
        topic=pl.lit("both"),
        received_on=pl.lit(DAY),
        language=None,
        source_file=pl.lit("drawn"),
        source_row=pl.lit(0),
        provenance=pl.lit("drawn"),
    )
    return TrueTables(
        Events.create_empty(),
        Organisations.create_empty(),
        Contributions.cast(contributions.select(Contributions.create_empty().columns)).lazy(),
        Answers.create_empty().lazy(),
    )
