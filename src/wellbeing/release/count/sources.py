"""From how many hui and other sources the opinions of a cell come, and how far from one of them."""

from collections.abc import Iterator

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import Lattice
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.count.grain import Grain
from wellbeing.release.count.rows import SAID_NOTHING, position_column, tone_column

#: What a breakdown of opinions is of.
PARENT = ("area", "stakeholder", "community", "question")


def parent_keys(lattice: Lattice) -> tuple[str, ...]:
    """``PARENT``, and the slices that opinions are crossed with: a breakdown may be of one member of these."""
    return (*PARENT, *dict.fromkeys(cut.by for cut in lattice.crossed))


def sources(counted: Grain, axes: Axes) -> pl.DataFrame:
    """A row per parent cell that anybody answered in.

    Args:
        counted: the grain.
        axes: the members of each dimension.

    Returns:
        ``parent_keys``; ``sources``: distinct hui, organisations and single contributions that answered;
        ``largest``: the largest number of answers from one hui or one organisation.
    """
    made = [
        rows
        for by, asked in [*(((), one) for one in (*axes.closed, *axes.open)), *_crossed(axes)]
        for rows in _asked(counted, axes, asked, by)
    ]
    keys = parent_keys(axes.lattice)
    schema = {**dict.fromkeys(keys, pl.String), "sources": pl.Int64, "largest": pl.Int64}
    if not made:
        return pl.DataFrame(schema=schema)
    whole = [pl.lit(ALL).alias(name) for name in keys]
    frames = pl.collect_all(
        [rows.with_columns(*(one for one in whole if one.meta.output_name() not in by)) for rows, by in made],
        engine="streaming",
    )
    return pl.concat(
        [frame.select(pl.col(name).cast(kind) for name, kind in schema.items()) for frame in frames]
    )


def _crossed(axes: Axes) -> Iterator[tuple[tuple[str, ...], Question]]:
    """The slice that an opinion is crossed with, and each question of it."""
    yield from (((cut.by,), asked) for cut in axes.lattice.crossed for asked in axes.asked(cut))


def _asked(
    counted: Grain, axes: Axes, asked: Question, by: tuple[str, ...]
) -> Iterator[tuple[pl.LazyFrame, list[str]]]:
    column = position_column(asked.id) if asked.closed else tone_column(asked.id)
    answered = counted.answers[asked.id].filter(
        pl.col(column).is_not_null() & (pl.col(column) != SAID_NOTHING)
    )
    rows = answered.with_columns(question=pl.lit(asked.id))
    areas, headings = axes.areas.select("region", "area"), axes.headings
    people = rows.group_by("region", "type", "question", *by, "source", "organisation").agg(pl.col("n").sum())
    by_area = people.join(areas.lazy(), on="region")
    each = rows.filter(pl.col("communities") != "").with_columns(
        community=pl.col("communities").str.split("|")
    )
    cut = {
        (): people,
        ("area",): by_area,
        ("stakeholder",): people.join(headings.lazy(), on="type"),
        ("area", "stakeholder"): by_area.join(headings.lazy(), on="type"),
        ("community",): each.explode("community"),
    }
    for keys, among in cut.items():
        named = [*keys, "question", *by]
        yield _sources(among, named), named


def _sources(rows: pl.LazyFrame, keys: list[str]) -> pl.LazyFrame:
    """Sources and the largest of them; a body counts as one wherever it spoke, at a hui too."""
    bodies = _by(rows, keys, "organisation").select(*keys, body="largest")
    both = _by(rows, keys, "source").join(bodies, on=keys, how="left")
    return both.select(*keys, "sources", largest=pl.max_horizontal("largest", "body"))


def _by(rows: pl.LazyFrame, keys: list[str], name: str) -> pl.LazyFrame:
    """Where the source is null, every contribution is one of its own."""
    number, own = pl.col("n"), pl.col(name).is_null()
    return (
        rows.group_by(*keys, name)
        .agg(number.sum())
        .group_by(keys)
        .agg(
            sources=(~own).sum().cast(pl.Int64) + number.filter(own).sum(),
            largest=pl.max_horizontal(
                number.filter(~own).max().fill_null(0), number.filter(own).sum().clip(upper_bound=1)
            ),
        )
    )
