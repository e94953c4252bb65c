"""Where things are: the checkout, the engagement's folder, the workspace. The only module that knows."""

import os
from pathlib import Path
from typing import Final

#: The checkout's root: folders are resolved from here, never from the caller's folder
#: (Jupyter runs in ``dashboards/``, a server anywhere).
ROOT: Final = Path(__file__).resolve().parents[3]
DASHBOARDS: Final = ROOT / "dashboards"
GEO: Final = ROOT / "geo"
ENGAGEMENT: Final = "WELLBEING_ENGAGEMENT"
WORKSPACE: Final = "WELLBEING_WORKSPACE"
RELEASE: Final = "WELLBEING_RELEASE"
#: Where a workspace keeps what the figures of its newest release were measured from: true counts.
HELD: Final = "held"
#: Fingerprints of keys whose releases are believed, with commas between.
TRUSTED_KEYS: Final = "WELLBEING_TRUSTED_KEYS"


def engagement_folder(chosen: str | Path | None = None) -> Path:
    """The engagement's folder: as chosen, else ``WELLBEING_ENGAGEMENT``, else the shipped one."""
    return ROOT / (chosen or os.environ.get(ENGAGEMENT) or "data/your-say-2018")


def workspace_folder(chosen: str | Path | None = None) -> Path:
    """The workspace: as chosen, else ``WELLBEING_WORKSPACE``, else ``workspace/`` of the checkout."""
    return ROOT / (chosen or os.environ.get(WORKSPACE) or "workspace")
