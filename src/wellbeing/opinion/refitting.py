"""What human codes teach a local head, and how well it reads comments whose codes it has not seen."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from sklearn.metrics import f1_score

from wellbeing.opinion.head import FEWEST_CODES, LABELS, VALUES, LocalHead, cross_fitted
from wellbeing.opinion.lexicon import LexiconScorer
from wellbeing.opinion.reading import read
from wellbeing.opinion.tone import label

KEY: Final = ("contribution_id", "question_id")
#: Up to here on either side of 0, a head's value counts as neutral: it sees more than a lexicon.
NEUTRAL: Final = 0.25


@dataclass(frozen=True)
class Fitted:
    """A local head, and how well one like it reads comments of the random sample."""

    head: LocalHead
    #: Comments that it learnt from, and those of the random sample among them.
    codes: int
    measured: int
    #: Over the labels that were given, of values beyond ±0.25; each from a head that has not seen the code.
    macro_f1: float
    #: Pearson's; None where all values or all codes are alike.
    r: float | None


def taught(comments: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Coded comments that a head may learn from, sorted: first readings with a tone, of texts it may read.

    Args:
        comments: ``contribution_id``, ``question_id``, ``text``, ``asked`` (the question's words; null where
            unknown).
        codes: as ``model.tables.Codes``.

    Returns:
        ``comments`` with ``tone`` and ``purpose``.
    """
    first = codes.filter(pl.col("reading") == 1, pl.col("tone").is_not_null()).select(*KEY, "tone", "purpose")
    coded = comments.join(first, on=KEY).sort(KEY)
    tones = read(coded["text"].to_list(), coded["asked"].to_list(), LexiconScorer())
    return coded.filter(pl.Series([tone.state == "scored" for tone in tones], dtype=pl.Boolean))


def enough(rows: pl.DataFrame) -> bool:
    """Whether a head may learn from these: 100 of the random sample, of two tones or more."""
    return rows.filter(purpose="measure").height >= FEWEST_CODES and rows["tone"].n_unique() > 1


def fitted(rows: pl.DataFrame) -> Fitted | None:
    """The head that coded comments make; None under 100 of the random sample, or where all sound alike.

    Args:
        rows: as ``taught`` gives them.
    """
    measured = rows["purpose"] == "measure"
    if not enough(rows):
        return None
    texts, tones, asked = (rows[name].to_list() for name in ("text", "tone", "asked"))
    unseen = pl.Series(cross_fitted(texts, tones, asked))
    tested = unseen.filter(measured), rows["tone"].filter(measured)
    return Fitted(LocalHead().fit(texts, tones, asked), rows.height, int(measured.sum()), *_tested(*tested))


def _tested(values: pl.Series, tones: pl.Series) -> tuple[float, float | None]:
    found = [label(value, NEUTRAL) for value in values]
    given = [each for each in LABELS if each in set(tones)]
    f1 = float(f1_score(tones.to_list(), found, labels=given, average="macro", zero_division=0))
    numbers = tones.replace_strict(VALUES, return_dtype=pl.Float64)
    if min(values.n_unique(), numbers.n_unique()) < 2:
        return f1, None
    return f1, float(np.corrcoef(values, numbers)[0, 1])
