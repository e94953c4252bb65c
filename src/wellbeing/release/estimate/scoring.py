"""Where the tone of comments comes from, and how far those who coded them agree."""

from typing import Final

import numpy as np
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.policy import Policy
from wellbeing.opinion.coding.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.comments import COMMENT_KEY
from wellbeing.opinion.judging import agreement_with_codes
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.protect.refresh import Occasion, Quantities, measure

SCORING: Final = "scoring"
_COLUMNS: Final = {
    **dict.fromkeys(("question", "source", "scorer", "themes_by"), pl.String()),
    **dict.fromkeys(("codes", "twice"), pl.Int64()),
    **dict.fromkeys(("alpha_tone", "alpha_themes", "agreement"), pl.Float64()),
    "label": pl.String(),
}


def scoring(
    true: TrueTables, settings: Engagement, occasion: Occasion, policy: Policy
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A row per open question, and what was measured for it (``refresh.MEASUREMENT_COLUMNS``).

    Returns:
        ``question``; ``source`` (``model`` or ``lexicon``) and ``scorer`` of comments that nobody coded;
        ``themes_by``: the model that gave them themes, null where none did;
        ``codes`` of the random sample and how many of them ``twice``, with noise; ``alpha_tone``,
        ``alpha_themes``: Krippendorff's α of the two readings, null under 20; ``agreement``: r of scores with
        codes, over all questions, null under 100, all three to one decimal; ``label``: what the codes are
        called where they are not real, else null.
    """
    asked = [question.id for question in settings.questions if not question.closed]
    agreement = agreement_with_codes(true.judged.comments)
    counted = [_codes(true, question) for question in asked]
    codes = _measured("codes", asked, [each for each, _ in counted], occasion, policy)
    twice = _measured("twice", asked, [again for _, again in counted], occasion, policy)
    numbers = zip(asked, _numbers(codes), _numbers(twice), strict=True)
    rows = [_row(true, question, (agreement, each, again), policy) for question, each, again in numbers]
    return pl.DataFrame(rows, _COLUMNS, orient="row"), pl.concat([codes, twice])


def _codes(true: TrueTables, question: str) -> tuple[int, int]:
    """Comments that were coded, and those coded twice."""
    readings = true.codes.filter(question_id=question, purpose="measure").group_by(COMMENT_KEY).len()["len"]
    return readings.len(), int((readings > 1).sum())


def _measured(
    name: str, asked: list[str], numbers: list[int], occasion: Occasion, policy: Policy
) -> pl.DataFrame:
    """Numbers of codes with noise: nobody's withdrawal shows in them."""
    label = pl.Series([f"scoring {name}|{question}" for question in asked], dtype=pl.String)
    noise = np.full(len(asked), policy.noise["codes"])
    return measure(Quantities(label, np.array(numbers, dtype=float), noise), occasion)


def _numbers(made: pl.DataFrame) -> list[int]:
    return [max(0, round(value)) for value in made["measured"]]


def _row(
    true: TrueTables, question: str, known: tuple[float | None, int, int], policy: Policy
) -> tuple[object, ...]:
    agreement, number, twice = known
    codes = true.codes.filter(question_id=question, purpose="measure")
    alphas = (_rounded(tone_agreement(codes)), _rounded(theme_agreement(codes)))
    enough = alphas if twice >= policy.agreement else (None, None)
    labels = codes["provenance"].drop_nulls().unique().sort()
    label = labels.item(0) if codes.height and labels.len() else None
    judged = true.judged
    by = (judged.source, judged.scorer, judged.themes_by)
    return (question, *by, number, twice, *enough, _rounded(agreement), label)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
