"""Propose a profile for an unknown file: what its columns may be, as a profile that can be edited."""

from pathlib import Path
from typing import Final

from wellbeing.model.profile import Layout
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.proposing.evidence import SAMPLE_ROWS, column_evidence
from wellbeing.sources.proposing.roles import roles
from wellbeing.sources.proposing.writing import profile_text
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable, read_file

#: What Qualtrics writes into the third of its heading rows.
_IMPORT_ID: Final = '{"ImportId"'
#: What SurveyMonkey calls its first columns; the options of a question stand in a second heading row.
_TWO_ROWS: Final = ("Respondent ID", "Collector ID")


def propose(path: Path, folder: EngagementFolder) -> str:
    """The text of a profile for a file, to be read, edited and saved in the engagement's ``profiles``.

    Raises:
        DataError: the file cannot be read.
    """
    layout = _layout(read_file(path))
    table = read_file(path, layout)
    names = engagement_names(folder)
    rows = next(batch.rows for batch in table.batches()).drop(ROW).head(SAMPLE_ROWS)
    columns = [column_evidence(rows, column, names) for column in table.columns]
    found = roles(columns, folder.engagement.questions)
    return profile_text(found, layout, table.file, names, folder)


def _layout(table: SourceTable) -> Layout:
    first = next(batch.rows for batch in table.batches()).head(2)
    if any(str(cell).startswith(_IMPORT_ID) for row in first.rows() for cell in row):
        return Layout(header_rows=3)
    if table.columns[: len(_TWO_ROWS)] == _TWO_ROWS:
        return Layout(header_rows=2, names="joined")
    return Layout()
