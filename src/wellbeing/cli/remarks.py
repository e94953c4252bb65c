"""What an engagement's folder lacks, in words: read by ``engagement check``, and shortly by other commands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.model.engagement import Benchmark, Engagement, Nouns
from wellbeing.model.errors import counted, quoted
from wellbeing.sources.checking.missing import missing_parts
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.outlines import check_outlines
from wellbeing.sources.tiles import has_tiles

if TYPE_CHECKING:
    from wellbeing.release.store.opening import Release

#: What leads to the whole list.
_MORE = "`wellbeing engagement check` says which."


def findings(folders: Folders) -> Iterator[str]:
    """A line for each thing that pages will do without or that steward and adviser should know.

    Raises:
        DataError: something is wrong: everything that is, in one message.
    """
    folder = read_engagement(folders.engagement)
    check_outlines(folder.path, folder.engagement.boundaries, folder.regions["code"])
    settings, words = folder.engagement, folder.engagement.words
    parts = (
        counted(folder.regions.height, words.region, words.regions),
        counted(len(settings.stakeholders), words.type, words.types),
        counted(len(settings.questions), "question"),
        counted(len(settings.benchmarks), "benchmark"),
    )
    title = " ".join(settings.en.split())  # a line for each thing, whatever a name holds
    yield f"{folder.path}: {title}: {', '.join(parts)}. Its files fit each other."
    yield from (f"  {line}" for line in _lacks(folder))


def remark(folder: EngagementFolder) -> str:
    """The same in one line, for commands that do something else; empty where nothing is to be said.

    Raises:
        DataError: a region has no outline.
    """
    check_outlines(folder.path, folder.engagement.boundaries, folder.regions["code"])
    return _shortly(len(_missing(folder)))


def remark_of(release: "Release") -> str:
    """What the pages of a release do without, in one line; empty where nothing."""
    tables = {name: release.table(name) for name in ("benchmarks", "codebook", "plan", "published", "areas")}
    tables["regions"] = tables.pop("areas").filter(pl.col("area_kind") == "region")
    is_drawn = not release.boundaries.is_empty()
    return _shortly(len(missing_parts(release.engagement, tables, is_drawn=is_drawn)))


def _shortly(number: int) -> str:
    return f"Pages of this engagement do without {counted(number, 'part')}. {_MORE}" if number else ""


def _missing(folder: EngagementFolder) -> list[str]:
    tables = {
        "regions": folder.regions,
        "benchmarks": folder.benchmarks,
        "codebook": folder.codebook,
        "plan": folder.plan,
        "published": folder.published,
    }
    return missing_parts(
        folder.engagement, tables, is_drawn=bool(folder.engagement.boundaries) or has_tiles(folder.regions)
    )


def _lacks(folder: EngagementFolder) -> Iterator[str]:
    yield from _missing(folder)
    yield from _in_english(folder.engagement)
    for choice in folder.engagement.benchmarks:
        yield from _uncovered(folder, choice)
    unplaced = folder.places.filter(pl.any_horizontal(pl.col("longitude", "latitude").is_null()))["place"]
    if folder.engagement.boundaries and not unplaced.is_empty():
        number = counted(unplaced.len(), "place")
        yield f"places.csv: {number} without coordinates, listed and not drawn: {quoted(unplaced)}."
    if not any((folder.path / "profiles").glob("*.toml")):
        yield "profiles/: there is no profile; `wellbeing profile FILE --save NAME` proposes one."


def _in_english(settings: Engagement) -> Iterator[str]:
    """What pages in another language would call by an English word, since ``[words]`` does not say."""
    names = ["region", "type", *(["event"] if settings.has_events else [])]
    every = [word for name in names for word in (name, f"{name}s")]
    left = [word for word in every if getattr(settings.words, word) == getattr(Nouns(), word)]
    if left and settings.language.partition("-")[0] != "en":
        yield f"engagement.toml: pages in '{settings.language}' would say {quoted(left)}: `[words]` translates them."


def _uncovered(folder: EngagementFolder, choice: Benchmark) -> Iterator[str]:
    """Regions and types that a benchmark leaves out, where it has others."""
    every = {
        "region": (choice.regions, folder.regions["code"].to_list()),
        "stakeholder": (choice.stakeholders, [term.id for term in folder.engagement.stakeholders]),
    }
    for column, (name, ids) in every.items():
        rows = folder.benchmarks.filter(pl.col("set") == name)
        known = set(rows[column])
        lacking = [one for one in ids if one not in known]
        if 0 < len(lacking) < len(ids):
            words = folder.engagement.words
            nouns = (words.region, words.regions) if column == "region" else (words.type, words.types)
            number = counted(len(lacking), *nouns)
            yield f"benchmarks.csv: {number} without a row in the set '{name}' of “{choice.en}”: {quoted(lacking)}."


def rounds_remark(contributions: pl.LazyFrame, settings: Engagement) -> str:
    """That contributions came in of several rounds and not all are declared; empty where nothing is to be said.

    Args:
        contributions: with ``round``.
        settings: the engagement's, which declares rounds.
    """
    heard = contributions.select(pl.col("round").cast(pl.String).unique().sort()).collect()["round"].to_list()
    stray = [one for one in heard if one not in {each.id for each in settings.rounds}]
    if len(heard) == 1 or not stray:
        return ""
    came = f"Contributions of {counted(len(heard), 'round')} came in ({quoted(heard)})"
    return f"{came}; not declared, so not told by round: {quoted(stray)}. `[[rounds]]` declares them."
