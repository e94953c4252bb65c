"""True cells for every table of the lattice, on the full grid. They never leave this side of the wall."""

from collections.abc import Iterator
from functools import reduce

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import CellTable, cell_tables
from wellbeing.model.vocabulary import BOTH
from wellbeing.release.axes import AREA_KIND, Axes, offered
from wellbeing.release.grain import position_column
from wellbeing.release.tally import TALLIED, tally

#: What tables are cut by so far; tone and theme join them with the opinion layer.
SLICES = ("channel", "topic", "period", "position")
#: Questions that are not headline have these tables only (design.md).
PLAIN_MARGINS = ("total", "region", "stakeholder")
WEEKS = "week_channel"
#: The whole engagement, where an area must be named.
EVERYWHERE = pl.DataFrame({"area": [""], "area_kind": ["group"]}, {"area": pl.String, "area_kind": AREA_KIND})


def cube(counted: pl.LazyFrame, axes: Axes) -> dict[str, pl.DataFrame]:
    """Every table's cells: its dimensions, ``possible`` (false: zero by design), and ``TALLIED``.

    Args:
        counted: the grain.
        axes: the members of each dimension.
    """
    tables = {table.name: _table(counted, axes, table) for table in cell_tables(SLICES)}
    tables[WEEKS] = _weeks(counted, axes)
    collected = pl.collect_all(tables.values(), engine="streaming")
    return dict(zip(tables, collected, strict=True))


def _table(counted: pl.LazyFrame, axes: Axes, table: CellTable) -> pl.LazyFrame:
    if table.slice != "position":
        return _cells(counted, axes, table)
    return pl.concat(_cells(counted, axes, table, question) for question in _asked(axes, table)).sort(
        table.dimensions
    )


def _asked(axes: Axes, table: CellTable) -> Iterator[Question]:
    return (asked for asked in axes.questions if asked.headline or table.margin in PLAIN_MARGINS)


def _cells(
    counted: pl.LazyFrame, axes: Axes, table: CellTable, question: Question | None = None
) -> pl.LazyFrame:
    rows = counted if question is None else _answered(counted, question)
    for dimension in table.dimensions:
        rows = _towards(rows, axes, dimension)
    return _on_grid(
        tally(rows.with_columns(every=0), [*table.dimensions, "every"]), _grid(axes, table, question)
    )


def _answered(counted: pl.LazyFrame, question: Question) -> pl.LazyFrame:
    """The contributions that could answer: all those on the question's topic."""
    on_topic = pl.col("topic").is_in([question.topic, BOTH]) | (question.topic == BOTH)
    position = pl.col(position_column(question.id)).fill_null("no_answer")
    return counted.filter(on_topic).with_columns(position=position, question=pl.lit(question.id))


def _towards(rows: pl.LazyFrame, axes: Axes, dimension: str) -> pl.LazyFrame:
    """Each row once for every member of the dimension that it counts towards."""
    if dimension == "area":
        return rows.join(axes.areas.lazy(), on="region")
    if dimension == "stakeholder":
        joined = rows.join(axes.headings.lazy(), on="stakeholder")
        return joined.drop("stakeholder").rename({"heading": "stakeholder"})
    if dimension == "community":
        each = pl.col("communities").str.split("|").alias("community")
        return rows.filter(pl.col("communities") != "").with_columns(each).explode("community")
    return rows


def _grid(axes: Axes, table: CellTable, question: Question | None) -> pl.LazyFrame:
    members = [axes.members[name].lazy() for name in table.dimensions if name in axes.members]
    last = pl.LazyFrame({"every": [0], "possible": [True]}) if question is None else _choices(question)
    return reduce(lambda left, right: left.join(right, how="cross"), [*members, last])


def _choices(question: Question) -> pl.LazyFrame:
    return offered(question).lazy().with_columns(every=0)


def _on_grid(tallied: pl.LazyFrame, grid: pl.LazyFrame) -> pl.LazyFrame:
    keys = [name for name in tallied.collect_schema() if name not in TALLIED]
    dimensions = [name for name in keys if name != "every"]
    return (
        grid.with_columns(every=pl.lit(0, pl.Int32))
        .join(tallied, on=keys, how="left")
        .select(*dimensions, "possible", pl.col(list(TALLIED)).fill_null(0))
        .sort(dimensions or "n")
    )


def _weeks(counted: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    """The whole engagement (area "") and each region group, week by week and channel by channel."""
    keys = ["area", "area_kind", "week", "channel"]
    groups = axes.areas.filter(pl.col("area_kind") == "group")
    everywhere = counted.join(EVERYWHERE.lazy(), how="cross")
    rows = pl.concat([everywhere, counted.join(groups.lazy(), on="region")], how="diagonal")
    places = pl.concat([EVERYWHERE, groups.select("area", "area_kind").unique()])
    grid = places.lazy().join(axes.members["week"].lazy(), how="cross")
    grid = grid.join(axes.members["channel"].lazy(), how="cross").with_columns(possible=True)
    return _on_grid(tally(rows.with_columns(every=0), [*keys, "every"]), grid)
