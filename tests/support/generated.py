"""Small engagements of many shapes, for attacks: how many were heard, from where, in what roles."""

import dataclasses
from random import Random

import msgspec
import polars as pl
from two_islands import REGIONS, TYPES, judgement, record_tables

from wellbeing.model.engagement import Group
from wellbeing.release.true_tables import TrueTables

#: Ways to group four regions.
GROUPINGS = (
    (("N1", "N2"), ("S1", "S2")),
    (("N1", "N2", "S1"), ("S2",)),
    (("N1", "N2", "S1", "S2"),),
    (("N1",), ("N2",), ("S1",), ("S2",)),
)


def shape(islands, seed):
    """An engagement's folder and its true tables, drawn from a seed."""
    chance = Random(seed)  # noqa: S311
    groups = chance.choice(GROUPINGS)
    named = tuple(
        Group(id=f"g{number}", en="A group", members=members) for number, members in enumerate(groups)
    )
    settings = msgspec.structs.replace(islands.engagement, region_groups=named)
    return dataclasses.replace(islands, engagement=settings), _thinned(chance, seed)


def _thinned(chance, seed):
    rows = record_tables(seed)
    keep = {region: chance.choice((1, 1, 0.6, 0.2)) for region in (*REGIONS, None)}
    roles = {role: chance.choice((1, 1, 0.5, 0.15)) for role in (*TYPES, None)}
    share = chance.choice((1, 0.7, 0.4))
    kept = [
        chance.random() < keep[region] * roles[role] * share
        for region, role in rows.contributions.select("region", "stakeholder").iter_rows()
    ]
    contributions = rows.contributions.filter(pl.Series(kept))
    answers = rows.answers.join(contributions.select("contribution_id"), on="contribution_id", how="semi")
    attended = contributions.group_by("event_id").agg(attendees=pl.len().cast(pl.Int64))
    events = rows.events.drop("attendees").join(attended, on="event_id", how="left", maintain_order="left")
    held = pl.when(pl.col("status") == "held").then(pl.col("attendees").fill_null(0))
    events = events.with_columns(attendees=held).select(rows.events.columns)
    heard = judgement(answers, seed)
    return TrueTables(events, rows.organisations, contributions.lazy(), answers.lazy(), judged=heard)
