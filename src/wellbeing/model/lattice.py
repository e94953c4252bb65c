"""The closed lattice of release tables: what can be asked of a release, and nothing else."""

from typing import Final

import msgspec

#: The tables that every slice starts from, with their dimensions.
MARGINS: Final[dict[str, tuple[str, ...]]] = {
    "total": (),
    "region": ("area",),
    "stakeholder": ("stakeholder",),
    "community": ("community",),
    "region_stakeholder": ("area", "stakeholder"),
    "region_community": ("area", "community"),
}
#: What a table may be cut by, once. A cut by an opinion is made per question.
SLICES: Final = ("channel", "topic", "period", "position", "tone", "theme")
OPINIONS: Final = ("position", "tone", "theme")
#: What is told of comments, which are fewer than contributions: crossed tables of it are of groups only.
OF_COMMENTS: Final = ("tone", "theme")
#: Small and overlapping at once: never cut further.
UNSLICED: Final = "region_community"
#: The columns that every table of cells ends with.
MEASURED: Final = ("status", "count", "low", "high", "held_since")


class CellTable(msgspec.Struct, frozen=True):
    """One table of the lattice: its name, its dimensions, and the slice it is cut by ("" for none)."""

    name: str
    margin: str
    slice: str = ""

    @property
    def coarse(self) -> bool:
        """Whether its areas and types are groups only (docs/decisions/comments-are-crossed-by-groups.md)."""
        return self.slice in OF_COMMENTS and len(MARGINS[self.margin]) > 1

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The key columns in order; ``area`` brings ``area_kind`` with it, an opinion its ``question``."""
        area = tuple(("area", "area_kind") if "area" in MARGINS[self.margin] else ())
        rest = tuple(column for column in MARGINS[self.margin] if column != "area")
        question = ("question",) if self.slice in OPINIONS else ()
        return (*area, *rest, *question, *((self.slice,) if self.slice else ()))


def table_name(margin: str, cut: str = "") -> str:
    """The contract's name of a table: ``region_stakeholder_by_channel``."""
    return f"{margin}_by_{cut}" if cut else margin


def cell_tables(slices: tuple[str, ...] = SLICES) -> tuple[CellTable, ...]:
    """Every table of cells in the lattice that the given slices make."""
    plain = [CellTable(name, name) for name in MARGINS]
    cut = [
        CellTable(table_name(margin, cut), margin, cut)
        for margin in MARGINS
        if margin != UNSLICED
        for cut in slices
    ]
    return (*plain, *cut)
