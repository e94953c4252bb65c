"""The figures of one release, each worked out once and kept: what every part of every page reads."""

from functools import cache, cached_property
from typing import Any

import polars as pl

from wellbeing.measures.benchmarks import shares
from wellbeing.measures.cells import middle
from wellbeing.measures.coverage import coverage
from wellbeing.measures.finest import finest
from wellbeing.measures.from_group import from_group
from wellbeing.measures.funnel import Funnel, funnel
from wellbeing.measures.positions import SHARED, positions
from wellbeing.measures.robustness import robustness
from wellbeing.measures.shrinkage import shrunken
from wellbeing.measures.unheard import Unheard, unheard
from wellbeing.model.engagement import Benchmark, Question
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.store.opening import Release
from wellbeing.state.comments import Comments
from wellbeing.state.stated import asked, counted

#: Place names carry their provenance; under a page's badge the map need not repeat it at each dot.
SYNTHETIC = " (synthetic)"


class Figures:
    """Coverage and opinion from published cells. Immutable, so that sessions may share it."""

    def __init__(self, release: Release) -> None:
        """Take the release whose tables are read."""
        self.release = release
        self.engagement = release.engagement
        self.comments = Comments(release)
        self.coverage = cache(self._coverage)
        self.positions = cache(self._positions)
        self.counted = cache(self._counted)
        self.finest = cache(self._finest)
        self.funnel = cache(self._funnel)

    @cached_property
    def regions(self) -> list[str]:
        """Region codes in order, without groups."""
        areas = self.release.table("areas").filter(pl.col("area_kind") == "region")
        return areas["area"].to_list()

    @cached_property
    def types(self) -> list[str]:
        """Stakeholder types in order, without groups."""
        return [term.id for term in self.engagement.stakeholders]

    def parts(self, area: str, stakeholder: str) -> frozenset[tuple[str, str]]:
        """The regions × types that a cell is made of; a group of one is the same as its member."""
        types = self.types_of(stakeholder)
        return frozenset((region, one) for region in self.within(area) for one in types)

    def types_of(self, stakeholder: str) -> list[str]:
        """The types that a type or group is made of; all of them for ""."""
        members = {group.id: list(group.members) for group in self.engagement.stakeholder_groups}
        return members.get(stakeholder, [stakeholder]) if stakeholder else self.types

    def within(self, area: str) -> list[str]:
        """The regions that an area is made of: itself, its members, or all of them for ""."""
        members = {group.id: list(group.members) for group in self.engagement.region_groups}
        return members.get(area, [area]) if area else self.regions

    def home(self, area: str) -> str:
        """The group of a region; a group, or "", is its own."""
        return next((one.id for one in self.engagement.region_groups if area in one.members), area)

    def heading(self, stakeholder: str) -> str:
        """The group of a type; a group, or "", is its own."""
        groups = self.engagement.stakeholder_groups
        return next((one.id for one in groups if stakeholder in one.members), stakeholder)

    def grouped(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The default view of the matrix: rows of region groups × type groups."""
        areas, types = (
            [group.id for group in groups]
            for groups in (self.engagement.region_groups, self.engagement.stakeholder_groups)
        )
        return cells.filter(pl.col("area").is_in(areas), pl.col("stakeholder").is_in(types))

    @cached_property
    def hui_places(self) -> pl.DataFrame:
        """One row per place where hui were held: ``x``, ``y`` drawn, how many ``hui``, ``words``."""
        held = self.release.table("events").filter(pl.col("status").cast(pl.String) == "held")
        by_place = held.group_by("place", "region", "x", "y", maintain_order=True).agg(hui=pl.len())
        return by_place.with_columns(
            words=pl.format("{}: {} hui", pl.col("place").str.strip_suffix(SYNTHETIC), "hui")
        )

    @cached_property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The benchmarks whose figures are at hand; an empty slot is not among them."""
        filled = set(self.release.table("benchmarks")["set"])
        return tuple(
            choice for choice in self.engagement.benchmarks if {choice.regions, choice.stakeholders} <= filled
        )

    @cached_property
    def headline(self) -> tuple[Question, ...]:
        """The closed questions that have crossed tables."""
        return tuple(one for one in self.engagement.questions if one.headline and one.closed)

    def benchmark(self, name: str) -> Benchmark:
        """The benchmark of that id, or the default."""
        named = [choice for choice in self.benchmarks if choice.id == name]
        return named[0] if named else self.engagement.default_benchmark

    def _counted(self, margin: str, cut: str = "") -> pl.DataFrame:
        """The published cells of a margin, or those of one value of a slice of it."""
        name, _, value = cut.partition(":")
        table = counted(self.release, margin, name)
        return table.filter(pl.col(name) == value).drop(name) if name else table

    def contributions(self, cut: str = "") -> float:
        """About how many contributions are in scope."""
        return float(self.counted("total", cut).select(middle()).item())

    def _finest(self, cut: str, benchmark: str) -> pl.DataFrame:
        """Every question about an area, a type or both, answered at the finest level that can."""
        cells, areas, stakeholders = (
            self.coverage(margin, cut, benchmark)
            for margin in ("region_stakeholder", "region", "stakeholder")
        )
        return finest(cells, areas, stakeholders, self.engagement)

    def _coverage(self, margin: str, cut: str = "", benchmark: str = "") -> pl.DataFrame:
        return coverage(
            self.counted(margin, cut),
            self.shares(benchmark),
            self.contributions(cut),
            self.release.policy.threshold,
        )

    @cached_property
    def unstated(self) -> dict[str, dict[str, Any]]:
        """Column → the published cell of contributions that state no region, or no type."""
        margins = {"area": "region", "stakeholder": "stakeholder"}
        cells = {
            column: self.release.table(margin).filter(pl.col(column) == NOT_STATED)
            for column, margin in margins.items()
        }
        return {column: rows.row(0, named=True) for column, rows in cells.items() if rows.height}

    def shares(self, benchmark: str = "") -> pl.DataFrame:
        """The benchmark's share of every area × type, groups and margins beside them."""
        choice = self.benchmark(benchmark)
        return shares(self.release.table("benchmarks"), choice, self.engagement, self.regions)

    @cached_property
    def robust(self) -> pl.DataFrame:
        """Per region × type whether its state is the same under every benchmark at hand."""
        return robustness(
            {choice.id: self.coverage("region_stakeholder", "", choice.id) for choice in self.benchmarks}
        )

    def _positions(self, margin: str, question: str) -> pl.DataFrame:
        """Shares of each position beside the whole; a region's group lends its own where too few answered."""
        found = shrunken(self._said(margin, question), self._said("total", question))
        return from_group(found, self.engagement) if "area" in found.columns else found

    def _said(self, margin: str, question: str) -> pl.DataFrame:
        everyone = asked(self.release, margin, question)
        return positions(self._answered(margin, question), everyone, self.deff(question))

    def _answered(self, margin: str, question: str) -> pl.DataFrame:
        """The published cells of a question, of the positions that it offers."""
        asked = next(one for one in self.engagement.questions if one.id == question)
        offered = [*(option.position for option in asked.options), "no_answer"]
        is_offered = pl.col("position").cast(pl.String).is_in(offered)
        table = counted(self.release, margin, "position")
        return table.filter(pl.col("question") == question, is_offered)

    def _funnel(self, question: str, stakeholder: str = "") -> Funnel:
        """How far the shares that agree lie apart by chance alone, over areas that do not overlap.

        The line in the middle is the share of the whole engagement, also where one type is looked at: as the
        colours of the map have it. Areas too small for a share are left out, all where the whole has none.
        """
        agrees = pl.col("position").cast(pl.String) == "support"
        centre = self._said("total", question).filter(agrees)["share"].item()
        found = self._said("region_stakeholder" if stakeholder else "region", question)
        kind = "group" if self.engagement.region_groups else "region"
        apart = pl.col("area_kind").cast(pl.String) == kind
        of_type = found.filter(stakeholder=stakeholder) if stakeholder else found
        told = pl.col("tier").cast(pl.String).is_in(SHARED)
        drawn = of_type.filter(agrees & apart & told & pl.lit(centre is not None))
        return funnel(drawn, centre or 0.0, self.deff(question))

    def deff(self, question: str) -> float:
        """The design effect of a question: n answers say as much as n / deff that are independent."""
        rows = self.release.table("design_effects").filter(question=question)
        return float(rows["deff"].item())

    def unheard(self, question: str, benchmark: str) -> Unheard:
        """What those not heard could make of a question, over regions × types of a benchmark."""
        found = self._said("region_stakeholder", question)
        single = pl.col("area").is_in(self.regions) & pl.col("stakeholder").is_in(self.types)
        return unheard(found.filter(single), self.shares(benchmark))
