"""Answers that decline to answer, and the "nothing" that is an answer to some questions."""

import re
import tomllib
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from wellbeing.opinion.asked import Asked
from wellbeing.opinion.wording import plain


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
LONGEST: Final = 60
_OUTER: Final = " \t\r\n.,;:!?-–—_*~/\\|()[]{}'\"…•=+#0123456789"
_SPACE: Final = re.compile(r"\s+")
_NOTHING: Final = {Asked.FAULTS: Reply.CONTENT, Asked.PRAISE: Reply.DISCONTENT, Asked.OPEN: Reply.NONE}
_EVERYTHING: Final = {Asked.FAULTS: Reply.DISCONTENT, Asked.PRAISE: Reply.CONTENT, Asked.OPEN: Reply.COMMENT}


def reply(text: str, wanted: Asked) -> Reply:
    """What the whole text amounts to as an answer.

    Args:
        text: the comment.
        wanted: what its question asks for.
    """
    if len(text) > 2 * LONGEST:
        return Reply.COMMENT
    bare = _SPACE.sub(" ", plain(text).lower()).strip(_OUTER)
    return Reply.COMMENT if len(bare) > LONGEST else _bare(bare, wanted)


@lru_cache(maxsize=1 << 14)
def _bare(bare: str, wanted: Asked) -> Reply:
    patterns = _patterns()
    if not bare or patterns["declined"].fullmatch(bare) or patterns["greeting"].fullmatch(bare):
        return Reply.NONE
    if patterns["nothing"].fullmatch(bare):
        return _NOTHING[wanted]
    return _EVERYTHING[wanted] if patterns["everything"].fullmatch(bare) else Reply.COMMENT


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    told = tomllib.loads(resources.files(__package__).joinpath("answers.toml").read_text("utf-8"))
    return {
        name: re.compile("|".join(f"(?:{pattern})" for pattern in listed)) for name, listed in told.items()
    }
