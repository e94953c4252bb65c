"""A folder of contributions in Parquet, counted where it lies by one of several engines.

``contributions/`` holds a row each, as ``rows`` lays them out; ``comments/``, where there is one, what was heard
of each comment, without its words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec
import narwhals as nw
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError
from wellbeing.opinion.comments import COMMENT_KEY, JUDGED, Judgement, no_judgements
from wellbeing.release.count.engines import POLARS, engine
from wellbeing.release.count.rows import BETWEEN, OF_CONTRIBUTION, opinion_columns, position_column
from wellbeing.release.count.tally import DAY, at_home, counts_together, held_by, tally

CONTRIBUTIONS: Final = "contributions"
SCORES_FOLDER: Final = "comments"
ABOUT: Final = "export.json"


def lake_columns(settings: Engagement) -> list[str]:
    """The columns that a folder has for an engagement."""
    closed = [one for one in settings.questions if one.closed]
    opened = [one for one in settings.questions if not one.closed]
    return [*OF_CONTRIBUTION, *opinion_columns(closed, opened)]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder says of itself that was written from a record; one of an agency's own says nothing."""

    engagement: str
    #: The last entry of the record's log that it holds.
    upto: int
    contributions: int
    #: Who read its comments, and with what kind of evidence; ``themes_by``: who gave them themes.
    scorer: str
    source: str
    themes_by: str | None = None


@dataclass(frozen=True)
class Lake:
    """The folder, and which engine counts it."""

    path: Path
    engine: str = POLARS

    @cached_property
    def files(self) -> list[str]:
        """The files of its contributions, sorted."""
        return _parquet(self.path / CONTRIBUTIONS)

    @cached_property
    def export(self) -> Export | None:
        """What the folder says of itself.

        Raises:
            DataError: it cannot be read.
        """
        path = self.path / ABOUT
        if not path.is_file():
            return None
        try:
            return msgspec.json.decode(path.read_bytes(), type=Export)
        except msgspec.DecodeError as error:
            msg = (
                f"{path} does not say what was exported: {error}. Export anew: `wellbeing record export DIR`."
            )
            raise DataError(msg) from error

    def counted_each(self, each: Sequence[Sequence[str]]) -> list[pl.DataFrame]:
        """``n`` by each of several columns, as ``tally.counted_each``."""
        held = [*dict.fromkeys(name for columns in each for name in held_by(columns))]
        counter = engine(self.engine)
        whole = [pl.DataFrame()] * len(each)
        for files in counter.parts(self.files):
            rows = counter.rows(files, held)
            counts = counter.home([tally(rows, columns) for columns in each])
            parts = zip(whole, counts, each, strict=True)
            whole = [counts_together(before, more, columns) for before, more, columns in parts]
        return [at_home(counted, columns) for counted, columns in zip(whole, each, strict=True)]

    def number(self) -> int:
        """How many contributions there are."""
        (counted,) = self.counted_each([["round"]])
        return int(counted["n"].sum())

    def received(self) -> pl.DataFrame:
        """The ``first`` and ``last`` day on which a contribution was received."""
        counter, day = engine(self.engine), nw.col(DAY)
        rows = counter.rows(self.files, [DAY])
        return counter.home([rows.select(first=day.min(), last=day.max())])[0]

    def contributions(self) -> pl.LazyFrame:
        """A row each, communities as a list: for the few that are looked up."""
        rows = pl.scan_parquet(self.files).select(OF_CONTRIBUTION)
        said = pl.col("communities")
        return rows.with_columns(said.fill_null("").str.split(BETWEEN).list.set_difference([""]))

    def answers(self, closed: Iterable[str]) -> pl.LazyFrame:
        """``contribution_id``, ``question_id``, ``position`` of those who took one."""
        rows = pl.scan_parquet(self.files)
        asked = [
            rows.select("contribution_id", question_id=pl.lit(one), position=position_column(one))
            for one in closed
        ]
        none = pl.LazyFrame(schema=dict.fromkeys(("contribution_id", "question_id", "position"), pl.String))
        return pl.concat([none, *asked]).drop_nulls("position")

    def judgement(self) -> Judgement:
        """What was heard of comments; of a folder that does not say by whom they were read, nothing."""
        files = _parquet(self.path / SCORES_FOLDER)
        if self.export is None or not files:
            return Judgement(no_judgements(), "", "")
        rows = pl.scan_parquet(files).select(pl.col(name).cast(kind) for name, kind in JUDGED.items())
        by = self.export
        return Judgement(rows.sort(COMMENT_KEY).collect(), by.scorer, by.source, by.themes_by)


def _parquet(folder: Path) -> list[str]:
    return sorted(f"{path}" for path in folder.glob("*.parquet"))
