"""How things stand with human codes, for reading and for the log."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from wellbeing.model.errors import counted
from wellbeing.opinion.coding.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.coding.jackknife import Figure
from wellbeing.opinion.coding.sampling import FEWEST_CODES
from wellbeing.record.comments.codes import ANSWER_KEY
from wellbeing.record.comments.coding_sheets import SheetAccount

#: Refused rows that are named; the rest are counted.
_LISTED: Final = 10


def loaded_told(file: str, account: SheetAccount, done: dict[str, int]) -> Iterator[str]:
    """Every row of a workbook accounted for; refused ones by reason, with where they stand."""
    parts = (account.coded, account.blank, account.refused)
    coded, blank, refused = (len(part) for part in parts)
    yield (
        f"{file}: {counted(coded + blank + refused, 'row')} read = {coded:,} coded + {blank:,} left blank + "
        f"{refused:,} refused."
    )
    yield (
        f"  {counted(done['added'], 'code')} added, {done['corrected']:,} corrected, "
        f"{done['unchanged']:,} known already."
    )
    where: dict[str, list[str]] = {}
    for row, reason in account.refused:
        where.setdefault(reason, []).append(f"{row.sheet} {row.number}")
    for reason, rows in where.items():
        named = ", ".join(rows[:_LISTED]) + ", …" * (len(rows) > _LISTED)
        yield f"  Refused, {counted(len(rows), 'row')}: {reason} ({named})."


def standing_told(codes: pl.DataFrame, weights: pl.DataFrame, fitted: dict[str, Any] | None) -> list[str]:
    """How many comments are coded, how far coders agree, and by what a model is fitted.

    Args:
        codes: as ``model.tables.Codes``.
        weights: as ``opinion.coding.weights.coded_weights``.
        fitted: what the log says.
    """
    readings = codes.group_by(ANSWER_KEY).agg(pl.len(), pl.col("purpose").first())
    measured = readings.filter(purpose="measure").height
    twice = readings.filter(pl.col("len") > 1).height
    drawn = f"{measured:,} of the random sample, {readings.height - measured:,} chosen to teach"
    tones, themes = _alpha(tone_agreement(codes, weights)), _alpha(theme_agreement(codes, weights))
    return [
        f"Coded: {counted(readings.height, 'comment')}, {twice:,} of them twice; {drawn}.",
        f"Agreement (Krippendorff's α): tone {tones}, themes {themes}.",
        _fitted_told(fitted),
    ]


def _fitted_told(fitted: dict[str, Any] | None) -> str:
    if fitted is None:
        return (
            f"No local head was fitted yet: `codes load` does it from {FEWEST_CODES} codes of the random "
            "sample on, of two tones or more, of comments that a scorer may read."
        )
    r = "not known" if fitted["r"] is None else f"{fitted['r']:.2f}"
    return (
        f"Local head: {fitted['scorer']}, fitted on {counted(fitted['codes'], 'code')}; on the random "
        f"sample, each comment read without its own code, macro-F1 {fitted['macro_f1']:.2f}, r {r}."
    )


def _alpha(figure: Figure | None) -> str:
    if figure is None:
        return "not known (too little was coded twice, or all alike)"
    ends = [end for end in (figure.lower, figure.upper) if end is not None]
    return f"{figure.value:.2f}" + (f" ({ends[0]:.2f} to {ends[1]:.2f})" if ends else "")
