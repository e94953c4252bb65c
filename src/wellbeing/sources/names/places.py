"""Every name of a place in an engagement: who reads one in a comment may know where it was written."""

from collections.abc import Iterable

from wellbeing.model.towns import Towns
from wellbeing.sources.checking.tabular import read_table
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import TOWNS_FILE


def place_spellings(folder: EngagementFolder) -> list[str]:
    """Regions, groups of regions, towns and places of events, in all their spellings, in order."""
    groups = [name for group in folder.engagement.region_groups for name in (group.en, group.mi)]
    regions = [folder.regions[column] for column in ("name_en", "name_mi")]
    # A place may carry a remark: "Sol (planned)".
    places = [place.partition(" (")[0] for place in folder.places["place"]]
    names = {*groups, *_all(regions), *places, *_spelled(folder.regions["also"]), *_towns(folder)}
    return sorted(names - {""})


def _towns(folder: EngagementFolder) -> list[str]:
    path = folder.path / TOWNS_FILE
    if not path.is_file():
        return []
    towns = read_table(path, Towns)
    return [*towns["town"], *_spelled(towns["also"])]


def _spelled(also: Iterable[str | None]) -> list[str]:
    return [name for several in also if several for name in several.split("|")]


def _all(columns: Iterable[Iterable[str]]) -> list[str]:
    return [name for column in columns for name in column]
