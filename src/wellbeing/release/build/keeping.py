"""The newest figures, kept in the workspace until enough has changed: for their owner's eyes only.

They hold true counts of when each was measured, so only the newest are kept; those of before are removed as
soon as newer ones are out. What any tier tells is made from them alone.
"""

import datetime as dt
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.release.build.figures import Earlier, ReconciledFigures
from wellbeing.release.store.manifest import sha256
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import HELD_FOLDER
from wellbeing.sources.private import private_folder, write_private

_ABOUT: Final = "about.json"
_MEASUREMENTS: Final = "measurements"
#: Parts of the file names of tables of counts and of the other tables.
_TABLES: Final = "counts"
_BESIDE: Final = "beside"


class _About(msgspec.Struct, frozen=True):
    measurement: str
    last: dt.date
    account: dict[str, Any]
    #: What decides which counts there are: where it changes, they are to be counted anew.
    structure: str
    #: The names of all files: where one is missing, nothing is kept.
    frames: tuple[str, ...]


class KeptFigures(msgspec.Struct, frozen=True):
    """Figures as they were kept."""

    figures: ReconciledFigures
    structure: str

    def earlier(self, number: int, *, changed: bool) -> Earlier:
        """What the next figures are measured with, when so many contributions have changed."""
        made = self.figures
        return Earlier(made.measurements, made.beside["quotes"], changed, made.measurement, number)


def structure(folder: EngagementFolder) -> str:
    """A name for all that decides which counts an engagement has: members, groups, questions, themes."""
    settings = folder.engagement
    ids = [
        [term.id for term in terms]
        for terms in (settings.channels, settings.topics, settings.stakeholders, settings.communities)
    ]
    groups = [[one.id, *one.members] for one in (*settings.region_groups, *settings.stakeholder_groups)]
    questions = [
        [asked.id, asked.topic, asked.headline, [[one.value, one.position] for one in asked.options]]
        for asked in settings.questions
    ]
    parts = [ids, groups, questions, folder.regions["code"].to_list(), folder.codebook["theme"].to_list()]
    parts.append(sorted(settings.kept_by_kaitiaki))
    if settings.rounds:
        parts.append([[one.id, f"{one.starts_on}"] for one in settings.rounds])
    public = [settings.attendance_is_public, f"{settings.starts_on}", folder.published.rows()]
    return sha256(msgspec.json.encode([parts, public]))


def keep_figures(workspace: Path, made: ReconciledFigures, structure: str) -> None:
    """Keep figures; those of before stay until ``prune_figures``."""
    folder = private_folder(workspace / HELD_FOLDER / made.measurement)
    frames = {
        **{f"{_TABLES}.{name}": table for name, table in made.tables.items()},
        **{f"{_BESIDE}.{name}": table for name, table in made.beside.items()},
        _MEASUREMENTS: made.measurements,
    }
    for name, frame in frames.items():
        write_private(folder / f"{name}.parquet", _parquet(frame))
    about = _About(made.measurement, made.last, made.account, structure, tuple(sorted(frames)))
    write_private(folder / _ABOUT, msgspec.json.encode(about))


def read_figures(workspace: Path, measurement: str) -> KeptFigures | None:
    """Figures by the name of their measurement; None where they are not here, or not whole."""
    folder = workspace / HELD_FOLDER / measurement
    if not measurement or not (folder / _ABOUT).is_file():
        return None
    about = msgspec.json.decode((folder / _ABOUT).read_bytes(), type=_About)
    frames = {path.name.removesuffix(".parquet"): pl.read_parquet(path) for path in folder.glob("*.parquet")}
    if sorted(frames) != list(about.frames):
        return None
    figures = ReconciledFigures(
        measurement=about.measurement,
        tables=_of(frames, _TABLES),
        beside=_of(frames, _BESIDE),
        measurements=frames[_MEASUREMENTS],
        account=about.account,
        last=about.last,
    )
    return KeptFigures(figures, about.structure)


def prune_figures(workspace: Path, measurement: str) -> None:
    """Remove all figures but those of one measurement."""
    for folder in (workspace / HELD_FOLDER).glob("*"):
        if folder.name != measurement:
            shutil.rmtree(folder, ignore_errors=True)


def forget_quotes(workspace: Path, held: Callable[[str], bool]) -> int:
    """Take quotes of contributions that the record does not hold any more out of kept figures; how many.

    Args:
        workspace: the folder.
        held: whether the record holds a contribution, by its id.
    """
    forgotten = 0
    for path in (workspace / HELD_FOLDER).glob(f"*/{_BESIDE}.quotes.parquet"):
        kept = pl.read_parquet(path)
        rest = kept.filter(pl.Series([held(one) for one in kept["contribution_id"]], dtype=pl.Boolean))
        if rest.height < kept.height:
            write_private(path, _parquet(rest))
            forgotten += kept.height - rest.height
    return forgotten


def _parquet(frame: pl.DataFrame) -> bytes:
    content = BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def _of(frames: dict[str, pl.DataFrame], part: str) -> dict[str, pl.DataFrame]:
    mine = f"{part}."
    return {name.removeprefix(mine): frame for name, frame in frames.items() if name.startswith(mine)}
