"""The local head, a classifier of tone: learns from this engagement's human codes how its comments sound.

TF-IDF of words and pairs of words, corrected VADER and the question, in a multinomial logistic regression.
It knows no texts but those it was given, needs no download, and fits a few hundred codes in about a second.
An embedder may add what the words mean.
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
from wellbeing.opinion.coding.sampling import FEWEST_CODES
from wellbeing.opinion.learning.features import features
from wellbeing.opinion.learning.vectors import Embedder, Sparse, WordsAlone, stack_columns
from wellbeing.opinion.lexicon.corrections import corrections
from wellbeing.opinion.tone import VALUES, Label, Score

#: Parts of the codes, each read by a head that learnt from the others.
_FOLDS: Final = 5
#: Weight of the words against the features: the words of a comment say more.
_WORDS: Final = 2.0
LABELS: Final[tuple[Label, ...]] = get_args(Label)
_SHORT: Final[dict[str, Label]] = {"neg": "negative", "neu": "neutral", "pos": "positive"}


class LocalHead:
    """A scorer fitted to human codes; ``fit`` before ``score``.

    Args:
        embedder: adds to words and features; none by default.
        name: what its id begins with.
    """

    def __init__(self, embedder: Embedder | None = None, name: str = "local-head") -> None:
        self.source: Final = "model"
        self.embedder: Final[Embedder] = embedder or WordsAlone()
        self.name: Final = name
        self.id = f"{name}-unfitted"
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
            given = f"{counted(len(labels), 'code')} of {counted(len(set(labels)), 'kind')}"
            raise DataError(f"{given}: a local head needs {FEWEST_CODES} of two kinds. Code more comments.")
        self.learn(texts, labels, _questions(texts, questions))
        return self

    def learn(self, texts: Sequence[str], labels: Sequence[str], questions: Sequence[str | None]) -> None:
        """Learn without asking whether there are enough codes: a part, to be tested on the rest."""
        coded = [_SHORT.get(label, label) for label in labels]
        self._words.fit(texts)
        numbers = features(texts, questions)
        self._scale.fit(numbers)
        self._model.fit(self._rows(texts, numbers), coded)
        version = corrections().version + self.embedder.id
        self.id = f"{self.name}-{_fingerprint(version, texts, coded, questions)}"

    def clone(self) -> "LocalHead":
        """One of its kind that has learnt nothing yet."""
        return LocalHead(self.embedder, self.name)

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
        chances = self._model.predict_proba(self._rows(texts, features(texts, questions)))
        classes = list(self._model.classes_)
        none = np.zeros(len(texts))
        columns = (chances[:, classes.index(label)] if label in classes else none for label in LABELS)
        return np.column_stack(list(columns))

    def _rows(self, texts: Sequence[str], numbers: npt.NDArray[np.float64]) -> Sparse:
        words = _WORDS * self._words.transform(texts)
        return stack_columns(words, self._scale.transform(numbers), self.embedder.embed(texts))


def cross_fit(
    texts: Sequence[str],
    labels: Sequence[str],
    questions: Sequence[str | None] | None = None,
    like: LocalHead | None = None,
) -> list[float]:
    """The value that a head gives each coded text when it has not seen that text's code.

    A correction is fitted on these: a head's scores of the very texts that it learnt from are too good.
    Equal texts stay together; where there is one text only, nothing is known of it: 0.

    Args:
        texts: comments in English, no non-answers.
        labels: as many, as ``LocalHead.fit`` takes them.
        questions: what each answers; None where unknown.
        like: of whose kind heads are fitted; the local head by default.
    """
    coded = [_SHORT.get(label, label) for label in labels]
    questions = _questions(texts, questions)
    values = np.zeros(len(texts))
    folds = min(_FOLDS, len(set(texts)))
    if folds < 2:
        return [0.0] * len(texts)
    for learn, test in GroupKFold(folds, shuffle=True, random_state=0).split(texts, groups=texts):
        kinds = {coded[place] for place in learn}
        if len(kinds) == 1:  # all of another kind are copies of one text
            values[test] = VALUES[kinds.pop()]
            continue
        head = (like or LocalHead()).clone()
        head.learn(*_rows(learn, texts, coded, questions))
        values[test] = head.predict(*_rows(test, texts, questions))
    return [float(value) for value in values]


def _rows(places: npt.NDArray[np.int64], *columns: Sequence[Any]) -> tuple[list[Any], ...]:
    return tuple([column[place] for place in places] for column in columns)


def _questions(texts: Sequence[str], questions: Sequence[str | None] | None) -> Sequence[str | None]:
    return [None] * len(texts) if questions is None else questions


def _score(row: list[float]) -> Score:
    negative, neutral, positive = row
    label = LABELS[max(range(len(LABELS)), key=row.__getitem__)]
    return Score(positive - negative, label, (negative, neutral, positive))


def _fingerprint(version: str, *columns: Sequence[str | None]) -> str:
    entries = (entry or "" for column in columns for entry in column)
    joined = "\x00".join([version, *entries])
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
