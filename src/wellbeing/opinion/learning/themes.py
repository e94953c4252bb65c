"""Themes of comments: one classifier a theme, learnt from coded rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion

from wellbeing.opinion.learning.features import features
from wellbeing.opinion.learning.vectors import Embedder, Sparse, WordsAlone, stack_columns

#: Parts of words stand in for stemming, and say more than whole words when few rows are coded.
_PARTS: Final = 1.2
#: A theme is assigned from this confidence on; the most likely one always.
_ENOUGH: Final = 0.4
#: Parts of the codes, each read by a model that learnt from the others.
_FOLDS: Final = 5
#: Comments at a time: parts of words make wide rows, some 30 kB for a page of text.
_BATCH: Final = 1_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """One theme of one comment, and where it comes from."""

    theme: str
    source: Literal["human", "model"]
    #: 1 for a human; a model's score (themes weighted alike, so not a frequency).
    confidence: float
    codebook_version: str


class ThemeModel:
    """One classifier a theme, learnt from coded rows.

    Args:
        codebook_version: of the coded rows.
        embedder: adds to words and features; none by default.
    """

    def __init__(self, codebook_version: str, embedder: Embedder | None = None) -> None:
        self.codebook_version = codebook_version
        self.embedder: Final[Embedder] = embedder or WordsAlone()
        self._words = _vectors()
        self._models: dict[str, Any] = {}

    def clone(self) -> "ThemeModel":
        """One of its kind that has learnt nothing yet."""
        return ThemeModel(self.codebook_version, self.embedder)

    def fit(
        self, texts: Sequence[str], themes: Sequence[Sequence[str]], questions: Sequence[str | None]
    ) -> "ThemeModel":
        """Learn from coded comments; a theme that none or all of them have is not learnt.

        Args:
            texts: comments.
            themes: of each, its themes.
            questions: what each answers; None where unknown.
        """
        self._words.fit(texts)
        rows = self._rows(texts, questions)
        for theme in sorted({theme for several in themes for theme in several}):
            has = np.array([theme in several for several in themes])
            if not has.all():
                model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
                self._models[theme] = model.fit(rows, has)
        return self

    def assign(self, texts: Sequence[str], questions: Sequence[str | None]) -> list[list[Assignment]]:
        """Each comment's themes, most confident first."""
        if not self._models:
            return [[] for _ in texts]
        pairs = list(zip(texts, questions, strict=True))
        each = list(dict.fromkeys(pairs))  # of a letter that many sent, once
        parts = [each[start : start + _BATCH] for start in range(0, len(each), _BATCH)]
        given = [found for part in parts for found in self._assign(part)]
        known = dict(zip(each, given, strict=True))
        return [known[pair] for pair in pairs]

    def _assign(self, pairs: list[tuple[str, str | None]]) -> list[list[Assignment]]:
        texts, questions = zip(*pairs, strict=True)
        rows = self._rows(texts, questions)
        likely = np.column_stack([model.predict_proba(rows)[:, 1] for model in self._models.values()])
        return [_assigned(list(self._models), row, self.codebook_version) for row in likely]

    def _rows(self, texts: Sequence[str], questions: Sequence[str | None]) -> Sparse:
        words = self._words.transform(texts)
        return stack_columns(words, features(texts, questions), self.embedder.embed(texts))


def cross_assign(
    texts: Sequence[str],
    themes: Sequence[Sequence[str]],
    questions: Sequence[str | None],
    like: ThemeModel,
) -> list[list[Assignment]]:
    """The themes that a model assigns to each coded comment when it has not seen that comment's themes.

    A correction is fitted on these. Equal texts stay together; where there is one text only, none.

    Args:
        texts: comments.
        themes: of each, its themes.
        questions: what each answers; None where unknown.
        like: of whose kind models are fitted.
    """
    assigned: list[list[Assignment]] = [[] for _ in texts]
    folds = min(_FOLDS, len(set(texts)))
    if folds < 2:
        return assigned
    for learn, test in GroupKFold(folds, shuffle=True, random_state=0).split(texts, groups=texts):
        model = like.clone().fit(*_parts(learn, texts, themes, questions))
        given = model.assign(*_parts(test, texts, questions))
        for place, each in zip(test, given, strict=True):
            assigned[place] = each
    return assigned


def _parts(places: npt.NDArray[np.int64], *columns: Sequence[Any]) -> tuple[list[Any], ...]:
    return tuple([column[place] for place in places] for column in columns)


def _vectors() -> FeatureUnion:
    words = TfidfVectorizer(sublinear_tf=True)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("parts", parts)], transformer_weights={"parts": _PARTS})


def _assigned(names: list[str], likely: npt.NDArray[np.float64], version: str) -> list[Assignment]:
    ranked = np.argsort(-likely, kind="stable")
    chosen = [place for place in ranked if likely[place] >= _ENOUGH] or [ranked[0]]
    return [Assignment(names[place], "model", float(likely[place]), version) for place in chosen]
