"""One figure of every cell, of each area, of each type and of the whole; and which of them tells of a choice.

What is the same of areas and of types is said once, of a ``Breakdown``.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

import msgspec
import polars as pl

from wellbeing.model.grouping import Grouping
from wellbeing.state.cells import CROSSED

if TYPE_CHECKING:
    from wellbeing.state.figures import Figures

#: Finest first.
Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]


class Margins(msgspec.Struct, frozen=True):
    """The same columns for cells and their margins; groups stand beside their members."""

    cells: pl.DataFrame
    #: Each area over all types; each type over all areas; everything.
    areas: pl.DataFrame
    stakeholders: pl.DataFrame
    whole: pl.DataFrame

    @classmethod
    def of(cls, figure: Callable[[str], pl.DataFrame]) -> Self:
        """What a function of a table's name says of each of them."""
        return cls(*map(figure, CROSSED))

    @classmethod
    def of_rows(cls, rows: pl.DataFrame) -> Self:
        """One table of every area × type and margin, "" being all, parted."""
        by_area, by_type = pl.col("area") != "", pl.col("stakeholder") != ""
        return cls(
            rows.filter(by_area, by_type),
            rows.filter(by_area, ~by_type),
            rows.filter(~by_area, by_type),
            rows.filter(~by_area, ~by_type),
        )

    def within(self, name: str) -> Self:
        """The same, with no part's range of a number above that of its area, its type or the whole.

        Args:
            name: of a number with ``{name}_low`` and ``{name}_high``; a range does not end below its beginning.
        """
        whole, high = self.whole[f"{name}_high"].max(), f"{name}_high"
        areas, stakeholders = (
            _at_most(frame.with_columns(most=pl.lit(whole)), name)
            for frame in (self.areas, self.stakeholders)
        )
        cells = self.cells
        for key, margin in (("area", areas), ("stakeholder", stakeholders)):
            most = margin.select(key, most=high)
            cells = _at_most(cells.join(most, on=key, how="left", maintain_order="left"), name)
        return type(self)(cells, areas, stakeholders, self.whole)

    @property
    def frames(self) -> Frames:
        """All four."""
        return self.cells, self.areas, self.stakeholders, self.whole

    def at(self, area: str, stakeholder: str) -> pl.DataFrame:
        """The rows of a cell; "" is all areas, or all types."""
        return rows_of(self.frames[_position(area, stakeholder)], area, stakeholder)

    def by_area(self, stakeholder: str) -> pl.DataFrame:
        """Each area: of one type, or of all."""
        return rows_of(self.cells, "", stakeholder) if stakeholder else self.areas

    def by_type(self, area: str) -> pl.DataFrame:
        """Each type: in one area, or in all."""
        return rows_of(self.cells, area, "") if area else self.stakeholders


def margin_table(area: str, stakeholder: str) -> str:
    """The table that tells of an area, a type, both or everything."""
    return CROSSED[_position(area, stakeholder)]


def rows_of(cells: pl.DataFrame, area: str, stakeholder: str) -> pl.DataFrame:
    """The rows of an area, a type or both, of a table that has their columns."""
    keys = {"area": area, "stakeholder": stakeholder}
    return cells.filter(**{name: key for name, key in keys.items() if key})


def _at_most(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    low, high = f"{name}_low", f"{name}_high"
    capped = pl.max_horizontal(low, pl.min_horizontal(high, "most")).alias(high)
    return rows.with_columns(capped).drop("most")


def _position(area: str, stakeholder: str) -> int:
    return (not stakeholder) + 2 * (not area)


class Breakdown(msgspec.Struct, frozen=True):
    """Regions or types: one of the two by which everybody heard is parted."""

    #: The release's table of it; its column there, and its field in a choice.
    table: str
    column: str
    #: What one is called, and several.
    word: str
    words: str
    members: Sequence[str]
    groups: Grouping
    name: Callable[[str], str]

    @property
    def real_groups(self) -> list[str]:
        """The groups that are more than one member."""
        return [one for one in self.groups.ids if len(self.groups.members_of(one)) > 1]


def breakdowns(figures: "Figures") -> tuple[Breakdown, Breakdown]:
    """By region, and by type."""
    names = figures.names
    by_region = (figures.regions, figures.region_groups, names.area)
    by_type = (figures.types, figures.type_groups, names.stakeholder)
    return (
        Breakdown("region", "area", names.words.region, names.words.regions, *by_region),
        Breakdown("stakeholder", "stakeholder", names.words.type, names.words.types, *by_type),
    )
