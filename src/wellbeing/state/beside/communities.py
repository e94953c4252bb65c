"""Communities of a release: who was heard of each, by area, against its own benchmark."""

from functools import partial
from typing import Final

import polars as pl

from wellbeing.measures.coverage.communities import PART_OF_AN_EVENT, community_coverage, community_expected
from wellbeing.model.engagement import Community
from wellbeing.state.cells import published_cells
from wellbeing.state.figures import Figures

#: Views of the default benchmark that part everybody, best first: of them the baseline is taken.
_PARTS: Final = ("region×all", "all×type")


def communities_heard(figures: Figures) -> pl.DataFrame:
    """Each community in each area: ``community``, ``area``, ``area_kind`` and the columns of ``coverage``.

    ``expected`` is null, and the state ``no_benchmark``, where how many people it is of is not known. Rows of different
    communities overlap. No rows where none are named.
    """
    kept: pl.DataFrame = figures.kept.get(communities_heard, partial(_communities_heard, figures))
    return kept.clone()


def _communities_heard(figures: Figures) -> pl.DataFrame:
    named = figures.engagement.communities
    if not named:
        return pl.DataFrame(schema={"community": pl.String, "area": pl.String})
    return pl.concat([_of_one(figures, one) for one in named])


def _of_one(figures: Figures, community: Community) -> pl.DataFrame:
    release = figures.release
    expected = community_expected(
        release.table("benchmarks"), community, figures.engagement, figures.regions, _baseline(figures)
    )
    margins = [published_cells(release, name) for name in ("community", "region_community")]
    keys = pl.col("area", "area_kind").cast(pl.String)
    cells = [
        (rows if "area" in rows.columns else rows.with_columns(area=pl.lit(""), area_kind=pl.lit("")))
        .filter(pl.col("community") == community.id)
        .drop("community")
        .with_columns(keys, pl.lit(_together(figures)).alias("phi"))
        for rows in margins
    ]
    both = pl.concat([rows.select(sorted(rows.columns)) for rows in cells], how="vertical_relaxed")
    heard = community_coverage(both, expected, figures.region_groups, release.policy.threshold)
    return heard.select(pl.lit(community.id).alias("community"), pl.all())


def _baseline(figures: Figures) -> float:
    """n*: of how many contributions shares are expected, nobody being louder than their share."""
    for view in _PARTS:
        rows = figures.coverage().filter(pl.col("view") == view).drop_nulls(["expected", "share"])
        if rows.height:
            return float(rows.select(pl.col("expected").sum() / pl.col("share").sum()).item())
    return figures.contributions()


def _together(figures: Figures) -> float:
    """φ of a part of those who come, by the channels through which everybody came."""
    release = figures.release
    known = release.table("clustering").filter(together=PART_OF_AN_EVENT)
    heard = published_cells(release, "total", "channel").select("channel", "low", "high")
    number = pl.col("low") + pl.col("high")
    mixed = known.join(heard, on="channel").select(
        ((pl.col("phi") * number).sum() / number.sum()).alias("phi")
    )
    return max([1.0, *(float(phi) for phi in mixed["phi"].fill_nan(None).drop_nulls())])
