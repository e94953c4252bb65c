"""Coverage of a release's tables before they are a folder, as pages work it out."""

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.benchmarks import shares
from wellbeing.measures.coverage.clustering import quiet_channels, with_phi
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.coverage.views import parts, view
from wellbeing.model.grouping import Grouping
from wellbeing.model.lattice import MEASURED
from wellbeing.model.vocabulary import NOT_STATED

CROSSED = ("region_stakeholder", "region", "stakeholder", "total")


def judged(tables, folder, tier="adviser", benchmark=None):
    """Every area × type and margin, by the default benchmark or the one of that id."""
    settings = folder.engagement
    choice = next((one for one in settings.benchmarks if one.id == benchmark), settings.default_benchmark)
    regions = folder.regions["code"].to_list()
    areas = Grouping(settings.region_groups, regions)
    types = Grouping(settings.stakeholder_groups, [term.id for term in settings.stakeholders])
    cells = pl.concat([keyed(tables[name]) for name in CROSSED])
    stated = cells.filter(pl.col("area") != NOT_STATED, pl.col("stakeholder") != NOT_STATED)
    known = shares(folder.benchmarks, choice, settings, regions)
    parting = parts(stated.with_columns(view(types.ids)), types.ids).join(
        known.select(*DIMENSIONS, "share"), on=DIMENSIONS, how="left"
    )
    by_channel = pl.concat([keyed(tables[f"{name}_by_channel"], "channel") for name in CROSSED])
    channels = quiet_channels(by_channel, parting, tables["clustering"])
    copies = pl.concat([keyed(tables[f"{name}_by_campaign"], "campaign") for name in CROSSED])
    shown = copies.filter(pl.col("campaign") == "copy", pl.col("count").is_not_null())
    own = copies.filter(campaign="own").join(shown, on=DIMENSIONS, how="semi")
    stated = stated.join(own.select(*DIMENSIONS, once="count"), on=DIMENSIONS, how="left")
    with_own = with_phi(stated, channels, tables["clustering"], types.ids)
    return coverage(with_own, known, areas, types, settings.disclosure[tier].threshold)


def keyed(table, *more):
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in table.columns]
    return table.with_columns(absent).select(pl.col(*DIMENSIONS, *more).cast(pl.String), *MEASURED)
