"""Where the tone of comments comes from, how far those who coded them agree, and how well the scorer reads."""

import math
from typing import Final

import numpy as np
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.policy import Policy
from wellbeing.opinion.coding.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.coding.jackknife import Figure
from wellbeing.opinion.coding.merit import correlation, macro_f1
from wellbeing.opinion.coding.weights import coded_weights
from wellbeing.opinion.comments import COMMENT_KEY
from wellbeing.opinion.tone import NEUTRAL, NEUTRAL_HEAD, VALUES, label
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.estimate.sums import weighted_comments
from wellbeing.release.protect.refresh import Occasion, Quantities, measure

SCORING: Final = "scoring"
_COLUMNS: Final = {
    **dict.fromkeys(("question", "source", "scorer", "themes_by"), pl.String()),
    **dict.fromkeys(("codes", "twice"), pl.Int64()),
    **{
        f"{figure}{end}": pl.Float64()
        for figure in ("alpha_tone", "alpha_themes", "r", "f1")
        for end in ("", "_lower", "_upper")
    },
    "label": pl.String(),
}
#: Of a figure that is not told: itself and its interval.
_UNTOLD: Final = (None, None, None)
_Told = tuple[float | None, float | None, float | None]


def scoring(
    true: TrueTables, settings: Engagement, occasion: Occasion, policy: Policy
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A row per open question, and what was measured for it (``refresh.MEASUREMENT_COLUMNS``).

    Returns:
        ``question``; ``source`` (``model`` or ``lexicon``) and ``scorer`` of comments that nobody coded;
        ``themes_by``: the model that gave them themes, null where none did; ``codes`` of the random sample and
        how many of them ``twice``, with noise; ``alpha_tone``, ``alpha_themes``: Krippendorff's α of the two
        readings, ordinal and nominal, null under 20; ``r`` and ``f1``: Pearson's r and macro-F1 of the scorer
        beside the codes, over all questions, null under 100; each with ``…_lower`` and ``…_upper``, its 95 %
        interval, all to one decimal, the interval outwards; codes weigh as many comments as they stand for;
        ``label``: what the codes are called where they are not real, else null.
    """
    asked = [question.id for question in settings.questions if not question.closed]
    counted = [_codes(true, question) for question in asked]
    codes = _measured("codes", asked, [each for each, _ in counted], occasion, policy)
    twice = _measured("twice", asked, [again for _, again in counted], occasion, policy)
    rows = weighted_comments(true, [question for question in settings.questions if not question.closed])
    merit, weights = _merit(rows, true.judged.source, policy), coded_weights(rows, true.codes)
    numbers = zip(asked, _numbers(codes), _numbers(twice), strict=True)
    told = [(*_row(true, weights, each, policy), *merit, _label(true, each[0])) for each in numbers]
    return pl.DataFrame(told, _COLUMNS, orient="row"), pl.concat([codes, twice])


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
    true: TrueTables, weights: pl.DataFrame, known: tuple[str, int, int], policy: Policy
) -> tuple[object, ...]:
    question, number, twice = known
    codes = true.codes.filter(question_id=question, purpose="measure")
    enough = twice >= policy.agreement
    alphas = (tone_agreement, theme_agreement)
    told = [_rounded(alpha(codes, weights)) if enough else _UNTOLD for alpha in alphas]
    judged = true.judged
    return (*(question, judged.source, judged.scorer, judged.themes_by, number, twice), *told[0], *told[1])


def _merit(rows: pl.DataFrame, source: str, policy: Policy) -> tuple[float | None, ...]:
    """Pearson's r and macro-F1 of the scorer, each with its interval."""
    coded = rows.filter(pl.col("weight").is_not_null())
    if coded.height < policy.codes:
        return (*_UNTOLD, *_UNTOLD)
    labels = {value: name for name, value in VALUES.items()}
    neutral = NEUTRAL_HEAD if source == "model" else NEUTRAL
    tones = coded.with_columns(
        heard=pl.Series([label(value, neutral) for value in coded["score"]]),
        label=pl.col("code").replace_strict(labels, return_dtype=pl.String),
    )
    return (*_rounded(correlation(tones)), *_rounded(macro_f1(tones)))


def _label(true: TrueTables, question: str) -> str | None:
    codes = true.codes.filter(question_id=question, purpose="measure")
    labels = codes["provenance"].drop_nulls().unique().sort()
    return labels.item(0) if codes.height and labels.len() else None


def _rounded(figure: Figure | None) -> _Told:
    """To tenths, the interval outwards."""
    if figure is None:
        return _UNTOLD
    lower, upper = figure.lower, figure.upper
    return (
        round(figure.value, 1),
        None if lower is None else max(-1.0, math.floor(lower * 10) / 10),
        None if upper is None else math.ceil(upper * 10) / 10,
    )
