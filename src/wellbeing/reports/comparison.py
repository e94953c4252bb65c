"""Two selections beside each other in words, with the one sentence that may be said about their difference."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.language import join_words, message, say, say_many
from wellbeing.measures.opinion.comparing import Apart
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.shows.shares import NUMBER_TIER
from wellbeing.reports.words.agreement import AGREEING, told_alike
from wellbeing.reports.words.cells import told_share, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.beside.comparison import Side, refusal, said_apart
from wellbeing.state.names import Names

_REFUSED: Final = {
    "overlap": message("they have contributions in common, so they cannot be compared"),
    "kept": message("what one of them said is kept by its {kaitiaki} by area, so they cannot be compared"),
}
_HIDDEN: Final = message(
    "too few answered in one of them, or from too few sources, so whether they differ is not told"
)
NOT_APART: Final = message("too few answered to say whether they differ")
#: Beside everyone heard one figure is unsure; beside each other two are.
_BOTH_HOLD: Final = message(
    "That they stand differently beside everyone heard is no contradiction: that figure "
    "rests on more answers than either of these."
)
_NO_QUESTION: Final = message(
    "No closed answers are told by {region} and {type} here, so no difference can be said."
)


#: What is shown of comments, of which no two are told apart.
_OF_COMMENTS: Final = ("tone", "theme")
_OF_ANSWERS: Final = message("Whether two differ is told of answers to closed questions alone. {said}")


def comparison_points(answer: Answer) -> list[str]:
    """Of two selections, the point of each, then the difference; nothing where only one is chosen."""
    beside = answer.choice.beside
    if beside is None:
        return []
    sides = [answer_to(answer.figures, one) for one in (beside, answer.choice.alone)]
    return [*(show_of(side).point(side)[0] for side in sides), difference_sentence(answer)]


def difference_sentence(answer: Answer) -> str:
    """Whether the two that stand beside each other differ in what they said; empty where only one is chosen.

    That one of them is told apart from everyone heard, and not from the other, is explained.
    """
    beside = answer.choice.beside
    if beside is None:
        return ""
    if not answer.figures.positions.questions:
        words = answer.names.words
        return say(_NO_QUESTION, region=words.region, type=words.type)
    question = answer.positions.question
    told = comparison_sentence(answer, question.id, Side.of(beside), Side.of(answer.choice))
    both = f" {say(_BOTH_HOLD)}" if say(NOT_APART) in told and _stand_apart(answer) else ""
    said = f"{question.label}, {told}{both}"
    return say(_OF_ANSWERS, said=said) if show_of(answer).id in _OF_COMMENTS else said


def comparison_sentence(answer: Answer, question: str, one: Side, other: Side) -> str:
    """Whether two selections differ in how many agree, by how much, how surely; or why that cannot be said.

    Args:
        answer: of the page; its choice is not followed.
        question: id of a closed question with crossed tables.
        one: a selection.
        other: another.
    """
    names, asked = answer.names, next(one for one in answer.figures.positions.questions if one.id == question)
    pair = join_words([f"“{_name(side, names)}”" for side in (one, other)])
    if why := refusal(answer.figures, one, other):
        return f"{pair}: {say(_REFUSED[why], kaitiaki=names.words.kaitiaki)}."
    found = said_apart(answer.figures, question, one, other)
    if found is None:
        return f"{pair}: {say(_HIDDEN)}."
    return f"{pair}: {_told(found, names.does(asked, AGREEING))}."


def _told(found: Apart, agree: str) -> str:
    """Both shares as the page tells each, and by how much they differ: a number only of two that are numbers."""
    one, other = map(
        told_share, told_alike([msgspec.structs.asdict(side) for side in (found.one, found.other)])
    )
    both = say("{one} of the first and {other} of the second {agree}", one=one, other=other, agree=agree)
    ends = (found.lower, found.upper) if found.apart >= 0 else (-found.upper, -found.lower)
    low, high = (round(100 * end) for end in ends)
    if found.lower <= 0 <= found.upper or low <= 0:
        return f"{both}; {say(NOT_APART)}"
    more = (
        message("{both}; more of the first, by {points}")
        if found.apart > 0
        else message("{both}; more of the second, by {points}")
    )
    return say(more, both=both, points=_points(found, low, high))


def _points(found: Apart, low: int, high: int) -> str:
    """``4 points (1 to 7)``; of two that are not both numbers from how many to how many."""
    if any(side.tier != NUMBER_TIER for side in (found.one, found.other)):
        return say("{low} to {high} points", low=low, high=high)
    by = abs(round(100 * found.one.share) - round(100 * found.other.share))
    return say_many(
        "{count} point ({low} to {high})", "{count} points ({low} to {high})", by, low=low, high=high
    )


def _stand_apart(answer: Answer) -> bool:
    """Whether the two stand on different sides of everyone heard, or one alone is told apart from them."""
    choices = filter(None, (answer.choice.beside, answer.choice))
    cells = [answer.positions.at(one.area, one.stakeholder) for one in choices]
    agree = pl.col("position").cast(pl.String) == AGREEING
    return len({rows.filter(agree)["standing"].fill_null(LEVEL).item() for rows in cells}) > 1


def _name(side: Side, names: Names) -> str:
    areas = join_words([names.area(area) for area in side.areas])
    types = join_words([names.stakeholder_short(one) for one in side.stakeholders])
    return upper_first(" · ".join(filter(None, (areas, types)))) or say("Everyone")
