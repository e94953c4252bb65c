"""What follows from a choice: the tables that the parts of a page show."""

from functools import cached_property, partial
from typing import Final

from wellbeing.model.engagement import Benchmark
from wellbeing.model.grouping import each_of
from wellbeing.model.kept import Kept
from wellbeing.state.choice import Choice
from wellbeing.state.comments import Comments
from wellbeing.state.coverage import Coverage, coverage_of
from wellbeing.state.figures import Figures
from wellbeing.state.names import Names
from wellbeing.state.positions import Positions, positions_of

#: As many answers are kept: each holds its tables, and what parts said of it is kept apart from it.
MOST_ANSWERS: Final = 40


class Answer:
    """Everything that one choice shows of a release; each part is worked out when it is first asked for."""

    def __init__(self, figures: Figures, choice: Choice) -> None:
        """Take what is chosen, and the figures of a release."""
        self.figures, self.choice = figures, choice

    @property
    def names(self) -> Names:
        """What areas, types and slices are called."""
        return self.figures.names

    @property
    def threshold(self) -> int:
        """Counts below this are not shown."""
        return self.figures.release.policy.threshold

    @property
    def benchmark(self) -> Benchmark:
        """What was expected is by this."""
        return self.figures.benchmark(self.choice.benchmark)

    @property
    def is_kept(self) -> bool:
        """Whether kaitiaki keep what those chosen said: then a release has no figure of it."""
        kept = self.figures.engagement.kept_by_kaitiaki
        return bool(self.choice.area) and not kept.isdisjoint(each_of(self.choice.stakeholder))

    @property
    def contributions(self) -> float:
        """Contributions in scope: the middle of what is published."""
        return self.figures.contributions(self.choice.cut)

    @cached_property
    def coverage(self) -> Coverage:
        """Who was heard."""
        return coverage_of(self.figures, self.choice)

    @cached_property
    def positions(self) -> Positions:
        """What they said to one closed question."""
        return positions_of(self.figures, self.choice)

    @cached_property
    def comments(self) -> Comments | None:
        """What was commented; None where the release counts no comments."""
        return Comments(self.figures, self.choice) if self.figures.comments.questions else None


def answer_to(figures: Figures, choice: Choice) -> Answer:
    """The answer to a choice, which all who read the same figures share."""
    answers: Kept = figures.kept.get(Answer, partial(Kept, MOST_ANSWERS))
    answer: Answer = answers.get(choice, partial(Answer, figures, choice))
    return answer
