"""How well a column suits a question of the engagement: only a heading that is the question makes a live line."""

from collections.abc import Sequence
from typing import Final

from wellbeing.model.engagement import Question
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.likeness import Alike, alike, shared_words
from wellbeing.sources.proposing.roles.matching import Match

#: Share of the values that must be answers offered; below it, few values that come again.
_SUPPORTED: Final = 0.5
_FEW: Final = 12
#: What a heading is worth that is the question, or its beginning.
_HEADING: Final[dict[Alike, float]] = {"same": 1.0, "named": 0.95, "begins": 0.9}


def question_match(question: Question, column: ColumnEvidence, questions: Sequence[Question]) -> Match | None:
    """How well a column suits a question; None where its heading is unlike it, or its values are no answers."""
    like = alike(column.label, question, questions)
    suits = _closed(question, column) if question.closed else _open(column, like)
    if like == "unlike" or not column.filled or not suits:
        return None
    shared = shared_words(column.label, question)
    share = column.shares.get(f"answer:{question.id}", 0.0)
    worth = _HEADING.get(like, shared / 2)
    sure = like in _HEADING and (like != "named" or not question.closed or share >= _SUPPORTED)
    return Match(question.id, column, worth + share / 2, sure, _why(question, column, like))


def _closed(question: Question, column: ColumnEvidence) -> bool:
    """Whether the values may be answers: those that are offered, numbers of a scale, or few that come again."""
    if column.shares.get(f"answer:{question.id}", 0.0) >= _SUPPORTED:
        return True
    other = column.kinds & {"yes_no", "text", "postcodes", "shortened"} or column.days.told
    return not other and column.distinct <= _FEW and ("numbers" in column.kinds or bool(column.categories))


def _open(column: ColumnEvidence, like: Alike) -> bool:
    """Whether people wrote here; under the question itself they did, however few differ."""
    other = column.kinds & {"yes_no", "numbers", "postcodes", "shortened"}
    return (
        not other
        and not column.days.told
        and (like == "same" or column.distinct > _FEW or not column.categories)
    )


def _why(question: Question, column: ColumnEvidence, like: Alike) -> str:
    share = column.shares.get(f"answer:{question.id}", 0.0)
    said = {
        "same": "its heading is the question",
        "named": "its heading is the question's short name",
        "begins": "its heading is the beginning of the question, and of no other",
    }.get(
        like,
        f"{shared_words(column.label, question):.0%} of the words of its heading and the question are the same",
    )
    if not question.closed:
        return said
    if "numbers" in column.kinds:
        return f"{said}; its values are numbers, whose order nothing tells: all wait until values says what each means"
    return f"{said}; {share:.0%} of its values are answers to it"
