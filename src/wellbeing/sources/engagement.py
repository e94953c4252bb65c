"""Read an engagement's folder: ``engagement.toml`` and the tables beside it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dataframely as dy
import msgspec

from wellbeing.model.engagement import Engagement, Group
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.tables import (
    Benchmarks,
    Codebook,
    KnownBodies,
    Places,
    Plan,
    PublishedFigures,
    Regions,
)
from wellbeing.model.vocabulary import POSITIONS
from wellbeing.sources.benchmarks import benchmark_problems
from wellbeing.sources.ids import id_problems, region_problems, unusable
from wellbeing.sources.tabular import read_table

#: The files that describe an engagement; whatever else lies in its folder is not of it.
ENGAGEMENT_FILES: Final = (
    *("engagement.toml", "regions.csv", "places.csv", "towns.csv", "benchmarks.csv", "plan.csv"),
    *("published.csv", "codebook.csv", "roster.csv", "brief.toml", "decisions.csv"),
)


@dataclass(frozen=True)
class EngagementFolder:
    """Everything that describes one engagement, read and checked together."""

    path: Path
    engagement: Engagement
    regions: dy.DataFrame[Regions]
    places: dy.DataFrame[Places]
    benchmarks: dy.DataFrame[Benchmarks]
    plan: dy.DataFrame[Plan]
    published: dy.DataFrame[PublishedFigures]
    codebook: dy.DataFrame[Codebook]
    #: Bodies that are known of; none where the folder has no ``roster.csv``.
    roster: dy.DataFrame[KnownBodies]


def read_engagement(folder: Path) -> EngagementFolder:
    """The engagement that a folder describes.

    Raises:
        DataError: a file is missing or malformed, or names a region or type that is not declared.
    """
    roster = folder / "roster.csv"
    engagement = EngagementFolder(
        path=folder,
        engagement=read_settings(folder / "engagement.toml"),
        regions=read_table(folder / "regions.csv", Regions),
        places=read_table(folder / "places.csv", Places),
        benchmarks=read_table(folder / "benchmarks.csv", Benchmarks),
        plan=read_table(folder / "plan.csv", Plan),
        published=read_table(folder / "published.csv", PublishedFigures),
        codebook=read_table(folder / "codebook.csv", Codebook),
        roster=read_table(roster, KnownBodies) if roster.is_file() else KnownBodies.create_empty(),
    )
    problems = [
        *_unusable_ids(engagement),
        *_unknown_regions(engagement),
        *_unknown_stakeholders(engagement),
        *_ungrouped(engagement),
        *_unfit_benchmarks(engagement),
    ]
    if problems:
        raise DataError("\n".join(problems))
    return engagement


def read_settings(path: Path) -> Engagement:
    """``engagement.toml`` as a checked value.

    Raises:
        DataError: the file is missing, is not TOML, or a key is missing, unknown or of the wrong kind.
    """
    if not path.is_file():
        msg = f"{path} is missing. Copy the folder of another engagement and change what it says."
        raise DataError(msg)
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Engagement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    problems = [f"{path}: {problem}" for problem in _contradictions(settings)]
    if problems:
        raise DataError("\n".join(problems))
    return settings


def _contradictions(settings: Engagement) -> Iterator[str]:
    yield from id_problems(settings)
    defaults = [choice.id for choice in settings.benchmarks if choice.default]
    if len(defaults) != 1:
        yield f"exactly one benchmark must be the default; found {len(defaults)}: {quoted(defaults)}."
    unknown = sorted(
        {choice.position for asked in settings.questions for choice in asked.options} - set(POSITIONS)
    )
    if unknown:
        yield f"{counted(len(unknown), 'unknown position')}: {quoted(unknown)}. Known: {quoted(POSITIONS)}."
    absent = [tier for tier in ("adviser", "public") if tier not in settings.disclosure]
    if absent:
        yield f"no disclosure parameters for {quoted(absent)}."


def _unusable_ids(found: EngagementFolder) -> Iterator[str]:
    for problem in region_problems(found.engagement, found.regions["code"].to_list()):
        yield f"{found.path / 'regions.csv'}: {problem}"
    for problem in unusable("themes", found.codebook["theme"]):
        yield f"{found.path / 'codebook.csv'}: {problem}"


def _unknown_regions(found: EngagementFolder) -> Iterator[str]:
    known = found.regions["code"].to_list()
    named = {
        "benchmarks.csv": found.benchmarks["region"].to_list(),
        "plan.csv": found.plan["region"].to_list(),
        "places.csv": found.places["region"].to_list(),
        "roster.csv": found.roster["regions"].explode().to_list(),
        "engagement.toml": [code for group in found.engagement.region_groups for code in group.members],
    }
    for file, codes in named.items():
        yield from _unknown("region", sorted(set(codes) - {*known, ""}), known, found.path / file)


def _unknown_stakeholders(found: EngagementFolder) -> Iterator[str]:
    known = [term.id for term in found.engagement.stakeholders]
    named = {
        "benchmarks.csv": found.benchmarks["stakeholder"].to_list(),
        "roster.csv": found.roster["type"].to_list(),
        "engagement.toml": [name for group in found.engagement.stakeholder_groups for name in group.members],
    }
    for file, names in named.items():
        yield from _unknown("stakeholder type", sorted(set(names) - {*known, ""}), known, found.path / file)


def _unfit_benchmarks(found: EngagementFolder) -> Iterator[str]:
    for problem in benchmark_problems(found.engagement, found.benchmarks):
        yield f"{found.path / 'engagement.toml'}: {problem}"


def _unknown(noun: str, unknown: list[str], known: list[str], path: Path) -> Iterator[str]:
    if unknown:
        count = counted(len(unknown), f"unknown {noun}")
        yield f"{count} in {path}: {quoted(unknown)}. Known: {quoted(known, 30)}."


def _ungrouped(found: EngagementFolder) -> Iterator[str]:
    settings = found.engagement
    codes = found.regions["code"].to_list()
    yield from _not_a_partition("region", codes, settings.region_groups, found.path)
    yield from _not_a_partition(
        "stakeholder type",
        [term.id for term in settings.stakeholders],
        settings.stakeholder_groups,
        found.path,
    )


def _not_a_partition(noun: str, members: list[str], groups: tuple[Group, ...], path: Path) -> Iterator[str]:
    times = Counter(member for group in groups for member in group.members)
    wrong = [member for member in members if times[member] != 1]
    if wrong:
        count = counted(len(wrong), noun)
        yield f"{path / 'engagement.toml'}: {count} not in exactly one group: {quoted(wrong)}."
