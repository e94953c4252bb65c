"""The rows of a file of a measure."""

from collections.abc import Sequence
from typing import Any

import msgspec

from wellbeing.reports.shows.own.working_out import member_cell
from wellbeing.reports.words.heard_rows import kind_of
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.figures import Figures


def told_once(rows: Sequence[dict[str, Any]], pictures: Pictures, figures: Figures) -> list[dict[str, Any]]:
    """Each cell once, of which kind it is, and its number with all its digits: those of a measure may be small."""
    return [
        row
        | msgspec.structs.asdict(pictures[row["area"], row["stakeholder"]].numbers)
        | cell_kinds(row["area"], row["stakeholder"], figures)
        for row in rows
        if member_cell((row["area"], row["stakeholder"]), figures) == (row["area"], row["stakeholder"])
    ]


def cell_kinds(area: str, stakeholder: str, figures: Figures) -> dict[str, Any]:
    """Whether the area and the type of a cell are groups: one beside its members is never added up."""
    return {
        "area_kind": kind_of(area, figures.region_groups, "region"),
        "stakeholder_kind": kind_of(stakeholder, figures.type_groups, "type"),
    }
