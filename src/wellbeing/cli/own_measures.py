"""``--measures``: the Python files of the engagement's ``measures/`` are run, where whoever gives a command says so."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError

if TYPE_CHECKING:
    from wellbeing.release.store.opening import Release

_WANTED: Final = "wellbeing.measures"
#: As ``reports.own.loading`` has it: what that imports takes long.
_FOLDER: Final = "measures"


def _note(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's own
    context.meta[_WANTED] = value


#: The option of a command; whether it was given is asked of its context.
measures_option: Final[Callable[[Any], Any]] = click.option(
    "--measures",
    is_flag=True,
    expose_value=False,
    callback=_note,
    help="Run the engagement's measures/*.py, and show what they say. Only where you believe that folder's owner.",
)


def run_measures(folders: Folders, release: "Release") -> None:
    """Where it was asked for, work the engagement's measures out of a release that is believed.

    Raises:
        DataError: it has none.
    """
    if _is_wanted():
        from wellbeing.reports.own.apart import load_apart  # noqa: PLC0415

        load_apart(_folder(folders), release)


def handed_measures(folders: Folders, private: Path) -> list[str]:
    """What tells a serving process of a copy of the engagement's measures; nothing where it was not asked for.

    Raises:
        DataError: it has none.
    """
    if not _is_wanted():
        return []
    copy = private / _FOLDER
    copy.mkdir()
    for path in sorted(_folder(folders).glob("*.py")):
        shutil.copyfile(path, copy / path.name)
    return ["--measures", str(copy)]


def _is_wanted() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_WANTED))


def _folder(folders: Folders) -> Path:
    folder = folders.engagement / _FOLDER
    if not list(folder.glob("*.py")):
        msg = f"There is no measure in {folder}: put a Python file there that marks one with `@wb.measure`, or leave "
        msg += "`--measures` out."
        raise DataError(msg)
    return folder
