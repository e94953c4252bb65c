"""The local head: learns from this engagement's human codes how its comments sound.

TF-IDF of words and pairs of words, corrected VADER and the question, in a multinomial logistic regression.
It knows no texts but those it was given, needs no download, and fits a few hundred codes in about a second.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final, get_args

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from wellbeing.model.errors import DataError, counted
from wellbeing.opinion.corrections import corrections
from wellbeing.opinion.features import features
from wellbeing.opinion.tone import Label, Score
from wellbeing.opinion.vectors import together

#: Fewer codes teach a head little, and are no test of it.
FEWEST_CODES: Final = 100
#: Weight of the words against the features: the words of a comment say more.
WORDS: Final = 2.0
LABELS: Final[tuple[Label, ...]] = get_args(Label)
#: A label as a value.
VALUES: Final = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
_SHORT: Final[dict[str, Label]] = {"neg": "negative", "neu": "neutral", "pos": "positive"}


class LocalHead:
    """A scorer fitted to human codes; ``fit`` before ``score``."""

    def __init__(self) -> None:
        self.source: Final = "model"
        self.id = "local-head-unfitted"
        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        self._scale = StandardScaler()
        self._model = LogisticRegression(class_weight="balanced", max_iter=2000)

    def fit(
        self, texts: Sequence[str], labels: Sequence[str], questions: Sequence[str | None] | None = None
    ) -> "LocalHead":
        """Learn from coded comments.

        Args:
            texts: comments in English, no non-answers.
            labels: "negative", "neutral" or "positive" (or their first three letters).
            questions: what each answers; None where unknown.

        Raises:
            DataError: fewer than 100 codes, or all of one kind.
        """
        if len(labels) < FEWEST_CODES or len(set(labels)) < 2:
            told = f"{counted(len(labels), 'code')} of {counted(len(set(labels)), 'kind')}"
            raise DataError(f"{told}: a local head needs {FEWEST_CODES} of two kinds. Code more comments.")
        self.learn(texts, labels, _questions(texts, questions))
        return self

    def learn(self, texts: Sequence[str], labels: Sequence[str], questions: Sequence[str | None]) -> None:
        """Learn without asking whether there are enough codes: a part, to be tested on the rest."""
        coded = [_SHORT.get(label, label) for label in labels]
        words = self._words.fit_transform(texts)
        numbers = self._scale.fit_transform(features(texts, questions))
        self._model.fit(together(WORDS * words, numbers), coded)
        self.id = f"local-head-{_fingerprint(texts, coded, questions)}"

    def score(self, texts: Sequence[str], questions: Sequence[str | None]) -> list[Score]:
        """How each text sounds: P(positive) − P(negative), likeliest label, all three probabilities."""
        return [_score(row) for row in self._probabilities(texts, questions).tolist()]

    def predict(self, texts: Sequence[str], questions: Sequence[str | None] | None = None) -> list[float]:
        """The value of each text, −1 … 1."""
        return [score.value for score in self.score(texts, _questions(texts, questions))]

    def _probabilities(
        self, texts: Sequence[str], questions: Sequence[str | None]
    ) -> npt.NDArray[np.float64]:
        if not texts:
            return np.zeros((0, len(LABELS)))
        numbers = self._scale.transform(features(texts, questions))
        found = self._model.predict_proba(together(WORDS * self._words.transform(texts), numbers))
        classes = list(self._model.classes_)
        none = np.zeros(len(texts))
        columns = (found[:, classes.index(label)] if label in classes else none for label in LABELS)
        return np.column_stack(list(columns))


def make() -> LocalHead:
    """A head that has learnt nothing yet."""
    return LocalHead()


def cross_fitted(
    texts: Sequence[str], labels: Sequence[str], questions: Sequence[str | None] | None = None, folds: int = 5
) -> list[float]:
    """The value that a head gives each coded text when it has not seen that text's code.

    A correction is fitted on these: a head's scores of the very texts that it learnt from are too good.
    Equal texts stay together; where there is one text only, nothing is known of it: 0.
    """
    coded = [_SHORT.get(label, label) for label in labels]
    asked_each = _questions(texts, questions)
    values = np.zeros(len(texts))
    folds = min(folds, len(set(texts)))
    if folds < 2:
        return [0.0] * len(texts)
    for learn, test in GroupKFold(folds, shuffle=True, random_state=0).split(texts, groups=texts):
        kinds = {coded[place] for place in learn}
        if len(kinds) == 1:  # all of another kind are copies of one text
            values[test] = VALUES[kinds.pop()]
            continue
        head = LocalHead()
        head.learn(*_rows(learn, texts, coded, asked_each))
        values[test] = head.predict(*_rows(test, texts, asked_each))
    return [float(value) for value in values]


def _rows(places: npt.NDArray[np.int64], *columns: Sequence[Any]) -> tuple[list[Any], ...]:
    return tuple([column[place] for place in places] for column in columns)


def _questions(texts: Sequence[str], questions: Sequence[str | None] | None) -> Sequence[str | None]:
    return [None] * len(texts) if questions is None else questions


def _score(row: list[float]) -> Score:
    negative, neutral, positive = row
    label = LABELS[max(range(len(LABELS)), key=row.__getitem__)]
    return Score(positive - negative, label, (negative, neutral, positive))


def _fingerprint(*columns: Sequence[str | None]) -> str:
    entries = (entry or "" for column in columns for entry in column)
    told = "\x00".join([corrections().version, *entries])
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
