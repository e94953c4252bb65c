"""What is said where kaitiaki keep an opinion: there is no figure of it by area in a release."""

from wellbeing.model.engagement import Nouns
from wellbeing.reports.words.agreement import whom
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.picture import CARE, IN_CARE, LegendEntry, Picture
from wellbeing.state.answer import Answer


def kept_by(words: Nouns) -> str:
    """What stands in place of a figure."""
    return f"kept by its {words.kaitiaki}"


def unmapped(words: Nouns) -> Picture:
    """What stands in place of the picture of an area."""
    return Picture(IN_CARE, CARE, "", f"{kept_by(words)}, so not told by {words.region}")


def care_entry(words: Nouns) -> LegendEntry:
    """Its sign, in words."""
    return LegendEntry(IN_CARE, CARE, kept_by(words))


def types_in_care(answer: Answer) -> list[str]:
    """Types and groups of types whose opinion is not told by area."""
    figures = answer.figures
    return sorted(figures.engagement.kept_by_kaitiaki & {*figures.types, *figures.type_groups.ids})


def kept_sentence(answer: Answer) -> str:
    """Why there is no figure of what those chosen said, and what that does not protect."""
    who = whom(answer.names, answer.choice.area, answer.choice.stakeholder)
    words = answer.figures.engagement.words
    return (
        f"What {who} said is {kept_by(words)}: it is told of all {words.regions} together, not by {words.region}. "
        f"{estimated(words)} {who_keeps(answer)}"
    )


def estimated(words: Nouns) -> str:
    """That what is kept is not secret: the figures of others leave an estimate of it."""
    return (
        f"Kept is not secret: whoever takes the other {words.types} from all answers of a {words.region} can "
        "estimate it, roughly."
    )


def who_keeps(answer: Answer) -> str:
    """Who looks after it, as the engagement says."""
    engagement = answer.figures.engagement
    return f"{upper_first(engagement.words.kaitiaki)}: {engagement.care.kaitiaki}"
