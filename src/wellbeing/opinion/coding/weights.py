"""Design weights: how many comments each coded comment of the random sample stands for.

The sample holds at least one comment of each region × type × question and the rest in proportion, so that a
small stratum has more codes than its part. Counting every code alike would let small strata speak for large
ones. Weights follow from the comments at hand and not from the draw: strata change as contributions come and
go, coders leave rows blank, and a second sample is added to the first (post-stratification, Holt and Smith
1979, "Post Stratification", JRSS A 142, 33–46).
"""

from typing import Final

import polars as pl

from wellbeing.opinion.coding.sampling import MEASURE
from wellbeing.opinion.comments import COMMENT_KEY

#: What the sample is drawn within.
STRATUM: Final = ("region", "stakeholder", "question_id")
#: A stratum without codes is spoken for by those of its type and question, else of its question, else by all.
_MERGED: Final = (STRATUM, STRATUM[1:], STRATUM[2:])


def design_weight(coded: pl.Expr, among: pl.Expr) -> pl.Expr:
    """N/n of a coded comment's stratum, and its part of the strata without codes; null where not coded.

    Weights add up to the comments: of each stratum, as far as it has codes, of each type and question, of each
    question, and of all. To state no region or type is a stratum as any other.

    Args:
        coded: which rows have a code of the random sample.
        among: which rows the codes stand for, those with a code among them. Rows have the columns of ``STRATUM``.
    """
    weight: pl.Expr = pl.when(coded).then(pl.lit(1.0))
    for level in _MERGED:
        weight = weight * among.sum().over(level) / weight.sum().over(level)
    return weight * among.sum() / weight.sum()


def coded_weights(comments: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """How many comments each coded comment of the random sample stands for.

    Args:
        comments: ``COMMENT_KEY`` and ``STRATUM`` of all that answer something.
        codes: as ``model.tables.Codes``.

    Returns:
        ``COMMENT_KEY``, ``weight``.
    """
    measured = codes.filter(reading=1, purpose=MEASURE).select(*COMMENT_KEY, coded=pl.lit(value=True))
    rows = comments.join(measured, on=COMMENT_KEY, how="left", maintain_order="left")
    coded, everyone = pl.col("coded").is_not_null(), pl.col(COMMENT_KEY[0]).is_not_null()
    return rows.select(*COMMENT_KEY, weight=design_weight(coded, everyone)).drop_nulls("weight")
