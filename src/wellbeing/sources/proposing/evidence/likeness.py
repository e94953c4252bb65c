"""How like a heading is to a question of the engagement: its words, not its letters."""

from collections.abc import Sequence
from typing import Final, Literal

from wellbeing.model.engagement import Question
from wellbeing.sources.names.spelling import key
from wellbeing.sources.proposing.evidence.lexicon import spellings, tokens

#: The question itself; its short name or id; the beginning of it and of no other; some of its words; no matter.
Alike = Literal["same", "named", "begins", "shares", "unlike"]
#: Words, and among them words that say something, from which the beginning of a question is a heading of it.
_WORDS: Final = 4
_TELLING: Final = 2
#: Characters from which a heading that ends within a word is a question cut short.
_CUT: Final = 25
#: Share of the words of both from which a person is asked.
_SHARED: Final = 0.3


def alike(heading: str, question: Question, questions: Sequence[Question]) -> Alike:
    """How like a heading is to a question.

    One word more than the question has ("not", "how *businesses* use my information") makes it another one.
    """
    written = spellings(heading)
    if any(_is(each, question) for each in written):
        return "same"
    bare = {key(each) for each in written} | {" ".join(tokens(heading))}
    if bare & {key(text) for text in (question.short, _plain(question.id)) if text}:
        return "named"
    begun = [other for other in questions if any(_begins(each, other) for each in written)]
    if begun == [question]:
        return "begins"
    return "shares" if shared_words(heading, question) >= _SHARED else "unlike"


def shared_words(heading: str, question: Question) -> float:
    """The words that a heading and a question share, of all words of both, 0 to 1."""
    ours = {frozenset(tokens(text)) for text in _texts(question)}
    theirs = {frozenset(tokens(each)) for each in spellings(heading)}
    return max(
        (len(our & their) / len(our | their) for our in ours for their in theirs if our | their), default=0.0
    )


def _texts(question: Question) -> list[str]:
    named = (question.en, question.mi, question.short, _plain(question.id))
    return [text for text in named if text]


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _is(heading: str, question: Question) -> bool:
    if key(heading) in {key(text) for text in (question.en, question.mi) if text}:
        return True
    said = set(tokens(heading))
    known = set(tokens(question.short)) | set(tokens(_plain(question.id)))
    asked = [set(tokens(text)) for text in (question.en, question.mi)]
    return any(len(words) >= _TELLING and words <= said <= words | known for words in asked)


def _begins(heading: str, question: Question) -> bool:
    written = key(heading)
    if len(tokens(heading)) < _TELLING:
        return False
    whole = any(f"{key(text)} ".startswith(f"{written} ") for text in (question.en, question.mi) if text)
    if whole:
        return len(written.split()) >= _WORDS
    cut = len(written) >= _CUT
    return cut and any(key(text).startswith(written) for text in (question.en, question.mi) if text)
