"""Themes of comments: learnt from coded rows, or proposed by likeness to the analysts' codebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from wellbeing.model.errors import DataError, quoted
from wellbeing.opinion.features import features
from wellbeing.opinion.vectors import Embedder, Sparse, WordsAlone, together

#: Parts of words stand in for stemming, and say more than whole words when few rows are coded.
PARTS: Final = 1.2
#: A theme is assigned from this confidence on; the most likely one always.
ENOUGH: Final = 0.4
#: A proposal less alike than this wastes the coder's time.
ALIKE: Final = 0.05
#: Proposals for one comment.
MOST: Final = 3
#: Comments at a time: parts of words make wide rows.
BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """One theme of one comment, and where it comes from."""

    theme: str
    source: Literal["human", "model", "similarity"]
    #: 1 for a human; a model's score (themes weighted alike, so not a frequency); a cosine for a proposal.
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
        self._embedder = embedder or WordsAlone()
        self._words = _vectors()
        self._models: dict[str, Any] = {}

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
        names, found = list(self._models), []
        for start in range(0, len(texts), BATCH):
            part = slice(start, start + BATCH)
            rows = self._rows(texts[part], questions[part])
            likely = np.column_stack([model.predict_proba(rows)[:, 1] for model in self._models.values()])
            found += [_assigned(names, row, self.codebook_version) for row in likely]
        return found

    def _rows(self, texts: Sequence[str], questions: Sequence[str | None]) -> Sparse:
        words = self._words.transform(texts)
        return together(words, features(texts, questions), self._embedder.embed(texts))


def propose(texts: Sequence[str], codebook: pl.DataFrame) -> list[list[Assignment]]:
    """Themes whose entries in the codebook are most like each comment, for a person to accept or not.

    Args:
        texts: comments.
        codebook: as ``model.tables.Codebook``, of one version.
    """
    version = _version(codebook)
    entries = codebook.select(
        pl.concat_str("name", "definition", "include", "keywords", separator=" ", ignore_nulls=True)
    ).to_series()
    words = _vectors(stop_words="english").fit([*entries, *texts])
    alike = (words.transform(texts) @ words.transform(entries).T).toarray() / (1 + PARTS**2)
    return [_proposed(codebook["theme"].to_list(), row, version) for row in alike]


def _version(codebook: pl.DataFrame) -> str:
    versions = sorted(set(codebook["version"]))
    if len(versions) != 1:
        raise DataError(
            f"The codebook has {len(versions)} versions: {quoted(versions)}. Give the rows of one."
        )
    return str(versions[0])


def _vectors(stop_words: str | None = None) -> FeatureUnion:
    words = TfidfVectorizer(sublinear_tf=True, stop_words=stop_words)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("parts", parts)], transformer_weights={"parts": PARTS})


def _assigned(names: list[str], likely: npt.NDArray[np.float64], version: str) -> list[Assignment]:
    ranked = np.argsort(-likely, kind="stable")
    chosen = [place for place in ranked if likely[place] >= ENOUGH] or [ranked[0]]
    return [Assignment(names[place], "model", float(likely[place]), version) for place in chosen]


def _proposed(names: list[str], alike: npt.NDArray[np.float64], version: str) -> list[Assignment]:
    ranked = np.argsort(-alike, kind="stable")[:MOST]
    return [Assignment(names[p], "similarity", float(alike[p]), version) for p in ranked if alike[p] >= ALIKE]
