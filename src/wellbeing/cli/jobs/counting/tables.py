"""What a release is made from: a record's exact tables with its comments judged, and what may be told of them still."""

import dataclasses
import sqlite3
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.cli.progress import progress
from wellbeing.desk.reviewing.names import names_of
from wellbeing.model.errors import counted
from wellbeing.model.tables import Organisations
from wellbeing.opinion.comments import Judgement
from wellbeing.opinion.judging import ReadBefore, Terms, judge
from wellbeing.opinion.learning.head import LocalHead
from wellbeing.opinion.scorers import Scorer
from wellbeing.record.comments.codes import codebook_version, standing_codes
from wellbeing.record.comments.notes import note_themes
from wellbeing.record.comments.quotes import approved_quotes
from wellbeing.record.comments.texts import comments_in_batches, number_of_comments
from wellbeing.record.intake.recodes import unproven_conventions
from wellbeing.record.organisations.roster import organisation_roster, roster_facts
from wellbeing.record.store.tables import read_registers, read_tables
from wellbeing.release.build.figures import ReconciledFigures
from wellbeing.release.count.bodies import roster_counts
from wellbeing.release.count.lake import Lake
from wellbeing.release.count.lake_check import check_lake
from wellbeing.release.count.registers import declared
from wellbeing.release.count.true_tables import READ_BY, TrueTables
from wellbeing.release.estimate.quotes import quotes, still_approved
from wellbeing.release.store.opening import table_file
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.bodies import known_roster

#: Tables in which people and bodies may take back what they allowed.
_TAKEN_BACK: Final = ("quotes", "organisations", "bodies", "roster")


def true_tables(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    scorer: Scorer | None = None,
    kept: ReadBefore | None = None,
) -> TrueTables:
    """Everything that is counted.

    Args:
        record: open; inside ``snapshot`` the tables fit together whatever is written meanwhile.
        folder: the engagement.
        scorer: reads comments that nobody coded; None for the local head.
        kept: where what is read of comments is kept until it is counted; None: nowhere.
    """
    judged = judged_comments(record, folder, scorer, kept)
    rows = read_tables(record)
    said = (rows.contributions.lazy(), rows.answers.lazy(), judged)
    return _with_registers(record, folder, rows.events, rows.organisations, said)


def lake_tables(record: sqlite3.Connection, folder: EngagementFolder, lake: Lake) -> TrueTables:
    """The same of contributions that lie in a folder: hui, organisations, codes and quotes are the record's.

    Args:
        record: open.
        folder: the engagement.
        lake: the folder, checked.

    Raises:
        DataError: the folder cannot be counted, or counts what is not the engagement's: every fault in one message.
    """
    events, organisations = read_registers(record)
    check_lake(lake, folder, events["event_id"].to_list(), organisations["organisation_id"].to_list())
    closed = [question.id for question in folder.engagement.questions if question.closed]
    said = (lake.contributions(), lake.answers(closed), lake.judgement())
    return dataclasses.replace(_with_registers(record, folder, events, organisations, said), lake=lake)


def _with_registers(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    events: pl.DataFrame,
    organisations: pl.DataFrame,
    said: tuple[pl.LazyFrame, pl.LazyFrame, Judgement],
) -> TrueTables:
    """Contributions, answers and what was heard of comments, with all else that the record knows."""
    unstated = folder.engagement.unstated_consents
    roster = organisation_roster(record, unstated)
    named = roster.filter("may_be_named")["organisation_id"]
    is_named = pl.col("organisation_id").is_in(named.implode())
    contributions, answers, judged = said
    return TrueTables(
        events=events,
        organisations=Organisations.cast(organisations.with_columns(may_be_named=is_named)),
        contributions=contributions,
        answers=answers,
        quotes=approved_quotes(record, unstated),
        declined=frozenset(roster.drop_nulls("declined_on")["organisation_id"]),
        judged=judged,
        codes=standing_codes(record),
        notes=note_themes(record),
        conventions=pl.DataFrame(unproven_conventions(record), READ_BY, orient="row"),
    )


def as_allowed_now(
    record: sqlite3.Connection, folder: EngagementFolder, made: ReconciledFigures
) -> ReconciledFigures:
    """Kept figures without quotes and names that are not allowed any more; what is newly allowed waits."""
    roster = organisation_roster(record, folder.engagement.unstated_consents)
    named = roster.filter("may_be_named").select(organisation="name").unique()
    unnamed = roster.filter(~pl.col("may_be_named"))["name"].to_list()
    approved = approved_quotes(record, folder.engagement.unstated_consents)
    bodies = _bodies(folder, made.beside["bodies"], roster)
    codes = folder.regions["code"].to_list()
    kept = {
        "quotes": still_approved(made.beside["quotes"], approved, unnamed),
        "organisations": made.beside["organisations"].join(named, on="organisation", how="semi"),
        "bodies": bodies,
        "roster": roster_counts(bodies, folder.engagement, codes),
        **declared(folder),
    }
    return dataclasses.replace(made, beside=made.beside | kept)


def tells(release: Path, allowed: ReconciledFigures) -> bool:
    """Whether a release quotes and names just what figures do that were brought to what is allowed now."""
    expected = allowed.beside | {"quotes": quotes(allowed.beside["quotes"])}
    return all(
        pl.read_parquet(release / table_file(name)).rows() == expected[name].rows() for name in _TAKEN_BACK
    )


def judged_comments(
    record: sqlite3.Connection, folder: EngagementFolder, scorer: Scorer | None, kept: ReadBefore | None
) -> Judgement:
    """How every comment sounds, and what it is about, as ``true_tables`` has it."""
    questions = {question.id: question.en for question in folder.engagement.questions if not question.closed}
    themes, reader = frozenset(folder.codebook["theme"]), scorer or LocalHead()
    terms = Terms(questions, codebook_version(folder), themes, reader, names_of(record, folder))
    number = number_of_comments(record)
    with progress(f"Reading comments of {counted(number, 'contribution')}") as report:
        texts = partial(comments_in_batches, record, questions)
        return judge(
            texts, standing_codes(record), terms, lambda done: report(done / max(done, number)), kept
        )


def _bodies(folder: EngagementFolder, kept: pl.DataFrame, roster: pl.DataFrame) -> pl.DataFrame:
    """Known bodies, "heard" told only where one recorded under the body's names may be named, "not heard" where all."""
    facts = roster_facts(roster).with_columns(heard=pl.lit(value=True))
    may = known_roster(folder.roster, facts).bodies.select(
        "body", "stakeholder", _one="named_heard", _all="may_be_named"
    )
    told = kept.join(may, on=["body", "stakeholder"], how="left", maintain_order="left")
    is_allowed = pl.when("heard").then("_one").otherwise("_all")
    return told.with_columns(heard=pl.when(is_allowed).then("heard")).select(kept.columns)
