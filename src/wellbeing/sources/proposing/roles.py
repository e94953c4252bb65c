"""What each column of an unknown file may be for."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wellbeing.model.engagement import Question
from wellbeing.sources.names.spelling import key
from wellbeing.sources.proposing.evidence import ColumnEvidence

#: Headings of the platforms' own numbers, by their keys.
_IDS: Final = frozenset(
    {
        "id",
        "response id",
        "responseid",
        "respondent id",
        "respondentid",
        "submission id",
        "record id",
        "form number",
    }
    | {"author id", "voter id"}
)
#: Share of a column's cells that must be words of a kind.
_SURE: Final = 0.6
#: Characters beyond which, on average, people were writing and not choosing.
_WRITING: Final = 25
#: How like a question a heading must be to be taken for it.
_ALIKE: Final = 0.5
#: Kinds of words, those that could be mistaken for others last.
_KINDS: Final = ("region", "stakeholder", "communities", "channel", "topic")


@dataclass(frozen=True)
class Role:
    """What a column may be for, and why."""

    column: ColumnEvidence
    #: "id", "received_on", a kind of words, "closed", "open", "scale", or "" for nothing.
    part: str
    why: str
    #: The engagement's question, for "closed" and "open"; empty where none is like it.
    question: str = ""


def roles(columns: Sequence[ColumnEvidence], questions: Sequence[Question]) -> list[Role]:
    """The role of each column, in the file's order; each of ours goes to the first column that it fits."""
    taken: set[str] = set()
    assigned: list[Role] = []
    for column in columns:
        role = _role(column, [question for question in questions if question.id not in taken], taken)
        taken |= {role.question} if role.question else {role.part}
        assigned.append(role)
    return assigned


def _role(column: ColumnEvidence, questions: list[Question], taken: set[str]) -> Role:
    for find in (_nothing, _id, _date, _words, _closed, _open):
        role = find(column, questions)
        if role and (role.question or role.part not in taken or role.part in {"", "open", "scale"}):
            return role
    return Role(column, "", f"{column.distinct:,} different values that mean nothing here")


def _nothing(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    del questions
    return None if column.filled else Role(column, "", "empty")


def _id(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    del questions
    unique = column.distinct == column.filled == column.rows
    named = key(column.heading) in _IDS or "id" in key(column.heading).split()
    return Role(column, "id", f"{column.filled:,} values, all different") if unique and named else None


def _date(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    del questions
    if not column.dates:
        return None
    forms = [form or "ISO 8601" for form in column.dates]
    doubt = (
        "; DAY AND MONTH COULD BE EITHER" if {"d", "m"} <= {form[1] for form in column.dates if form} else ""
    )
    return Role(column, "received_on", f"every value is a date as {' or '.join(forms)}{doubt}")


def _words(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    del questions
    kind = max(_KINDS, key=lambda name: column.shares.get(name, 0.0))
    share = column.shares.get(kind, 0.0)
    return Role(column, kind, f"{share:.0%} of the values are known") if share >= _SURE else None


def _closed(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    fits = [each for each in questions if column.shares.get(f"answer:{each.id}", 0.0) >= _SURE]
    question = _nearest(column.heading, fits) or next(iter(fits), None)
    if question:
        share = column.shares[f"answer:{question.id}"]
        return Role(column, "closed", f"{share:.0%} of the values are answers to it", question.id)
    if column.numbers or column.scale >= _SURE:
        closed = [each for each in questions if each.closed]
        like = _nearest(column.heading, closed)
        why = f"a scale of {len(column.values)} {'numbers' if column.numbers else 'answers'}"
        return Role(column, "closed" if like else "scale", why, like.id if like else "")
    return None


def _open(column: ColumnEvidence, questions: list[Question]) -> Role | None:
    if column.length < _WRITING or column.distinct < column.filled / 3:
        return None
    like = _nearest(column.heading, [question for question in questions if not question.closed])
    why = f"{column.length:.0f} characters on average, {column.distinct:,} different"
    return Role(column, "open", why, like.id if like else "")


def _nearest(heading: str, questions: Sequence[Question]) -> Question | None:
    """The question that is most like a heading, or that the heading contains; None where none is."""
    ratios = {each.id: _likeness(heading, each) for each in questions}
    best = max(ratios, key=lambda name: ratios[name], default="")
    return next((question for question in questions if question.id == best and ratios[best] >= _ALIKE), None)


def _likeness(heading: str, question: Question) -> float:
    written = key(heading)
    names = [key(name) for name in (question.en, question.mi, question.short, question.id) if name]
    if any(name in written for name in names):
        return 1.0
    return max(difflib.SequenceMatcher(None, written, name).ratio() for name in names)
