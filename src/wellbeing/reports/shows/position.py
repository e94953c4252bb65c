"""What they said to a closed question: the share that agrees."""

from functools import partial
from typing import ClassVar, Final

import polars as pl

from wellbeing.measures.opinion.unheard import Unheard
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.shares import LEVEL, ShareWords, share_picture, side_legend
from wellbeing.reports.shows.show import LegendEntry, Show, pictures_of
from wellbeing.reports.words.cells import FEW_SOURCES, band, percent
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.answer import Answer

#: "More than half" is what readers take away.
MAJORITY: Final = 0.5
#: Whose share is drawn.
DRAWN: Final = "support"
POSITION_SHARES: Final = ShareWords(
    verb="answered",
    share="{share} ({interval})",
    number="about {n} answered",
    few="fewer than {threshold} of them agree",
    none="too few answered to say anything",
    sides={"below": "below the whole engagement", "level": LEVEL, "above": "above the whole engagement"},
)
POSITION_LEGEND: Final = {
    "below": "below the whole",
    "below_pale": "looks below, not certain",
    "level": "not told apart from the whole",
    "above_pale": "looks above, not certain",
    "above": "above the whole",
    "unsaid": "too few answered",
}


class PositionShow(Show):
    """The share of those who answered that agrees, beside the whole engagement's."""

    id: ClassVar[str] = "position"
    label: ClassVar[str] = "Position"
    place: ClassVar[int] = 1
    fields: ClassVar[tuple[str, ...]] = ("question",)
    beside: ClassVar[tuple[str, ...]] = ("funnel",)
    column: ClassVar[str] = "Share"

    def title(self, answer: Answer) -> str:
        """The question."""
        return answer.positions.question.en

    def caption(self, answer: Answer) -> str:
        """Whose share, of whom."""
        return f"Share who {answer.names.position(answer.positions.question, DRAWN)}, of those who answered."

    def note(self, answer: Answer) -> str:
        """How to read a cell without a share of its own."""
        return (
            "n 23: about 23 answered, too few to give a share. (35\N{NO-BREAK SPACE}%): too few answered "
            "here, so the share of its group of regions."
        )

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Sides of the whole."""
        return side_legend(POSITION_LEGEND)

    def pictures(self, answer: Answer) -> Pictures:
        """Shares that agree."""
        agrees = pl.col("position").cast(pl.String) == DRAWN
        frames = [frame.filter(agrees) for frame in answer.positions.frames]
        return pictures_of(frames, partial(share_picture, threshold=answer.threshold, words=POSITION_SHARES))

    def questions(self, answer: Answer) -> list[tuple[str, str]]:
        """Closed questions, in full."""
        return [(one.id, one.en) for one in answer.figures.positions.questions]

    def question(self, answer: Answer) -> str:
        """The closed question that is shown."""
        return answer.positions.question.id

    def sentences(self, answer: Answer) -> list[str]:
        """What was said to the question, by the whole engagement or by those chosen."""
        chosen, question = answer.positions.chosen, answer.positions.question
        support = chosen.filter(pl.col("position").cast(pl.String) == DRAWN).row(0, named=True)
        if support["tier"] in {"words", "none", "group"}:
            why = f"those here are {FEW_SOURCES}" if support["one_source"] else "too few answered here"
            return [f"“{question.en}”: no share, for {why}.", ABOUT_VOICES]
        share = f"{percent(support['share'])} {answer.names.position(question, DRAWN)}"
        interval = band(support["lower"], support["upper"])
        is_whole = not (answer.choice.area or answer.choice.stakeholder)
        return [
            f"“{question.en}”: of about {support['answered']:,} who answered, {share}.",
            f"Small-number uncertainty: {interval}, with those at one hui answering alike allowed for.",
            _if_the_unheard_differ(answer) if is_whole else ABOUT_VOICES,
        ]


def _if_the_unheard_differ(answer: Answer) -> str:
    bounds = answer.figures.unheard(answer.positions.question.id, answer.benchmark.id)
    span = f"{percent(bounds.low)} to {percent(bounds.high)}"
    return (
        f"If those not heard ({percent(bounds.unheard)} of the benchmark) differ as much as they could, "
        f"it is anything from {span}.{_majority(bounds)} {ABOUT_VOICES}"
    )


def _majority(bounds: Unheard) -> str:
    if bounds.share is None or bounds.share <= MAJORITY:
        return ""
    if bounds.shift is None:
        return " It stays above half whatever they hold."
    return f" More than half holds unless their share is {100 * bounds.shift:.0f} points lower."
