"""What the record calls things, in words of the page: fields of problems, and how many rows or answers there are."""

from typing import Final

from wellbeing.language import message, say, say_many

#: Fields that a problem may be of; a question is called by its id.
_FIELDS: Final = (
    *(message("id"), message("received_on"), message("region"), message("place"), message("stakeholder")),
    *(
        message("communities"),
        message("topic"),
        message("channel"),
        message("round"),
        message("organisation"),
    ),
    *(message("language"), message("number"), message("themes"), message("audience"), message("statement")),
    *(message("may_publish"), message("may_be_named"), message("only_for_agency"), message("held_on")),
)

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


def field_words(field: str) -> str:
    """A field of a problem."""
    return say(field) if field in _FIELDS else field


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
