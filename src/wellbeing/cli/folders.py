"""The folders that a command works on."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellbeing.release.store.signing import Trust


@dataclass(frozen=True)
class Folders:
    """As chosen by options, else by the environment, else the checkout's."""

    engagement: Path
    workspace: Path

    @property
    def trust(self) -> "Trust":
        """Whose releases are believed in them."""
        from wellbeing.release.store.signing import Trust  # noqa: PLC0415 (cryptography takes long to import)

        return Trust(self.workspace, self.engagement)
