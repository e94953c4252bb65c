"""Several regions or types at once: what each table says of them, from published cells added up."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.opinion.comparing import added_up
from wellbeing.measures.opinion.majority import with_others
from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.shrinkage import shrunken_like
from wellbeing.measures.sums import PART_OF_SUM, added, summed
from wellbeing.model.grouping import AND
from wellbeing.state.cells import question_base
from wellbeing.state.choice import Choice
from wellbeing.state.margins import Margins, margin_table, rows_of

if TYPE_CHECKING:
    from wellbeing.state.figures import Figures

#: What stands as the kind of an area that is several.
SEVERAL: Final = "several"
_SAID: Final = ("question", "position")


def sums_of(figures: "Figures", choice: Choice) -> pl.DataFrame:
    """The sums that a choice of several asks for: those chosen, in each type and each area, and everywhere.

    A row per part: ``DIMENSIONS`` of the sum, ``PART_OF_SUM``. Parts that make a whole group are that group: its
    figures carry one error.
    """
    by_area, by_type = figures.region_groups, figures.type_groups
    areas = ["", *figures.regions, *by_area.ids] if AND in choice.stakeholder else []
    types = ["", *figures.types, *by_type.ids] if AND in choice.area else []
    in_types = [(choice.area, one) for one in types]
    in_areas = [(one, choice.stakeholder) for one in areas]
    cells = dict.fromkeys([*in_types, *in_areas, (choice.area, choice.stakeholder)])
    kinds = {"": ""} | dict.fromkeys(figures.regions, "region") | dict.fromkeys(by_area.ids, "group")
    rows = [
        (area, kinds.get(area, SEVERAL), type_, part, of_type)
        for area, type_ in cells
        for part in (by_area.cover(area) if AND in area else [area])
        for of_type in (by_type.cover(type_) if AND in type_ else [type_])
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys((*DIMENSIONS, *PART_OF_SUM), pl.String), orient="row")


def with_several(figures: "Figures", choice: Choice, coverage: pl.DataFrame, benchmark: str) -> pl.DataFrame:
    """Coverage of every cell, and of the several that are chosen where they are; sums are of no list.

    With ``cells`` and ``few`` of ``measures.sums``, null of what is no sum.
    """
    if not choice.is_several:
        return coverage
    about = (with_several, choice.cut, benchmark, choice.area, choice.stakeholder)
    few = figures.release.policy.threshold
    found: pl.DataFrame = figures.kept.get(about, partial(summed, coverage, sums_of(figures, choice), few))
    keys = pl.col(DIMENSIONS).cast(pl.String)
    return pl.concat([coverage.with_columns(keys), found.with_columns(keys)], how="diagonal_relaxed")


def said_by_several(figures: "Figures", choice: Choice, question: str) -> Margins | None:
    """Positions of the several that are chosen, beside the whole; None where one is chosen.

    Of a sum there is a row only where the release has each of its cells.
    """
    if not choice.is_several:
        return None
    about = (said_by_several, choice.area, choice.stakeholder, question)
    found: Margins = figures.kept.get(about, partial(_sums_said, figures, choice, question))
    return found


def _sums_said(figures: "Figures", choice: Choice, question: str) -> Margins:
    sums = sums_of(figures, choice)
    said = partial(_said, figures, question)
    empty = figures.positions.beside_whole("total", question).clear()
    cells, areas, types = (
        said(rows) if (rows := sums.filter(_of_margin(area=area, type_=type_))).height else empty
        for area, type_ in ((True, True), (True, False), (False, True))
    )
    return Margins(cells, areas, types, empty)


def chosen_rows(cells: pl.DataFrame, figures: "Figures", choice: Choice, by: str) -> pl.DataFrame:
    """The rows of what is chosen, of a table of its margin; of several the sums of theirs, by a column."""
    if not choice.is_several:
        return rows_of(cells, choice.area, choice.stakeholder)
    of = {
        "area": figures.region_groups.cover(choice.area) if choice.area else [],
        "stakeholder": figures.type_groups.cover(choice.stakeholder) if choice.stakeholder else [],
    }
    is_part = [pl.col(name).cast(pl.String).is_in(some) for name, some in of.items() if some]
    return added(cells.filter(is_part), [by])


def extended(margins: Margins, more: Margins | None) -> Margins:
    """Margins with the rows of others."""
    if more is None:
        return margins
    pairs = zip(margins.frames, more.frames, strict=True)
    return Margins(*(pl.concat(_alike(*pair), how="diagonal_relaxed") for pair in pairs))


def _alike(*frames: pl.DataFrame) -> list[pl.DataFrame]:
    return [
        rows.with_columns(pl.col([name for name in DIMENSIONS if name in rows.columns]).cast(pl.String))
        for rows in frames
    ]


def _of_margin(*, area: bool, type_: bool) -> pl.Expr:
    of_area, of_type = pl.col("area") != "", pl.col("stakeholder") != ""
    return (of_area if area else ~of_area) & (of_type if type_ else ~of_type)


def _said(figures: "Figures", question: str, sums: pl.DataFrame) -> pl.DataFrame:
    """Shares of sums that are all of one margin."""
    first = sums.row(0, named=True)
    table = margin_table(first["area"], first["stakeholder"])
    own = [name for name in DIMENSIONS if name != "area_kind" and first[name]]
    keys = [*own, *(["area_kind"] if "area" in own else [])]
    parts = _parts(sums, own)
    said, asked = figures.positions.answers(table, question), question_base(figures.release, table, question)
    whole_parts = _complete(parts(said), [*keys, *_SAID], keys)
    found = positions(
        added_up(whole_parts, *keys, *_SAID),
        added_up(parts(asked), *keys),
        figures.positions.deff(question),
    )
    return with_others(shrunken_like(found, figures.positions.beside_whole(table, question)))


def _parts(sums: pl.DataFrame, own: list[str]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """What joins each sum with the rows of its parts; ``parts``: how many it should have."""
    names = {"area": "part_area", "stakeholder": "part_stakeholder"}
    by = [names[name] for name in own]
    counted = sums.with_columns(parts=pl.len().over(DIMENSIONS))

    def joined(cells: pl.DataFrame) -> pl.DataFrame:
        typed = cells.drop("area_kind", strict=False).with_columns(pl.col(own).cast(pl.String))
        return counted.join(typed, left_on=by, right_on=own, maintain_order="left")

    return joined


def _complete(parts: pl.DataFrame, by: list[str], keys: list[str]) -> pl.DataFrame:
    """Rows of sums each of whose parts is there."""
    is_whole = pl.len().over(by) == pl.col("parts")
    return parts.filter(is_whole.all().over(keys))
