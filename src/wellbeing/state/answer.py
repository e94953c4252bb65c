"""What follows from a choice: the tables that the parts of a page show."""

import msgspec
import polars as pl

from wellbeing.measures.finest import slice_is_offered
from wellbeing.measures.funnel import Funnel
from wellbeing.model.engagement import Benchmark, Engagement, Question
from wellbeing.state.choice import Choice
from wellbeing.state.commented import Commented, commented
from wellbeing.state.figures import Figures
from wellbeing.state.gaps import lacking


class Covered(msgspec.Struct, frozen=True):
    """Who was heard: coverage under the chosen slice and benchmark, from published cells."""

    #: Area × type, regions and types with their groups.
    cells: pl.DataFrame
    #: Each area over all types; each type over all areas; everything (one row).
    areas: pl.DataFrame
    stakeholders: pl.DataFrame
    whole: pl.DataFrame
    #: Each area for the chosen type, or for all: what the map shows.
    mapped: pl.DataFrame
    #: What the chosen area or type is made of: the types in it, or the regions of it.
    inside: pl.DataFrame
    #: The chosen cell answered at the finest level that can: one row, none when nothing is chosen.
    finest: pl.DataFrame
    #: Cells that lack voices, gaps first, each with whether that holds under every benchmark.
    gaps: pl.DataFrame
    #: Whether enough of the matrix resolves for this slice to be shown crossed.
    crossed: bool


class Said(msgspec.Struct, frozen=True):
    """What they said to one question: shares of those who answered, by position."""

    question: Question
    cells: pl.DataFrame
    areas: pl.DataFrame
    stakeholders: pl.DataFrame
    whole: pl.DataFrame
    #: Positions of those chosen (everyone when nothing is).
    chosen: pl.DataFrame
    #: Areas that do not overlap, between the limits of chance: of the chosen type, or of all.
    funnel: Funnel


class Answer(msgspec.Struct, frozen=True):
    """Everything that one choice shows."""

    choice: Choice
    benchmark: Benchmark
    covered: Covered
    said: Said
    #: What was commented; None where the release counts no comments.
    commented: Commented | None
    #: Whether opinion of the chosen type may be mapped: of Māori only where kaitiaki allow it.
    mappable: bool
    #: Contributions in scope: the middle of what is published.
    contributions: float


def answer(figures: Figures, choice: Choice) -> Answer:
    """All tables that a choice shows."""
    benchmark = figures.benchmark(choice.benchmark)
    return Answer(
        choice=choice,
        benchmark=benchmark,
        covered=covered(figures, choice, benchmark.id),
        said=said(figures, choice),
        commented=commented(figures, choice),
        mappable=may_be_mapped(figures.engagement, choice.stakeholder),
        contributions=figures.contributions(choice.cut),
    )


def may_be_mapped(engagement: Engagement, term: str) -> bool:
    """Whether tone, themes or positions of a type or community may colour a map."""
    return engagement.care.kaitiaki_allows_maori_map or term not in engagement.in_kaitiaki_care


def covered(figures: Figures, choice: Choice, benchmark: str) -> Covered:
    """Coverage of everything that a choice shows."""
    cells, areas, stakeholders, whole = (
        figures.coverage(margin, choice.cut, benchmark)
        for margin in ("region_stakeholder", "region", "stakeholder", "total")
    )
    return Covered(
        cells=cells,
        areas=areas,
        stakeholders=stakeholders,
        whole=whole,
        mapped=mapped(areas, cells, choice.stakeholder),
        inside=inside(figures, cells, choice),
        finest=asked(figures, choice, benchmark),
        gaps=lacking(figures, cells),
        crossed=slice_is_offered(figures.grouped(cells)),
    )


def mapped(areas: pl.DataFrame, cells: pl.DataFrame, stakeholder: str) -> pl.DataFrame:
    """Coverage of each area: of one type, or of all."""
    return cells.filter(pl.col("stakeholder") == stakeholder) if stakeholder else areas


def inside(figures: Figures, cells: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """The types within the chosen area, or the regions of the chosen type or cell; without groups."""
    if choice.area and not choice.stakeholder:
        return cells.filter(pl.col("area") == choice.area, pl.col("stakeholder").is_in(figures.types))
    within = pl.col("area").is_in(figures.within(choice.area))
    return cells.filter(within, pl.col("stakeholder") == choice.stakeholder)


def asked(figures: Figures, choice: Choice, benchmark: str) -> pl.DataFrame:
    """The chosen cell or margin at the finest level that can answer; no row when nothing is chosen."""
    every = figures.finest(choice.cut, benchmark)
    return every.filter(area=choice.area, stakeholder=choice.stakeholder)


def said(figures: Figures, choice: Choice) -> Said:
    """What was said to the chosen headline question."""
    named = [one for one in figures.headline if one.id == choice.question]
    question = (named or list(figures.headline))[0]
    cells, areas, stakeholders, whole = (
        figures.positions(margin, question.id)
        for margin in ("region_stakeholder", "region", "stakeholder", "total")
    )
    frames = {
        (True, True): cells.filter(area=choice.area, stakeholder=choice.stakeholder),
        (True, False): areas.filter(area=choice.area),
        (False, True): stakeholders.filter(stakeholder=choice.stakeholder),
        (False, False): whole,
    }
    chosen = frames[bool(choice.area), bool(choice.stakeholder)]
    return Said(
        question=question,
        cells=cells,
        areas=areas,
        stakeholders=stakeholders,
        whole=whole,
        chosen=chosen,
        funnel=figures.funnel(question.id, choice.stakeholder),
    )
