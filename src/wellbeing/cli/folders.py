"""The folders that a command works on."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """As chosen by options, else by the environment, else the checkout's."""

    engagement: Path
    workspace: Path
