"""The closed lattice of release tables: what can be asked of a release, and nothing else.

The one declaration of dimensions and slices. Tables, equations, the audit, the switches on pages and the
attacks are made from it: a slice that is added here is in all of them.
"""

from collections.abc import Iterable, Sized
from typing import Final, Literal

import msgspec

from wellbeing.language import message
from wellbeing.model.vocabulary import NOT_STATED

#: The tables that every slice starts from, with their dimensions.
MARGINS: Final[dict[str, tuple[str, ...]]] = {
    "total": (),
    "region": ("area",),
    "stakeholder": ("stakeholder",),
    "community": ("community",),
    "region_stakeholder": ("area", "stakeholder"),
    "region_community": ("area", "community"),
}
#: Small and overlapping at once: never cut further.
UNSLICED: Final = "region_community"
#: The margins of a question that is not a headline question.
PLAIN_MARGINS: Final = ("total", "region", "stakeholder")
SLICED: Final = tuple(name for name in MARGINS if name != UNSLICED)
#: The margins of those who were heard, communities apart.
PEOPLE: Final = ("total", "region", "stakeholder", "region_stakeholder")
#: Of everybody, and by type.
TYPES: Final = ("total", "stakeholder")
#: The columns that every table of cells ends with.
MEASURED: Final = ("status", "count", "low", "high", "sd")


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """A way to cut a table: declared once, here or by whoever makes a release with one of their own."""

    #: Ends the table's name (``region_by_channel``) and names its column.
    name: str
    #: On pages.
    label: str
    #: The column of a contribution that says to which member it counts; ``name`` where empty.
    column: str = ""
    #: Whether each contribution counts to exactly one member, so that members add up to the whole.
    partitions: bool = True
    #: The margins that it cuts.
    crosses: tuple[str, ...] = SLICED
    #: Whether it is made per question, and of which kind: an opinion.
    question: Literal["", "closed", "open"] = ""
    #: Whether crossed tables are of groups only (docs/decisions/comments-are-crossed-by-groups.md).
    coarse: bool = False
    #: Its members, where they are not the engagement's own.
    members: tuple[str, ...] = ()
    #: The member of contributions that name none. Where it is declared it is what the others leave of the whole,
    #: and is hardly measured itself (docs/decisions/own-words-are-what-copies-leave.md).
    rest: str = NOT_STATED
    #: The plain slice that an opinion is crossed with, of headline questions; "" where it is the opinion's own.
    by: str = ""

    @property
    def key(self) -> str:
        """What it adds to the name of a table."""
        return f"{self.name}_by_{self.by}" if self.by else self.name

    @property
    def counted_by(self) -> str:
        """The column of a contribution."""
        return self.column or self.name


class Lattice(msgspec.Struct, frozen=True, kw_only=True):
    """All that a release can be asked for. It may have more slices than the default one, not fewer."""

    slices: tuple[Slice, ...]

    @property
    def plain(self) -> tuple[Slice, ...]:
        """The slices of who was heard, apart from what they said."""
        return tuple(cut for cut in self.slices if not cut.question)

    @property
    def opinions(self) -> tuple[Slice, ...]:
        """The slices of what they said."""
        return tuple(cut for cut in self.slices if cut.question and not cut.by)

    @property
    def crossed(self) -> tuple[Slice, ...]:
        """The slices of what they said that are cut by a plain slice too."""
        return tuple(cut for cut in self.slices if cut.by)

    def named(self, name: str) -> Slice | None:
        """The slice of a name; None where there is none."""
        return next((cut for cut in self.slices if cut.key == name), None)

    @property
    def tables(self) -> "tuple[CellTable, ...]":
        """Every table of cells."""
        return (
            *(CellTable(name=name, margin=name) for name in MARGINS),
            *(
                CellTable(name=table_name(margin, cut.key), margin=margin, slice=cut)
                for margin in MARGINS
                for cut in self.slices
                if margin in cut.crosses
            ),
        )


class CellTable(msgspec.Struct, frozen=True, kw_only=True):
    """One table of the lattice: its name, its margin, and the slice that cuts it, if any."""

    name: str
    margin: str
    slice: Slice | None = None

    @property
    def coarse(self) -> bool:
        """Whether its areas and types are groups only."""
        return self.slice is not None and self.slice.coarse and len(MARGINS[self.margin]) > 1

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The key columns in order; ``area`` brings ``area_kind`` with it, an opinion its ``question``."""
        keys = MARGINS[self.margin]
        area = ("area", "area_kind") if "area" in keys else ()
        rest = tuple(column for column in keys if column != "area")
        if self.slice is None:
            return (*area, *rest)
        opinion = tuple(filter(None, ("question" if self.slice.question else "", self.slice.by)))
        return (*area, *rest, *opinion, self.slice.name)


#: What a table may be cut by, once.
LATTICE: Final = Lattice(
    slices=(
        Slice(name="channel", label=message("Channel")),
        Slice(name="topic", label=message("Topic")),
        Slice(name="period", label=message("Period")),
        Slice(
            name="campaign", label=message("Campaigns"), crosses=PEOPLE, members=("own", "copy"), rest="own"
        ),
        Slice(name="position", label=message("Position"), question="closed"),
        Slice(name="position", label=message("Position"), question="closed", by="channel", crosses=TYPES),
        Slice(name="tone", label=message("Tone"), question="open", coarse=True),
        Slice(
            name="theme",
            label=message("Theme"),
            column="themes",
            partitions=False,
            question="open",
            coarse=True,
        ),
    )
)


#: What an engagement of several rounds is cut by besides.
BY_ROUND: Final = (
    Slice(name="round", label=message("Round")),
    Slice(name="position", label=message("Position"), question="closed", by="round", crosses=TYPES),
)


def lattice_of(rounds: Sized) -> Lattice:
    """What a release can be asked for of an engagement in which so many rounds have begun."""
    return Lattice(slices=(*LATTICE.slices, *BY_ROUND)) if len(rounds) > 1 else LATTICE


def table_name(margin: str, cut: str = "") -> str:
    """The contract's name of a table: ``region_stakeholder_by_channel``."""
    return f"{margin}_by_{cut}" if cut else margin


def cell_tables(lattice: Lattice = LATTICE, without: Iterable[str] = ()) -> tuple[CellTable, ...]:
    """Every table of cells in a lattice, but for those named."""
    left_out = set(without)
    return tuple(table for table in lattice.tables if table.name not in left_out)
