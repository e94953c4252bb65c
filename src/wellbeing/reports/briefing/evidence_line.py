"""The line under every scene: how many, when, which release."""

from wellbeing.language import day, in_digits, say
from wellbeing.model.engagement import Engagement
from wellbeing.state.answer import Answer


def dates_of(engagement: Engagement) -> str:
    """``31 May to 31 August 2018``."""
    begins, ends = engagement.starts_on, engagement.ends_on
    return say("{begins} to {ends}", begins=day(begins, year=begins.year != ends.year), ends=day(ends))


def evidence_line(answer: Answer, number: str = "") -> str:
    """``About 1,848 contributions · 31 May to 31 August 2018 · compared with Population · release 2018-08-31.01``.

    Args:
        answer: to what is shown.
        number: how many, and of what; by default the contributions that were counted.
    """
    figures = answer.figures
    number = number or say("About {number} contributions", number=in_digits(answer.contributions))
    compared = say("compared with {benchmark}", benchmark=answer.benchmark.en)
    release = say("release {release}", release=figures.release.id)
    return " · ".join((number, dates_of(figures.engagement), compared, release))
