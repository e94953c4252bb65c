"""``regions.csv`` and ``benchmarks.csv`` of a new engagement: examples, or the regions of a file of outlines."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from wellbeing.sources.checking.unfilled import FILL_IN

#: Code, name, column and row of its tile.
_EXAMPLES: Final = (("01", "North", 0, 0), ("02", "East", 1, 0), ("03", "West", 0, 1), ("04", "South", 1, 1))
_ABOUT_REGIONS: Final = (
    "A row per region: code (as your statistics office writes it), ISO 3166-2 (or nothing), name, its name in another "
    "language (or nothing), other spellings parted by |, people who live there (or nothing), "
    "column and row of its tile (or nothing)."
)
_ABOUT_BENCHMARKS: Final = (
    "Who could have been heard: a set of numbers by region (no type), and one by type (no region). Only proportions "
    "count. basis: published, derived or assumed. "
    "A share of types is a plan or a count from outside, never who took part."
)
_REGIONS: Final = (
    "code",
    "iso",
    "name_en",
    "name_mi",
    "also",
    "population",
    "tile_x",
    "tile_y",
    "basis",
    "source",
)
_BENCHMARKS: Final = ("set", "region", "stakeholder", "weight", "basis", "source", "as_of")


def write_example_regions(folder: Path, types: Iterable[str], day: str) -> None:
    """Four regions with tiles, and a benchmark of equal shares.

    Args:
        folder: of the engagement.
        types: ids of its stakeholder types.
        day: that the benchmarks describe, ISO 8601.
    """
    _write(folder, [(code, name, f"{x}", f"{y}") for code, name, x, y in _EXAMPLES], types, day)


def write_regions(folder: Path, named: Iterable[tuple[str, str]], types: Iterable[str], day: str) -> None:
    """The regions of a file of outlines, by code and name; they need no tiles."""
    _write(folder, [(code, name, "", "") for code, name in named], types, day)


def _write(folder: Path, regions: Sequence[tuple[str, ...]], types: Iterable[str], day: str) -> None:
    names, people = (
        f"{FILL_IN}: where codes and names come from",
        f"{FILL_IN}: people by region, and where the numbers come from",
    )
    rows = [[code, "", name, "", "", "", x, y, "assumed", names] for code, name, x, y in regions]
    by_region = [["population", code, "", 1, "assumed", people, day] for code, *_ in regions]
    equal = f"{FILL_IN}: every type equally, an assumption"
    by_type = [["equal_types", "", one, 1, "assumed", equal, day] for one in types]
    _table(folder / "regions.csv", _ABOUT_REGIONS, [_REGIONS, *rows])
    _table(folder / "benchmarks.csv", _ABOUT_BENCHMARKS, [_BENCHMARKS, *by_region, *by_type])


def _table(path: Path, about: str, rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(f"# {about}\n{text.getvalue()}", encoding="utf-8")
