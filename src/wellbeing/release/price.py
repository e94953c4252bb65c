"""What hiding a cell costs its readers: merging first, then the smallest."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from wellbeing.model.engagement import Engagement, Group
from wellbeing.release.relations import Numbers
from wellbeing.release.requirements import Published
from wellbeing.release.universe import DIMENSIONS

#: Dimensions of tables that are not cut any further.
_PLAIN = ("area", "stakeholder", "community")


@dataclass(frozen=True)
class Prices:
    """Which of several cells to hide."""

    #: Whether the cell stands in a table that every other is a cut of.
    plain: np.ndarray
    #: The cells of the region's group and of the type's group, -1 where there is none.
    groups: np.ndarray

    def cheapest(self, candidates: np.ndarray, told: Published) -> int:
        """A cut before what it cuts; a member whose group stays shown before others; then the smallest."""
        answered = (self.groups[candidates] >= 0) & told.shown[self.groups[candidates]]
        alone = ~answered.any(axis=1)
        order = np.lexsort((candidates, told.count[candidates], alone, self.plain[candidates]))
        return int(candidates[order[0]])


def prices(cells: pl.DataFrame, settings: Engagement) -> Prices:
    """The prices of ``universe.each_once``."""
    cut = [name for name in DIMENSIONS if name not in _PLAIN]
    plain = cells.select(pl.all_horizontal(pl.col(cut) == "")).to_series().to_numpy()
    axes = (("area", settings.region_groups), ("stakeholder", settings.stakeholder_groups))
    groups = np.column_stack([_group_cells(cells, name, groups) for name, groups in axes])
    return Prices(plain, groups)


def _group_cells(cells: pl.DataFrame, name: str, groups: tuple[Group, ...]) -> Numbers:
    member = {part: group.id for group in groups if len(group.members) > 1 for part in group.members}
    above = cells.with_columns(pl.col(name).replace_strict(member, default=None, return_dtype=pl.String))
    wholes = cells.select(*DIMENSIONS, group="cell")
    found = above.join(wholes, on=DIMENSIONS, how="left", maintain_order="left")
    return found["group"].fill_null(-1).to_numpy()
