"""Organisations: who was invited by letter, who came, and who did not."""

import datetime as dt
from typing import Final

import numpy as np
import polars as pl
from chance import stream
from planted import shares

from wellbeing.sources.engagement import EngagementFolder

#: More than 1,500 letters were sent on this day (published); 150 organisations stand for them here.
INVITED_ON: Final = dt.date(2018, 5, 8)
HOW_MANY: Final = {
    "provider": 66,
    "iwi_maori_organisation": 30,
    "government_agency": 18,
    "dhb": 12,
    "local_government": 12,
    "academic": 7,
    "philanthropy": 5,
}
SPOKEN: Final = {
    "provider": "provider",
    "iwi_maori_organisation": "iwi or Māori organisation",
    "government_agency": "agency",
    "dhb": "district health board",
    "local_government": "council",
    "academic": "university group",
    "philanthropy": "funder",
}
STAYED_AWAY: Final = 0.22
WITHOUT_LETTER: Final = 0.10
MAY_BE_NAMED: Final = 0.7
#: Of the contributions whose type and region have an organisation on the roster, how many name one.
NAMED: Final = 0.4


def organisations(folder: EngagementFolder) -> pl.DataFrame:
    """The roster, and a column ``comes`` (dropped when written): those that ever take part."""
    rng = stream("roster")
    regions = shares(folder).group_by("region").agg(pl.col("share").sum()).sort("region")
    homes = [home for kind in HOW_MANY for home in _homes(regions, HOW_MANY[kind], rng)]
    types = [kind for kind, number in HOW_MANY.items() for _ in range(number)]
    total = len(types)
    comes = rng.random(total) >= STAYED_AWAY
    lettered = ~comes | (rng.random(total) >= WITHOUT_LETTER)
    return pl.DataFrame(
        {
            "organisation_id": [f"org-{number:03}" for number in range(1, total + 1)],
            "name": [f"Synthetic {SPOKEN[kind]} {number:03}" for number, kind in enumerate(types, 1)],
            "type": types,
            "region": homes,
            "invited_on": [INVITED_ON if invited else None for invited in lettered],
            "may_be_named": rng.random(total) < MAY_BE_NAMED,
            "provenance": "synthetic",
            "comes": comes,
        }
    )


def _homes(regions: pl.DataFrame, number: int, rng: np.random.Generator) -> list[str]:
    """Spread over the regions by population, evenly: systematic sampling from a random start."""
    edges = (regions["share"].cum_sum() / regions["share"].sum()).to_numpy()
    points = (np.arange(number) + rng.random()) / number
    return [regions["region"][int(place)] for place in np.searchsorted(edges, points)]


def speaking_for(contributions: pl.DataFrame, roster: pl.DataFrame) -> pl.Series:
    """The organisation that each contribution names; null where it names none."""
    rng = stream("speaking for")
    present = roster.filter("comes").group_by("region", "type").agg(pl.col("organisation_id").sort())
    at = {(region, kind): names for region, kind, names in present.iter_rows()}
    keys = contributions.select("region", "stakeholder").iter_rows()
    named = rng.random(contributions.height) < NAMED
    chosen = [
        str(rng.choice(at[key])) if says and key in at else None
        for key, says in zip(keys, named, strict=True)
    ]
    return pl.Series("organisation_id", chosen, dtype=pl.String)
