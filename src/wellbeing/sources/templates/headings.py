"""What the columns of each template are called, what may be chosen in them, and what they are for."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from wellbeing.language import message, say
from wellbeing.model.consent import CONSENTS
from wellbeing.model.engagement import EVENT_CHANNEL, Engagement, Nouns, Question
from wellbeing.model.errors import DataError
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
    #: Number format of its cells; text unless a spreadsheet should help with typing.
    form: str = "@"


#: What may be asked for in a template, by the name that this program has for it.
HEADINGS: Final = {
    "date": Heading(
        message("Date"),
        message("The day of the {event}: day/month/year, or year-month-day."),
        width=12,
        form="yyyy-mm-dd",
    ),
    "place": Heading(
        message("Place"),
        message("Town or suburb. A new one must be added to places.csv."),
        "places",
        open=True,
    ),
    "session": Heading(
        message("Session"),
        message("Only if two {events} were held there that day: morning, evening."),
        width=12,
    ),
    "stakeholder": Heading(
        message("Stakeholder type"),
        message("In which role. Leave empty if not known."),
        "stakeholders",
        width=28,
    ),
    "communities": Heading(
        message("Communities"),
        message("For whom they speak; several are parted by ; (semicolon)."),
        "communities",
        open=True,
    ),
    "topic": Heading(message("Topic"), message("What was asked about."), "topics", width=28),
    "organisation": Heading(
        message("Organisation"), message("On whose behalf, never a person's name."), width=28
    ),
    "invited": Heading(
        message("Invited"),
        message("Which {types} were invited; several are parted by ;"),
        "stakeholders",
        open=True,
        width=28,
    ),
    "number": Heading(
        message("Number of people"),
        message("How many of them came; 1 if empty. Count nobody in two rows."),
        width=12,
        form="0",
    ),
    "remarks": Heading(message("Remarks"), message("About the {event} as a whole."), width=40),
    "batch": Heading(message("Batch"), message("Which pile the form comes from: an office, a week.")),
    "form": Heading(
        message("Form number"),
        message("Written on the paper form, so that it is never typed in twice."),
        width=12,
    ),
    "received": Heading(
        message("Received on"),
        message("The day it came in: day/month/year, or year-month-day."),
        width=12,
        form="yyyy-mm-dd",
    ),
    "channel": Heading(message("Channel"), message("Paper if empty."), "channels", width=14),
    "region": Heading(message("Region"), message("Where they live or work."), "regions", width=24),
    "language": Heading(
        message("Language"), message("A tag such as en, es or mi; leave empty if not known."), width=10
    ),
    "may_publish": Heading(
        message("May be quoted"),
        message("Whether words of it may be published; empty if not said."),
        "consents",
        width=10,
    ),
    "may_be_named": Heading(
        message("May be named"),
        message("Whether the organisation may be named; empty if not said."),
        "consents",
        width=10,
    ),
    "only_for_agency": Heading(
        message("Only for the agency"),
        message("yes: counted, and no word of it goes to others."),
        "consents",
        width=10,
    ),
    "said": Heading(
        message("What was said"), message("One point a row, without names of persons."), width=70
    ),
    "themes": Heading(
        message("Themes"),
        message("From the codebook; several are parted by ;"),
        "themes",
        open=True,
        width=28,
    ),
}
#: Kind of template → its columns, from left to right.
_COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    "attendance": (
        *("date", "place", "session", "stakeholder", "number", "organisation", "communities"),
        *("topic", "invited", "remarks"),
    ),
    "survey": (
        *("batch", "form", "received", "channel", "region", "place", "stakeholder", "organisation"),
        *("communities", "topic", "language"),
    ),
    "notes": ("date", "place", "session", "topic", "stakeholder", "said", "themes", "invited"),
}
#: The last columns: what may be done with it. Of notes nobody is quoted or named.
ASKED_CONSENTS: Final[dict[Kind, tuple[str, ...]]] = {
    "attendance": ("may_be_named", "only_for_agency"),
    "survey": CONSENTS,
    "notes": (),
}
TEMPLATE_KINDS: Final = tuple(_COLUMNS)
#: What parts several words in a cell.
SEPARATOR: Final = ";"
#: Before the id of a question, so that none is called as another column.
OF_QUESTION: Final = "asked:"


def template_columns(kind: Kind, engagement: Engagement) -> tuple[Heading, ...]:
    """The columns of a template, those of the engagement's questions and of consents last.

    Raises:
        DataError: it is for what comes of events, and this engagement holds none.
    """
    return tuple(template_fields(kind, engagement).values())


def template_fields(kind: Kind, engagement: Engagement) -> dict[str, Heading]:
    """The same by what this program calls them: as in ``HEADINGS``, a question by ``ASKED`` and its id.

    Raises:
        DataError: as ``template_columns``.
    """
    require_events(kind, engagement)
    titles = question_titles(engagement)
    questions = engagement.questions if kind == "survey" else ()
    known = headings(engagement)
    return {
        **{name: known[name] for name in _COLUMNS[kind]},
        **{OF_QUESTION + question.id: _question(question, titles[question.id]) for question in questions},
        **{name: HEADINGS[name] for name in ASKED_CONSENTS[kind]},
    }


def require_events(kind: Kind, engagement: Engagement) -> None:
    """Make sure that an engagement holds the events that an attendance sheet, or a sheet of notes, is about.

    Raises:
        DataError: it declares no channel for them.
    """
    if kind != "survey" and not engagement.has_events:
        events = engagement.words.events
        problem = message(f"{engagement.en} holds no {events}: there is no {kind} to write down")
        msg = f"{problem}. If it does, engagement.toml needs a channel with the id '{EVENT_CHANNEL}'."
        raise DataError(msg)


def headings(engagement: Engagement) -> dict[str, Heading]:
    """Every column that a template may have, called and asked for in the engagement's words."""
    words, general = engagement.words, Nouns()
    own = {"region": words.region} if words.region != general.region else {}
    own |= {"stakeholder": words.type} if words.type != general.type else {}
    nouns = {"event": words.event, "events": words.events, "types": words.types}
    return {
        name: replace(one, name=_title(own.get(name, one.name)), asks=say(one.asks, **nouns))
        for name, one in HEADINGS.items()
    }


def _title(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def question_titles(engagement: Engagement) -> dict[str, str]:
    """Question → what stands over its column: as it was asked, with its id where two were asked alike."""
    times = Counter(question.en for question in engagement.questions)
    return {
        question.id: question.en if times[question.en] == 1 else f"{question.en} ({question.id})"
        for question in engagement.questions
    }


def _question(question: Question, title: str) -> Heading:
    if question.closed:
        return Heading(
            title, say("One of the answers offered; empty if none was given."), question.id, width=24
        )
    return Heading(title, say("As it was written, without names of persons."), width=60)
