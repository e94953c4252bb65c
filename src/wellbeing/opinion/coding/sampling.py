"""Sampling: which comments people are to code, a stratified random sample, a fifth of it twice."""

from hashlib import blake2b
from typing import Final

import numpy as np
import polars as pl

from wellbeing.model.vocabulary import CODE_PURPOSES

#: The first sample: of 200 codes, the correction of a group's tone covers the truth (docs/opinion.md).
FIRST_SAMPLE: Final = 200
#: Codes of a random sample measure a scorer; those that were chosen for what they teach measure nothing.
MEASURE, TEACH = CODE_PURPOSES
#: With fewer codes of the random sample nothing is validated, and a model learns little.
FEWEST_CODES: Final = 100
#: Coded by two people who do not see each other's codes.
_TWICE: Final = 0.2


def coding_sample(
    comments: pl.DataFrame, size: int = FIRST_SAMPLE, seed: str = "1", twice: float = _TWICE
) -> pl.DataFrame:
    """A random sample, spread over cell × question in proportion, at least one of each as far as it goes.

    Args:
        comments: ``comment_id`` (unique), ``cell``, ``question``; non-answers left out.
        size: comments to draw; all where there are fewer.
        seed: the same seed and comments give the same sample, whatever the order of the rows.
        twice: share of the sample that two people code.

    Returns:
        ``comment_id``, ``cell``, ``question``, ``reading`` (1 or 2), ``purpose`` ("measure"), in random
        order; the second readings stand after all first ones.
    """
    stratum = ["cell", "question"]
    ranked = comments.select("comment_id", *stratum, draw=_draws(comments["comment_id"], seed)).with_columns(
        place=pl.col("draw").rank("ordinal").over(stratum)
    )
    strata = ranked.group_by(stratum).len().sort(stratum)
    shares = strata.with_columns(take=pl.Series(allocation(strata["len"].to_list(), size), dtype=pl.UInt32))
    first = ranked.join(shares, on=stratum).filter(pl.col("place") <= pl.col("take")).sort("draw")
    shuffled = first.with_columns(second=_draws(first["comment_id"], f"{seed} twice")).sort("second")
    again = shuffled.head(round(twice * first.height)).drop("second")
    readings = [first.with_columns(reading=1), again.with_columns(reading=2)]
    return pl.concat(readings).select("comment_id", *stratum, "reading", purpose=pl.lit(MEASURE))


def allocation(sizes: list[int], total: int) -> list[int]:
    """How many of ``total`` each stratum gets: one each, largest first, the rest in proportion.

    Never more than a stratum has.
    """
    taken = np.zeros(len(sizes), dtype=np.int64)
    have = np.array(sizes, dtype=np.int64)
    total = min(total, int(have.sum()))
    taken[np.argsort(-have, kind="stable")[:total]] = 1
    while taken.sum() < total:
        left = total - int(taken.sum())
        room = have - taken
        exact = left * room / room.sum()
        whole = np.minimum(np.floor(exact).astype(np.int64), room)
        rest = left - int(whole.sum())
        whole[np.argsort(-(exact - whole), kind="stable")[:rest]] += 1
        taken += np.minimum(whole, room)
    return [int(number) for number in taken]


def most_uncertain(comments: pl.DataFrame, coded: pl.Series, size: int) -> pl.DataFrame:
    """The comments whose codes would teach a model most: those of the greatest entropy of its probabilities.

    They are no random sample, so their purpose is "teach" and the correction of group estimates leaves them
    out.

    Args:
        comments: ``comment_id``, ``probabilities`` (list of three; null where not scored).
        coded: ids that are coded or out for coding.
        size: how many.

    Returns:
        ``comment_id``, ``purpose`` ("teach"), most uncertain first.
    """
    chance = pl.element()
    entropy = pl.col("probabilities").list.eval(-(chance * chance.clip(1e-12).log())).list.sum()
    open_ones = comments.filter(
        pl.col("probabilities").is_not_null(), ~pl.col("comment_id").is_in(coded.implode())
    )
    ranked = open_ones.sort(entropy, "comment_id", descending=[True, False])
    return ranked.head(size).select("comment_id", purpose=pl.lit(TEACH))


def _draws(ids: pl.Series, seed: str) -> pl.Series:
    """A number for each id, as good as random, the same on every machine."""
    hashes = (blake2b(f"{seed}\x00{one}".encode(), digest_size=8).digest() for one in ids)
    return pl.Series([int.from_bytes(digest) for digest in hashes], dtype=pl.UInt64)
