"""Answers that decline to answer, and the "nothing" that is an answer to some questions."""

import re
import tomllib
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from wellbeing.opinion.text.questions import Valence
from wellbeing.opinion.text.words import normalise


class Reply(Enum):
    """What an answer amounts to before its words are weighed."""

    #: There is a comment to be read.
    COMMENT = "comment"
    #: No answer was given: "n/a", "no comment", "-"; or "nothing" to a question that asks for anything.
    NONE = "none"
    #: "Nothing" to "What could be better?", "everything" to "What was good?".
    CONTENT = "content"
    #: "Nothing" to "What was good?", "everything" to "What could be better?".
    DISCONTENT = "discontent"


#: A longer text is a comment, whatever its words.
_LONGEST: Final = 60
_OUTER: Final = " \t\r\n.,;:!?-–—_*~/\\|()[]{}'\"…•=+#0123456789"
#: Lists of what is no answer, whatever was asked.
_DECLINES: Final = ("declined", "elsewhere", "later", "struck", "greeting")
_SPACE: Final = re.compile(r"\s+")
_NOTHING: Final = {Valence.FAULTS: Reply.CONTENT, Valence.PRAISE: Reply.DISCONTENT, Valence.OPEN: Reply.NONE}
_EVERYTHING: Final = {
    Valence.FAULTS: Reply.DISCONTENT,
    Valence.PRAISE: Reply.CONTENT,
    Valence.OPEN: Reply.COMMENT,
}


def reply(text: str, valence: Valence) -> Reply:
    """What the whole text amounts to as an answer.

    Args:
        text: the comment.
        valence: of its question.
    """
    if len(text) > 2 * _LONGEST:
        return Reply.COMMENT
    bare = _SPACE.sub(" ", normalise(text).lower()).strip(_OUTER)
    return Reply.COMMENT if len(bare) > _LONGEST else _bare(bare, valence)


@lru_cache(maxsize=1 << 14)
def _bare(bare: str, valence: Valence) -> Reply:
    patterns = _patterns()
    tried = [bare, patterns["courtesy"].sub("", bare).strip(_OUTER)]
    for answer in filter(None, tried):
        if any(patterns[name].fullmatch(answer) for name in _DECLINES):
            return Reply.NONE
        if patterns["nothing"].fullmatch(answer):
            return _NOTHING[valence]
        if patterns["everything"].fullmatch(answer):
            return _EVERYTHING[valence]
    return Reply.COMMENT if bare else Reply.NONE


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The lists of ``answers.toml``, each as one pattern; the names of its parts in braces put in."""
    lists = tomllib.loads(resources.files(__package__).joinpath("answers.toml").read_text("utf-8"))
    parts = lists.pop("parts")
    return {name: _either(patterns, parts) for name, patterns in lists.items()}


def _either(patterns: list[str], parts: dict[str, str]) -> re.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        whole = whole.replace(f"{{{name}}}", part)
    return re.compile(whole)
