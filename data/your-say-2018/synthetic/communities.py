"""Whom a contribution speaks for: none, one or several communities."""

from typing import Final

import polars as pl
from chance import stream

#: Assumed. People who use services: above the 2018 Census (Māori 16.5 %, Pacific 8.1 %), as need is.
SPEAKS_FOR: Final = {
    "service_user": {"maori": 0.28, "pacific": 0.12, "disabled": 0.22},
    "provider": {"maori": 0.16, "pacific": 0.09, "disabled": 0.14},
    "iwi_maori_organisation": {"maori": 0.97, "pacific": 0.02, "disabled": 0.04},
}
SELDOM: Final = {"maori": 0.06, "pacific": 0.03, "disabled": 0.04}
#: Where a community lives more than elsewhere: odds are scaled so (assumed).
MORE: Final = {("maori", "01"): 1.8, ("maori", "05"): 2.2, ("maori", "04"): 1.5, ("pacific", "02"): 1.9}


def communities(contributions: pl.DataFrame) -> pl.Series:
    """The communities of each contribution, in the engagement's order."""
    rng = stream("communities")
    lists = []
    for region, stakeholder in contributions.select("region", "stakeholder").iter_rows():
        chances = SPEAKS_FOR.get(stakeholder, SELDOM)
        drawn = rng.random(len(chances))
        pairs = zip(chances.items(), drawn, strict=True)
        lists.append(
            [name for (name, chance), u in pairs if u < min(0.98, chance * MORE.get((name, region), 1.0))]
        )
    return pl.Series("communities", lists, dtype=pl.List(pl.String))
