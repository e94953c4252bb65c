"""Which cells are judged together, and which of them are the family of the list of gaps.

A view is one grid: areas of one kind by types of one kind, or a margin. Cells of one view learn from each
other. The list of gaps has one family, whatever is looked at: groups of areas × groups of types, regions over
all types, types over all regions; areas and types themselves where no groups are declared. A group of one is its
member under another name: both have one judgement, the groups' in crossed cells, the members' at margins.
"""

from collections.abc import Collection
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.model.grouping import Grouping

#: The views of both margins that are of the family.
_MARGIN_VIEWS: Final = ("region×all", "all×type")


def view(type_groups: Collection[str]) -> pl.Expr:
    """The name of each row's view, from ``area_kind`` and ``stakeholder``: ``group×type``, ``region×all``."""
    return pl.format("{}×{}", _kind_of_area(), _kind_of_type(type_groups)).alias("view")


def family(cells: pl.DataFrame, type_groups: Collection[str]) -> pl.Expr:
    """Whether a row is of the family of the list of gaps, from ``view``."""
    return pl.col("view").is_in([crossed_view(cells, type_groups), *_MARGIN_VIEWS]).alias("family")


def crossed_view(cells: pl.DataFrame, type_groups: Collection[str]) -> str:
    """The view of the family that crosses areas and types."""
    areas = "group" if (cells["area_kind"] == "group").any() else "region"
    return f"{areas}×{'group' if type_groups else 'type'}"


def parts(cells: pl.DataFrame, type_groups: Collection[str]) -> pl.DataFrame:
    """The cells of the family that part everybody who stated where they belong: crossed, or one margin."""
    views = (crossed_view(cells, type_groups), *_MARGIN_VIEWS)
    return next((rows for view in views if (rows := cells.filter(view=view)).height), cells.clear())


def with_one_judgement(
    rows: pl.DataFrame, areas: Grouping, types: Grouping, judgement: Collection[str]
) -> pl.DataFrame:
    """The rows, those that are another cell under another name with its columns ``judgement``."""
    keys = [f"twin_{name}" for name in DIMENSIONS]
    twins = rows.select(*DIMENSIONS, pl.col(*judgement).name.suffix("_twin"), is_twin=True)
    joined = rows.with_columns(_twin(areas, types)).join(
        twins, left_on=keys, right_on=DIMENSIONS, how="left", maintain_order="left"
    )
    return joined.with_columns(
        pl.when("is_twin").then(pl.col(f"{name}_twin")).otherwise(pl.col(name)).alias(name)
        for name in judgement
    ).select(rows.columns)


def _twin(areas: Grouping, types: Grouping) -> list[pl.Expr]:
    """The keys by which a row is judged: crossed by groups where they are of one, at margins by members."""
    area, stakeholder = pl.col("area"), pl.col("stakeholder")
    crossed = (area != "") & (stakeholder != "")
    twin_area = (
        pl.when(crossed).then(_renamed(area, areas.only_home)).otherwise(_renamed(area, areas.only_member))
    )
    twin_type = (
        pl.when(crossed)
        .then(_renamed(stakeholder, types.only_home))
        .otherwise(_renamed(stakeholder, types.only_member))
    )
    kind = pl.when(twin_area.is_in(areas.ids)).then(pl.lit("group")).when(area != "").then(pl.lit("region"))
    return [
        twin_area.alias("twin_area"),
        kind.otherwise(pl.lit("")).alias("twin_area_kind"),
        twin_type.alias("twin_stakeholder"),
    ]


def _renamed(name: pl.Expr, names: dict[str, str]) -> pl.Expr:
    return name.replace(names) if names else name


def _kind_of_area() -> pl.Expr:
    return pl.when(pl.col("area") == "").then(pl.lit("all")).otherwise(pl.col("area_kind"))


def _kind_of_type(type_groups: Collection[str]) -> pl.Expr:
    name = pl.col("stakeholder")
    return (
        pl.when(name == "")
        .then(pl.lit("all"))
        .when(name.is_in(list(type_groups)))
        .then(pl.lit("group"))
        .otherwise(pl.lit("type"))
    )
