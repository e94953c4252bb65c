"""The exact tables of a record with its comments judged: what a release is made from."""

import sqlite3

from wellbeing.cli.progress import progress
from wellbeing.model.errors import counted
from wellbeing.opinion.comments import Judgement
from wellbeing.opinion.judging import Terms, judge
from wellbeing.opinion.learning.head import LocalHead
from wellbeing.opinion.lexicon.vader import valued_words
from wellbeing.opinion.scorers import Scorer
from wellbeing.opinion.text.names import ProperNames
from wellbeing.record.comments.codes import codebook_version, standing_codes
from wellbeing.record.comments.notes import note_themes
from wellbeing.record.comments.quotes import approved_quotes
from wellbeing.record.comments.texts import comments
from wellbeing.record.organisations.roster import organisation_names, organisation_roster
from wellbeing.record.store.tables import read_tables
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.places import place_spellings


def true_tables(
    record: sqlite3.Connection, folder: EngagementFolder, scorer: Scorer | None = None
) -> TrueTables:
    """Everything that is counted.

    Args:
        record: open; inside ``snapshot`` the tables fit together whatever is written meanwhile.
        folder: the engagement.
        scorer: reads comments that nobody coded; the local head by default.
    """
    rows = read_tables(record)
    return TrueTables(
        events=rows.events,
        organisations=rows.organisations,
        contributions=rows.contributions.lazy(),
        answers=rows.answers.lazy(),
        quotes=approved_quotes(record),
        declined=frozenset(organisation_roster(record).drop_nulls("declined_on")["organisation_id"]),
        judged=_judged(record, folder, scorer or LocalHead()),
        codes=standing_codes(record),
        notes=note_themes(record),
    )


def names_of(record: sqlite3.Connection, folder: EngagementFolder) -> ProperNames:
    """Regions, towns and places in all their spellings, and the organisations that the record knows."""
    organisations = organisation_names(record)["name"]
    return ProperNames([*place_spellings(folder), *organisations], valued_words())


def _judged(record: sqlite3.Connection, folder: EngagementFolder, scorer: Scorer) -> Judgement:
    questions = {question.id: question.en for question in folder.engagement.questions if not question.closed}
    texts = comments(record)
    texts = texts.filter(texts["question_id"].is_in(list(questions)))
    themes = frozenset(folder.codebook["theme"])
    terms = Terms(questions, codebook_version(folder), themes, scorer, names_of(record, folder))
    with progress(f"Reading {counted(texts.height, 'comment')}") as report:
        return judge(texts, standing_codes(record), terms, lambda done, of: report(done / of))
