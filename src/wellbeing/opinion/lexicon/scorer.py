"""The default scorer: corrected VADER, with the question asked as a part of what is read."""

from collections.abc import Sequence
from typing import Final

from wellbeing.opinion.lexicon.corrections import corrections
from wellbeing.opinion.lexicon.vader import corrected_vader
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.questions import Valence, question_valence
from wellbeing.opinion.tone import Score, label

#: A bare "nothing" or "everything" that answers its question: as strong as one clear word.
_BARE: Final = {Reply.CONTENT: 0.5, Reply.DISCONTENT: -0.5}
#: "The nurses" to "What was good?", "waiting" to "What could be better?": named, not described.
_NAMED: Final = {Valence.FAULTS: -0.25, Valence.PRAISE: 0.25, Valence.OPEN: 0.0}


class LexiconScorer:
    """Needs no codes and no training; says nothing of its own accuracy."""

    def __init__(self) -> None:
        self.source: Final = "lexicon"
        self.id: Final = f"vader-nz-{corrections().version}"
        self._vader = corrected_vader()

    def score(self, texts: Sequence[str], questions: Sequence[str | None]) -> list[Score]:
        """How each text sounds as an answer to its question.

        Args:
            texts: in English, no non-answers.
            questions: as many; None where unknown.
        """
        return [
            self._one(text, question_valence(question))
            for text, question in zip(texts, questions, strict=True)
        ]

    def _one(self, text: str, valence: Valence) -> Score:
        bare = _BARE.get(reply(text, valence))
        if bare is not None:
            return Score(bare, label(bare), flags=("bare_answer",))
        value = self._vader.compound(text, valence)
        if value == 0 and valence is not Valence.OPEN:
            value = _NAMED[valence]
            return Score(value, label(value), flags=("by_question",))
        return Score(value, label(value))
