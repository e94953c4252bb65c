"""True cells for every table of the lattice. They never leave this side of the wall."""

from collections.abc import Iterator
from functools import reduce

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import CellTable, cell_tables
from wellbeing.model.vocabulary import BOTH
from wellbeing.release.axes import Axes, offered
from wellbeing.release.cells import cells
from wellbeing.release.grain import position_column

#: What tables are cut by so far; tone and theme join them with the opinion layer.
SLICES = ("channel", "topic", "period", "position")
#: Questions that are not headline have these tables only (design.md).
PLAIN_MARGINS = ("total", "region", "stakeholder")
#: Dimension → the column of the grain that says towards which of its members a row counts.
COUNTED_BY = {"area": "region", "community": "communities"}
SOURCES = ("source", "organisation")


def cube(counted: pl.LazyFrame, axes: Axes) -> dict[str, pl.LazyFrame]:
    """Every table of the lattice as true cells, by name; nothing is computed yet.

    Args:
        counted: the grain.
        axes: the members of each dimension.
    """
    return {table.name: _table(counted, axes, table) for table in cell_tables(SLICES)}


def _table(counted: pl.LazyFrame, axes: Axes, table: CellTable) -> pl.LazyFrame:
    if table.slice != "position":
        return cells(_counting(counted, axes, table), _grid(axes, table))
    asked = [_asked(counted, axes, table, question) for question in _questions(axes, table)]
    return pl.concat(asked).sort(table.dimensions)


def _questions(axes: Axes, table: CellTable) -> Iterator[Question]:
    return (asked for asked in axes.questions if asked.headline or table.margin in PLAIN_MARGINS)


def _asked(counted: pl.LazyFrame, axes: Axes, table: CellTable, question: Question) -> pl.LazyFrame:
    grid = _grid(axes, table).drop("possible").join(offered(question).lazy(), how="cross")
    return cells(_counting(_could_answer(counted, question), axes, table), grid)


def _could_answer(counted: pl.LazyFrame, question: Question) -> pl.LazyFrame:
    """The contributions on the question's topic; who of them did not answer is counted as ``no_answer``."""
    on_topic = pl.col("topic").is_in([question.topic, BOTH]) | (question.topic == BOTH)
    position = pl.col(position_column(question.id)).fill_null("no_answer")
    return counted.filter(on_topic).with_columns(position=position, question=pl.lit(question.id))


def _counting(rows: pl.LazyFrame, axes: Axes, table: CellTable) -> pl.LazyFrame:
    """Rows once for each cell that they count towards; added up first, since most count towards several."""
    asked = [COUNTED_BY.get(name, name) for name in table.dimensions if name != "area_kind"]
    fewer = rows.group_by(*asked, *SOURCES).agg(pl.col("n", "key").sum())
    return reduce(lambda some, dimension: _towards(some, axes, dimension), table.dimensions, fewer)


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


def _grid(axes: Axes, table: CellTable) -> pl.LazyFrame:
    members = [axes.members[name].lazy() for name in table.dimensions if name in axes.members]
    possible = pl.LazyFrame({"possible": [True]})
    return reduce(lambda left, right: left.join(right, how="cross"), [*members, possible])
