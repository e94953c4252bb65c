"""Every structurally distinct count of the lattice once, and the published cells that show it."""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final

import polars as pl

from wellbeing.model.lattice import PLAIN_MARGINS, CellTable, Slice
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.axes import ALL, AREA_KIND, Axes, head

WEEKS: Final = "week_channel"
FIGURES: Final = "figures"
EVENTS: Final = "events"
HUI_THEMES: Final = "hui_themes"
#: What figures on comments begin with, before the question.
COMMENTS: Final = "comments"
COPIES: Final = "copies"
#: Figures whose unit is the hui: at how many a theme was raised, of how many notes or comments tell.
HUI_RAISED: Final = "hui raised"
HUI_TOLD: Final = "hui told of"
#: What a count may be of, beside the slices. Where a table has no such column the cell is of all of it.
BASE: Final = ("area", "stakeholder", "community", "question", "figure")
TIMES: Final = ("week", "event")
#: The grid of a table without dimensions: one row, and a column that is no key.
NO_KEY: Final = "whole"
WHOLE: Final = pl.DataFrame({NO_KEY: [0]})


def dimensions(axes: Axes) -> list[str]:
    """What a count may be of: the columns that tell one count from another."""
    return [*BASE, *(cut.name for cut in (*axes.lattice.plain, *axes.lattice.opinions)), *TIMES]


