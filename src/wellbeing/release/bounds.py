"""What anyone can know of the true count behind a published cell, by the plain rules.

The audit of all tables together finds more; this is what holds before it.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from wellbeing.model.engagement import Disclosure
from wellbeing.model.lattice import MARGINS, CellTable, cell_tables
from wellbeing.release.cube import SLICES
from wellbeing.release.headlines import EVERYWHERE, FIGURES, WEEKS


def low(disclosure: Disclosure) -> pl.Expr:
    """The least that the true count can be; reads ``status``, ``count``, ``possible``."""
    shown = (pl.col("count") - (disclosure.base - 1)).clip(lower_bound=disclosure.threshold)
    return _by_status(shown, few=0, withheld=disclosure.threshold).alias("low")


def high(disclosure: Disclosure) -> pl.Expr:
    """The most that the true count can be; null where withheld, until its margins are known."""
    shown = pl.col("count") + (disclosure.base - 1)
    return _by_status(shown, few=disclosure.threshold - 1, withheld=None).alias("high")


def bounded(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Every ``high``: a withheld cell holds no more than its margins leave beside the least of the others."""
    done: dict[str, pl.DataFrame] = {}
    for table in sorted(cell_tables(SLICES), key=lambda table: len(_axes(table))):
        done[table.name] = tables[table.name]
        for parent in _parents(table):
            limits = done[parent.name].select(*_shared(table, parent), limit="high")
            parted = table.dimensions[:-1] if table.slice and not parent.slice else None
            done[table.name] = _within(done[table.name], limits, parted)
    weeks = ("area", "area_kind", "channel")
    done[WEEKS] = _within(tables[WEEKS], _channels(done).select(*weeks, limit="high"), weeks)
    done[FIGURES] = _within(tables[FIGURES], done["total"].select(limit="high"))
    return done


def _by_status(shown: pl.Expr, few: int, withheld: int | None) -> pl.Expr:
    by_design = pl.when(~pl.col("possible")).then(0)
    few_or_shown = by_design.when(pl.col("status") == "few").then(few)
    return few_or_shown.when(pl.col("status") == "withheld").then(withheld).otherwise(shown).cast(pl.Int64)


def _axes(table: CellTable) -> tuple[str, ...]:
    return (*MARGINS[table.margin], *((table.slice,) if table.slice else ()))


def _parents(table: CellTable) -> Iterator[CellTable]:
    """The tables of the lattice with one dimension less."""
    wanted = [{*_axes(table)} - {axis} for axis in _axes(table)]
    return (parent for parent in cell_tables(SLICES) if {*_axes(parent)} in wanted)


def _shared(table: CellTable, parent: CellTable) -> list[str]:
    return [name for name in parent.dimensions if name in table.dimensions]


def _channels(done: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    everywhere = done["total_by_channel"].join(EVERYWHERE, how="cross")
    return pl.concat([everywhere.select(done["region_by_channel"].columns), done["region_by_channel"]])


def _within(cells: pl.DataFrame, limits: pl.DataFrame, parted: tuple[str, ...] | None = None) -> pl.DataFrame:
    """Cells held below their margins' ``limit``.

    Args:
        cells: bounded so far.
        limits: ``limit`` of each margin, beside the keys that it shares with the cells (none for the total).
        parted: the keys within which the cells add up to their margin; None where they overlap (regions
            stand beside their groups).
    """
    shared = [name for name in limits.columns if name != "limit"]
    joined = cells.join(limits, how="left", on=shared) if shared else cells.join(limits, how="cross")
    if parted is not None:
        others = pl.col("low").sum().over(parted) if parted else pl.col("low").sum()
        joined = joined.with_columns(limit=pl.col("limit") - (others - pl.col("low")))
    held = pl.when(pl.col("status") == "withheld").then(pl.min_horizontal("high", "limit"))
    return joined.with_columns(held.otherwise("high").alias("high")).drop("limit")
