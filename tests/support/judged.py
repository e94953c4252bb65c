"""Coverage of a release's tables before they are a folder, as pages work it out."""

from dataclasses import dataclass

import polars as pl

from wellbeing.measures.coverage.benchmarks import shares
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.model.grouping import Grouping
from wellbeing.model.lattice import LATTICE
from wellbeing.state.cells import compared_cells


@dataclass(frozen=True)
class Unopened:
    """Tables that are read as an open release's are."""

    tables: dict[str, pl.DataFrame]
    lattice: object = LATTICE

    def table(self, name):
        """One of them."""
        return self.tables[name]


def judged(tables, folder, tier="adviser", benchmark=None):
    """Every area × type and margin, by the default benchmark or the one of that id."""
    settings = folder.engagement
    choice = next((one for one in settings.benchmarks if one.id == benchmark), settings.default_benchmark)
    regions = folder.regions["code"].to_list()
    areas = Grouping(settings.region_groups, regions)
    types = Grouping(settings.stakeholder_groups, [term.id for term in settings.stakeholders])
    known = shares(folder.benchmarks, choice, settings, regions)
    cells = compared_cells(Unopened(tables), "", known, types)
    return coverage(cells, known, areas, types, settings.disclosure[tier].threshold)
