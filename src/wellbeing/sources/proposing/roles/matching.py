"""How well a column suits a part of a profile: what its heading says can rule it out, its values support it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import (
    Speaks,
    all_of,
    all_words,
    mentions,
    numbers_responses,
    speaks_of,
    tokens,
    word_list,
)

#: What a heading is worth. One that speaks of something else leaves a question, however well the values fit.
_HEADING: Final[dict[Speaks, float]] = {"surely": 1.0, "perhaps": 0.7, "nothing": 0.5, "else": 0.2}
#: What values are worth beside it.
_VALUES: Final = 0.5
#: Share of days in the engagement below which "Date" may be the day of something else.
_SOME: Final = 0.05
#: What a day is worth less on which something was begun.
_BEGUN: Final = 0.3
#: Share of values that must be known where the heading says so, may say so, says nothing.
_SUPPORTED: Final = 0.5
_LIKELY: Final = 0.6
_NEARLY_ALL: Final = 0.95
#: Different values that must be known where the heading says nothing.
_SEVERAL: Final = 3
#: What another column must be worse by where the heading says nothing: it could mean anything.
_FAR: Final = 0.5
#: Share of the rows that must have a number of their own.
_OWN: Final = 0.9
#: Parts that a heading alone may give a column of categories, all of which wait until somebody says what they mean.
_WAITING: Final = frozenset({"region", "stakeholder"})
#: Words of an engagement that columns hold.
WORD_PARTS: Final = ("region", "place", "stakeholder", "communities", "channel", "topic")


@dataclass(frozen=True)
class Match:
    """A column for a part of a profile, and why."""

    part: str
    column: ColumnEvidence
    score: float
    #: Whether it may stand as a live line; else a person is asked.
    sure: bool
    why: str
    #: Difference in score below which another column suits the part as well, so that a person is asked.
    margin: float = 0.05


def match(part: str, column: ColumnEvidence) -> Match | None:
    """How well a column suits a part; None where nothing speaks for it, or something against it."""
    if not column.filled:
        return None
    find = _MATCHES.get(part, _words)
    return find(part, column)


def _words(part: str, column: ColumnEvidence) -> Match | None:
    speaks = _speaks(part, column)
    share = column.parting.known if part == "communities" else column.shares.get(part, 0.0)
    numbers = "numbers" in column.kinds
    against = (numbers and speaks != "surely") or (_are_no_words(column) and share < _SUPPORTED)
    against = against or (part == "place" and share < column.shares.get("region", 0.0))
    if column.days.told or against:
        return None
    if "postcodes" in column.kinds or (mentions(column.label, "private") and speaks != "surely"):
        return None
    lowest = {"surely": 0.0, "perhaps": 0.0, "nothing": _LIKELY, "else": _LIKELY}[speaks]
    if share < lowest:
        return None
    why = f"{share:.0%} of its values are known" + (
        "; its heading does not say so" if speaks == "else" else ""
    )
    if numbers:
        why = (
            "its values are numbers, which may be codes or answers: all wait until codes or values says which"
        )
    score = _HEADING[speaks] + _VALUES * share
    return Match(part, column, score, _is_sure(part, column, speaks, share), why, _margin(speaks))


def _speaks(part: str, column: ColumnEvidence) -> Speaks:
    """What a heading says of a part; one that speaks of a place may mean a region: an engagement's may be towns."""
    said = speaks_of(column.label, part)
    is_place = part == "region" and said == "else" and speaks_of(column.label, "place") != "else"
    return "perhaps" if is_place else said


def _are_no_words(column: ColumnEvidence) -> bool:
    """Whether the values are ticks, or what people wrote."""
    return "yes_no" in column.kinds or ("text" in column.kinds and not column.values)


def _margin(speaks: Speaks) -> float:
    return _FAR if speaks == "nothing" else Match.margin


def _is_sure(part: str, column: ColumnEvidence, speaks: Speaks, share: float) -> bool:
    """Whether a column of words may be read as such. What is not understood in it waits: that is no harm."""
    numbers = "numbers" in column.kinds
    if speaks == "surely":
        waits = part in _WAITING and (numbers or bool(column.categories))
        return share >= _SUPPORTED or (waits and (part == "region" or not numbers))
    if speaks == "perhaps":
        return share >= _LIKELY
    return speaks == "nothing" and share >= _NEARLY_ALL and column.distinct >= _SEVERAL


def _received_on(part: str, column: ColumnEvidence) -> Match | None:
    speaks, days = speaks_of(column.label, part), column.days
    if not days.told and speaks in {"nothing", "else"}:
        return None
    inside = max(days.inside, days.inside_other) / max(1, days.cells)
    is_begun = set(tokens(column.label)) & word_list("begun")
    worth = _HEADING[speaks] - (_BEGUN if is_begun else 0.0)
    score = worth + (_VALUES * (1 + inside) / 4 if days.told else 0.0)
    lowest = {"surely": 0.0, "perhaps": _SOME, "nothing": _OWN, "else": 2.0}[speaks]
    spoken = inside >= lowest
    return Match(part, column, score, days.order == "certain" and spoken, _told_days(column), _margin(speaks))


