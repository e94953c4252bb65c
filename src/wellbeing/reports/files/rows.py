"""The rows of what is shown, for programs: numbers are numbers, and why one is not there stands in ``status``."""

from typing import Any, Final

import polars as pl

from wellbeing.model.grouping import AND
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: Kinds of rows, in the order in which they stand in a file: no contribution is in two rows of one, but of several.
ROW_KINDS: Final = (
    *("everyone", "region", "type", "region and type", "no region stated", "no type stated"),
    *("group of regions", "group of types", "region and group of types", "group of regions and type"),
    *("group of regions and group of types", "several"),
)


def file_rows(answer: Answer) -> pl.DataFrame:
    """What is published of each cell, a row each: ``row_kind``, ``chosen``, then what the show tells of it.

    ``row_kind`` is one of ``ROW_KINDS``; ``chosen`` marks the selection, and what stands beside it. A group of one
    region is a group, though it is the same as its member.
    """
    chosen, figures = _chosen(answer), answer.figures
    rows = [
        {
            "row_kind": row_kind(row["area"], row.get("stakeholder", ""), figures),
            "chosen": (row["area"], row.get("stakeholder", "")) in chosen,
        }
        | row
        for row in show_of(answer).rows(answer)
    ]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.sort(pl.col("row_kind").cast(pl.Enum(ROW_KINDS)), maintain_order=True)


def row_kind(area: str, stakeholder: str, figures: Figures) -> str:
    """What a row of an area and a type is of; "" is all."""
    if NOT_STATED in {area, stakeholder}:
        return f"no {'region' if area == NOT_STATED else 'type'} stated"
    if AND in area or AND in stakeholder:
        return "several"
    of_area = "group of regions" if area in figures.region_groups.ids else "region"
    of_type = "group of types" if stakeholder in figures.type_groups.ids else "type"
    parts = [of_area if area else "", of_type if stakeholder else ""]
    return " and ".join(filter(None, parts)) or "everyone"


def _chosen(answer: Answer) -> set[tuple[Any, Any]]:
    """The cells that are chosen, under the names that were chosen; none where everything is shown."""
    choices = filter(None, (answer.choice, answer.choice.beside))
    return {(one.area, one.stakeholder) for one in choices if one.area or one.stakeholder or one.community}
