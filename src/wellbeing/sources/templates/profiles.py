"""The profile of a template, made from the engagement; and which template a workbook is."""

from typing import Final

import msgspec

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.profile import Answered, Column, Day, Kind, Profile, Several
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.templates.headings import (
    ASKED_CONSENTS,
    HEADINGS,
    SEPARATOR,
    TEMPLATE_KINDS,
    Heading,
    headings,
    question_titles,
    require_events,
)

TEMPLATE_PREFIX: Final = "template-"
#: The template of paper forms, and what their numbers are unique in, wherever they are typed.
PAPERS: Final = f"{TEMPLATE_PREFIX}survey"
_PAPER: Final = "paper"
#: What the hidden sheet of a template begins with, and how it is laid out.
TEMPLATE_MARK: Final = "wellbeing template"
TEMPLATE_VERSION: Final = "2"
#: Consents came with the second.
_VERSIONS: Final = ("1", TEMPLATE_VERSION)
#: As people type days, and as a workbook counts them in cells that lost their format; ISO 8601 besides.
_DATES: Final = ("%d/%m/%Y", "%d/%m/%y", "excel")
#: Who has made sure of the order of day and month.
_TEMPLATE: Final = "the template, which asks for it"


def template_profile(kind: Kind, folder: EngagementFolder) -> Profile:
    """How a filled template becomes contributions, answers, events.

    Raises:
        DataError: it is for what comes of events, and this engagement holds none.
    """
    require_events(kind, folder.engagement)
    makers = {"attendance": _attendance, "survey": _survey, "notes": _notes}
    return _with_consents(kind, makers[kind](folder.engagement))


def recognise_template(table: SourceTable, folder: EngagementFolder) -> Profile | None:
    """The profile of a filled template; None of any other file.

    Raises:
        DataError: it is a template of another engagement, or of a later version of this program.
    """
    if not table.marker or table.marker[0] != TEMPLATE_MARK:
        return None
    kind, engagement, version = (*table.marker[1:], "", "", "")[:3]
    kinds = {name: name for name in TEMPLATE_KINDS}
    if engagement != folder.engagement.id:
        msg = f"{table.path} is a template of engagement '{engagement}', not of '{folder.engagement.id}'."
        raise DataError(message(f"{msg} Choose its folder with --engagement."))
    if kind not in kinds or version not in _VERSIONS:
        problem = message(f"{table.path} is a template of kind '{kind}', version '{version}'")
        known = message(f"known are {quoted(kinds)}, versions {quoted(_VERSIONS)}")
        msg = f"{problem}; {known}. `wellbeing template` writes a new one."
        raise DataError(msg)
    profile = template_profile(kinds[kind], folder)
    return without_consents(profile) if version == _VERSIONS[0] else profile


def _with_consents(kind: Kind, profile: Profile) -> Profile:
    asked = {name: _one(HEADINGS[name]) for name in ASKED_CONSENTS[kind]}
    return msgspec.structs.replace(profile, **asked)


def without_consents(profile: Profile) -> Profile:
    """Of a template that did not ask for them yet."""
    return msgspec.structs.replace(profile, **dict.fromkeys(CONSENTS, Column()))


def _attendance(engagement: Engagement) -> Profile:
    asked, words = headings(engagement), engagement.words
    return Profile(
        name=f"{TEMPLATE_PREFIX}attendance",
        about=f"Who came to {words.events}: a row for each {words.type} or organisation",
        evidence="our own template",
        also=_also(asked),
        kind="attendance",
        received_on=Day(columns=(asked["date"].name,), formats=_DATES, confirmed_by=_TEMPLATE),
        place=_one(asked["place"], required=True),
        session=_one(asked["session"]),
        stakeholder=_one(asked["stakeholder"]),
        number=_one(asked["number"]),
        organisation=_one(asked["organisation"]),
        communities=_several(asked["communities"]),
        topic=_one(asked["topic"], constant=_topic(engagement)),
        audience=_several(asked["invited"]),
        note=_one(asked["remarks"]),
    )


def _survey(engagement: Engagement) -> Profile:
    asked, titles = headings(engagement), question_titles(engagement)
    return Profile(
        name=PAPERS,
        about="Paper forms typed in by hand: a row for each",
        evidence="our own template",
        also=_also(asked),
        id=(asked["batch"].name, asked["form"].name),
        id_by_hand=True,
        received_on=Day(columns=(asked["received"].name,), formats=_DATES, confirmed_by=_TEMPLATE),
        channel=_one(asked["channel"], constant=_channel(engagement)),
        region=_one(asked["region"]),
        place=_one(asked["place"]),
        stakeholder=_one(asked["stakeholder"]),
        organisation=_one(asked["organisation"]),
        communities=_several(asked["communities"]),
        topic=_one(asked["topic"], constant=_topic(engagement)),
        language=_one(asked["language"]),
        questions=tuple(Answered(id=name, columns=(title,)) for name, title in titles.items()),
    )


def _notes(engagement: Engagement) -> Profile:
    asked = headings(engagement)
    return Profile(
        name=f"{TEMPLATE_PREFIX}notes",
        about=f"What was said at {engagement.words.events}: a row for each point",
        evidence="our own template",
        also=_also(asked),
        kind="notes",
        received_on=Day(columns=(asked["date"].name,), formats=_DATES, confirmed_by=_TEMPLATE),
        place=_one(asked["place"], required=True),
        session=_one(asked["session"]),
        topic=_one(asked["topic"], constant=_topic(engagement)),
        stakeholder=_one(asked["stakeholder"]),
        note=_one(asked["said"]),
        themes=_several(asked["themes"]),
        audience=_several(asked["invited"]),
    )


def _also(asked: dict[str, Heading]) -> dict[str, tuple[str, ...]]:
    """What columns were called in templates of before the engagement had words of its own."""
    return {
        one.name: (HEADINGS[name].name,) for name, one in asked.items() if one.name != HEADINGS[name].name
    }


def _one(heading: Heading, constant: str = "", *, required: bool = False) -> Column:
    return Column(columns=(heading.name,), constant=constant, required=required)


def _several(heading: Heading) -> Several:
    return Several(columns=(heading.name,), split=SEPARATOR)


def _topic(engagement: Engagement) -> str:
    """What an empty cell means: the only topic, or all of them."""
    return engagement.topics[0].id if len(engagement.topics) == 1 else BOTH


def _channel(engagement: Engagement) -> str:
    """What an empty cell means: paper, since forms that came online need no typing."""
    declared = [channel.id for channel in engagement.channels if channel.id != "hui"]
    return _PAPER if _PAPER in declared else next(iter(declared), "")
