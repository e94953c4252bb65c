"""What is said where kaitiaki keep an opinion: there is no figure of it by area in a release."""

from wellbeing.language import say
from wellbeing.model.engagement import Nouns
from wellbeing.reports.words.agreement import whom
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.picture import CARE, IN_CARE, LegendEntry, Picture
from wellbeing.state.answer import Answer


def kept_by(words: Nouns) -> str:
    """What stands in place of a figure."""
    return say("kept by its {kaitiaki}", kaitiaki=words.kaitiaki)


def unmapped(words: Nouns) -> Picture:
    """What stands in place of the picture of an area."""
    why = say("{kept}, so not told by {region}", kept=kept_by(words), region=words.region)
    return Picture(IN_CARE, CARE, "", why)


def care_entry(words: Nouns) -> LegendEntry:
    """Its sign, in words."""
    return LegendEntry(IN_CARE, CARE, kept_by(words))


def types_in_care(answer: Answer) -> list[str]:
    """Types and groups of types whose opinion is not told by area."""
    figures = answer.figures
    return sorted(figures.engagement.kept_by_kaitiaki & {*figures.types, *figures.type_groups.ids})


def kept_sentence(answer: Answer) -> str:
    """Why there is no figure of what those chosen said, and what that does not protect."""
    words = answer.figures.engagement.words
    told = say(
        "What {who} said is {kept}: it is told of all {regions} together, not by {region}.",
        who=whom(answer.names, answer.choice.area, answer.choice.stakeholder),
        kept=kept_by(words),
        regions=words.regions,
        region=words.region,
    )
    return f"{told} {estimated(words)} {who_keeps(answer)}"


def estimated(words: Nouns) -> str:
    """That what is kept is not secret: the figures of others leave an estimate of it."""
    return say(
        "Kept is not secret: whoever takes the other {types} from all answers of a {region} can "
        "estimate it, roughly.",
        types=words.types,
        region=words.region,
    )


def who_keeps(answer: Answer) -> str:
    """Who looks after it, as the engagement says."""
    engagement = answer.figures.engagement
    return f"{upper_first(engagement.words.kaitiaki)}: {engagement.care.kaitiaki}"
