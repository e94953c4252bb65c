"""VADER's rules on the corrected lexicon.

VADER is the lexicon and the rules of Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for
sentiment analysis of social media text", ICWSM-14, as the package ``nltk-vader-sentiment`` implements them.
"""

from functools import cache
from typing import Final

from vader import SentimentIntensityAnalyzer
from vader.constants import NEGATE
from vader.data.lexicon import LEXICON

from wellbeing.opinion.asked import Asked
from wellbeing.opinion.corrections import corrections
from wellbeing.opinion.negation import DENIED, answer_first, deny_faults, end_negations
from wellbeing.opinion.phrases import join_phrases, joined, phrasebook
from wellbeing.opinion.wishes import DAMPED, KEPT, SILENT, damp, wished
from wellbeing.opinion.wording import ends, plain, words_of

#: "No concerns": a little less than "good" (1.9 on VADER's scale).
DENIED_VALUE: Final = 1.5


class CorrectedVader:
    """Reads how an English text sounds; holds no state of any text."""

    def __init__(self) -> None:
        self._told = corrections()
        phrases = {joined(phrase): value for phrase, value in self._told.phrases.items()}
        listed = {**LEXICON, **self._told.words, **phrases, DENIED: DENIED_VALUE}
        # VADER lets no word of its lexicon negate or stress another: what says nothing must not be in it.
        values = {entry: value for entry, value in listed.items() if value}
        self._praise = frozenset(
            entry for entry, value in values.items() if value > 0 and entry not in phrases
        )
        self._book = phrasebook(self._told.phrases)
        damped = {entry + DAMPED: KEPT * values[entry] for entry in self._praise}
        lexicon = {**values, **damped}
        negations = NEGATE | self._told.negators
        self._rules = SentimentIntensityAnalyzer(lexicon, multiword={}, idioms={}, negations=negations)
        # Looking for emoji is a tenth of the time; plain ASCII has none.
        self._ascii_rules = SentimentIntensityAnalyzer(
            lexicon, multiword={}, idioms={}, negations=negations, emoji={}
        )

    def compound(self, text: str, wanted: Asked = Asked.OPEN) -> float:
        """How the text sounds, −1 … 1; 0 where no word says anything.

        Args:
            text: in English.
            wanted: what its question asks for.
        """
        rules = self._ascii_rules if text.isascii() else self._rules
        return rules.polarity_scores(self.prepared(text, wanted))["compound"]

    def prepared(self, text: str, wanted: Asked) -> str:
        """The text as VADER is to read it."""
        told = self._told
        tokens = plain(text).split()
        words = words_of(tokens)
        join_phrases(tokens, words, self._book)
        answer_first(tokens, words, wanted, told)
        deny_faults(tokens, words, told)
        ended = [ends(token) for token in tokens]
        if not self._praise.isdisjoint(words):
            self._damp(tokens, words, wished(words, ended, told), wanted)
        return " ".join(end_negations(tokens, words, ended, told))

    def _damp(self, tokens: list[str], words: list[str], marks: list[str], wanted: Asked) -> None:
        if wanted is Asked.FAULTS:
            marks = [SILENT if mark else "" for mark in marks]
        damp(tokens, words, marks, self._praise)


@cache
def corrected_vader() -> CorrectedVader:
    """The one instance."""
    return CorrectedVader()
