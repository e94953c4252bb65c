"""Measures that lie in a folder, or come with an installed package: code of others, run where somebody says so."""

import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Final

from wellbeing.language import say
from wellbeing.reports.own.measure import own_shows, register_failed
from wellbeing.reports.shows.own.errors import Failure, failure_in, interruptible
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
        load_file(path)
    for name in package_names():
        load_package(name)
    return [show.measure.title for show in own_shows()]


def load_file(path: Path) -> None:
    """Run one file, whose measures are shown from then on; one that fails is shown in its place, with why."""
    name = f"wellbeing_measures_{path.stem}"
    found = spec_from_file_location(name, path)
    if found is None or found.loader is None:
        return
    module = module_from_spec(found)
    sys.modules[name] = module
    if failure := _raised(partial(found.loader.exec_module, module), f"{path}"):
        register_failed(path.stem, say("Measure of {file}", file=path.name), failure)


def package_names() -> list[str]:
    """The names under which installed packages declare measures."""
    return [point.name for point in entry_points(group=ENTRY_POINTS)]


def load_package(name: str) -> None:
    """Load what installed packages declare under a name; what fails is shown in its place, with why."""
    for point in entry_points(group=ENTRY_POINTS, name=name):
        if failure := _raised(point.load, ""):
            register_failed(point.name, say("Measure {name}", name=point.name), failure)


def _raised(load: Callable[[], object], file: str) -> Failure | None:
    """What loading raised, and on which line of that file; None where all went well."""
    with interruptible() as pressed:
        try:
            load()
        except BaseException as error:  # the page says so in its place, whatever it is
            if pressed:
                raise
            return failure_in(file, error)
    return None
