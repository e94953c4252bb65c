"""Values held from one release to the next: a change of one or two contributions is not to be seen.

method.md, section 3.6. What each cell truly counted when its value was drawn is kept in the workspace, in a
folder for its owner's eyes only; it is in no release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.release.finding import releases
from wellbeing.release.opening import Release, read_release
from wellbeing.release.protection import SECRET

#: Fewer contributions more or less than when a value was drawn, and the value stays.
CHANGE: Final = 3
FOLDER: Final = "held"
#: What is kept of a cell beside its dimensions.
KEPT: Final = ("status", "count", "n", "since")


@dataclass(frozen=True)
class Earlier:
    """The release before, as published, and what its cells counted when they were drawn."""

    release: Release
    #: Name of table → its dimensions, and ``KEPT``: ``since`` is the release in which the value was drawn.
    drawn: Mapping[str, pl.DataFrame]


def latest(workspace: Path, tier: str) -> Earlier | None:
    """The newest release of a tier with what was kept of it; null if there is none, or nothing was kept."""
    found = releases(workspace, tier)
    files = sorted((workspace / FOLDER / found[-1].name).glob("*.parquet")) if found else []
    if not files:
        return None
    return Earlier(read_release(found[-1]), {file.stem: pl.read_parquet(file) for file in files})


def keep(workspace: Path, release: str, drawn: Mapping[str, pl.DataFrame]) -> None:
    """Keeps what the cells of a new release counted when they were drawn."""
    folder = workspace / FOLDER / release
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    for name, table in drawn.items():
        table.with_columns(pl.col("since").fill_null(release)).write_parquet(folder / f"{name}.parquet")


def held(marked: Mapping[str, pl.DataFrame], before: Earlier | None) -> dict[str, pl.DataFrame]:
    """Marked tables in which every cell that hardly changed keeps what was published of it.

    What protects more is never held back: a cell that fell below the threshold is few, and one in which a
    source shows now is withheld.

    Args:
        marked: ``protection.protect``'s tables.
        before: the release before; null for the first.
    """
    drawn = before.drawn if before else {}
    return {name: _held(table, drawn[name]) if name in drawn else table for name, table in marked.items()}


def drawn_of(marked: Mapping[str, pl.DataFrame], before: Earlier | None) -> dict[str, pl.DataFrame]:
    """What ``keep`` is to keep of held tables."""
    first = before.drawn if before else {}
    return {name: _drawn(table, first.get(name)) for name, table in marked.items()}


def _held(table: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    joined = _beside(table, drawn)
    return joined.with_columns(
        status=pl.when(_stays()).then("status_then").otherwise("status"),
        count=pl.when(_stays()).then("count_then").otherwise("count"),
        held_since=pl.when(_stays()).then("since_then").otherwise("held_since"),
    ).select(table.columns)


def _stays() -> pl.Expr:
    little = (pl.col("n").cast(pl.Int64) - pl.col("n_then").cast(pl.Int64)).abs() < CHANGE
    was, now = pl.col("status_then").cast(pl.String), pl.col("status").cast(pl.String)
    stricter = ((now == "few") & (was != "few")) | ((now == "withheld") & (was == "shown"))
    return (little & ~stricter & pl.col("possible")).fill_null(value=False)


def _drawn(table: pl.DataFrame, first: pl.DataFrame | None) -> pl.DataFrame:
    """A held cell keeps the true count that its value was drawn from."""
    fresh = table.drop(*(name for name in SECRET if name != "n"), "low", "high").rename(
        {"held_since": "since"}
    )
    if first is None:
        return fresh
    stays = pl.col("since").is_not_null()
    both = _beside(fresh, first)
    return both.with_columns(n=pl.when(stays).then("n_then").otherwise("n")).select(fresh.columns)


def _beside(table: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in drawn.columns if name not in KEPT]
    then = drawn.rename({name: f"{name}_then" for name in KEPT})
    if not keys:
        return table.join(then, how="cross")
    return table.join(then, on=keys, how="left", maintain_order="left")
