"""Open a file with the profile that fits it: the one named, or that of the template it was made from."""

from pathlib import Path

from wellbeing.model.errors import DataError, quoted
from wellbeing.model.profile import Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.reading import named_profile, profile_names
from wellbeing.sources.reading.source import SourceTable, read_file
from wellbeing.sources.templates.headings import KINDS
from wellbeing.sources.templates.profiles import PREFIX, recognised, template_profile


def opened(path: Path, folder: EngagementFolder, name: str = "") -> tuple[SourceTable, Profile]:
    """A file and its profile.

    Args:
        path: the file.
        folder: the engagement.
        name: a profile of the engagement, ``template-attendance`` and the like, or a TOML file; a filled
            template needs none.

    Raises:
        DataError: the file cannot be read, the profile is unknown, or none is named where one is needed.
    """
    if name:
        profile = _named(name, folder)
        return read_file(path, profile.layout), profile
    table = read_file(path)
    found = recognised(table, folder)
    if found is None:
        known = [*profile_names(folder), *(PREFIX + kind for kind in KINDS)]
        told = f"{path} is no filled template: say which profile it has. Profiles: {quoted(known, 30)}."
        msg = f"{told} `wellbeing profile FILE` proposes one."
        raise DataError(msg)
    return table, found


def _named(name: str, folder: EngagementFolder) -> Profile:
    templates = {PREFIX + kind: kind for kind in KINDS}
    return template_profile(templates[name], folder) if name in templates else named_profile(folder, name)
