"""The record's tables in a notebook, on its owner's own machine: exact, and for nobody else's eyes."""

from pathlib import Path

import msgspec
import polars as pl

from wellbeing.language import in_digits
from wellbeing.record.store.database import read_record
from wellbeing.record.store.tables import read_tables
from wellbeing.record.store.transactions import snapshot
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import engagement_folder, workspace_folder
from wellbeing.state.rows.arguments import takes


class OpenedRecord(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Every row that was received, as Polars frames (``model.tables``). Nothing of it may leave this machine."""

    engagement: str
    contributions: pl.DataFrame
    answers: pl.DataFrame
    events: pl.DataFrame
    organisations: pl.DataFrame

    def __repr__(self) -> str:
        """How much there is, and none of it: what a notebook saves says nothing of anybody."""
        tables = {name: getattr(self, name).height for name in self.__struct_fields__[1:]}
        rows = ", ".join(f"{in_digits(number)} {name}" for name, number in tables.items())
        return f"<Record of {self.engagement}: {rows}. Exact: for this machine alone>"


@takes()
def opened_record(
    workspace: str | Path | None = None, engagement: str | Path | None = None, *, texts: bool = False
) -> OpenedRecord:
    """The record of a workspace, read at one moment, whoever writes meanwhile; nothing is written.

    Args:
        workspace: its folder; None is ``WELLBEING_WORKSPACE``, else the default one.
        engagement: its folder; None is ``WELLBEING_ENGAGEMENT``, else the shipped one.
        texts: whether to read comments too; they are null otherwise.

    Raises:
        DataError: there is no record, or it is another engagement's, damaged or of another version.
    """
    settings = read_engagement(engagement_folder(engagement)).engagement
    with read_record(workspace_folder(workspace), settings.id) as record, snapshot(record):
        tables = read_tables(record, texts=texts)
    return OpenedRecord(
        engagement=settings.en,
        contributions=tables.contributions,
        answers=tables.answers,
        events=tables.events,
        organisations=tables.organisations,
    )
