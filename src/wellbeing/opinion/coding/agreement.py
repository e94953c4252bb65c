"""Agreement of coders, Krippendorff's α: how far they agree beyond chance, whoever coded what, with gaps.

Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", Annenberg School for Communication,
University of Pennsylvania: α = 1 − observed ÷ expected disagreement.
"""

from typing import Literal

import numpy as np
import polars as pl

from wellbeing.opinion.comments import COMMENT_KEY

Level = Literal["nominal", "interval"]


def krippendorff_alpha(codes: pl.DataFrame, level: Level = "nominal") -> float | None:
    """Agreement of the coders, 1 perfect, 0 as by chance, negative worse than chance.

    Args:
        codes: one row per comment and coder: ``unit``, ``value`` (any for nominal, a number for interval;
            no nulls).
        level: values differ or not (nominal), or by their squared difference (interval).

    Returns:
        α; None where it says nothing: no unit coded twice, or all codes the same.
    """
    paired = codes.filter(pl.len().over("unit") > 1)
    if level == "nominal":
        observed, expected = _nominal(paired)
    else:
        observed, expected = _interval(paired.with_columns(pl.col("value").cast(pl.Float64)))
    return 1 - observed / expected if expected > 0 else None


def tone_agreement(codes: pl.DataFrame) -> float | None:
    """α of the tones that two people gave the same comments; None where it says nothing.

    Args:
        codes: as ``model.tables.Codes``; where a coder could not tell, there is nothing to compare.
    """
    return krippendorff_alpha(codes.select(unit=pl.struct(COMMENT_KEY), value="tone").drop_nulls("value"))


def theme_agreement(codes: pl.DataFrame) -> float | None:
    """α of the themes: whether each theme that anybody used was found in a comment or not.

    Args:
        codes: as ``model.tables.Codes``.

    Returns:
        None where it says nothing.
    """
    used = codes.select(theme=pl.col("themes").explode()).drop_nulls().unique()
    assigned = pl.col("theme").is_in(pl.col("themes")).cast(pl.Int8)
    unit = pl.struct(*COMMENT_KEY, "theme")
    return krippendorff_alpha(codes.join(used, how="cross").select(unit=unit, value=assigned))


def _nominal(paired: pl.DataFrame) -> tuple[float, float]:
    """Observed and expected share of pairs of codes that differ."""
    n = paired.height
    within = paired.group_by("unit").agg(
        m=pl.len(), same=(pl.col("value").value_counts(name="k").struct["k"] ** 2).sum()
    )
    observed = ((pl.col("m") ** 2 - pl.col("same")) / (pl.col("m") - 1)).sum() / n
    alike = float((paired["value"].value_counts()["count"].to_numpy().astype(np.float64) ** 2).sum())
    return _number(within, observed), (n * n - alike) / max(n * (n - 1), 1)


def _interval(paired: pl.DataFrame) -> tuple[float, float]:
    """Observed and expected squared difference between pairs of codes; Σᵢⱼ(xᵢ − xⱼ)² = 2·m·Σ(x − x̄)²."""
    n = paired.height
    apart = ((pl.col("value") - pl.col("value").mean()) ** 2).sum()
    within = paired.group_by("unit").agg(m=pl.len(), apart=apart)
    observed = (2 * pl.col("m") * pl.col("apart") / (pl.col("m") - 1)).sum() / n
    return _number(within, observed), 2 * _number(paired, apart) / max(n - 1, 1)


def _number(rows: pl.DataFrame, what: pl.Expr) -> float:
    return float(rows.select(what.alias("it")).item()) if rows.height else 0.0
