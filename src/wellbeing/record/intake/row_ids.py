"""Which contribution a row would become, by its platform's number: known before what it says is understood."""

import contextlib

import msgspec

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Profile
from wellbeing.sources.intake.uuids import PART, as_uuids
from wellbeing.sources.profiles.fitting import fit_profile


class RowIds:
    """The ids of a file's rows; ``""`` for a row without a number."""

    def __init__(self, engagement: str, file: str, profile: Profile) -> None:
        self._scope = f"{engagement}{PART}{profile.scope}{PART}id{PART}"
        self._file = file
        self._profile = profile

    def of(self, cells: str) -> str:
        """The id of a row, of which the cells are given as in quarantine (JSON, heading → text)."""
        texts = msgspec.json.decode(cells, type=dict[str, str | None])
        with contextlib.suppress(DataError):
            names = fit_profile(self._profile, list(texts), self._file).id
            text = PART.join(" ".join((texts[name] or "").split()) for name in names)
            return str(as_uuids([self._scope + text])[0])
        return ""
