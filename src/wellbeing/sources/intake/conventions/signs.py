"""The sign of votes: proved by what authors voted on their own statements, or confirmed by a person; never assumed.

Polis keeps agreement as -1. Some of its exports turn the sign and some do not; name and headings are the same, and
every total is plausible with both. Of authors' first votes on their own statements 99 % agree, in 14 public
conversations (2,270 of 2,294).
"""

from typing import Final

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted
from wellbeing.model.profile import Answered, Profile, Sign
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.conventions.notices import CONFIRM, Decided, by_whom, convention_notice
from wellbeing.sources.intake.mapping.days import Days
from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.reading.source import SourceTable, read_file

#: Authors' votes that prove a sign, and the share of them that must have the same.
_FEWEST: Final = 3
_SHARE: Final = 0.9


def decide_sign(table: SourceTable, profile: Profile, folder: EngagementFolder) -> Decided[Profile]:
    """The profile with the votes that are believed, and what is said of their sign.

    Args:
        table: the file of votes; that of statements may lie beside it.
        profile: fitted to the file.
        folder: the engagement.
    """
    sign = profile.sign
    if sign is None:
        return Decided(profile)
    votes, absent = _own_votes(table, profile, sign, folder)
    agree, against = votes.count(sign.agrees), votes.count(_opposite(sign.agrees))
    said = message(
        f"{sign.vote}: {agree} of {counted(agree + against, 'author')} voted {sign.agrees} on their own statement"
    )
    if agree + against >= _FEWEST and agree >= _SHARE * (agree + against):
        text = message(f"{said}: the file proves that {sign.agrees} agrees.")
        return Decided(profile, (convention_notice(sign.vote, agree, text),))
    if agree + against >= _FEWEST and against >= _SHARE * (agree + against):
        turned = message(
            f"{said}, and {against} voted {_opposite(sign.agrees)}: the file has the sign turned round"
        )
        return _doubted(
            profile, sign, message(f"{turned}, so that no vote is believed. Turn it in the profile"), against
        )
    told = message(f"{said}, too few to prove the sign") if votes else message(f"{sign.vote}: {absent}")
    if sign.confirmed_by:
        text = message(f"{told}. {sign.agrees} is read as agreement; {by_whom(sign.confirmed_by)}.")
        return Decided(profile, (convention_notice(sign.vote, len(votes), text),))
    return _doubted(
        profile, sign, message(f"{told}: some exports have it turned round. Once it is sure, {CONFIRM}"), 0
    )


def _own_votes(
    table: SourceTable, profile: Profile, sign: Sign, folder: EngagementFolder
) -> tuple[list[str], str]:
    """Authors' first votes on their own statements, and why there are none."""
    path = table.path.with_name(table.path.name.replace(*sign.beside))
    if path == table.path or not path.is_file():
        return [], message(
            f"nothing proves the sign, since there is no file of statements {path.name} beside it"
        )
    try:
        statements = read_file(path, profile.layout)
    except DataError as error:
        return [], message(f"nothing proves the sign, since the file of statements cannot be read ({error})")
    if not {sign.key, sign.author} <= {*statements.columns}:
        return [], message(
            f"nothing proves the sign, since {path.name} has no columns {sign.key} and {sign.author}"
        )
    authors = pl.concat([batch.rows.select(sign.key, sign.author) for batch in statements.batches()])
    first = _first_votes(table, profile, sign, folder)
    own = first.join(authors, left_on=[sign.statement, sign.voter], right_on=[sign.key, sign.author])
    numbers = [numeral(vote) for vote in own[sign.vote]]
    return [vote for vote in numbers if vote and vote != "0"], message(
        f"no author in {path.name} voted on an own statement"
    )


def _first_votes(table: SourceTable, profile: Profile, sign: Sign, folder: EngagementFolder) -> pl.DataFrame:
    """Each voter's first vote on each statement; of votes at one time that differ, none is the first."""
    days = Days(profile.received_on, folder.engagement)
    parts = [
        batch.rows.select(sign.statement, sign.voter, sign.vote, at=days.resolve(batch.rows).values)
        for batch in table.batches()
    ]
    votes = pl.concat(parts).drop_nulls()
    whose = [sign.statement, sign.voter]
    first = votes.filter(pl.col("at") == pl.col("at").min().over(whose)).unique([*whose, sign.vote])
    return first.filter(pl.len().over(whose) == 1)


def _opposite(number: str) -> str:
    return number.removeprefix("-") if number.startswith("-") else f"-{number}"


def _doubted(profile: Profile, sign: Sign, doubt: str, number: int) -> Decided[Profile]:
    """The profile with no number of the votes believed."""
    questions = tuple(
        _without(answer, doubt) if sign.vote in answer.columns else answer for answer in profile.questions
    )
    settled = msgspec.structs.replace(profile, questions=questions)
    return Decided(settled, (convention_notice(sign.vote, number, f"{doubt}."),))


def _without(answer: Answered, doubt: str) -> Answered:
    words = {theirs: ours for theirs, ours in answer.values.items() if numeral(theirs) is None}
    return msgspec.structs.replace(answer, scale=(), values=words, doubt=doubt)
