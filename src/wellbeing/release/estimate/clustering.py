"""How alike people at one hui answer: one rounded figure per question is all that leaves."""

import polars as pl

from wellbeing.measures.opinion.clusters import design_effect
from wellbeing.model.engagement import Engagement
from wellbeing.release.count.true_tables import TrueTables

DESIGN_EFFECTS = "design_effects"


def design_effects(engagement: Engagement, true: TrueTables) -> pl.DataFrame:
    """A row per closed question: ``deff`` (to one decimal) and ``basis`` (estimated or assumed)."""
    found = [
        (question.id, design_effect(true.contributions, true.answers, question.id))
        for question in engagement.questions
        if question.closed
    ]
    rows = [(name, effect.deff, effect.basis) for name, effect in found]
    schema = {"question": pl.String, "deff": pl.Float64, "basis": pl.String}
    return pl.DataFrame(rows, schema, orient="row").sort("question")
