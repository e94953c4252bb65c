"""Hold the cells that decisions name against the newest release: one that is hidden or missing is named."""

from collections.abc import Iterator
from typing import Final

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import read_release
from wellbeing.reports.briefing.references import HIDDEN, MISSING, reference
from wellbeing.sources.engagement import read_engagement
from wellbeing.state.figures import Figures

_WHY: Final = {"hidden": HIDDEN, "missing": MISSING}


def untold_evidence(folders: Folders) -> Iterator[str]:
    """A line for each cell; none where the workspace has no release of this engagement."""
    engagement, found = read_engagement(folders.engagement).engagement, releases(folders.workspace)
    if not (engagement.decisions and found):
        return
    try:
        figures = Figures(read_release(found[-1], folders.trust))
    except DataError as error:
        yield f"  decisions.csv: not held against a release: {error}"
        return
    if figures.engagement.id != engagement.id:
        return
    named = {
        cell: one.option for one in engagement.decisions for cell in (*one.for_cells, *one.against_cells)
    }
    for cell, option in named.items():
        if why := _WHY.get(reference(figures, cell).told):
            yield f"  decisions.csv: “{option}” rests on '{cell}': {why} (release {figures.release.id})."
