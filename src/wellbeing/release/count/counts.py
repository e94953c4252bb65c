"""True counts of every cell of the lattice, from the grain."""

from collections.abc import Iterator

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.lattice import Slice
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.count.grain import Grain
from wellbeing.release.count.rows import (
    SAID_NOTHING,
    copied_column,
    position_column,
    themes_column,
    tone_column,
)


def counts(counted: Grain, axes: Axes) -> Iterator[pl.LazyFrame]:
    """``n`` of every combination that anybody is in, by dimensions; those that are not named are all of it.

    Args:
        counted: the grain.
        axes: the members of each dimension.
    """
    yield from _cut(counted.whole, axes, [])
    for cut in axes.lattice.plain:
        yield from _cut(counted.whole, axes, [cut.name])
    for cut in (*axes.lattice.opinions, *axes.lattice.crossed):
        for asked in axes.asked(cut):
            by = filter(None, ["question", cut.by, cut.name])
            yield from _cut(answering(counted.answers[asked.id], cut, asked), axes, [*by])
    weekly = counted.whole.group_by("region", "week", "channel").agg(pl.col("n").sum())
    by_week = weekly.with_columns(pl.col("week").cast(pl.String))
    yield _over_areas(by_week, axes).group_by("area", "week", "channel").agg(pl.col("n").sum())
    yield from _figures(counted, axes)


def answering(counted: pl.LazyFrame, cut: Slice, question: Question) -> pl.LazyFrame:
    """Those who were asked a question with what they said; who did not answer says ``no_answer``.

    One without a comment has no theme; one with several themes counts once for each.
    """
    rows = counted.with_columns(question=pl.lit(question.id))
    if cut.name == "theme":
        themes = pl.col(themes_column(question.id)).fill_null("")
        return rows.with_columns(theme=themes).filter(pl.col("theme") != "")
    column = position_column if cut.question == "closed" else tone_column
    said = pl.col(column(question.id)).fill_null(SAID_NOTHING).alias(cut.name)
    return rows.with_columns(said)


def _cut(rows: pl.LazyFrame, axes: Axes, by: list[str]) -> Iterator[pl.LazyFrame]:
    """Counts over areas and types, and over areas and communities; each slice member by itself."""
    people = _each_theme(rows.group_by("region", "type", *by).agg(pl.col("n").sum()), by)
    placed = _over_types(_over_areas(people, axes), axes)
    yield placed.group_by("area", "stakeholder", *by).agg(pl.col("n").sum())
    spoken = (
        rows.filter(pl.col("communities") != "").group_by("region", "communities", *by).agg(pl.col("n").sum())
    )
    each = spoken.with_columns(community=pl.col("communities").str.split("|")).explode("community")
    communities = _over_areas(_each_theme(each, by), axes)
    yield communities.group_by("area", "community", *by).agg(pl.col("n").sum())


def _each_theme(rows: pl.LazyFrame, by: list[str]) -> pl.LazyFrame:
    if "theme" not in by:
        return rows
    return rows.with_columns(pl.col("theme").str.split("|")).explode("theme")


def _over_areas(rows: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    """Each row once for every area that it counts towards, everywhere among them."""
    areas = axes.areas.select("region", "area")
    everywhere = areas.select("region", area=pl.lit(ALL)).unique()
    return rows.join(pl.concat([areas, everywhere]).lazy(), on="region")


def _over_types(rows: pl.LazyFrame, axes: Axes) -> pl.LazyFrame:
    headings = axes.headings
    everybody = headings.select("type", stakeholder=pl.lit(ALL)).unique()
    return rows.join(pl.concat([headings, everybody]).lazy(), on="type")


def _figures(counted: Grain, axes: Axes) -> Iterator[pl.LazyFrame]:
    """``responses``, ``responses.<topic>``, and of each question comments and copies in campaigns."""
    responses = counted.whole.filter(pl.col("channel") != "hui")
    yield responses.select(figure=pl.lit("responses"), n="n").group_by("figure").agg(pl.col("n").sum())
    if "topic" in axes.members:
        named = responses.with_columns(figure=pl.lit("responses.") + pl.col("topic"))
        yield named.group_by("figure").agg(pl.col("n").sum())
    for asked in axes.open:
        says = pl.col(tone_column(asked.id)).is_not_null() & (pl.col(tone_column(asked.id)) != SAID_NOTHING)
        for figure, which in (("comments", says), ("copies", says & pl.col(copied_column(asked.id)))):
            made = counted.answers[asked.id].filter(which).with_columns(figure=pl.lit(f"{figure}.{asked.id}"))
            yield made.group_by("figure").agg(pl.col("n").sum())
