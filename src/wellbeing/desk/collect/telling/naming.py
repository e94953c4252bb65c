"""What the record calls things, in words of the page: fields of problems, and how many rows or answers there are."""

from collections.abc import Mapping
from typing import Final

from wellbeing.language import message, say, say_many
from wellbeing.model.engagement import Engagement
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import engagement_names

#: Fields that a problem may be of → what a form calls them.
_FIELDS: Final = {
    "id": message("Id"),
    "received_on": message("Received on"),
    "region": message("Region"),
    "place": message("Place"),
    "stakeholder": message("Stakeholder type"),
    "communities": message("Communities"),
    "topic": message("Topic"),
    "channel": message("Channel"),
    "round": message("Round"),
    "organisation": message("Organisation"),
    "language": message("Language"),
    "number": message("How many"),
    "themes": message("Themes"),
    "audience": message("Who was invited"),
    "statement": message("Statement"),
    "may_publish": message("May be quoted"),
    "may_be_named": message("May be named"),
    "only_for_agency": message("Only for the agency"),
    "held_on": message("Date"),
}

#: What may identify somebody, and how surely it does.
_MARKS: Final = (
    *(message("address"), message("bank account"), message("client number"), message("date of birth")),
    *(
        message("driver licence"),
        message("email"),
        message("health number"),
        message("phone"),
        message("name"),
    ),
    *(message("tax number"), message("web address or handle"), message("organisation"), message("place")),
    *(message("sure"), message("likely"), message("perhaps")),
)
#: What was said to a closed question, as the record keeps it.
_POSITIONS: Final = (
    *(message("support"), message("support with conditions"), message("mixed"), message("oppose")),
    *(message("unclear"), message("no answer")),
)


def field_words(field: str, settings: Engagement, *, is_event: bool = False) -> str:
    """A field of a problem, or a question by its label; as it is written where it is neither.

    The day of an event's sheet is that on which it was held.
    """
    if is_event and field == "received_on":
        return say(_FIELDS["held_on"])
    questions = {question.id: question.label for question in settings.questions}
    return say(_FIELDS[field]) if field in _FIELDS else questions.get(field, field)


def value_labels(folder: EngagementFolder) -> dict[str, Mapping[str, str]]:
    """Field of the record → what it holds → what the engagement calls that."""
    names, questions = engagement_names(folder), {one.id: one.label for one in folder.engagement.questions}
    return {
        "region": names.region.labels,
        "stakeholder": names.stakeholder.labels,
        "channel": names.channel.labels,
        "topic": {**names.topic.labels, BOTH: say("All topics")},
        "communities": names.community.labels,
        "community": names.community.labels,
        "themes": names.theme.labels,
        "question": questions,
        "question_id": questions,
    }


def yes_or_no(word: str) -> str:
    """A word that a field may hold, as it is shown: ``yes`` and ``no`` are the record's own."""
    return say({"yes": "Yes", "no": "No"}[word]).lower() if word in {"yes", "no"} else word


def mark_words(kind: str, sure: str) -> str:
    """What a mark in a comment is of, and how surely."""
    return ", ".join(say(word) if word in _MARKS else word for word in (kind, sure))


def position_words(position: str | None) -> str:
    """What was said to the closed question beside a comment; "" where that is not known."""
    words = (position or "").replace("_", " ")
    return say(words) if words in _POSITIONS else words


def rows_or_answers(what: str, number: int) -> str:
    """So many rows, or answers."""
    if what == "row":
        return say_many("{count} row", "{count} rows", number)
    return say_many("{count} answer", "{count} answers", number)
