"""Judging every comment of an engagement once: by who coded it, else by the best scorer that codes allow.

Evidence is taken in order and never blended: a person's code, else a model that learnt from such codes, else
the lexicon. What a model says of a coded comment is kept beside the code, to measure the model by it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, Protocol

import numpy as np
import polars as pl

from wellbeing.opinion.campaigns import Letters
from wellbeing.opinion.coding.sampling import MEASURE
from wellbeing.opinion.comments import COMMENT_KEY, JUDGED, Judgement
from wellbeing.opinion.learning.fitting import suffice, training_rows
from wellbeing.opinion.learning.head import LocalHead, cross_fit
from wellbeing.opinion.learning.themes import ThemeModel
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import read_tones, readable
from wellbeing.opinion.scorers import Scorer
from wellbeing.opinion.text.names import ProperNames
from wellbeing.opinion.themes import ThemeReader, theme_reader
from wellbeing.opinion.tone import VALUES, Tone

_UNSEEN: Final = {**dict.fromkeys(COMMENT_KEY, pl.String()), "unseen": pl.Float64()}
#: What is said of a comment by who reads it: a tone or why there is none, its value, themes.
_READ: Final = {"heard": pl.String(), "read": pl.Float64(), "assigned": pl.List(pl.String())}
#: Every comment, some thousands at a time, sorted by ``COMMENT_KEY``: that and ``text`` (no nulls). Asked for twice:
#: for the coded ones, then for all.
CommentBatches = Callable[[], Iterable[pl.DataFrame]]


class ReadBefore(Protocol):
    """What was read before of a batch of comments, by a name: without ids and without words."""

    def get(self, name: str) -> pl.DataFrame | None:
        """What was put under a name; None where nothing was."""

    def put(self, name: str, rows: pl.DataFrame) -> None:
        """Keep what was read, whole or not."""


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


@dataclass(frozen=True)
class _Reader:
    """Who reads comments that nobody coded."""

    scorer: Scorer
    #: ``COMMENT_KEY``, ``unseen``: the cross-fitted value of what the scorer learnt from.
    unseen: pl.DataFrame
    themes: ThemeReader

    def read(self, rows: pl.DataFrame, kept: ReadBefore | None) -> pl.DataFrame:
        """A batch, as it was read before by the same reader, or read now and kept."""
        name = self._name(rows)
        found = kept.get(name) if kept is not None else None
        if found is not None and found.height == rows.height:
            return found
        found = self._read(rows["text"].to_list(), rows["asked"].to_list())
        if kept is not None:
            kept.put(name, found)
        return found

    def _read(self, texts: list[str], asked: list[str | None]) -> pl.DataFrame:
        tones = read_tones(texts, asked, self.scorer)
        places = [place for place, tone in enumerate(tones) if tone.label is not None]
        given = self.themes.assign([texts[place] for place in places], [asked[place] for place in places])
        themes = dict(zip(places, given, strict=True))
        rows = {
            "heard": [_word(tone) for tone in tones],
            "read": [tone.value for tone in tones],
            "assigned": [themes.get(place, []) for place in range(len(texts))],
        }
        return pl.DataFrame(rows, _READ)

    def _name(self, rows: pl.DataFrame) -> str:
        """Of the reader, and of every comment and its words: another batch has another."""
        name = blake2b(f"{self.scorer.id} {self.themes.id}".encode(), digest_size=16)
        name.update(repr(rows.select(*COMMENT_KEY, "asked", "text").rows()).encode("utf-8", "surrogatepass"))
        return name.hexdigest()


def judge(
    comments: CommentBatches,
    codes: pl.DataFrame,
    terms: Terms,
    progress: Callable[[int], None] | None = None,
    kept: ReadBefore | None = None,
) -> Judgement:
    """How every comment sounds, what it is about, and what it was copied from.

    Args:
        comments: every one.
        codes: as ``model.tables.Codes``; the first reading of a comment is its code, the second measures
            agreement.
        terms: the questions, the codebook, and the scorer to use.
        progress: told how many comments are read.
        kept: where each batch is kept once it is read, for whoever reads the same again; None: nowhere.
    """
    coded = _coded(comments(), codes, terms)
    scorer, unseen = _scorer(coded, codes, terms.scorer)
    embedder = terms.scorer.embedder if isinstance(terms.scorer, LocalHead) else None
    reader = _Reader(scorer, unseen, theme_reader(coded, ThemeModel(terms.codebook_version, embedder)))
    letters, done = Letters(), 0
    parts = [pl.DataFrame(schema={**dict.fromkeys(COMMENT_KEY, pl.String()), **_READ})]
    for batch in comments():
        rows = _plain(batch, terms)
        letters.add(rows["text"].to_list(), rows["contribution_id"])
        parts.append(rows.select(COMMENT_KEY).hstack(reader.read(rows, kept)))
        done += rows.height
        if progress:
            progress(done)
    every = pl.concat(parts).with_columns(campaign=letters.campaigns())
    return Judgement(_judged(every, coded, reader), scorer.id, scorer.source, reader.themes.by)


def _coded(comments: Iterable[pl.DataFrame], codes: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Comments that are coded, as they are read, with ``label``, ``coded_themes`` and ``purpose``."""
    in_codebook = pl.element().filter(pl.element().is_in(list(terms.themes)))
    first = codes.filter(pl.col("reading") == 1).select(
        *COMMENT_KEY, "purpose", label="tone", coded_themes=pl.col("themes").list.eval(in_codebook)
    )
    none = pl.DataFrame(schema=dict.fromkeys((*COMMENT_KEY, "text"), pl.String))
    found = [none, *(batch.join(first, on=COMMENT_KEY, how="semi") for batch in comments)]
    rows = _plain(pl.concat(found).sort(COMMENT_KEY), terms)
    return rows.join(first, on=COMMENT_KEY, how="left", maintain_order="left")


