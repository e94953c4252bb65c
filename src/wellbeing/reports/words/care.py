"""What is said where kaitiaki keep an opinion: there is no figure of it by area in a release."""

from wellbeing.model.engagement import Nouns
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.picture import Picture, nothing
from wellbeing.state.answer import Answer


def kept_by(words: Nouns) -> str:
    """What stands in place of a figure."""
    return f"kept by its {words.kaitiaki}"


def unmapped(words: Nouns) -> Picture:
    """What stands in place of the picture of an area."""
    return nothing(f"not mapped: {kept_by(words)}")


def kept_sentence(answer: Answer) -> str:
    """Why there is no figure of what those chosen said."""
    who = answer.names.selection(answer.choice.alone)
    kept = kept_by(answer.figures.engagement.words)
    return f"What {who} said is {kept}: it is told for everyone heard only. {who_keeps(answer)}"


def who_keeps(answer: Answer) -> str:
    """Who looks after it, as the engagement says."""
    engagement = answer.figures.engagement
    return f"{upper_first(engagement.words.kaitiaki)}: {engagement.care.kaitiaki}"
