"""The figures of one release, each worked out once and kept: what every part of every page reads."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import polars as pl

from wellbeing.language import message, say, speak
from wellbeing.measures.cells import middle
from wellbeing.measures.coverage.benchmarks import margins_of, planned, shares
from wellbeing.measures.coverage.counting import held
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.coverage.finest import finest
from wellbeing.measures.coverage.yardsticks import yardsticks
from wellbeing.model.engagement import Benchmark
from wellbeing.model.grouping import Grouping
from wellbeing.model.kept import Kept, copies
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.store.opening import Release
from wellbeing.state.cells import compared_cells, every_cell, members_told, slices_offered
from wellbeing.state.comment_figures import CommentFigures
from wellbeing.state.counting import times_of_states, ways_of_counting
from wellbeing.state.names import Names
from wellbeing.state.position_figures import PositionFigures

#: Place names carry their provenance; under a page's badge the map need not repeat it at each dot.
SYNTHETIC: Final = " (synthetic)"
#: The other reading: not a share of those who came, but how many the plan meant to hear.
TARGETS: Final = Benchmark(
    id="targets",
    en=message("The plan’s own targets"),
    note=message("How many the plan meant to hear in each area, everybody together: numbers, not shares."),
)
#: What nobody looks at alone: who states nothing; further copies, among which a gap would mean nothing.
_NO_SLICE: Final = (NOT_STATED, "copy")
#: Answers and texts of parts that readers of one release share: some hundred selections with all their parts.
MOST_KEPT: Final = 2_000
#: Regions × types that a cell is made of.
Parts = frozenset[tuple[str, str]]


class Figures:
    """Coverage and opinion from published cells. Immutable, so that sessions may share it."""

    def __init__(self, release: Release) -> None:
        """Take the release whose tables are read."""
        self.release, self.engagement = release, release.engagement
        speak(self.engagement.language)
        self.positions, self.comments = PositionFigures(release), CommentFigures(release)
        #: What follows from a choice, for every reader of these figures.
        self.kept = Kept(MOST_KEPT)
        self.coverage = copies(self._coverage)
        self.cells = copies(self._cells)
        self.finest = copies(self._finest)
        self.yardsticks, self.holding = copies(self._yardsticks), copies(self._holding)

    @cached_property
    def names(self) -> Names:
        """What areas, types and slices are called."""
        return Names(self.engagement, self.release.table("areas"))

    @cached_property
    def regions(self) -> list[str]:
        """Region codes in order, without groups."""
        areas = self.release.table("areas").filter(pl.col("area_kind") == "region")
        return areas["area"].to_list()

    @cached_property
    def types(self) -> list[str]:
        """Stakeholder types in order, without groups."""
        return [term.id for term in self.engagement.stakeholders]

    @cached_property
    def region_groups(self) -> Grouping:
        """Which region belongs to which group."""
        return Grouping(self.engagement.region_groups, self.regions)

    @cached_property
    def type_groups(self) -> Grouping:
        """Which type belongs to which group."""
        return Grouping(self.engagement.stakeholder_groups, self.types)

    def parts(self, area: str, stakeholder: str) -> Parts:
        """The regions × types that a cell is made of; a group of one is the same as its member."""
        types = self.type_groups.members_of(stakeholder)
        return frozenset((region, one) for region in self.region_groups.members_of(area) for one in types)

    def same_cell(self, area: str, stakeholder: str) -> list[tuple[str, str]]:
        """A cell, and the same contributions under other names: of a group of one, or of its member."""
        areas, types = self.region_groups.same(area), self.type_groups.same(stakeholder)
        return [(one, type_) for one in areas for type_ in types] if area or stakeholder else []

    def groups_of(self, area: str, stakeholder: str) -> tuple[str, str]:
        """The cell of groups that a cell is part of."""
        return self.region_groups.group_of(area), self.type_groups.group_of(stakeholder)

    def of_groups(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The default view of the matrix: rows of region groups × type groups."""
        return _among(cells, self.region_groups.ids, self.type_groups.ids)

    def of_members(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Rows of single regions × single types."""
        return _among(cells, self.regions, self.types)

    @cached_property
    def states(self) -> dict[str, int]:
        """How many region × type cells are in each state, by the default benchmark; groups left out."""
        return times_of_states(self.of_members(self.coverage()))

    @cached_property
    def region_states(self) -> dict[str, int]:
        """How many regions, over all types, are in each state, by the default benchmark."""
        is_region = pl.col("area").is_in(self.regions) & (pl.col("stakeholder") == "")
        return times_of_states(self.coverage().filter(is_region))

    @cached_property
    def slices(self) -> list[tuple[str, str]]:
        """Every value of every slice that the release holds, as ``channel:paper``, and the slice's label."""
        offered = slices_offered(self.release)
        values = [(cut, value) for cut in offered for value in members_told(self.release, cut.name)]
        return [(f"{cut.name}:{value}", say(cut.label)) for cut, value in values if value not in _NO_SLICE]

    @cached_property
    def hui_places(self) -> pl.DataFrame:
        """One row per place where hui were held: ``x``, ``y`` drawn, how many ``hui``, ``words``."""
        held = self.release.table("events").filter(pl.col("status").cast(pl.String) == "held")
        by_place = held.group_by("place", "region", "x", "y", maintain_order=True).agg(hui=pl.len())
        words = self.engagement.words
        noun = pl.when(pl.col("hui") == 1).then(pl.lit(words.event)).otherwise(pl.lit(words.events))
        name = pl.col("place").str.strip_suffix(SYNTHETIC)
        return by_place.with_columns(words=pl.format("{}: {} {}", name, "hui", noun))

    @cached_property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """The benchmarks whose figures are at hand; an empty slot is not among them."""
        filled = set(self.release.table("benchmarks")["set"])
        return tuple(
            choice for choice in self.engagement.benchmarks if set() < margins_of(choice).sets <= filled
        )

    @cached_property
    def readings(self) -> tuple[Benchmark, ...]:
        """The benchmarks at hand, and the plan's own targets where there are any."""
        targets = [] if self.release.table("plan").is_empty() else [TARGETS.said()]
        return (*self.benchmarks, *targets)

    @property
    def benchmark_names(self) -> dict[str, str]:
        """Id → name, of every benchmark at hand."""
        return {choice.id: choice.en for choice in self.readings}

    def benchmark(self, name: str) -> Benchmark:
        """The benchmark of that id, or the default."""
        named = [choice for choice in self.readings if choice.id == name]
        return named[0] if named else self.engagement.default_benchmark

    def _cells(self, cut: str = "") -> pl.DataFrame:
        """The published cells of areas × types and their margins, or those of one value of a slice."""
        name, _, value = cut.partition(":")
        cells = every_cell(self.release, name)
        return cells.filter(pl.col(name) == value).drop(name) if name else cells

    def contributions(self, cut: str = "") -> float:
        """About how many contributions are in scope."""
        return float(self.cells(cut).filter(area="", stakeholder="").select(middle()).item())

    def _coverage(self, cut: str = "", benchmark: str = "") -> pl.DataFrame:
        """Who was heard, of every area × type and both margins: the one place where a state is worked out."""
        shares, few = self.shares(benchmark), self.release.policy.threshold
        cells = compared_cells(self.release, cut, shares, self.type_groups)
        return coverage(cells, shares, self.region_groups, self.type_groups, few)

    @cached_property
    def hui_size(self) -> float | None:
        """How many usually came to a hui; None where none was held, or it is not told."""
        figures = {row["figure"]: row["count"] for row in self.release.table("figures").iter_rows(named=True)}
        hui, attendances = figures.get("hui"), figures.get("attendances")
        return attendances / hui if hui and attendances else None

    def _finest(self, cut: str, benchmark: str) -> pl.DataFrame:
        """Every question about an area, a type or both, answered at the finest level that can."""
        return finest(self.coverage(cut, benchmark), self.engagement)

    @cached_property
    def not_stated(self) -> dict[str, dict[str, Any]]:
        """Column → the published cell of contributions that state no region, or no type."""
        margins = {"area": "region", "stakeholder": "stakeholder"}
        cells = {
            column: self.release.table(margin).filter(pl.col(column) == NOT_STATED)
            for column, margin in margins.items()
        }
        return {column: rows.row(0, named=True) for column, rows in cells.items() if rows.height}

    def shares(self, benchmark: str = "") -> pl.DataFrame:
        """The benchmark's share of every area × type, groups and margins beside them."""
        choice, benchmarks = self.benchmark(benchmark), self.release.table("benchmarks")
        if choice.id == TARGETS.id:
            return planned(self.release.table("plan"), self.engagement, self.regions)
        return shares(benchmarks, choice, self.engagement, self.regions)

    def _yardsticks(self, cut: str, benchmark: str) -> pl.DataFrame:
        """What every benchmark at hand says of each cell, the one of that id first."""
        shown = self.benchmark(benchmark)
        choices = [shown, *(choice for choice in self.benchmarks if choice.id != shown.id)]
        if shown.id == TARGETS.id:  # an absolute number is no yardstick of shares
            choices = [shown]
        return yardsticks(
            {choice.id: self.coverage(cut, choice.id) for choice in choices},
            {choice.id: margins_of(choice) for choice in choices},
        )

    def _holding(self, benchmark: str) -> pl.DataFrame:
        """Whether what is said of each cell holds when it is counted or compared in other ways."""
        return held(self.coverage("", benchmark), ways_of_counting(self, benchmark))


def _among(cells: pl.DataFrame, areas: Sequence[str], types: Sequence[str]) -> pl.DataFrame:
    return cells.filter(pl.col("area").is_in(areas), pl.col("stakeholder").is_in(types))
