"""The exact tables of a record with its comments judged: what a release is made from."""

import sqlite3
from collections.abc import Callable

from wellbeing.model.errors import counted
from wellbeing.opinion.judging import Judgement, judged, nothing
from wellbeing.record.codes import codes
from wellbeing.record.noted import noted
from wellbeing.record.quotes import approved, comments
from wellbeing.record.reading import read_tables
from wellbeing.record.transactions import snapshot
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder

#: Comments between two reports of progress.
STEP = 20_000


def true_tables(record: sqlite3.Connection, folder: EngagementFolder, say: Callable[[str], None]) -> TrueTables:
    """Everything that is counted, of one moment of the record.

    Args:
        record: open.
        folder: the engagement.
        say: told how far the reading of comments has come, where there are many.
    """
    with snapshot(record):
        rows = read_tables(record)
        standing = codes(record)
        return TrueTables(
            events=rows.events,
            organisations=rows.organisations,
            contributions=rows.contributions.lazy(),
            answers=rows.answers.lazy(),
            quotes=approved(record),
            judged=_judged(record, folder, standing, say),
            codes=standing,
            notes=noted(record),
        )


def _judged(record: sqlite3.Connection, folder, standing, say):
    texts = comments(record)
    asked = {question.id: question.en for question in folder.engagement.questions if not question.closed}
    texts = texts.filter(pl.col("question_id").is_in(list(asked)))
    if texts.is_empty():
        return Judgement(nothing(), "", "")
