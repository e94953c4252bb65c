"""What the columns of each template are called, what may be chosen in them, and what they are for."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from wellbeing.model.engagement import Engagement, Question
from wellbeing.model.profile import Kind


@dataclass(frozen=True)
class Heading:
    """A column to be filled in."""

    name: str
    #: What is asked, for the note beside it.
    asks: str
    #: Which list may be chosen from; empty: anything may be typed.
    choices: str = ""
    #: Whether something else may be typed as well (several, or one that is new).
    open: bool = False
    width: int = 18


DATE: Final = Heading("Date", "The day of the hui: day/month/year, or year-month-day.", width=12)
PLACE: Final = Heading("Place", "Town or suburb. A new one must be added to places.csv.", "places", open=True)
SESSION: Final = Heading("Session", "Only if two hui were held there that day: morning, evening.", width=12)
STAKEHOLDER: Final = Heading(
    "Stakeholder type", "In which role. Leave empty if not known.", "stakeholders", width=28
)
COMMUNITIES: Final = Heading(
    "Communities", "For whom they speak; several are parted by ; (semicolon).", "communities", open=True
)
TOPIC: Final = Heading("Topic", "What was asked about.", "topics", width=28)
ORGANISATION: Final = Heading("Organisation", "On whose behalf, never a person's name.", width=28)
INVITED: Final = Heading(
    "Invited",
    "Stakeholder types that were invited; several are parted by ;",
    "stakeholders",
    open=True,
    width=28,
)
NUMBER: Final = Heading("Number of people", "How many of them came; 1 if empty.", width=12)
REMARKS: Final = Heading("Remarks", "About the hui as a whole.", width=40)
BATCH: Final = Heading("Batch", "Which pile the form comes from: an office, a week.")
FORM: Final = Heading(
    "Form number", "Written on the paper form, so that it is never typed in twice.", width=12
)
RECEIVED: Final = Heading("Received on", "The day it came in: day/month/year, or year-month-day.", width=12)
CHANNEL: Final = Heading("Channel", "Paper if empty.", "channels", width=14)
REGION: Final = Heading("Region", "Where they live or work.", "regions", width=24)
LANGUAGE: Final = Heading("Language", "en, mi or another tag; leave empty if not known.", width=10)
SAID: Final = Heading("What was said", "One point a row, without names of persons.", width=70)
THEMES: Final = Heading("Themes", "From the codebook; several are parted by ;", "themes", open=True, width=28)
KINDS: Final[tuple[Kind, ...]] = ("attendance", "survey", "notes")
#: What parts several words in a cell.
SPLIT: Final = ";"


def headings(kind: Kind, engagement: Engagement) -> tuple[Heading, ...]:
    """The columns of a template, those of the engagement's questions last."""
    if kind == "attendance":
        came = (STAKEHOLDER, NUMBER, ORGANISATION, COMMUNITIES)
        return (DATE, PLACE, SESSION, *came, TOPIC, INVITED, REMARKS)
    if kind == "notes":
        return (DATE, PLACE, SESSION, TOPIC, STAKEHOLDER, SAID, THEMES, INVITED)
    wrote = (REGION, PLACE, STAKEHOLDER, ORGANISATION, COMMUNITIES)
    titles = question_titles(engagement)
    asked = (_question(question, titles[question.id]) for question in engagement.questions)
    return (BATCH, FORM, RECEIVED, CHANNEL, *wrote, TOPIC, LANGUAGE, *asked)


def question_titles(engagement: Engagement) -> dict[str, str]:
    """Question → what stands over its column: as it was asked, with its id where two were asked alike."""
    asked = Counter(question.en for question in engagement.questions)
    return {
        question.id: question.en if asked[question.en] == 1 else f"{question.en} ({question.id})"
        for question in engagement.questions
    }


def _question(question: Question, title: str) -> Heading:
    if question.closed:
        return Heading(title, "One of the answers offered; empty if none was given.", question.id, width=24)
    return Heading(title, "As it was written, without names of persons.", width=60)
