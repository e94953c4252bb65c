"""Comments that are to be coded, a random sample of them; codes that were given teach the local head."""

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from wellbeing.desk.reviewing.names import names_of
from wellbeing.language import message
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError
from wellbeing.opinion.coding.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.coding.sampling import FIRST_SAMPLE, MEASURE, coding_sample
from wellbeing.opinion.coding.weights import coded_weights
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.plain import plain_text
from wellbeing.opinion.text.questions import question_valence
from wellbeing.record.comments.codes import ANSWER_KEY, add_codes, are_coder_s, codebook_version
from wellbeing.record.comments.codes import standing_codes as standing
from wellbeing.record.comments.coding_sheets import Coder
from wellbeing.record.comments.texts import comments_with_origin
from wellbeing.record.consents import for_others
from wellbeing.record.store.log import append
from wellbeing.sources.coding.sheet import CodedRow, CodingSheet
from wellbeing.sources.engagement import EngagementFolder

if TYPE_CHECKING:
    from wellbeing.opinion.learning.fitting import FittedHead

#: Of a comment, for those who know it by one id.
COMMENT_ID: Final = pl.concat_str(ANSWER_KEY, separator=" ").alias("comment_id")


def asked_comments(comments: pl.DataFrame, settings: Engagement) -> pl.DataFrame:
    """Comments that answer something, with the words of the question as ``asked``."""
    words = {question.id: question.en for question in settings.questions}
    told = comments.with_columns(
        asked=pl.col("question_id").replace_strict(words, default=None, return_dtype=pl.String)
    )
    pairs = told.select("text", "asked").iter_rows()
    answers = [
        reply(plain_text(text), question_valence(question)) is not Reply.NONE for text, question in pairs
    ]
    return told.filter(pl.Series(answers, dtype=pl.Boolean))


def drawn_comments(comments: pl.DataFrame, codes: pl.DataFrame, size: int) -> pl.DataFrame:
    """A random sample of what nobody has coded; te reo Māori with the rest, since people can read it."""
    cell = pl.concat_str("region", "stakeholder", separator=" ", ignore_nulls=False).fill_null("not stated")
    left = comments.join(codes.filter(reading=1), on=ANSWER_KEY, how="anti").with_columns(
        COMMENT_ID, cell=cell
    )
    known = left.select("comment_id", *ANSWER_KEY, "text")
    drawn = coding_sample(left.select("comment_id", "cell", question="question_id"), size)
    return drawn.join(known, on="comment_id", how="left", maintain_order="left")


def next_comment(
    record: sqlite3.Connection, folder: EngagementFolder, coder: Coder, reading: int, *, in_agency: bool
) -> dict[str, Any] | None:
    """The comment that a coder reads next (its id, ``text``, and what was ``asked``); None where none is left.

    For a first reading the next of the random sample of what nobody has coded; for a second one, of what others have
    coded, at random.

    Args:
        record: open.
        folder: the engagement.
        coder: who reads.
        reading: 1 or 2.
        in_agency: as in ``codes sample``.
    """
    everything = comments_with_origin(record)
    readable = everything if in_agency else for_others(everything, record)
    comments, codes = asked_comments(readable, folder.engagement), standing(record)
    if reading == 1:
        drawn = drawn_comments(comments, codes, FIRST_SAMPLE).filter(reading=1)
    else:
        drawn = _to_be_read_again(comments, codes, coder.name)
    if drawn.is_empty():
        return None
    row = drawn.select(*ANSWER_KEY, "text").row(0, named=True)
    words = {question.id: question.en for question in folder.engagement.questions}
    return row | {"asked": words[row["question_id"]]}


def _to_be_read_again(comments: pl.DataFrame, codes: pl.DataFrame, coder: str) -> pl.DataFrame:
    """What somebody else coded for the sample and nobody read a second time, in random order."""
    first = codes.filter(~are_coder_s(codes, coder)).filter(reading=1, purpose=MEASURE)
    open_ones = first.join(codes.filter(reading=2), on=ANSWER_KEY, how="anti")
    left = comments.join(open_ones, on=ANSWER_KEY, how="semi").with_columns(COMMENT_ID)
    whole = left.select("comment_id", cell=pl.lit(""), question=pl.lit(""))
    drawn = coding_sample(whole, left.height, twice=0.0)
    return drawn.join(left, on="comment_id", how="left", maintain_order="left")


def waits_for_another(record: sqlite3.Connection, coder: str) -> bool:
    """Whether comments wait for a second reading that a coder may not give, having read them first."""
    codes = standing(record)
    mine = codes.filter(are_coder_s(codes, coder)).filter(reading=1, purpose=MEASURE)
    return not mine.join(codes.filter(reading=2), on=ANSWER_KEY, how="anti").is_empty()


def add_code(record: sqlite3.Connection, folder: EngagementFolder, coder: Coder, row: CodedRow) -> None:
    """Keep what a coder says of one comment of the random sample.

    Raises:
        DataError: why the code cannot be kept.
    """
    account = coder.account([row])
    if not account.coded:
        why = account.refused[0][1] if account.refused else message("no tone is chosen")
        msg = f"This code is not kept: {why}."
        raise DataError(msg)
    day = dt.datetime.now(ZoneInfo(folder.engagement.time_zone)).date()
    sheet = CodingSheet(MEASURE, codebook_version(folder), account.coded)
    add_codes(record, coder.codes(account.coded, sheet, day))


def refit(record: sqlite3.Connection, folder: EngagementFolder) -> None:
    """Fit the local head anew, where there are enough codes; the log says on what, and how well it reads."""
    from wellbeing.opinion.learning.fitting import fit_head, training_rows  # noqa: PLC0415

    codes, comments = standing(record), asked_comments(comments_with_origin(record), folder.engagement)
    found = fit_head(training_rows(comments, codes, names_of(record, folder)))
    if found:
        _note_refitted(record, found, codes, coded_weights(comments, codes))


def _note_refitted(
    record: sqlite3.Connection, found: "FittedHead", codes: pl.DataFrame, weights: pl.DataFrame
) -> None:
    """Note in the log that the local head was fitted anew, on what, and how well it reads."""
    tones, themes = tone_agreement(codes, weights), theme_agreement(codes, weights)
    told = {
        "codes": found.codes,
        "measured": found.measured,
        "scorer": found.head.id,
        "macro_f1": _rounded(found.macro_f1),
        "r": _rounded(found.r),
        "alpha_tone": _rounded(tones.value if tones else None),
        "alpha_themes": _rounded(themes.value if themes else None),
    }
    append(record, "refitted", told)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
