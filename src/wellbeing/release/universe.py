"""All published cells of a release as one list, each true count once: what an outsider sets out from."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.lattice import cell_tables
from wellbeing.release.headlines import FIGURES, WEEKS

#: What a count may be of. Where a table has no such column the cell is of all of it: ``ALL``.
DIMENSIONS: Final = (
    *("area", "stakeholder", "community", "question", "channel", "topic"),
    *("period", "position", "tone", "theme", "week", "figure"),
)
ALL: Final = ""
#: Figures that are facts about hui, not counts of contributions.
NOT_COUNTS: Final = ("hui", "places")


def published_cells(tables: Mapping[str, pl.DataFrame], settings: Engagement) -> pl.DataFrame:
    """One row per published cell: ``table``, ``row`` in it, ``DIMENSIONS``, what is published, ``cell``.

    Cells that count the same contributions by their very definition (a group of one region and that region,
    attendances and the channel ``hui``) have the same number ``cell``, from 0.
    """
    present = [name for name in cell_names() if name in tables]
    rows = pl.concat([_rows(name, tables[name]) for name in present], how="diagonal")
    keyed = rows.with_columns(*_of_one(settings), *_attendances()).filter(~pl.col("figure").is_in(NOT_COUNTS))
    number = pl.struct(DIMENSIONS).rank("dense").cast(pl.Int64) - 1
    return keyed.with_columns(number.alias("cell"))


def cell_names() -> tuple[str, ...]:
    """The tables that hold counts of contributions."""
    return (*(table.name for table in cell_tables()), WEEKS, FIGURES)


def each_once(rows: pl.DataFrame) -> pl.DataFrame:
    """``published_cells`` with one row per ``cell``, in order."""
    return rows.unique("cell", keep="first", maintain_order=True).sort("cell")


def _rows(name: str, table: pl.DataFrame) -> pl.DataFrame:
    absent = [pl.lit(ALL).alias(dimension) for dimension in DIMENSIONS if dimension not in table.columns]
    present = [pl.col(dimension).cast(pl.String) for dimension in DIMENSIONS if dimension in table.columns]
    measured = [column for column in table.columns if column not in {*DIMENSIONS, "area_kind"}]
    keyed = table.with_row_index("row").select("row", *measured, *present, *absent)
    return keyed.with_columns(pl.lit(name).alias("table"))


def _of_one(settings: Engagement) -> list[pl.Expr]:
    kinds = {"area": settings.region_groups, "stakeholder": settings.stakeholder_groups}
    alone = {
        dimension: {group.id: group.members[0] for group in groups if len(group.members) == 1}
        for dimension, groups in kinds.items()
    }
    return [pl.col(dimension).replace(names) for dimension, names in alone.items()]


def _attendances() -> list[pl.Expr]:
    are = pl.col("figure") == "attendances"
    return [
        pl.when(are).then(pl.lit("hui")).otherwise("channel").alias("channel"),
        pl.when(are).then(pl.lit(ALL)).otherwise("figure").alias("figure"),
    ]
