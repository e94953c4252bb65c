"""Open a file with the profile that fits it: the one named, or that of the template it was made from."""

from pathlib import Path

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.model.profile import Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.reading import named_profile
from wellbeing.sources.reading.source import SourceTable, read_file
from wellbeing.sources.templates.headings import TEMPLATE_KINDS
from wellbeing.sources.templates.likeness import template_with_headings, unlike_template
from wellbeing.sources.templates.profiles import TEMPLATE_PREFIX, recognise_template, template_profile


def open_with_profile(path: Path, folder: EngagementFolder, name: str = "") -> tuple[SourceTable, Profile]:
    """A file and its profile.

    Args:
        path: the file.
        folder: the engagement.
        name: a profile of the engagement, ``template-attendance`` and the like, or a TOML file; a filled
            template needs none, in whatever format it was saved again.

    Raises:
        DataError: the file cannot be read, the profile is unknown, or none is named where one is needed.
    """
    if name:
        profile = _named(name, folder)
        return read_file(path, profile.layout), profile
    table = read_file(path)
    of_template = recognise_template(table, folder) or template_with_headings(table, folder)
    if of_template is None:
        problem = message(f"{path} is no filled template: say which profile it has.")
        if why := unlike_template(table, folder):
            problem = message(f"{path} is no filled template, {why}: say which profile it has.")
        msg = f"{problem} `wellbeing profile FILE` proposes one."
        raise DataError(msg)
    return table, of_template


def _named(name: str, folder: EngagementFolder) -> Profile:
    templates = {TEMPLATE_PREFIX + kind: kind for kind in TEMPLATE_KINDS}
    return template_profile(templates[name], folder) if name in templates else named_profile(folder, name)
