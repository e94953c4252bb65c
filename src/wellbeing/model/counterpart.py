"""Which closed answer stands beside a comment."""

from wellbeing.model.engagement import Engagement, Question
from wellbeing.model.vocabulary import BOTH


def counterpart(settings: Engagement, question: str) -> Question | None:
    """The closed question on the topic of an open one, else the first headline question.

    Args:
        settings: the engagement.
        question: id of a question.

    Returns:
        None where the question is not the engagement's, or no closed question goes with it.
    """
    topics = [each.topic for each in settings.questions if each.id == question]
    closed = [each for each in settings.questions if each.closed and topics]
    same = [each for each in closed if each.topic in topics]
    headline = [each for each in closed if each.headline and each.topic == BOTH]
    return next(iter([*same, *headline]), None)
