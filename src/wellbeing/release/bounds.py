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
    """Every ``high``: a withheld cell holds no more than the least that its margins can hold."""
    done: dict[str, pl.DataFrame] = {}
    for table in sorted(cell_tables(SLICES), key=lambda table: len(_axes(table))):
        parents = [(done[parent.name], _shared(table, parent)) for parent in _parents(table)]
        done[table.name] = _within(tables[table.name], parents)
    done[WEEKS] = _within(tables[WEEKS], [(_channels(done), ["area", "area_kind", "channel"])])
    done[FIGURES] = _within(tables[FIGURES], [(done["total"], [])])
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


def _within(cells: pl.DataFrame, parents: list[tuple[pl.DataFrame, list[str]]]) -> pl.DataFrame:
    held = pl.when(pl.col("status") == "withheld").then(pl.min_horizontal("high", "limit"))
    for parent, shared in parents:
        limits = parent.select(*shared, limit="high")
        joined = cells.join(limits, how="left", on=shared) if shared else cells.join(limits, how="cross")
        cells = joined.with_columns(held.otherwise("high").alias("high")).drop("limit")
    return cells
