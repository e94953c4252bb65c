"""Who came: first how many to each hui, then of which types, mostly of those who were invited."""

import uuid
from typing import Final

import numpy as np
import polars as pl
from chance import stream
from hui import FIRST_PLACE, NAMESPACE
from planted import ATTENDANCES

#: Spread of the hui's sizes about what its region expects of one: a gamma shape, so a standard deviation of a
#: third of the mean. The first hui was three times as large as the region's others.
SIZE_SHAPE: Final = 12.0
FIRST_SIZE: Final = 2.5
#: How likely a type comes to a hui that was not held for it, against 1 for one that was.
UNINVITED: Final = 0.08
#: Who comes to one hui differs from what its audience lets expect: Dirichlet, Σα. Two who came are of one type
#: more often than chance has it, by 1 / (1 + Σα) = 0.04.
LIKENESS: Final = 24.0
RAKINGS: Final = 50


def attendances(planned: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """One row per attendance: its hui, region, place, type and ordinal within hui and type."""
    sized = _sized(planned.filter(pl.col("status") == "held"), means, stream("sizes of hui"))
    rng = stream("attendances")
    counts = pl.concat(
        _came(rows, means.filter(pl.col("region") == region), rng)
        for (region,), rows in sized.group_by("region", maintain_order=True)
    )
    return _one_row_each(planned, counts)


def _sized(held: pl.DataFrame, means: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """With ``size``: a region's hui share what is meant to come there; all hui add up to the published total."""
    meant = means.group_by("region", maintain_order=True).agg(meant=pl.col("attendances").sum())
    weight = pl.when(pl.col("place") == FIRST_PLACE).then(FIRST_SIZE).otherwise(1.0)
    rows = held.join(meant, on="region", how="left", maintain_order="left").with_columns(weight=weight)
    first = (rows["place"] == FIRST_PLACE).to_numpy()
    varied = np.where(first, 1.0, rng.gamma(SIZE_SHAPE, 1 / SIZE_SHAPE, rows.height))
    mean = rows.select(pl.col("meant") * pl.col("weight") / pl.col("weight").sum().over("region"))
    return held.with_columns(
        size=pl.Series(_whole_numbers(mean.to_series().to_numpy() * varied, ATTENDANCES))
    )


def _whole_numbers(sizes: np.ndarray, total: int) -> np.ndarray:
    """In proportion to the sizes, at least 1 each, adding up to the total: largest remainders."""
    exact = 1 + sizes / sizes.sum() * (total - sizes.size)
    whole = np.floor(exact).astype(int)
    most = np.argsort(whole - exact, kind="stable")[: total - whole.sum()]
    whole[most] += 1
    return whole


def _came(hui: pl.DataFrame, cells: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """How many of each type came to each hui of one region."""
    rows = [
        {"event_id": event, "stakeholder": role, "n": int(n)}
        for event, size, chance in zip(hui["event_id"], hui["size"], _chances(hui, cells).T, strict=True)
        for role, n in zip(cells["stakeholder"], _types(size, chance, rng), strict=True)
        if n
    ]
    return pl.DataFrame(rows, schema={"event_id": pl.String, "stakeholder": pl.String, "n": pl.Int64})


def _types(size: int, chance: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How many of each type: near the mix that the audience lets expect, then as whole numbers allow."""
    mix = rng.dirichlet(LIKENESS * np.maximum(chance, 1e-6))
    points = (np.arange(size) + rng.random()) / size
    types = np.minimum(np.searchsorted(np.cumsum(mix), points), mix.size - 1)
    return np.bincount(types, minlength=mix.size)


def _chances(hui: pl.DataFrame, cells: pl.DataFrame) -> np.ndarray:
    """Type × hui: of those who come to a hui, the share of each type, so that a region hears what is meant.

    Raked both ways: a hui holds its size, a type adds up to its part of the region's attendances.
    """
    audiences = hui["audience"].to_list()
    invited = [[role in audience for audience in audiences] for role in cells["stakeholder"]]
    table = np.where(np.array(invited), 1.0, UNINVITED)
    sizes = hui["size"].to_numpy()
    meant = cells["attendances"].to_numpy() / cells["attendances"].sum() * sizes.sum()
    for _ in range(RAKINGS):
        table *= (meant / table.sum(axis=1))[:, None]
        table *= sizes / table.sum(axis=0)
    return table / table.sum(axis=0)


def _one_row_each(events: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    rows = (
        counts.sort("event_id", "stakeholder")
        .with_columns(ordinal=pl.int_ranges(1, pl.col("n") + 1))
        .explode("ordinal")
        .join(events.select("event_id", "region", "place", received_on="held_on"), on="event_id")
        .sort("event_id", "stakeholder", "ordinal")
    )
    names = rows.select("event_id", "stakeholder", "ordinal").iter_rows()
    return rows.with_columns(
        contribution_id=pl.Series([attendance_id(*name) for name in names], dtype=pl.String)
    )


def attendance_id(event_id: str, stakeholder: str, ordinal: int) -> str:
    """The id of the so-manyth attendance of a type at a hui."""
    return str(uuid.uuid5(NAMESPACE, f"{event_id}/{stakeholder}/{ordinal}"))
