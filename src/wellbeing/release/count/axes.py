"""The members of each dimension of the lattice, and which contributions count towards each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.model.decisions.rounds import begun
from wellbeing.model.engagement import Engagement, Group, Question, Term
from wellbeing.model.lattice import LATTICE, Lattice, Slice
from wellbeing.model.vocabulary import AREA_KINDS, BOTH, NOT_STATED, POSITIONS, TONES
from wellbeing.release.count.periods import mondays, months, periods
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder

AREA_KIND: Final = pl.Enum(AREA_KINDS)
#: Where a dimension is not cut: a cell of all of it.
ALL: Final = ""


@dataclass(frozen=True)
class Axes:
    """What the release tables of one engagement can be asked for."""

    settings: Engagement
    lattice: Lattice
    regions: tuple[str, ...]
    #: Plain slice → its members, in order.
    members: dict[str, tuple[str, ...]]
    #: ``month`` → ``period``.
    periods: pl.DataFrame
    #: The Monday of each week.
    weeks: tuple[dt.date, ...]
    themes: tuple[str, ...]

    @property
    def closed(self) -> tuple[Question, ...]:
        """The questions that positions were taken on."""
        return tuple(asked for asked in self.settings.questions if asked.closed)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that comments were made on."""
        return tuple(asked for asked in self.settings.questions if not asked.closed)

    @property
    def areas(self) -> pl.DataFrame:
        """``region`` → each ``area``, ``area_kind`` it counts towards: itself and its group."""
        alone = [(code, code, "region") for code in self.regions]
        grouped = [(code, one.id, "group") for one in self.settings.region_groups for code in one.members]
        rows = [*alone, *grouped, (NOT_STATED, NOT_STATED, NOT_STATED.replace(" ", "_"))]
        schema = {"region": pl.String(), "area": pl.String(), "area_kind": AREA_KIND}
        return pl.DataFrame(rows, schema, orient="row")

    @property
    def headings(self) -> pl.DataFrame:
        """``type`` → each ``stakeholder`` it counts towards: itself and its group."""
        groups = self.settings.stakeholder_groups
        alone = [(name, name) for name in _ids(self.settings.stakeholders)]
        grouped = [(name, one.id) for one in groups for name in one.members]
        rows = [*alone, *grouped, (NOT_STATED, NOT_STATED)]
        return pl.DataFrame(rows, {"type": pl.String, "stakeholder": pl.String}, orient="row")

    def asked(self, cut: Slice) -> tuple[Question, ...]:
        """The questions that an opinion is cut by."""
        every = self.closed if cut.question == "closed" else self.open
        return tuple(one for one in every if one.headline) if cut.by else every

    def answers(self, cut: Slice) -> pl.DataFrame:
        """``question``, the opinion's members, ``headline``: what may be said to a question of its kind."""
        offered = {"position": POSITIONS, "tone": TONES, "theme": self.themes}.get(cut.name, cut.members)
        rows = [(one.id, member, one.headline) for one in self.asked(cut) for member in offered]
        schema = {"question": pl.String, cut.name: pl.String, "headline": pl.Boolean}
        return pl.DataFrame(rows, schema, orient="row")


def axes(folder: EngagementFolder, true: TrueTables, lattice: Lattice = LATTICE) -> Axes:
    """The axes of an engagement, as long as its contributions reach in time."""
    settings = folder.engagement
    first, last = _span(settings, true)
    held = true.events.filter(pl.col("status") == "held")["held_on"]
    merged = periods(months(first, last), held)
    return Axes(
        settings=settings,
        lattice=lattice,
        regions=tuple(folder.regions["code"]),
        members=own_members(settings, lattice, merged),
        periods=merged,
        weeks=tuple(mondays(first, last)),
        themes=tuple(folder.codebook["theme"]),
    )


def own_members(settings: Engagement, lattice: Lattice, merged: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    """Plain slice → its members: the engagement's own, or those that the slice declares, and its rest.

    Args:
        settings: the engagement.
        lattice: what can be asked.
        merged: ``month``, ``period``.
    """
    own = {
        "channel": _ids(settings.channels),
        "topic": (*_ids(settings.topics), BOTH),
        "period": tuple(merged["period"].unique(maintain_order=True)),
    }
    if rounds := begun(settings.rounds, max(merged["month"].to_list())):
        own["round"] = (*(one.id for one in rounds), NOT_STATED)
    return {cut.name: own.get(cut.name) or _with_rest(cut) for cut in lattice.plain}


def head(group: Group) -> str:
    """What a group is counted as: a group of one is its member, by definition."""
    return group.id if len(group.members) > 1 else group.members[0]


def _with_rest(cut: Slice) -> tuple[str, ...]:
    return cut.members if cut.rest in cut.members else (*cut.members, cut.rest)


def _span(settings: Engagement, true: TrueTables) -> tuple[dt.date, dt.date]:
    first, last = true.received().row(0)
    return min(settings.starts_on, first or settings.starts_on), last or settings.starts_on


def _ids(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.id for term in terms)