def _told_days(column: ColumnEvidence) -> str:
    days = column.days
    forms = " or ".join(days.forms) or "ISO 8601"
    if not days.told:
        return f"its {days.cells or column.filled:,} cells cannot be read as days"
    if days.order == "mixed":
        one, other = f"{days.read:,} of {days.cells:,} fit day/month", f"{days.read_other:,} month/day"
        inside = f"{days.inside:,} and {days.inside_other:,} so read lie in the engagement"
        return f"days and months stand in both orders: {one}, {other}; {inside}"
    if days.order == "either":
        both = f"{days.inside:,} and {days.inside_other:,} of {days.cells:,} days lie in the engagement"
        return f"DAY AND MONTH COULD BE EITHER: as {forms} and as {' or '.join(days.other)}, {both}"
    unread = days.cells - days.read
    rest = f"; {unread:,} are not, and wait" if unread else ""
    return f"{days.read:,} of {days.cells:,} values are days as {forms}{rest}"


def _id(part: str, column: ColumnEvidence) -> Match | None:
    speaks = numbers_responses(column.label)
    same = column.distinct == 1 and "shortened" not in column.kinds and column.filled > 1
    if same or not column.kinds & {"codes", "numbers", "shortened"}:
        return None
    if speaks == "else":
        return _own_numbers(part, column)
    rank = next((worth for word, worth in _IDS.items() if word in all_words(column.label)), 0.8)
    again = column.filled - column.distinct
    why = f"{column.filled:,} values" + (f", {again:,} stand again" if again else ", all different")
    if "shortened" in column.kinds:
        why = "numbers that a spreadsheet shortened (1.2E+11): people cannot be told apart by them, and all wait"
    own = column.distinct >= _OWN * column.rows
    score = _HEADING[speaks] * rank
    return Match(part, column, score, own or "shortened" in column.kinds, why)


def _own_numbers(part: str, column: ColumnEvidence) -> Match | None:
    """A column of which every row has a number of its own under a heading that says something else: it is asked."""
    of_something_else = mentions(column.label, "private") or column.days.told or "postcodes" in column.kinds
    if of_something_else or not column.unique:
        return None
    why = "every row has a number of its own; its heading does not say of what"
    return Match(part, column, _HEADING["else"], sure=False, why=why)


def _organisation(part: str, column: ColumnEvidence) -> Match | None:
    against = column.kinds & {"yes_no", "text", "numbers", "postcodes"} or column.days.told
    if speaks_of(column.label, part) != "surely" or against:
        return None
    is_type = column.shares.get("stakeholder", 0.0) >= _SUPPORTED
    return None if is_type else Match(part, column, 1.0, sure=True, why="its heading says so")


def _language(part: str, column: ColumnEvidence) -> Match | None:
    spoken = speaks_of(column.label, part) == "surely"
    tags = "tags" in column.kinds and "yes_no" not in column.kinds and column.length < _SEVERAL * 2
    return (
        Match(part, column, 1.0, sure=True, why="its values are language tags") if spoken and tags else None
    )


def _session(part: str, column: ColumnEvidence) -> Match | None:
    spoken = speaks_of(column.label, part) == "surely" and "text" not in column.kinds
    return Match(part, column, 1.0, sure=True, why="its heading says so") if spoken else None


def _number(part: str, column: ColumnEvidence) -> Match | None:
    """A column of counts; of other numbers a person is asked: a sheet without its counts is read as single people."""
    of_something_else = mentions(column.label, "private") or column.days.told or "postcodes" in column.kinds
    if of_something_else or "many_numbers" not in column.kinds:
        return None
    if all_of(column.label, "counts", "counting"):
        why = "numbers of people" + ("" if "numbers" in column.kinds else "; what is no whole number waits")
        return Match(part, column, 1.0, sure=True, why=why)
    return Match(
        part, column, _HEADING["nothing"], sure=False, why="it holds numbers; its heading does not say so"
    )


#: Words of a heading that numbers responses, those that surely do first.
_IDS: Final = {
    **dict.fromkeys(("response", "responseid", "submission", "record"), 1.0),
    **dict.fromkeys(("uuid", "guid"), 0.97),
    **dict.fromkeys(("respondent", "respondentid", "form"), 0.95),
    "id": 0.9,
}
_MATCHES: Final[dict[str, Callable[[str, ColumnEvidence], Match | None]]] = {
    "received_on": _received_on,
    "id": _id,
    "organisation": _organisation,
    "language": _language,
    "session": _session,
    "number": _number,
}
