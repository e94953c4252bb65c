"""How comments sound, cell by cell: the mean and the share of each tone, which agree."""

from typing import Final

import polars as pl

from wellbeing.model.policy import Policy
from wellbeing.model.vocabulary import TONES
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.intervals import ESTIMATE, SHARE, VALIDATION, validated, with_interval
from wellbeing.release.estimate.sums import FACTORS, MIDDLE, TONE

#: Tones of comments that an estimate is made of.
SCORED: Final = ("negative", MIDDLE, "positive")
#: Columns that tables of tones add.
TONE_ESTIMATES: Final = (*ESTIMATE, VALIDATION, *SHARE)


def tone_estimates(
    cells: pl.DataFrame, codes: pl.DataFrame, factors: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """``PARENT``, ``tone`` and ``TONE_ESTIMATES`` of every cell.

    Of n comments, S the sum of tones and U the neutral ones, the mean is S/n, the shares U/n and
    (n − U ± S)/2n: positive less negative is the mean, and the three make 1. U is kept within 0 … n, then S
    within ±(n − U), so that all are shares.

    Args:
        cells: ``PARENT``, ``level``; ``tone``, ``neutral``, ``codes`` as measured; ``scored``, ``scored_sd``:
            the reconciled number of comments with a tone; ``sum_sd``: of the noise on either sum;
            ``few_sources``.
        codes: ``Sums.codes`` as measured.
        factors: ``Sums.factors``.
        policy: the least comments and codes.

    Returns:
        ``estimate``, ``lower``, ``upper``: the mean, −1 … 1, one decimal, the same for every tone; ``share``,
        ``share_lower``, ``share_upper``: of the tone among ``SCORED``, 0 … 1, two decimals, null of others. All
        null unless ``validation`` is ``ok``.
    """
    known = validated(cells, codes, "scored", policy)
    ok = _values(known.filter(pl.col(VALIDATION) == "ok"))
    shares = pl.concat([_figure(ok, tone, factors) for tone in SCORED])
    mean = with_interval(_figure(ok, TONE, factors), ESTIMATE, 10, -1).select(*PARENT, *ESTIMATE)
    of_tone = with_interval(shares, SHARE, 100, 0).select(*PARENT, TONE, *SHARE)
    every = pl.DataFrame({TONE: TONES})
    rows = known.select(*PARENT, VALIDATION).join(every, how="cross", maintain_order="left_right")
    joined = rows.join(mean, on=PARENT, how="left", maintain_order="left")
    joined = joined.join(of_tone, on=[*PARENT, TONE], how="left", maintain_order="left")
    return joined.select(*PARENT, TONE, *TONE_ESTIMATES)


def _values(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with the mean and shares, each ``v_…``, and the variance that noise adds to each, ``e_…``."""
    n, noise, number = pl.col("n"), pl.col("sum_sd") ** 2, pl.col("scored_sd") ** 2
    shares = cells.with_columns(v_neutral=(pl.col(MIDDLE) / n).clip(0, 1))
    rest = 1 - pl.col("v_neutral")
    means = shares.with_columns(v_tone=(pl.col(TONE) / n).clip(-rest, rest))
    sides = means.with_columns(
        v_negative=(rest - pl.col("v_tone")) / 2, v_positive=(rest + pl.col("v_tone")) / 2
    )
    return sides.with_columns(
        *(((noise + pl.col(f"v_{one}") ** 2 * number) / n**2).alias(f"e_{one}") for one in (TONE, MIDDLE)),
        *(
            ((noise / 2 + (0.5 - pl.col(f"v_{one}")) ** 2 * number) / n**2).alias(f"e_{one}")
            for one in ("negative", "positive")
        ),
    )


def _figure(cells: pl.DataFrame, figure: str, factors: pl.DataFrame) -> pl.DataFrame:
    """One figure of every cell, as ``with_interval`` takes it."""
    of_figure = factors.filter(figure=figure).select("level", *FACTORS)
    taken = ("n", "codes", "of_all")
    return cells.select(
        *PARENT, "level", *taken, pl.lit(figure).alias(TONE), value=f"v_{figure}", noise=f"e_{figure}"
    ).join(of_figure, on="level", how="left", maintain_order="left")
