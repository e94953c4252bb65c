"""Judging every comment of an engagement once: by who coded it, else by the best scorer that codes allow.

Evidence is taken in order and never blended: a person's code, else a model that learnt from such codes, else
the lexicon. What a model says of a coded comment is kept beside the code, to measure the model by it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from wellbeing.opinion.campaigns import find_campaigns
from wellbeing.opinion.coding.sampling import MEASURE
from wellbeing.opinion.comments import COMMENT_KEY, JUDGED, Judgement
from wellbeing.opinion.learning.fitting import suffice, training_rows
from wellbeing.opinion.learning.head import VALUES, LocalHead, cross_fit
from wellbeing.opinion.learning.themes import ThemeModel
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import read_tones, readable
from wellbeing.opinion.scorers import Scorer
from wellbeing.opinion.text.names import ProperNames
from wellbeing.opinion.themes import themes_of
from wellbeing.opinion.tone import Tone

_UNSEEN: Final = {**dict.fromkeys(COMMENT_KEY, pl.String()), "unseen": pl.Float64()}


@dataclass(frozen=True)
class Terms:
    """By what comments are judged."""

    #: Id → its words.
    questions: Mapping[str, str]
    codebook_version: str
    #: Of the codebook; codes for other themes say nothing here.
    themes: frozenset[str]
    #: Reads what nobody coded. A head that has learnt nothing yet is fitted to the codes, and gives way to
    #: the lexicon where they are too few or where it agrees less with them.
    scorer: Scorer = field(default_factory=LocalHead)
    #: Of the engagement's places and organisations: set aside before anything reads.
    names: ProperNames = field(default_factory=ProperNames)


def judge(
    comments: pl.DataFrame,
    codes: pl.DataFrame,
    terms: Terms,
    progress: Callable[[int, int], None] | None = None,
) -> Judgement:
    """How every comment sounds, what it is about, and what it was copied from.

    Args:
        comments: ``contribution_id``, ``question_id``, ``text`` (no nulls).
        codes: as ``model.tables.Codes``; the first reading of a comment is its code, the second measures
            agreement.
        terms: the questions, the codebook, and the scorer to use.
        progress: told how many of how many texts are read.
    """
    plain = [readable(text, terms.names) for text in comments["text"]]
    plain_comments = comments.with_columns(text=pl.Series(plain, dtype=pl.String)).sort(COMMENT_KEY)
    rows = _with_codes(plain_comments, codes, terms)
    best, unseen = _scorer(rows, codes, terms.scorer)
    tones = read_tones(rows["text"].to_list(), rows["asked"].to_list(), best, progress=progress)
    scored = rows.with_columns(
        heard=pl.Series([_word(tone) for tone in tones], dtype=pl.String),
        read=pl.Series([tone.value for tone in tones], dtype=pl.Float64),
    )
    scored = scored.join(unseen, on=COMMENT_KEY, how="left", maintain_order="left")
    embedder = terms.scorer.embedder if isinstance(terms.scorer, LocalHead) else None
    themes = themes_of(scored, ThemeModel(terms.codebook_version, embedder), VALUES.keys())
    judged = _judged(pl.concat([scored, themes.columns], how="horizontal"), best.source)
    return Judgement(judged, best.id, best.source, themes.by)


def _with_codes(comments: pl.DataFrame, codes: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Comments with ``asked``, ``label`` and ``coded_themes`` (null unless coded) and ``purpose``."""
    in_codebook = pl.element().filter(pl.element().is_in(list(terms.themes)))
    first = codes.filter(pl.col("reading") == 1).select(
        *COMMENT_KEY, "purpose", label="tone", coded_themes=pl.col("themes").list.eval(in_codebook)
    )
    words = dict(terms.questions)
    asked = pl.col("question_id").replace_strict(words, default=None, return_dtype=pl.String)
    return comments.with_columns(asked=asked).join(first, on=COMMENT_KEY, how="left", maintain_order="left")


def _scorer(rows: pl.DataFrame, codes: pl.DataFrame, preferred: Scorer) -> tuple[Scorer, pl.DataFrame]:
    """The best scorer that the codes allow, and the cross-fitted ``unseen`` value of what it learnt from.

    A head that agrees less with codes it has not seen than the lexicon does has learnt too little.
    """
    lexicon, nothing_learnt = LexiconScorer(), pl.DataFrame(schema=_UNSEEN)
    if not isinstance(preferred, LocalHead):
        return preferred, nothing_learnt
    coded = training_rows(rows.select(*COMMENT_KEY, "text", "asked"), codes)
    if not suffice(coded):
        return lexicon, nothing_learnt
    texts, questions, labels = (coded[name].to_list() for name in ("text", "asked", "tone"))
    values, truth = cross_fit(texts, labels, questions, preferred), [VALUES[label] for label in labels]
    by_words = [score.value for score in lexicon.score(texts, questions)]
    if _alike(values, truth) < _alike(by_words, truth):
        return lexicon, nothing_learnt
    unseen = coded.select(COMMENT_KEY).with_columns(unseen=pl.Series(values, dtype=pl.Float64))
    return preferred.clone().fit(texts, labels, questions), unseen


def _word(tone: Tone) -> str:
    return tone.label or ("no_answer" if tone.state == "non_answer" else "not_scored")


def _judged(rows: pl.DataFrame, source: str) -> pl.DataFrame:
    value = pl.col("label").replace_strict(VALUES, default=None, return_dtype=pl.Float64)
    modelled = pl.when(pl.col("heard").is_in(list(VALUES))).then(pl.lit(source))
    return rows.with_columns(
        tone=pl.coalesce("label", "heard"),
        source=pl.when(pl.col("label").is_not_null()).then(pl.lit("human")).otherwise(modelled),
        score=pl.coalesce("unseen", "read"),
        code=pl.when(pl.col("purpose") == MEASURE).then(value),
        campaign=pl.Series(_campaigns(rows), dtype=pl.Int64),
    ).select(pl.col(name).cast(kind) for name, kind in JUDGED.items())


def _campaigns(rows: pl.DataFrame) -> list[int | None]:
    ids = pl.int_range(rows.height).cast(pl.String)
    each = rows.select("text", comment_id=ids, respondent="contribution_id")
    return find_campaigns(each)["campaign"].to_list()


def _alike(values: Sequence[float], codes: Sequence[float]) -> float:
    """Pearson's r; −1 where the values are all alike: they say nothing."""
    return float(np.corrcoef(values, codes)[0, 1]) if len(set(values)) > 1 else -1.0
