"""The profile of a template, made from the engagement; and which template a workbook is."""

from typing import Final

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.profile import Answered, Column, Day, Kind, Profile, Several
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.templates import headings as asked

PREFIX: Final = "template-"
PAPER: Final = "paper"
#: What the hidden sheet of a template begins with, and how it is laid out.
MARK: Final = "wellbeing template"
VERSION: Final = "1"
#: As people type days, and as a workbook counts them in cells that lost their format; ISO 8601 besides.
DATES: Final = ("%d/%m/%Y", "%d/%m/%y", "excel")


def template_profile(kind: Kind, folder: EngagementFolder) -> Profile:
    """How a filled template becomes contributions, answers, events."""
    makers = {"attendance": _attendance, "survey": _survey, "notes": _notes}
    return makers[kind](folder.engagement)


def template_names() -> list[str]:
    """What the profiles of templates are called, for those saved as CSV, which carry no mark."""
    return [PREFIX + kind for kind in asked.KINDS]


def recognised(table: SourceTable, folder: EngagementFolder) -> Profile | None:
    """The profile of a filled template; None of any other file.

    Raises:
        DataError: it is a template of another engagement, or of a later version of this program.
    """
    if not table.marker or table.marker[0] != MARK:
        return None
    kind, engagement, version = (*table.marker[1:], "", "", "")[:3]
    known = {name: name for name in asked.KINDS}
    if engagement != folder.engagement.id:
        msg = f"{table.path} is a template of engagement '{engagement}', not of '{folder.engagement.id}'."
        raise DataError(f"{msg} Choose its folder with --engagement.")
    if kind not in known or version != VERSION:
        told = f"{table.path} is a template of kind '{kind}', version '{version}'"
        msg = (
            f"{told}; known are {quoted(known)}, version '{VERSION}'. `wellbeing template` writes a new one."
        )
        raise DataError(msg)
    return template_profile(known[kind], folder)


def _attendance(engagement: Engagement) -> Profile:
    return Profile(
        name=f"{PREFIX}attendance",
        about="Who came to hui: a row for each stakeholder type or organisation",
        evidence="our own template",
        kind="attendance",
        received_on=Day(columns=(asked.DATE.name,), formats=DATES),
        place=_one(asked.PLACE, required=True),
        session=_one(asked.SESSION),
        stakeholder=_one(asked.STAKEHOLDER),
        number=_one(asked.NUMBER),
        organisation=_one(asked.ORGANISATION),
        communities=_several(asked.COMMUNITIES),
        topic=_one(asked.TOPIC, constant=_topic(engagement)),
        audience=_several(asked.INVITED),
        note=_one(asked.REMARKS),
    )


def _survey(engagement: Engagement) -> Profile:
    titles = asked.question_titles(engagement)
    return Profile(
        name=f"{PREFIX}survey",
        about="Paper forms typed in by hand: a row for each",
        evidence="our own template",
        id=(asked.BATCH.name, asked.FORM.name),
        received_on=Day(columns=(asked.RECEIVED.name,), formats=DATES),
        channel=_one(asked.CHANNEL, constant=_channel(engagement)),
        region=_one(asked.REGION),
        place=_one(asked.PLACE),
        stakeholder=_one(asked.STAKEHOLDER),
        organisation=_one(asked.ORGANISATION),
        communities=_several(asked.COMMUNITIES),
        topic=_one(asked.TOPIC, constant=_topic(engagement)),
        language=_one(asked.LANGUAGE),
        questions=tuple(Answered(id=name, columns=(title,)) for name, title in titles.items()),
    )


def _notes(engagement: Engagement) -> Profile:
    return Profile(
        name=f"{PREFIX}notes",
        about="What was said at hui: a row for each point",
        evidence="our own template",
        kind="notes",
        received_on=Day(columns=(asked.DATE.name,), formats=DATES),
        place=_one(asked.PLACE, required=True),
        session=_one(asked.SESSION),
        topic=_one(asked.TOPIC, constant=_topic(engagement)),
        stakeholder=_one(asked.STAKEHOLDER),
        note=_one(asked.SAID),
        themes=_several(asked.THEMES),
        audience=_several(asked.INVITED),
    )


def _one(heading: asked.Heading, constant: str = "", *, required: bool = False) -> Column:
    return Column(columns=(heading.name,), constant=constant, required=required)


def _several(heading: asked.Heading) -> Several:
    return Several(columns=(heading.name,), split=asked.SPLIT)


def _topic(engagement: Engagement) -> str:
    """What an empty cell means: the only topic, or all of them."""
    return engagement.topics[0].id if len(engagement.topics) == 1 else BOTH


def _channel(engagement: Engagement) -> str:
    """What an empty cell means: paper, since forms that came online need no typing."""
    declared = [channel.id for channel in engagement.channels if channel.id != "hui"]
    return PAPER if PAPER in declared else next(iter(declared), "")
