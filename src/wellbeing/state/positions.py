"""What a choice shows of closed answers: shares of those who answered one question, by position."""

import polars as pl

from wellbeing.measures.opinion.funnel import Funnel
from wellbeing.model.engagement import Question
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins


class Positions(Margins, frozen=True):
    """Positions on one headline question."""

    question: Question
    #: Positions of those chosen (everyone when nothing is).
    chosen: pl.DataFrame
    #: Areas that do not overlap, between the limits of chance: of the chosen type, or of all.
    funnel: Funnel


def positions_of(figures: Figures, choice: Choice) -> Positions:
    """Positions on the chosen question, or on the first."""
    questions = figures.positions.questions
    question = next((one for one in questions if one.id == choice.question), questions[0])
    margins = Margins.of(lambda table: figures.positions.beside_whole(table, question.id))
    return Positions(
        *margins.frames,
        question=question,
        chosen=margins.at(choice.area, choice.stakeholder),
        funnel=figures.positions.funnel(question.id, choice.stakeholder),
    )
