"""Agreement of coders, Krippendorff's α: how far they agree beyond chance, whoever coded what, with gaps.

Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", Annenberg School for Communication,
University of Pennsylvania: α = 1 − observed ÷ expected disagreement, from coincidences of values within units.
A unit counts as much as the comments that it stands for.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.model.vocabulary import CODED_TONES
from wellbeing.opinion.coding.jackknife import Figure, jackknife
from wellbeing.opinion.comments import COMMENT_KEY

_Floats = npt.NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval"]


def krippendorff_alpha(codes: pl.DataFrame, values: Sequence[object], level: Level) -> Figure | None:
    """Agreement of the coders, 1 perfect, 0 as by chance, negative worse than chance; with its interval.

    Args:
        codes: one row per code: ``unit``; ``value``, one of ``values``; ``weight``, the same for all codes of
            a unit; ``cluster``, units that are left out together (a unit itself where there is no such
            column).
        values: in ascending order; numbers for interval.
        level: values differ or not (nominal), by how many codes lie between them (ordinal), or by their
            squared difference (interval).

    Returns:
        None where it says nothing: no unit coded twice, or all codes the same.
    """
    paired = codes.filter(pl.len().over("unit") > 1)
    parts = _coincidences(paired, values)
    numbers = np.array(values, dtype=np.float64) if level == "interval" else np.arange(float(len(values)))
    return jackknife(parts, lambda total: _alpha(total.reshape(len(values), -1), numbers, level))


def tone_agreement(codes: pl.DataFrame, weights: pl.DataFrame) -> Figure | None:
    """α of the tones that two people gave the same comments, ordinal; None where it says nothing.

    Args:
        codes: as ``model.tables.Codes``; where a coder could not tell, there is nothing to compare.
        weights: ``COMMENT_KEY``, ``weight``: how many comments each stands for.
    """
    rows = codes.join(weights, on=COMMENT_KEY).select(
        unit=pl.struct(COMMENT_KEY), value="tone", weight="weight"
    )
    return krippendorff_alpha(rows.drop_nulls("value"), CODED_TONES, "ordinal")


def theme_agreement(codes: pl.DataFrame, weights: pl.DataFrame) -> Figure | None:
    """α of the themes: whether each theme that anybody used was found in a comment or not.

    Args:
        codes: as ``model.tables.Codes``.
        weights: as ``tone_agreement``.

    Returns:
        None where it says nothing.
    """
    used = codes.select(theme=pl.col("themes").explode()).drop_nulls().unique().sort("theme")
    each = codes.join(weights, on=COMMENT_KEY).join(used, how="cross")
    found = pl.col("theme").is_in(pl.col("themes")).cast(pl.Int8)
    unit, comment = pl.struct(*COMMENT_KEY, "theme"), pl.struct(COMMENT_KEY)
    return krippendorff_alpha(
        each.select(unit=unit, value=found, weight="weight", cluster=comment), (0, 1), "nominal"
    )


def _coincidences(paired: pl.DataFrame, values: Sequence[object]) -> _Floats:
    """What each cluster adds to the matrix of coincidences, flattened: ordered pairs of codes ÷ (m − 1)."""
    place = {value: at for at, value in enumerate(values)}
    cluster = "cluster" if "cluster" in paired.columns else "unit"
    rows = paired.select(
        cluster=pl.col(cluster).rank("dense").cast(pl.Int64) - 1,
        unit="unit",
        weight=pl.col("weight") / pl.col("weight").mean(),
        value=pl.col("value").replace_strict(place, return_dtype=pl.Int64),
    ).with_row_index("code")
    others = rows.with_columns(share=pl.col("weight") / (pl.len().over("unit") - 1))
    pairs = others.join(rows.select("code", "unit", "value"), on="unit").filter(
        pl.col("code") != pl.col("code_right")
    )
    parts = np.zeros((rows["cluster"].n_unique(), len(values), len(values)))
    at = tuple(pairs[name].to_numpy() for name in ("cluster", "value", "value_right"))
    np.add.at(parts, at, pairs["share"].to_numpy())
    return parts.reshape(len(parts), len(values) ** 2)


def _alpha(coincidences: _Floats, values: _Floats, level: Level) -> float | None:
    margin = coincidences.sum(axis=1)
    n = float(margin.sum())
    apart = _difference(margin, values, level)
    expected = float((np.outer(margin, margin) * apart).sum())
    observed = float((coincidences * apart).sum())
    return 1 - (n - 1) * observed / expected if expected > 0 else None


def _difference(margin: _Floats, values: _Floats, level: Level) -> _Floats:
    """How far each value is from each other one, squared."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    # Ordinal: values stand where the middle of their codes does, were all codes in a row.
    at = margin.cumsum() - margin / 2 if level == "ordinal" else values
    return np.asarray(np.subtract.outer(at, at) ** 2)
