"""Responses that an engagement ships: ``responses/NAME.csv``, read by its profile ``NAME``."""

from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.reading import profile_names

#: The folder of such files, beside ``engagement.toml``.
RESPONSES: Final = "responses"


def shipped_responses(folder: EngagementFolder) -> list[tuple[Path, str]]:
    """Each file with the name of its profile, in the order of their names; none where none are shipped.

    Raises:
        DataError: a file has no profile of its name.
    """
    files = sorted(path for path in (folder.path / RESPONSES).glob("*.*") if not path.name.startswith("."))
    known = profile_names(folder)
    unread = [path.name for path in files if path.stem not in known]
    if unread:
        number = counted(len(unread), "file")
        msg = f"{folder.path / RESPONSES}: {number} without a profile of the same name in profiles/: {quoted(unread)}."
        raise DataError(f"{msg} Profiles: {quoted(known, 30)}.")
    return [(path, path.stem) for path in files]
