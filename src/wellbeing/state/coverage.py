"""What a choice shows of coverage: every cell and margin, what is chosen, and which cells lack voices."""

from typing import Final

import polars as pl

from wellbeing.measures.coverage.finest import slice_is_offered
from wellbeing.measures.coverage.states import UNDER
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures, Parts
from wellbeing.state.margins import Margins, rows_of

#: What one cell of a table of areas × types is told from another by.
CELL: Final = ["area", "area_kind", "stakeholder"]


class Coverage(Margins, frozen=True):
    """Who was heard, under the chosen slice and benchmark, from published cells."""

    #: Each area for the chosen type, or for all: what the map shows.
    map_rows: pl.DataFrame
    #: What the chosen area or type is made of: the types in it, or the regions of it.
    inside: pl.DataFrame
    #: The chosen cell answered at the finest level that can: one row, none when nothing is chosen.
    finest: pl.DataFrame
    #: Cells that lack voices, gaps first, each with whether that holds under every benchmark.
    gaps: pl.DataFrame
    #: Whether enough of the matrix resolves for this slice to be shown crossed.
    is_crossable: bool


def coverage_of(figures: Figures, choice: Choice) -> Coverage:
    """Coverage of everything that a choice shows."""
    benchmark = figures.benchmark(choice.benchmark).id
    margins = Margins.of(lambda table: figures.coverage(table, choice.cut, benchmark))
    every = figures.finest(choice.cut, benchmark)
    return Coverage(
        *margins.frames,
        map_rows=margins.by_area(choice.stakeholder),
        inside=_inside(figures, margins.cells, choice),
        finest=every.filter(area=choice.area, stakeholder=choice.stakeholder),
        gaps=gap_list(figures, margins.cells),
        is_crossable=slice_is_offered(figures.of_groups(margins.cells)),
    )


def gap_list(figures: Figures, cells: pl.DataFrame) -> pl.DataFrame:
    """Gaps and thin cells, gaps first, then by how many more would reach their share.

    A gap of a group is listed once: cells inside it are not listed again. A gap of a single cell is listed
    where its groups are not lacking. ``robust``: whether the state holds under every benchmark (null: not
    tested).
    """
    lacking = cells.filter(pl.col("state").cast(pl.String).is_in(UNDER)).join(
        figures.robust.select(*CELL, "robust"), on=CELL, how="left"
    )
    rows = _coarsest_first(lacking).to_dicts()
    distinct = _distinct([(row, figures.parts(row["area"], row["stakeholder"])) for row in rows])
    return _largest_first(pl.DataFrame(distinct, schema=lacking.schema))


def _inside(figures: Figures, cells: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """The types within the chosen area, or the regions of the chosen type or cell; without groups."""
    if choice.area and not choice.stakeholder:
        return rows_of(cells, choice.area, "").filter(pl.col("stakeholder").is_in(figures.types))
    regions = figures.region_groups.members_of(choice.area)
    return cells.filter(pl.col("area").is_in(regions), pl.col("stakeholder") == choice.stakeholder)


def _is_thin() -> pl.Expr:
    return pl.col("state").cast(pl.String) == "thin"


def _coarsest_first(lacking: pl.DataFrame) -> pl.DataFrame:
    return lacking.sort(_is_thin(), -pl.col("expected"), maintain_order=True)


def _distinct(lacking: list[tuple[dict[str, object], Parts]]) -> list[dict[str, object]]:
    distinct: list[tuple[dict[str, object], Parts]] = []
    for row, parts in lacking:
        if not any(parts <= larger for _, larger in distinct):
            distinct.append((row, parts))
    return [row for row, _ in distinct]


def _largest_first(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort(_is_thin(), -pl.col("needed_high"), "area", "stakeholder")
