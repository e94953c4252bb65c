"""The members of each dimension of the lattice, and which contributions count towards each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from wellbeing.model.engagement import Engagement, Group, Question, Term
from wellbeing.model.vocabulary import AREA_KINDS, BOTH, POSITIONS, TONES
from wellbeing.release.periods import mondays, months, periods
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder

AREA_KIND = pl.Enum(AREA_KINDS)


@dataclass(frozen=True)
class Axes:
    """What the release tables of one engagement can be asked for."""

    #: Dimension → its members, one row each, in the column of that name (``area`` brings ``area_kind``).
    members: dict[str, pl.DataFrame]
    #: The same for groups only, where members of groups would nearly all be too few.
    groups: dict[str, pl.DataFrame]
    #: ``region`` → each ``area`` it counts towards: itself and its group.
    areas: pl.DataFrame
    #: ``stakeholder`` → each ``heading`` it counts towards: itself and its group.
    headings: pl.DataFrame
    #: ``month`` → ``period``.
    periods: pl.DataFrame
    #: The closed questions.
    questions: tuple[Question, ...]
    #: The open ones that somebody answered: what was said to them has a tone and themes.
    comments: tuple[Question, ...]


def axes(folder: EngagementFolder, true: TrueTables) -> Axes:
    """The axes of an engagement, as long as its contributions reach in time."""
    settings = folder.engagement
    first, last = _span(settings, true)
    held = true.events.filter(pl.col("status") == "held")["held_on"]
    merged = periods(months(first, last), held)
    areas = _areas(folder.regions["code"], settings.region_groups)
    headings = _headings(settings)
    members = {
        "area": areas.select("area", "area_kind").unique(),
        "stakeholder": headings.select(stakeholder="heading").unique(),
        "community": _column("community", settings.communities),
        "channel": _column("channel", settings.channels),
        "topic": pl.DataFrame({"topic": [*_ids(settings.topics), BOTH]}),
        "period": merged.select("period").unique(),
        "week": pl.DataFrame({"week": mondays(first, last)}, {"week": pl.Date}),
        "theme": folder.codebook.select("theme"),
    }
    questions = tuple(asked for asked in settings.questions if asked.closed)
    comments = tuple(asked for asked in settings.questions if not asked.closed and _is_answered(asked, true))
    heads = [group.id for group in settings.stakeholder_groups]
    groups = {
        "area": members["area"].filter(pl.col("area_kind") == "group"),
        "stakeholder": pl.DataFrame({"stakeholder": heads}, {"stakeholder": pl.String}),
    }
    return Axes(members, groups, areas, headings, merged, questions, comments)


def tones(question: Question) -> pl.DataFrame:
    """Every tone of comments on a question; all are possible."""
    rows = {"tone": TONES, "possible": [True] * len(TONES)}
    return pl.DataFrame(rows).select(pl.lit(question.id).alias("question"), "tone", "possible")


def offered(question: Question) -> pl.DataFrame:
    """The positions of a question; ``possible`` is false for one that no answer to it can take."""
    can = {option.position for option in question.options} | {"no_answer"}
    rows = {"position": POSITIONS, "possible": [position in can for position in POSITIONS]}
    return pl.DataFrame(rows).select(pl.lit(question.id).alias("question"), "position", "possible")


def _is_answered(asked: Question, true: TrueTables) -> bool:
    """Whether anybody made a comment: tables of tones that nobody has are long and say nothing."""
    return asked.id in true.judged.comments["question_id"]


def _span(settings: Engagement, true: TrueTables) -> tuple[dt.date, dt.date]:
    first, last = true.received().row(0)
    return min(settings.starts_on, first or settings.starts_on), last or settings.starts_on


def _areas(regions: pl.Series, groups: Iterable[Group]) -> pl.DataFrame:
    alone = [(code, code, "region") for code in regions]
    grouped = [(code, group.id, "group") for group in groups for code in group.members]
    schema = {"region": pl.String(), "area": pl.String(), "area_kind": AREA_KIND}
    return pl.DataFrame([*alone, *grouped], schema, orient="row")


def _headings(settings: Engagement) -> pl.DataFrame:
    alone = [(name, name) for name in _ids(settings.stakeholders)]
    grouped = [(name, group.id) for group in settings.stakeholder_groups for name in group.members]
    schema = {"stakeholder": pl.String, "heading": pl.String}
    return pl.DataFrame([*alone, *grouped], schema, orient="row")


def _column(name: str, terms: Iterable[Term]) -> pl.DataFrame:
    return pl.DataFrame({name: _ids(terms)}, {name: pl.String})


def _ids(terms: Iterable[Term]) -> list[str]:
    return [term.id for term in terms]
