"""Training: the codes that a local head learns from, and how well it reads comments that it has not seen."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from sklearn.metrics import f1_score

from wellbeing.opinion.coding.sampling import FEWEST_CODES, MEASURE
from wellbeing.opinion.comments import COMMENT_KEY
from wellbeing.opinion.learning.head import LABELS, LocalHead, cross_fit
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import read_tones, readable
from wellbeing.opinion.text.names import ProperNames
from wellbeing.opinion.tone import NEUTRAL_HEAD, VALUES, label


@dataclass(frozen=True)
class FittedHead:
    """A local head, and how well one like it reads comments of the random sample."""

    head: LocalHead
    #: Comments that it learnt from, and those of the random sample among them.
    codes: int
    measured: int
    #: Over the labels that were given, of values beyond ±0.25; each from a head that has not seen the code.
    macro_f1: float
    #: Pearson's; None where all values or all codes are alike.
    r: float | None


def training_rows(
    comments: pl.DataFrame, codes: pl.DataFrame, names: ProperNames | None = None
) -> pl.DataFrame:
    """Coded comments that a head may learn from, sorted: first readings with a tone, of texts it may read.

    Args:
        comments: ``contribution_id``, ``question_id``, ``text``, ``asked`` (the question's words; null where
            unknown).
        codes: as ``model.tables.Codes``.
        names: to be set aside.

    Returns:
        ``comments``, their ``text`` as it is read, with ``tone`` and ``purpose``.
    """
    first = codes.filter(pl.col("reading") == 1, pl.col("tone").is_not_null()).select(
        *COMMENT_KEY, "tone", "purpose"
    )
    coded = comments.join(first, on=COMMENT_KEY).sort(COMMENT_KEY)
    texts = [readable(text, names or ProperNames()) for text in coded["text"]]
    tones = read_tones(texts, coded["asked"].to_list(), LexiconScorer())
    coded = coded.with_columns(text=pl.Series(texts, dtype=pl.String))
    return coded.filter(pl.Series([tone.state == "scored" for tone in tones], dtype=pl.Boolean))


def suffice(rows: pl.DataFrame) -> bool:
    """Whether a head may learn from these: 100 of the random sample, of two tones or more."""
    return rows.filter(purpose=MEASURE).height >= FEWEST_CODES and rows["tone"].n_unique() > 1


def fit_head(rows: pl.DataFrame) -> FittedHead | None:
    """The head that coded comments make; None under 100 of the random sample, or where all sound alike.

    Args:
        rows: as ``training_rows`` gives them.
    """
    measured = rows["purpose"] == MEASURE
    if not suffice(rows):
        return None
    texts, tones, questions = (rows[name].to_list() for name in ("text", "tone", "asked"))
    unseen = pl.Series(cross_fit(texts, tones, questions))
    merit = _merit(unseen.filter(measured), rows["tone"].filter(measured))
    return FittedHead(LocalHead().fit(texts, tones, questions), rows.height, int(measured.sum()), *merit)


def _merit(values: pl.Series, tones: pl.Series) -> tuple[float, float | None]:
    """Macro-F1 and Pearson's r of values beside the tones that people gave."""
    labels = [label(value, NEUTRAL_HEAD) for value in values]
    given = [each for each in LABELS if each in set(tones)]
    f1 = float(f1_score(tones.to_list(), labels, labels=given, average="macro", zero_division=0))
    numbers = tones.replace_strict(VALUES, return_dtype=pl.Float64)
    if min(values.n_unique(), numbers.n_unique()) < 2:
        return f1, None
    return f1, float(np.corrcoef(values, numbers)[0, 1])
