"""Which cells lack voices, each said once at the coarsest level at which it shows."""

import polars as pl

from wellbeing.measures.states import UNDER
from wellbeing.state.figures import Figures

KEYS = ["area", "area_kind", "stakeholder"]
#: Regions × types that a cell is made of.
Parts = frozenset[tuple[str, str]]


def lacking(figures: Figures, cells: pl.DataFrame) -> pl.DataFrame:
    """Gaps and thin cells, gaps first, then by how many more would reach their share.

    A gap of a group is told once: cells inside it are not told again. A gap of a single cell is told where
    its groups are not lacking. ``robust``: whether the state holds under every benchmark (null: not tested).
    """
    lacks = cells.filter(pl.col("state").cast(pl.String).is_in(UNDER)).join(
        figures.robust.select(*KEYS, "robust"), on=KEYS, how="left"
    )
    told = _coarsest_first(lacks).to_dicts()
    kept = _once([(row, figures.parts(row["area"], row["stakeholder"])) for row in told])
    return _ranked(pl.DataFrame(kept, schema=lacks.schema))


def _coarsest_first(lacks: pl.DataFrame) -> pl.DataFrame:
    return lacks.sort(pl.col("state").cast(pl.String) == "thin", -pl.col("expected"), maintain_order=True)


def _once(told: list[tuple[dict[str, object], Parts]]) -> list[dict[str, object]]:
    kept: list[tuple[dict[str, object], Parts]] = []
    for row, parts in told:
        if not any(parts <= larger for _, larger in kept):
            kept.append((row, parts))
    return [row for row, _ in kept]


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    is_thin = pl.col("state").cast(pl.String) == "thin"
    return rows.sort(is_thin, -pl.col("needed_high"), "area", "stakeholder")
