"""Figures of the whole engagement that are no counts: no finer than one decimal, and no more of them."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from wellbeing.model.errors import counted
from wellbeing.release.estimate.clustering import CLUSTERING, DESIGN_EFFECTS, TOGETHER
from wellbeing.release.store.opening import Release

#: Table → its figure; each is 1 where nobody came together.
_FIGURES: Final = {DESIGN_EFFECTS: "deff", CLUSTERING: "phi"}


def factors(release: Release) -> Iterator[str]:
    """Sentences about figures that are told more finely than a release may."""
    for table, name in _FIGURES.items():
        figure = pl.col(name)
        wrong = release.table(table).filter((figure != figure.round(1)) | (figure < 1)).height
        if wrong:
            yield f"{counted(wrong, 'figure')} of {table} not a size to one decimal."
    settings = release.engagement
    rows = {
        DESIGN_EFFECTS: sum(asked.closed for asked in settings.questions),
        CLUSTERING: len(settings.channels) * len(TOGETHER),
    }
    for table, number in rows.items():
        if release.table(table).height != number:
            yield f"Table {table} does not hold one figure each of {number}."
