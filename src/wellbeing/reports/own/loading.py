"""Measures that lie in a folder, or come with an installed package: code of others, run where somebody says so."""

import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Final

from wellbeing.reports.own.measure import own_shows, register_failed
from wellbeing.sources.paths import engagement_folder
from wellbeing.state.rows.arguments import takes

#: The folder of an engagement that measures lie in, and the entry points of a package that has some.
MEASURES_FOLDER: Final = "measures"
ENTRY_POINTS: Final = "wellbeing.measures"


@takes()
def load_measures(folder: str | Path | None = None) -> list[str]:
    """Run each Python file of a folder, so that the measures in it are shown; and those of installed packages.

    **This runs the folder's code** with all that this process may do: do it where you believe its owner. A file that
    fails is shown in its place, with why.

    Args:
        folder: with ``*.py``; None is ``measures/`` of the engagement's folder.

    Returns:
        The titles of all measures that are shown now.
    """
    here = Path(folder) if folder is not None else engagement_folder() / MEASURES_FOLDER
    for path in sorted(here.glob("*.py")):
        _run(path)
    for name, error in _from_packages():
        register_failed(name, f"Measure {name}", error)
    return [show.measure.title for show in own_shows()]


def _run(path: Path) -> None:
    name = f"wellbeing_measures_{path.stem}"
    found = spec_from_file_location(name, path)
    if found is None or found.loader is None:
        return
    module = module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except Exception as error:  # the page says so in its place
        register_failed(path.stem, f"Measure of {path.name}", f"{type(error).__name__}: {error}")


def _from_packages() -> Iterator[tuple[str, str]]:
    """Load what packages declare; names and errors of those that fail."""
    for point in entry_points(group=ENTRY_POINTS):
        try:
            point.load()
        except Exception as error:
            yield point.name, f"{type(error).__name__}: {error}"