def _plain(comments: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Comments with ``text`` as it is read and ``asked``: the words of the question, null where unknown."""
    plain = [readable(text, terms.names) for text in comments["text"]]
    words = dict(terms.questions)
    asked = pl.col("question_id").replace_strict(words, default=None, return_dtype=pl.String)
    return comments.select(*COMMENT_KEY, asked.alias("asked"), text=pl.Series(plain, dtype=pl.String))


def _scorer(coded: pl.DataFrame, codes: pl.DataFrame, preferred: Scorer) -> tuple[Scorer, pl.DataFrame]:
    """The best scorer that the codes allow, and the cross-fitted ``unseen`` value of what it learnt from.

    A head that agrees less with codes it has not seen than the lexicon does has learnt too little.
    """
    lexicon, nothing_learnt = LexiconScorer(), pl.DataFrame(schema=_UNSEEN)
    if not isinstance(preferred, LocalHead):
        return preferred, nothing_learnt
    learnt = training_rows(coded.select(*COMMENT_KEY, "text", "asked"), codes)
    if not suffice(learnt):
        return lexicon, nothing_learnt
    texts, questions, labels = (learnt[name].to_list() for name in ("text", "asked", "tone"))
    values, truth = cross_fit(texts, labels, questions, preferred), [VALUES[label] for label in labels]
    by_words = [score.value for score in lexicon.score(texts, questions)]
    if _alike(values, truth) < _alike(by_words, truth):
        return lexicon, nothing_learnt
    unseen = learnt.select(COMMENT_KEY).with_columns(unseen=pl.Series(values, dtype=pl.Float64))
    return preferred.clone().fit(texts, labels, questions), unseen


def _word(tone: Tone) -> str:
    return tone.label or ("no_answer" if tone.state == "non_answer" else "not_scored")


def _judged(rows: pl.DataFrame, coded: pl.DataFrame, reader: _Reader) -> pl.DataFrame:
    """As ``JUDGED``: what a person says of a comment before what was read of it."""
    beside = (
        coded.select(*COMMENT_KEY, "label", "coded_themes", "purpose"),
        reader.unseen,
        reader.themes.unseen.rename({"unseen": "unseen_themes"}),
    )
    for known in beside:
        rows = rows.join(known, on=COMMENT_KEY, how="left", maintain_order="left")
    value = pl.col("label").replace_strict(VALUES, default=None, return_dtype=pl.Float64)
    is_read, measures = pl.col("heard").is_in(list(VALUES)), pl.col("purpose") == MEASURE
    modelled = pl.when(is_read).then(pl.lit(reader.scorer.source))
    assigned = pl.when(is_read).then(pl.coalesce("unseen_themes", "assigned")).otherwise("assigned")
    said = rows.with_columns(
        tone=pl.coalesce("label", "heard"),
        source=pl.when(pl.col("label").is_not_null()).then(pl.lit("human")).otherwise(modelled),
        score=pl.coalesce("unseen", "read"),
        code=pl.when(measures).then(value),
        themes=pl.coalesce(pl.col("coded_themes"), assigned).list.sort(),
        assigned=assigned,
        theme_codes=pl.when(measures).then("coded_themes"),
    )
    return said.select(pl.col(name).cast(kind) for name, kind in JUDGED.items())


def _alike(values: Sequence[float], codes: Sequence[float]) -> float:
    """Pearson's r; −1 where the values are all alike: they say nothing."""
    return float(np.corrcoef(values, codes)[0, 1]) if len(set(values)) > 1 else -1.0
