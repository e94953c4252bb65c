"""Two selections beside each other in words, with the one sentence that may be said about their difference."""

from typing import Final

from wellbeing.measures.opinion.comparing import Apart
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import join_words, percent, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.beside.comparison import Side, refusal, said_apart
from wellbeing.state.names import Names

_REFUSED: Final = {
    "overlap": "they have contributions in common, so they cannot be compared",
    "kept": "what one of them said is kept by its kaitiaki by area, so they cannot be compared",
}
_HIDDEN: Final = (
    "too few answered in one of them, or from too few sources, so whether they differ is not told"
)
_NO_QUESTION: Final = "No closed answers are told by area and type here, so no difference can be said."


def comparison_points(answer: Answer) -> list[str]:
    """Of two selections, the point of each, then the difference; nothing where only one is chosen."""
    beside = answer.choice.beside
    if beside is None:
        return []
    sides = [answer_to(answer.figures, one) for one in (beside, answer.choice.alone)]
    return [*(show_of(side).point(side)[0] for side in sides), difference_sentence(answer)]


def difference_sentence(answer: Answer) -> str:
    """Whether the two that stand beside each other differ in what they said; empty where only one is chosen."""
    beside = answer.choice.beside
    if beside is None:
        return ""
    if not answer.figures.positions.questions:
        return _NO_QUESTION
    question = answer.positions.question
    told = comparison_sentence(answer, question.id, Side.of(beside), Side.of(answer.choice))
    return f"{question.label}, {told}"


def comparison_sentence(answer: Answer, question: str, one: Side, other: Side) -> str:
    """Whether two selections differ in how many agree, by how much, how surely; or why that cannot be said.

    Args:
        answer: of the page; its choice is not followed.
        question: id of a closed question with crossed tables.
        one: a selection.
        other: another.
    """
    names = [_name(side, answer.names) for side in (one, other)]
    pair = f"“{names[0]}” and “{names[1]}”"
    if why := refusal(answer.figures, one, other):
        return f"{pair}: {_REFUSED[why].replace('kaitiaki', answer.figures.engagement.words.kaitiaki)}."
    found = said_apart(answer.figures, question, one, other)
    if found is None:
        return f"{pair}: {_HIDDEN}."
    return f"{pair}: {_told(found)}."


def _told(found: Apart) -> str:
    agree = f"{percent(found.share)} and {percent(found.other)} agree"
    by, ends = round(100 * abs(found.apart)), (found.lower, found.upper)
    low, high = sorted(round(100 * end) for end in (ends if found.apart >= 0 else (-ends[0], -ends[1])))
    if found.lower <= 0 <= found.upper or low <= 0:
        return f"{agree}; that is not enough to tell them apart"
    more = "first" if found.apart > 0 else "second"
    points = "1 point" if by == 1 else f"{by} points"
    return f"{agree}; more of the {more}, by {points} ({low} to {high})"


def _name(side: Side, names: Names) -> str:
    areas = join_words([names.area(area) for area in side.areas])
    types = join_words([names.stakeholder_short(one) for one in side.stakeholders])
    return upper_first(" · ".join(filter(None, (areas, types)))) or "Everyone"
