"""VADER's rules on the corrected lexicon.

VADER is the lexicon and the rules of Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for
sentiment analysis of social media text", ICWSM-14, as the package ``nltk-vader-sentiment`` implements them.
"""

from functools import cache
from typing import Final

from vader import SentimentIntensityAnalyzer
from vader.constants import NEGATE
from vader.data.lexicon import LEXICON

from wellbeing.opinion.lexicon.corrections import corrections
from wellbeing.opinion.lexicon.emoji import emoji
from wellbeing.opinion.lexicon.irrealis import DAMPED, DAMPED_SHARE, SILENCED, damp, irrealis_marks
from wellbeing.opinion.lexicon.negation import (
    DENIED,
    TURNED,
    TURNED_SHARE,
    answer_first,
    deny_faults,
    end_negations,
    turn_denied,
)
from wellbeing.opinion.text.phrases import join_phrases, phrase_token, phrasebook
from wellbeing.opinion.text.questions import Valence
from wellbeing.opinion.text.words import ends_sentence, normalise, words_of

#: "No concerns": a little less than "good" (1.9 on VADER's scale).
_DENIED_VALUE: Final = 1.5


class CorrectedVader:
    """Reads how an English text sounds; holds no state of any text."""

    def __init__(self) -> None:
        self._lists = corrections()
        phrases = {phrase_token(phrase): value for phrase, value in self._lists.phrases.items()}
        listed = {**LEXICON, **self._lists.words, **phrases, DENIED: _DENIED_VALUE}
        # VADER lets no word of its lexicon negate or stress another: what says nothing must not be in it.
        values = {entry: value for entry, value in listed.items() if value}
        self._praise = frozenset(
            entry for entry, value in values.items() if value > 0 and entry not in phrases
        )
        self._book = phrasebook(self._lists.phrases)
        damped = {entry + DAMPED: DAMPED_SHARE * values[entry] for entry in self._praise}
        self._valued = frozenset(values) - self._lists.denies - NEGATE - self._lists.negators
        turned = {entry + TURNED: TURNED_SHARE * values[entry] for entry in self._valued}
        lexicon = {**values, **damped, **turned, **emoji().values}
        negations = NEGATE | self._lists.negators
        self._rules = SentimentIntensityAnalyzer(
            lexicon, multiword={}, idioms={}, negations=negations, emoji=emoji().words
        )
        # Looking for emoji is a tenth of the time; plain ASCII has none.
        self._ascii_rules = SentimentIntensityAnalyzer(
            lexicon, multiword={}, idioms={}, negations=negations, emoji={}
        )

    def compound(self, text: str, valence: Valence = Valence.OPEN) -> float:
        """How the text sounds, −1 … 1; 0 where no word says anything.

        Args:
            text: in English.
            valence: of its question.
        """
        rules = self._ascii_rules if text.isascii() else self._rules
        return rules.polarity_scores(self.prepare(text, valence))["compound"]

    def prepare(self, text: str, valence: Valence) -> str:
        """The text as VADER is to read it."""
        lists = self._lists
        tokens = normalise(text).split()
        words = words_of(tokens)
        join_phrases(tokens, words, self._book)
        answer_first(tokens, words, valence, lists)
        deny_faults(tokens, words, lists)
        ended = [ends_sentence(token) for token in tokens]
        turn_denied(tokens, words, ended, self._valued, lists)
        if not self._praise.isdisjoint(words):
            self._damp(tokens, words, irrealis_marks(words, ended, lists), valence)
        return " ".join(end_negations(tokens, words, ended, lists))

    def _damp(self, tokens: list[str], words: list[str], marks: list[str], valence: Valence) -> None:
        if valence is Valence.FAULTS:
            marks = [SILENCED if mark else "" for mark in marks]
        damp(tokens, words, marks, self._praise)


@cache
def valued_words() -> frozenset[str]:
    """Words that sound like something, negate, or join others: whether they are a name, only a capital says."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - it takes a second

    return frozenset((*LEXICON, *corrections().words, *corrections().negators, *NEGATE, *ENGLISH_STOP_WORDS))


@cache
def corrected_vader() -> CorrectedVader:
    """The one instance."""
    return CorrectedVader()
