"""What comments raise, cell by cell: the share of those who commented that raise each theme."""

from typing import Final

import polars as pl

from wellbeing.model.policy import Policy
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.intervals import ESTIMATE, VALIDATION, validated, with_interval
from wellbeing.release.estimate.sums import FACTORS

#: Columns that tables of themes add.
THEME_ESTIMATES: Final = (*ESTIMATE, VALIDATION)


def theme_estimates(
    cells: pl.DataFrame, codes: pl.DataFrame, factors: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """``PARENT``, ``theme`` and ``THEME_ESTIMATES`` of every cell.

    Args:
        cells: ``PARENT``, ``level``, ``theme``; ``raised``, ``codes`` as measured; ``commented``,
            ``commented_sd``: the reconciled number of comments; ``sum_sd``: of the noise on the sum;
            ``few_sources``.
        codes: ``Sums.codes`` as measured.
        factors: ``Sums.factors``.
        policy: the least comments and codes.

    Returns:
        ``estimate``, ``lower``, ``upper``: 0 … 1, two decimals, null unless ``validation`` is ``ok``.
    """
    known = validated(cells, codes, "commented", policy)
    of_theme = factors.select("level", *FACTORS, theme="figure")
    ok = known.filter(pl.col(VALIDATION) == "ok").join(of_theme, on=["level", "theme"], how="left")
    n, share = pl.col("n"), (pl.col("raised") / pl.col("n")).clip(0, 1)
    measured = ok.with_columns(value=share).with_columns(
        noise=(pl.col("sum_sd") ** 2 + (pl.col("value") * pl.col("commented_sd")) ** 2) / n**2
    )
    found = with_interval(measured, ESTIMATE, 100, 0).select(*PARENT, "theme", *ESTIMATE)
    rows = known.select(*PARENT, "theme", VALIDATION)
    joined = rows.join(found, on=[*PARENT, "theme"], how="left", maintain_order="left")
    return joined.select(*PARENT, "theme", *THEME_ESTIMATES)
