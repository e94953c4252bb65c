"""How alike and how many people at one hui are: a few rounded figures for the whole engagement leave."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from wellbeing.measures.opinion.clusters import FEWEST_HUI, cluster_size, design_effect
from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping
from wellbeing.release.count.rows import position_column
from wellbeing.release.count.tally import counted_by
from wellbeing.release.count.true_tables import TrueTables

DESIGN_EFFECTS: Final = "design_effects"
CLUSTERING: Final = "clustering"
#: What is told of those who came together, and the part of a hui that falls in one cell of it.
TOGETHER: Final = {"area": (), "stakeholder_group": ("home",), "stakeholder": ("stakeholder",)}
#: Of fewer hui the size would tell the attendance of each: it is rounded up to a multiple of this.
COARSE: Final = 5


def design_effects(engagement: Engagement, true: TrueTables) -> pl.DataFrame:
    """A row per closed question: ``deff`` (to one decimal) and ``basis`` (estimated or assumed)."""
    found = [
        (question.id, design_effect(_answered(true, question.id)))
        for question in engagement.questions
        if question.closed
    ]
    rows = [(name, effect.deff, effect.basis) for name, effect in found]
    schema = {"question": pl.String, "deff": pl.Float64, "basis": pl.String}
    return pl.DataFrame(rows, schema, orient="row").sort("question")


def _answered(true: TrueTables, question: str) -> pl.DataFrame:
    """``event_id``, ``organisation_id``, ``position``, ``n``."""
    asked = position_column(question)
    return counted_by(true, "event_id", "organisation_id", asked).rename({asked: "position"})


def clustering(engagement: Engagement, true: TrueTables) -> pl.DataFrame:
    """With how many of its hui a contribution falls into one cell, itself counted.

    Σm²/Σm over the hui of a channel (Kish 1965, *Survey Sampling*), m those of one hui that a cell holds. A
    response to a survey came alone, so a channel without hui has 1. Further copies of a campaign are left out.

    Returns:
        ``channel``, ``together``: of which cells (``TOGETHER``: of areas, of areas by type groups, of areas by
        types), ``phi``: 1 or more, to one decimal, and coarser where the channel has fewer than ten hui.
    """
    homes = Grouping(engagement.stakeholder_groups).home
    sizes = (
        counted_by(true, "channel", "event_id", "stakeholder", "campaign")
        .filter(pl.col("campaign").is_null())
        .select("channel", "event_id", "stakeholder", pl.col("n").cast(pl.Int64), home="stakeholder")
        .with_columns(pl.col("home").replace(homes))
    )
    rows = [
        (term.id, together, phi)
        for term in engagement.channels
        for together, phi in _sizes(sizes.filter(channel=term.id))
    ]
    schema = {"channel": pl.String, "together": pl.String, "phi": pl.Float64}
    return pl.DataFrame(rows, schema, orient="row").sort("channel", "together")


def _sizes(sizes: pl.DataFrame) -> Iterator[tuple[str, float]]:
    """What of a hui falls together, and how much of it does."""
    hui = sizes["event_id"].drop_nulls().n_unique()
    for together, parts in TOGETHER.items():
        each = sizes.group_by("event_id", *parts).agg(pl.col("n").sum())
        size = cluster_size(each.rename({"event_id": "cluster"}))
        coarse = 0 < hui < FEWEST_HUI
        yield together, -(-size // COARSE) * COARSE if coarse else round(size, 1)
