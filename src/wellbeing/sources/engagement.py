"""Read an engagement's folder: ``engagement.toml`` and the tables beside it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dataframely as dy
import msgspec
import polars as pl

from wellbeing.model.decisions.decision import Decision, Decisions
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError
from wellbeing.model.grouping import grouped
from wellbeing.model.tables import (
    Benchmarks,
    Codebook,
    KnownBodies,
    Places,
    Plan,
    PublishedFigures,
    Regions,
)
from wellbeing.sources.checking.decisions import DECISIONS
from wellbeing.sources.checking.fit import fit_problems
from wellbeing.sources.checking.lines import turning_letters
from wellbeing.sources.checking.scenes import read_scenes
from wellbeing.sources.checking.settings import settings_conflicts, settings_problems
from wellbeing.sources.checking.tabular import read_table

#: The files that describe an engagement; whatever else lies in its folder is not of it.
ENGAGEMENT_FILES: Final = (
    *("engagement.toml", "regions.csv", "places.csv", "towns.csv", "benchmarks.csv", "plan.csv"),
    *("published.csv", "codebook.csv", "roster.csv", "postcodes.csv", "brief.toml", "decisions.csv"),
)
#: Its tables. All but the first may be absent: an engagement then has no rows of that kind.
_TABLES: Final[dict[str, type[dy.Schema]]] = {
    "regions.csv": Regions,
    "places.csv": Places,
    "benchmarks.csv": Benchmarks,
    "plan.csv": Plan,
    "published.csv": PublishedFigures,
    "codebook.csv": Codebook,
    "roster.csv": KnownBodies,
    DECISIONS: Decisions,
}
_NEEDED: Final = "regions.csv"


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
    #: Bodies that are known of.
    roster: dy.DataFrame[KnownBodies]


def read_engagement(folder: Path) -> EngagementFolder:
    """The engagement that a folder describes.

    Raises:
        DataError: a file is malformed, or names a region or type that is not declared, or there is no
            ``engagement.toml`` or ``regions.csv``; everything that is wrong in one message.
    """
    problems = [problem for name in ENGAGEMENT_FILES for problem in turning_letters(folder / name)]
    tables = {name: _read(folder / name, schema, problems) for name, schema in _TABLES.items()}
    settings = _settings(folder / "engagement.toml", problems)
    if settings is not None:
        problems += fit_problems(settings, tables, folder)
        codes = tables[_NEEDED]["code"].to_list()
        scenes = read_scenes(folder / "brief.toml", settings, problems, codes)
        decided = msgspec.convert(tables[DECISIONS].to_dicts(), tuple[Decision, ...])
        settings = msgspec.structs.replace(settings, scenes=scenes, decisions=decided)
    if problems or settings is None:
        raise DataError("\n".join(problems))
    regions = Regions.cast(tables["regions.csv"])
    return EngagementFolder(
        path=folder,
        engagement=grouped(settings, dict(regions.select("code", "name_en").iter_rows())),
        regions=regions,
        places=Places.cast(tables["places.csv"]),
        benchmarks=Benchmarks.cast(tables["benchmarks.csv"]),
        plan=Plan.cast(tables["plan.csv"]),
        published=PublishedFigures.cast(tables["published.csv"]),
        codebook=Codebook.cast(tables["codebook.csv"]),
        roster=KnownBodies.cast(tables["roster.csv"]),
    )


def read_settings(path: Path) -> Engagement:
    """``engagement.toml`` as a checked value.

    Raises:
        DataError: the file is missing, is not TOML, or a key is missing, unknown or of the wrong kind.
    """
    problems: list[str] = []
    settings = _settings(path, problems)
    if settings is None:
        raise DataError("\n".join(problems))
    return settings


def _settings(path: Path, problems: list[str]) -> Engagement | None:
    """The settings; None where they cannot be read, or contradict each other: why is added to the problems."""
    if not path.is_file():
        problems.append(f"{path} is missing. `wellbeing new NAME` makes a folder with one.")
        return None
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Engagement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        problems += [*settings_problems(text, f"{path}")] or [f"{path}: {error}"]
        return None
    found = [f"{path}: {problem}" for problem in settings_conflicts(settings)]
    problems += found
    return None if found else settings


def _read(path: Path, schema: type[dy.Schema], problems: list[str]) -> pl.DataFrame:
    """The rows of a file, none where it is absent; none either where it is wrong, which is then told."""
    if path.is_file() or path.name == _NEEDED:
        try:
            return read_table(path, schema)
        except DataError as error:
            problems.append(f"{error}")
    return schema.create_empty()
