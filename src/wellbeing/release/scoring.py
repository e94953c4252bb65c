"""Where the tone of comments comes from, and how far those who coded them agree."""

from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.opinion.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.judging import agreement_with_codes
from wellbeing.opinion.refitting import KEY
from wellbeing.release.true_tables import TrueTables

SCORING: Final = "scoring"
COLUMNS: Final = {
    **dict.fromkeys(("question", "source", "scorer", "themes_by"), pl.String()),
    **dict.fromkeys(("codes", "twice"), pl.Int64()),
    **dict.fromkeys(("alpha_tone", "alpha_themes", "agreement"), pl.Float64()),
    "label": pl.String(),
}
#: Codes about which something is said; fewer are nobody's figure.
FEWEST: Final = 20


def scoring(true: TrueTables, settings: Engagement) -> pl.DataFrame:
    """A row per open question.

    Returns:
        ``question``; ``source`` (``model`` or ``lexicon``) and ``scorer`` of comments that nobody coded;
        ``themes_by``: the model that gave them themes, null where none did;
        ``codes`` of the random sample and how many of them ``twice``; ``alpha_tone``, ``alpha_themes``:
        Krippendorff's α of the two readings, null under 20; ``agreement``: r of scores with codes, over all
        questions, null under 100; ``label``: what the codes are called where they are not real, else null.
    """
    asked = [question.id for question in settings.questions if not question.closed]
    agreement = agreement_with_codes(true.judged.comments)
    rows = [_row(true, question, agreement) for question in asked]
    return pl.DataFrame(rows, COLUMNS, orient="row")


def _row(true: TrueTables, question: str, agreement: float | None) -> tuple[object, ...]:
    codes = true.codes.filter(question_id=question, purpose="measure")
    readings = codes.group_by(KEY).len()["len"]
    twice = int((readings > 1).sum())
    alphas = (_rounded(tone_agreement(codes)), _rounded(theme_agreement(codes)))
    known = alphas if twice >= FEWEST else (None, None)
    labels = codes["provenance"].drop_nulls().unique().sort()
    label = labels.item(0) if codes.height and labels.len() else None
    judged = true.judged
    by = (judged.source, judged.scorer, judged.themes_by)
    return (question, *by, readings.len(), twice, *known, _rounded(agreement), label)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