def grids(axes: Axes, events: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Every published table with its key columns: the full grid, in order.

    Args:
        axes: the members of each dimension.
        events: ``event``: a label for each hui that was held.
    """
    named = {table.name: _grid(axes, table) for table in axes.lattice.tables}
    asked = {name: grid for name, grid in named.items() if grid.height}
    return {**asked, WEEKS: _weeks(axes), FIGURES: _figures(axes), EVENTS: events, HUI_THEMES: _hui(axes)}


def number_cells(axes: Axes, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per published cell: ``table``, ``row`` in it, its dimensions, and ``cell``, from 0.

    Cells that count the same contributions by definition (a group of one region and that region, attendances
    and the channel hui) have the same number: never because counts are alike.
    """
    names = dimensions(axes)
    rows = pl.concat([_keyed(name, table, names) for name, table in tables.items()])
    same = rows.with_columns(*_of_one(axes), *_attendances())
    return same.with_columns(cell=pl.struct(names).rank("dense").cast(pl.Int64) - 1)


def distinct_counts(rows: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    """``cell``, its dimensions, and the ``table`` that shows it first: one row per count, in order."""
    first = rows.unique("cell", keep="first", maintain_order=True).sort("cell")
    return first.select("cell", "table", *dimensions(axes))


def labels(cells: pl.DataFrame, names: list[str]) -> pl.Series:
    """What each count is called for ever: its members of the dimensions that it is cut by."""
    parts = [
        pl.when(pl.col(name) != ALL).then(pl.lit(f"{name}=") + pl.col(name) + "|").otherwise(pl.lit(""))
        for name in sorted(names)
    ]
    return cells.select(pl.concat_str(parts).alias("label"))["label"]


def _grid(axes: Axes, table: CellTable) -> pl.DataFrame:
    frames = [_members(axes, name, table) for name in table.dimensions if name in {*BASE[:3]}]
    if table.slice is not None:
        frames.append(_cut(axes, table.slice, table.margin))
    crossed = reduce(lambda left, right: left.join(right, how="cross"), frames, WHOLE)
    keys = list(table.dimensions)
    return _drop_kept(crossed, axes, table).select(keys).sort(keys) if keys else WHOLE


def _drop_kept(rows: pl.DataFrame, axes: Axes, table: CellTable) -> pl.DataFrame:
    """Without opinion by area of those of whom kaitiaki keep it: it is not counted at all."""
    if table.slice is None or not table.slice.question or "area" not in table.dimensions:
        return rows
    kept = list(axes.settings.kept_by_kaitiaki)
    people = [name for name in ("stakeholder", "community") if name in table.dimensions]
    return rows.filter(~pl.any_horizontal(pl.col(people).is_in(kept))) if people else rows


def _members(axes: Axes, name: str, table: CellTable) -> pl.DataFrame:
    groups = axes.settings.region_groups if name == "area" else axes.settings.stakeholder_groups
    if name == "area":
        every = axes.areas.select("area", "area_kind").unique(maintain_order=True)
    elif name == "stakeholder":
        every = axes.headings.select("stakeholder").unique(maintain_order=True)
    else:
        ids = [term.id for term in axes.settings.communities]
        return pl.DataFrame({name: ids}, {name: pl.String})
    kept = [*(group.id for group in groups), NOT_STATED]
    return every.filter(pl.col(name).is_in(kept)) if table.coarse else every


def _cut(axes: Axes, cut: Slice, margin: str) -> pl.DataFrame:
    if not cut.question:
        return pl.DataFrame({cut.name: axes.members[cut.name]}, {cut.name: pl.String})
    asked = axes.answers(cut).filter(pl.col("headline") | (margin in PLAIN_MARGINS)).drop("headline")
    if not cut.by:
        return asked
    return asked.join(pl.DataFrame({cut.by: axes.members[cut.by]}, {cut.by: pl.String}), how="cross")


def _weeks(axes: Axes) -> pl.DataFrame:
    """The whole engagement (area "") and each region group, by week (its Monday) and channel."""
    everywhere = pl.DataFrame(
        {"area": [ALL], "area_kind": ["group"]}, {"area": pl.String, "area_kind": AREA_KIND}
    )
    groups = axes.areas.filter(pl.col("area_kind") != "region").select("area", "area_kind")
    areas = pl.concat([everywhere.select(groups.columns), groups.unique(maintain_order=True)])
    weeks = pl.DataFrame({"week": axes.weeks}, {"week": pl.Date})
    channels = pl.DataFrame({"channel": axes.members["channel"]}, {"channel": pl.String})
    grid = areas.join(weeks, how="cross").join(channels, how="cross")
    return grid.sort("area", "area_kind", "week", "channel")


def _figures(axes: Axes) -> pl.DataFrame:
    """``attendances``, ``responses``, ``responses.<topic>``, as in published.csv, and figures on comments."""
    topics = [f"responses.{topic}" for topic in axes.members.get("topic", ())]
    comments = [f"{what}.{asked.id}" for asked in axes.open for what in (COMMENTS, COPIES)]
    return pl.DataFrame({"figure": ["attendances", "responses", *topics, *comments]}).sort("figure")


def _hui(axes: Axes) -> pl.DataFrame:
    """Themes by region and group, and a row without a theme: how many hui are told of."""
    areas = axes.areas.filter(pl.col("area_kind") != "not_stated").select("area", "area_kind")
    themes = pl.DataFrame({"theme": [ALL, *axes.themes]}, {"theme": pl.String})
    figure = pl.when(pl.col("theme") == ALL).then(pl.lit(HUI_TOLD)).otherwise(pl.lit(HUI_RAISED))
    grid = areas.unique(maintain_order=True).join(themes, how="cross").with_columns(figure=figure)
    return grid.sort("area", "area_kind", "theme")


def _keyed(name: str, table: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    absent = [pl.lit(ALL).alias(one) for one in names if one not in table.columns]
    present = [pl.col(one).cast(pl.String) for one in names if one in table.columns]
    keyed = table.with_row_index("row").select(pl.lit(name).alias("table"), "row", *present, *absent)
    return keyed.select("table", "row", *names)


def _of_one(axes: Axes) -> Iterator[pl.Expr]:
    settings = axes.settings
    for name, groups in (("area", settings.region_groups), ("stakeholder", settings.stakeholder_groups)):
        yield pl.col(name).replace({group.id: head(group) for group in groups})


def _attendances() -> Iterable[pl.Expr]:
    are = pl.col("figure") == "attendances"
    yield pl.when(are).then(pl.lit("hui")).otherwise("channel").alias("channel")
    yield pl.when(are).then(pl.lit(ALL)).otherwise("figure").alias("figure")
