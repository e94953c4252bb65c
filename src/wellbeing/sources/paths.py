"""Where things are: what ships with the library, the engagement's folder, the workspace. Nobody else knows."""

import os
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_CHECKOUT: Final = _PACKAGE.parents[1]
_IS_CHECKOUT: Final = (_CHECKOUT / "dashboards").is_dir()
#: What ships with the library: where it is written in a checkout, inside the package where a wheel brought it.
SHIPPED: Final = _CHECKOUT if _IS_CHECKOUT else _PACKAGE / "shipped"
#: Folders that the environment names are resolved from the checkout's root, since Jupyter runs in ``dashboards/``
#: and a server anywhere; without a checkout there is only the caller's folder. What is typed is ``callers_path``.
ROOT: Final = _CHECKOUT if _IS_CHECKOUT else Path.cwd()
DASHBOARDS: Final = SHIPPED / "dashboards"
GEO: Final = SHIPPED / "geo"
ENGAGEMENT_VARIABLE: Final = "WELLBEING_ENGAGEMENT"
WORKSPACE_VARIABLE: Final = "WELLBEING_WORKSPACE"
RELEASE: Final = "WELLBEING_RELEASE"
#: Where a workspace keeps what the figures of its newest release were measured from: true counts.
HELD_FOLDER: Final = "held"
#: Where it keeps what was read of comments until a release counts it.
READINGS_FOLDER: Final = "readings"
#: Where it keeps what was typed of forms that are not saved yet.
DRAFTS_FOLDER: Final = "drafts"
#: A file of notes for whoever presents, in a process that serves them: engagement → scene → notes.
NOTES_VARIABLE: Final = "WELLBEING_NOTES"
#: Where explore is, from the other pages, in a process that serves it; not set where it is not served.
PAGES_VARIABLE: Final = "WELLBEING_PAGES"
#: Where readers sign out, from the pages, in a process that let them in itself; not set in any other.
LEAVE_VARIABLE: Final = "WELLBEING_LEAVE"
#: Fingerprints of keys whose releases are believed, with commas between.
TRUSTED_KEYS: Final = "WELLBEING_TRUSTED_KEYS"


def callers_path(typed: str | None) -> Path | None:
    """A path as the person who types it means it: from the folder in which the command is given."""
    return Path.cwd() / typed if typed else None


def engagement_folder(chosen: str | Path | None = None) -> Path:
    """The engagement's folder: as chosen, else ``WELLBEING_ENGAGEMENT``, else the shipped one."""
    named = chosen or os.environ.get(ENGAGEMENT_VARIABLE)
    return ROOT / named if named else SHIPPED / "data" / "your-say-2018"


def boundary_file(folder: Path, name: str) -> Path:
    """The file of outlines that an engagement names: its own folder's, else one that ships with the library."""
    own = folder / name
    return own if own.is_file() else GEO / name


def workspace_folder(chosen: str | Path | None = None) -> Path:
    """The workspace: as chosen, else ``WELLBEING_WORKSPACE``, else ``workspace/`` of ``ROOT``."""
    return ROOT / (chosen or os.environ.get(WORKSPACE_VARIABLE) or "workspace")
