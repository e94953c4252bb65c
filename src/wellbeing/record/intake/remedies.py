"""Remedies: what a person can do about a problem, and that it helps."""

import sqlite3
from typing import Final

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS, NO, YES
from wellbeing.model.errors import DataError
from wellbeing.model.profile import Column, Day, Profile
from wellbeing.model.vocabulary import BOTH, ROUNDS
from wellbeing.record.intake.recodes import Recode
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import CONTESTED, ID_TAKEN
from wellbeing.sources.intake.mapping.context import SEVERAL_COLUMNS, SINGLE_COLUMNS
from wellbeing.sources.intake.mapping.days import NO_DATE, OUTSIDE
from wellbeing.sources.intake.mapping.rows import ELSEWHERE, NO_ID, ONE_OF_SEVERAL
from wellbeing.sources.names.spelling import key
from wellbeing.sources.templates.profiles import PAPERS
from wellbeing.sources.templates.typed import TYPED_PROFILE

_NO_WORD: Final = message("No word helps here.")
_BY_HAND: Final = message(
    "Correct it in its row: `wellbeing quarantine export OUT.xlsx`, then "
    "`wellbeing quarantine mend OUT.xlsx`."
)
#: What else helps than the row's own cell.
_BESIDE: Final = {
    "received_on": message(
        "A date is no word: write it in its row, as YYYY-MM-DD or with the name of its month. If the whole file writes "
        "days in another way, name the format in the profile."
    ),
    "id": message(
        "An id is no word. If it is another person's, give it its own; if a spreadsheet changed it, export it anew."
    ),
    "number": message("A number is no word."),
    "place": message(
        "It must be a place that the engagement lists (places.csv, towns.csv), or be written as one of them."
    ),
    "language": message(
        "A language is its name, in the engagement's language or in English, or a tag such as en, es or mi; the "
        "profile can map what the file writes."
    ),
}
#: Where the reason says more than the field; of days outside the engagement its beginning.
_FOR_REASON: Final = {
    ELSEWHERE: message("The place or the region is wrong: correct in its row the one that is."),
    ONE_OF_SEVERAL: message(
        "Places of this name lie in several regions: say in its row which region is meant."
    ),
    CONTESTED: message(
        "Two papers or people have one id here. Choose the row that is right, which refuses the others; or give each "
        "an id of its own."
    ),
    ID_TAKEN: message(
        "Another row of this id was taken in. Give this one an id of its own, or refuse it. If it is this one that is "
        "right, `wellbeing import FILE --again` lets both wait, so that it can be chosen."
    ),
    NO_ID: message(
        "Write in its row the number that is on its paper, or that its platform gave it. Where there is none, give it "
        "one that no other has, or refuse it."
    ),
    NO_DATE: message("Say the day in its row, as YYYY-MM-DD or with the name of its month."),
    OUTSIDE: message(
        "Correct the day in its row. If it is right, the row is no contribution to this engagement: refuse it; or, "
        "if it only came late, say how many days after the last are taken in (late_days, where its columns are "
        "described)."
    ),
}
#: As that of ``ID_TAKEN``, of a paper form: the other may have been typed, and came with no file.
_TAKEN_TYPED: Final = message(
    "Another form of this number was taken in. Give this one its own number, or refuse it. If it is this one that is "
    "right, type it again under “Paper forms”, where it can take the other's place, and refuse this one."
)
#: What people write before and behind sums; what may stand beside it and names nothing.
_TOTALS: Final = frozenset({"total", "totals", "subtotal", "subtotals", "sum", "tapeke"})
_BESIDE_TOTALS: Final = frozenset({"sub", "grand", "overall"})


def is_word(field: str, reason: str, folder: EngagementFolder) -> bool:
    """Whether deciding what a word means can help: else a row is corrected, or a profile."""
    closed = {question.id for question in folder.engagement.questions if question.closed}
    words = {*SINGLE_COLUMNS, *SEVERAL_COLUMNS, "statement", *closed}
    return field in words and reason not in {ELSEWHERE, ONE_OF_SEVERAL}


def possible_words(field: str, folder: EngagementFolder) -> list[str]:
    """What a word of a field can be said to mean where nothing is suggested: "" is "not stated".

    A contribution must have a topic, a channel and a round, so that these are offered; a hui its place, of which
    there are too many.
    """
    settings = folder.engagement
    needed = {
        "topic": [*(topic.id for topic in settings.topics), BOTH],
        "channel": [channel.id for channel in settings.channels],
        "round": list(ROUNDS),
        "place": [],
        **{name: [NO, YES, ""] for name in CONSENTS},
    }
    return needed.get(field, [""])


def is_total(written: str) -> tuple[bool, bool]:
    """Whether a word of sums stands in what is written, and whether nothing else does."""
    words = {*key(written).split()}
    holds = not words.isdisjoint(_TOTALS)
    return holds, holds and words <= _TOTALS | _BESIDE_TOTALS


def remedy_beside(field: str, reason: str = "", profile: str = "") -> str:
    """What helps where no word does: by the reason, else by the field; of paper forms it may be a typed one."""
    if profile in {TYPED_PROFILE, PAPERS} and reason.startswith(ID_TAKEN):
        return _TAKEN_TYPED
    of_reason = next((remedy for why, remedy in _FOR_REASON.items() if reason.startswith(why)), None)
    return of_reason or _BESIDE.get(field, _NO_WORD)


def other_remedy(field: str, reason: str = "", profile: str = "") -> str:
    """What to do where no word helps."""
    return f"{remedy_beside(field, reason, profile)} {_BY_HAND}"


def headings_to_correct(profile: Profile, field: str, reason: str) -> list[str]:
    """The columns of a file in which a problem can be corrected: those of its field, and of what it contradicts.

    Args:
        profile: as it was for the file.
        field: or the question, of the problem.
        reason: why it waits.
    """
    questions = {answer.id: answer.columns for answer in profile.questions}
    columns = questions.get(field) or (profile.id if field == "id" else _columns(profile, field))
    beside = profile.region.columns if reason in {ELSEWHERE, ONE_OF_SEVERAL} else ()
    return [*dict.fromkeys((*columns, *beside))]


def _columns(profile: Profile, field: str) -> tuple[str, ...]:
    part = getattr(profile, field, None)
    return part.columns if isinstance(part, Column | Day) else ()


def check_recode(folder: EngagementFolder, recode: Recode) -> None:
    """Make sure that a field holds words.

    Raises:
        DataError: it does not; what helps instead.
    """
    if not is_word(recode.field, "", folder):
        msg = f"{recode.field} '{recode.value}' cannot be mended by a word. {other_remedy(recode.field)}"
        raise DataError(msg)


def check_helped(record: sqlite3.Connection, recode: Recode, numbers: list[int]) -> None:
    """Make sure that a recode has helped at least one of the rows and answers that waited for it.

    Raises:
        DataError: all still wait for the same; why.
    """
    query = "SELECT id, reason FROM waiting WHERE field = ? AND value = ?"
    still = dict(record.execute(query, (recode.field, recode.value)).fetchall())
    if numbers and all(number in still for number in numbers):
        waits = message(
            f"{recode.field} '{recode.value}' would still wait as '{recode.becomes}': {still[numbers[0]]}."
        )
        msg = f"{waits} Nothing was changed. {other_remedy(recode.field)}"
        raise DataError(msg)
