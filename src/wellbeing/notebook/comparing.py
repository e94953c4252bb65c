"""Two releases of one engagement as one table, the earlier's figures before the later's."""

from pathlib import Path

from wellbeing.notebook.about import about_two
from wellbeing.notebook.frames import FigureFrame
from wellbeing.release.store.catalogue import RELEASE_ID
from wellbeing.release.store.opening import Release, open_release
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.asked import AskedRows, with_owner
from wellbeing.state.rows.compared import side_by_side
from wellbeing.state.rows.shared import figures_of


def compared_rows(
    figures: Figures, other: str | Path | Release, rows: AskedRows, compared_with: str
) -> FigureFrame:
    """What two releases say of each cell that is asked for (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    beside = other if isinstance(other, Release) else open_release(_beside(figures.release.path, other))
    before, now = sorted((figures_of(beside), figures), key=lambda one: _order(one.release.id))
    told = rows.of(Margins.of_rows(side_by_side(before, now, compared_with)), figures)
    return FigureFrame(with_owner(told, figures)).told(about_two(before.release, now.release))


def _beside(folder: Path, other: str | Path) -> str | Path:
    """A release that lies beside another, by its id; else as it is named."""
    found = folder.parent / other
    return found if RELEASE_ID.fullmatch(str(other)) and found.is_dir() else other


def _order(name: str) -> tuple[str, int]:
    day, _, serial = name.rpartition(".")
    return day, int(serial)
