"""Profiles that the engagement has already and that fit a file: to be used in place of a proposal."""

from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Column, Day, Layout, Profile, Several
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.profiles.reading import named_profile, profile_names
from wellbeing.sources.reading.source import read_file

#: Headings from which it is no chance that a profile finds all of its own in a file.
_HEADINGS: Final = 4


def fitting_profiles(path: Path, folder: EngagementFolder) -> list[str]:
    """Names of the profiles all of whose headings, enough of them, stand in a file; of most headings first."""
    columns: dict[Layout, tuple[str, ...]] = {}
    found: dict[str, int] = {}
    for name in profile_names(folder):
        try:
            profile = named_profile(folder, name)
            if profile.layout not in columns:
                columns[profile.layout] = read_file(path, profile.layout).columns
            found[name] = len(_named(fit_profile(profile, columns[profile.layout], path.name)))
        except DataError:
            continue
    return sorted((name for name in found if found[name] >= _HEADINGS), key=lambda name: -found[name])


def _named(profile: Profile) -> set[str]:
    parts = [getattr(profile, name) for name in profile.__struct_fields__]
    columns = [part.columns for part in parts if isinstance(part, Column | Day)]
    answers = [answer.columns for answer in profile.questions]
    flags = [tuple(part.flags) for part in parts if isinstance(part, Several)]
    refused = [(rule.column,) for rule in profile.refuse]
    statements = [(profile.statements.column,)] if profile.statements else []
    listed = (profile.id, *columns, *answers, *flags, *refused, *statements)
    return {heading for headings in listed for heading in headings}
