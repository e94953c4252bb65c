"""True cells for every table of the lattice. They never leave this side of the wall."""

from collections.abc import Iterator
from functools import reduce

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import OPINIONS, CellTable, cell_tables
from wellbeing.model.vocabulary import BOTH
from wellbeing.release.axes import Axes, offered, tones
from wellbeing.release.cells import cells
from wellbeing.release.grain import position_column, themes_column, tone_column

#: Questions that are not headline have these tables only (design.md).
PLAIN_MARGINS = ("total", "region", "stakeholder")
#: Dimension → the column of the grain that says towards which of its members a row counts.
COUNTED_BY = {"area": "region", "community": "communities", "theme": "themes"}
SOURCES = ("source", "organisation")


def cube(counted: pl.LazyFrame, axes: Axes) -> dict[str, pl.LazyFrame]:
    """Every table of the lattice as true cells, by name; nothing is computed yet.

    Args:
        counted: the grain.
        axes: the members of each dimension.
    """
    return {table.name: _table(counted, axes, table) for table in cell_tables() if _is_asked(axes, table)}


def _is_asked(axes: Axes, table: CellTable) -> bool:
    """Whether the engagement asked anything of the kind: there is no table of answers to nothing."""
    return table.slice not in OPINIONS or any(_questions(axes, table))


def _table(counted: pl.LazyFrame, axes: Axes, table: CellTable) -> pl.LazyFrame:
    if table.slice not in OPINIONS:
        return cells(_counting(counted, axes, table), _grid(axes, table))
    asked = [_asked(counted, axes, table, question) for question in _questions(axes, table)]
    return pl.concat(asked).sort(table.dimensions)


def _questions(axes: Axes, table: CellTable) -> Iterator[Question]:
    questions = axes.questions if table.slice == "position" else axes.comments
    return (asked for asked in questions if asked.headline or table.margin in PLAIN_MARGINS)


def _asked(counted: pl.LazyFrame, axes: Axes, table: CellTable, question: Question) -> pl.LazyFrame:
    answers = _answers(axes, table.slice, question).lazy()
    grid = _grid(axes, table, but=table.slice).drop("possible").join(answers, how="cross")
    return cells(_counting(_could_answer(counted, table.slice, question), axes, table), grid)


def _answers(axes: Axes, opinion: str, question: Question) -> pl.DataFrame:
    """``question``, the opinion's members, ``possible``."""
    if opinion == "theme":
        named = pl.lit(question.id).alias("question")
        return axes.members["theme"].select(named, "theme", pl.lit(value=True).alias("possible"))
    return offered(question) if opinion == "position" else tones(question)


def _could_answer(counted: pl.LazyFrame, opinion: str, question: Question) -> pl.LazyFrame:
    """The contributions on the question's topic; who of them did not answer is counted as ``no_answer``.

    One without a comment has no theme.
    """
    on_topic = pl.col("topic").is_in([question.topic, BOTH]) | (question.topic == BOTH)
    rows = counted.filter(on_topic).with_columns(question=pl.lit(question.id))
    if opinion == "theme":
        return rows.with_columns(themes=pl.col(themes_column(question.id)).fill_null(""))
    column = position_column if opinion == "position" else tone_column
    return rows.with_columns(pl.col(column(question.id)).fill_null("no_answer").alias(opinion))


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
    if dimension in {"community", "theme"}:
        several = COUNTED_BY[dimension]
        each = pl.col(several).str.split("|").alias(dimension)
        return rows.filter(pl.col(several) != "").with_columns(each).explode(dimension)
    return rows


def _grid(axes: Axes, table: CellTable, but: str = "") -> pl.LazyFrame:
    offered = axes.members | axes.groups if table.coarse else axes.members
    members = [offered[name].lazy() for name in table.dimensions if name in offered and name != but]
    possible = pl.LazyFrame({"possible": [True]})
    return reduce(lambda left, right: left.join(right, how="cross"), [*members, possible])
