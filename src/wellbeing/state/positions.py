"""What a choice shows of closed answers: shares of those who answered one question, by position."""

from collections.abc import Callable

import polars as pl

from wellbeing.measures.opinion.funnel import Funnel
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.model.engagement import Question
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.sums.several import extended, said_by_several

#: The tier at which a region's group may speak, and those at which it has something to say.
ASKS = "group"
SPEAKS = (*SHARED, "words")


class Owned:
    """Rows of one cell that stand under a cell's heading: its own, or those of its group."""

    __slots__ = ("_rows", "area", "is_lent", "stakeholder")

    def __init__(self, rows: pl.DataFrame, area: str, stakeholder: str, *, is_lent: bool) -> None:
        """Take the owner's rows, and who that is."""
        self._rows = rows
        self.area, self.stakeholder, self.is_lent = area, stakeholder, is_lent

    def named(self, name: Callable[[str, str], str]) -> tuple[str, pl.DataFrame]:
        """The owner's name, by area and type, and the rows: neither without the other."""
        return name(self.area, self.stakeholder), self._rows


class Positions(Margins, frozen=True):
    """Positions on one headline question."""

    question: Question
    #: Positions of those chosen (everyone when nothing is), of their own.
    chosen: pl.DataFrame
    #: The same rows, or those of their group where it answers for them.
    bars: Owned
    #: Areas that do not overlap, between the limits at which their standing turns: of the chosen type, or of all.
    funnel: Funnel


def positions_of(figures: Figures, choice: Choice) -> Positions:
    """Positions on the chosen question, or on the first."""
    questions = figures.positions.questions
    question = next((one for one in questions if one.id == choice.question), questions[0])
    published = Margins.of(lambda table: figures.positions.beside_whole(table, question.id))
    margins = extended(published, said_by_several(figures, choice, question.id))
    return Positions(
        *margins.frames,
        question=question,
        chosen=margins.at(choice.area, choice.stakeholder),
        bars=_bars(figures, margins, choice),
        funnel=figures.positions.funnel(question.id, choice.stakeholder),
    )


def _bars(figures: Figures, margins: Margins, choice: Choice) -> Owned:
    area, stakeholder = choice.area, choice.stakeholder
    own, home = margins.at(area, stakeholder), figures.region_groups.group_of(area)
    if choice.is_several or home == area or ASKS not in own["tier"].cast(pl.String):
        return Owned(own, area, stakeholder, is_lent=False)
    group = margins.at(home, stakeholder)
    speaks = group["tier"].cast(pl.String).is_in(SPEAKS).any()
    return (
        Owned(group, home, stakeholder, is_lent=True)
        if speaks
        else Owned(own, area, stakeholder, is_lent=False)
    )
