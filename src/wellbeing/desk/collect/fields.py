"""What a paper form asks, as the page shows it: the template's fields, in the engagement's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from wellbeing.language import message, say
from wellbeing.model.consent import CONSENTS
from wellbeing.model.engagement import EVENT_CHANNEL, Question, Term
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import engagement_names, towns
from wellbeing.sources.templates.headings import OF_QUESTION, Heading, template_fields
from wellbeing.sources.templates.typed import typed_profile

#: How a field is answered: by typing, by typing the beginning of one that is listed, by ticking.
FieldKind = Literal["text", "date", "combo", "checks", "radios", "area"]
#: Fields whose last value the next form begins with.
_KEPT: Final = frozenset({"batch", "received", "channel", "region", "place", "topic", "language"})
_COMBOS: Final = frozenset({"channel", "region", "place", "stakeholder", "topic"})
#: What a form must say; the record has a word for what is not said of the rest.
_NEEDED: Final = frozenset({"received"})
_CONSENT_OPTIONS: Final = (("yes", message("Yes")), ("no", message("No")))


@dataclass(frozen=True)
class Field:
    """One thing that is asked."""

    id: str
    label: str
    asks: str
    kind: FieldKind
    #: Value and words of what may be ticked.
    options: tuple[tuple[str, str], ...] = ()
    is_kept: bool = False
    is_needed: bool = False


@dataclass(frozen=True)
class FieldSet:
    """Fields that stand together."""

    title: str
    fields: tuple[Field, ...]


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What may be chosen by typing its beginning."""

    label: str
    #: Other spellings.
    also: list[str] = []
    #: Of a place: the regions in which it may lie, by their labels.
    within: list[str] = []


def form_sections(folder: EngagementFolder) -> list[FieldSet]:
    """Everything that a paper form asks, in the order of the paper."""
    fields = template_fields("survey", folder.engagement)
    questions = {OF_QUESTION + question.id: question for question in folder.engagement.questions}
    about = ("batch", "form", "received", *(("channel",) if len(_channels(folder)) > 1 else ()))
    overlapping = ("communities",) if folder.engagement.communities else ()
    who = ("region", "place", "stakeholder", "organisation", "topic", "language", *overlapping)
    named = {name: _field(name, heading, folder) for name, heading in fields.items() if name not in questions}
    return [
        FieldSet(say("The form"), tuple(named[name] for name in about)),
        FieldSet(say("Who"), tuple(named[name] for name in who)),
        FieldSet(
            say("Answers"), tuple(_question(fields[name], one, name) for name, one in questions.items())
        ),
        FieldSet(say("What may be done with it"), tuple(named[name] for name in CONSENTS)),
    ]


def choosable(folder: EngagementFolder) -> dict[str, list[Listed]]:
    """Field → what may be chosen in it by typing."""
    settings = folder.engagement
    names = folder.regions.select("name_en", "name_mi", "code", "also").rows()
    return {
        "region": [
            Listed(english, [name for name in (maori, code, *(also or "").split("|")) if name])
            for english, maori, code, also in names
        ],
        "place": [*_places(folder)],
        "stakeholder": _terms(settings.stakeholders),
        "topic": _terms(_topics(folder)),
        "channel": _terms(_channels(folder)),
    }


def first_kept(folder: EngagementFolder) -> dict[str, str]:
    """Field → what the first form begins with: what is meant where the paper does not say."""
    profile = typed_profile(folder)
    names = {term.id: term.en for term in (*_topics(folder), *_channels(folder))}
    meant = {"channel": profile.channel.constant, "topic": profile.topic.constant}
    return {field: names[one] for field, one in meant.items() if one in names}


def _topics(folder: EngagementFolder) -> tuple[Term, ...]:
    topics = folder.engagement.topics
    return (*topics, Term(id=BOTH, en=say("All topics"))) if len(topics) > 1 else topics


def _channels(folder: EngagementFolder) -> tuple[Term, ...]:
    return tuple(channel for channel in folder.engagement.channels if channel.id != EVENT_CHANNEL)


def _terms(terms: tuple[Term, ...]) -> list[Listed]:
    return [Listed(term.en, [word for word in (term.mi, term.short, *term.also) if word]) for term in terms]


def _places(folder: EngagementFolder) -> Iterator[Listed]:
    regions = dict(folder.regions.select("code", "name_en").iter_rows())
    also = dict(towns(folder).select("town", "also").iter_rows())
    for place, codes in sorted(engagement_names(folder).regions_of.items()):
        spellings = [name for name in (also.get(place) or "").split("|") if name]
        yield Listed(place, spellings, [regions[code] for code in sorted(codes)])


def _field(name: str, heading: Heading, folder: EngagementFolder) -> Field:
    kind: FieldKind = "combo" if name in _COMBOS else "text"
    options: tuple[tuple[str, str], ...] = ()
    if name == "communities":
        kind = "checks"
        options = tuple((term.id, term.en) for term in folder.engagement.communities)
    elif name in CONSENTS:
        kind, options = "radios", tuple((value, say(words)) for value, words in _CONSENT_OPTIONS)
    elif name == "received":
        kind = "date"
    return Field(name, say(heading.name), heading.asks, kind, options, name in _KEPT, name in _NEEDED)


def _question(heading: Heading, question: Question, name: str) -> Field:
    if not question.closed:
        return Field(name, heading.name, heading.asks, "area")
    options = tuple((option.value, option.value) for option in question.options)
    return Field(name, heading.name, heading.asks, "radios", options)


def field_labels(folder: EngagementFolder) -> dict[str, Any]:
    """Field → what it is called, also those that only the record names."""
    return {field.id: field.label for section in form_sections(folder) for field in section.fields}
