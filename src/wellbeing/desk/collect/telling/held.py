"""What is held of a contribution, line by line, in the language of the page."""

from typing import Any, Final

from wellbeing.desk.collect.telling.naming import value_labels
from wellbeing.desk.reviewing.requests import nested_lines
from wellbeing.language import message, retold, say
from wellbeing.sources.engagement import EngagementFolder

#: What the record calls its tables and columns.
_NAMES: Final = (
    *(message("added in"), message("answers"), message("approved"), message("approved by"), message("basis")),
    *(message("by"), message("channel"), message("codebook version"), message("coded on"), message("coder")),
    *(
        message("codes"),
        message("communities"),
        message("community"),
        message("consents"),
        message("content"),
    ),
    *(message("contribution"), message("contribution communities"), message("contribution id")),
    *(message("contributions"), message("earlier versions"), message("entered"), message("event id")),
    *(message("file"), message("fingerprint"), message("language"), message("may be named")),
    *(message("may publish"), message("only for agency"), message("organisation id"), message("place")),
    *(
        message("position"),
        message("provenance"),
        message("question"),
        message("question id"),
        message("quotes"),
    ),
    *(message("reading"), message("reason"), message("received on"), message("redaction"), message("region")),
    *(message("replaced"), message("round"), message("row"), message("source"), message("source file")),
    *(message("source row"), message("stakeholder"), message("stands"), message("state"), message("text")),
    *(message("themes"), message("tone"), message("topic"), message("used in releases"), message("value")),
    *(message("version"), message("waiting answers"), message("words"), message("written")),
    *(
        message("organisations"),
        message("name"),
        message("type"),
        message("invited on"),
        message("declined on"),
    ),
    *(
        message("event"),
        message("held on"),
        message("parts"),
        message("said"),
        message("fields"),
        message("number"),
    ),
    *(message("kept rows"), message("drafts"), message("kept"), message("looked at")),
)
#: What stands in them that is a word of the record's own.
_VALUES: Final = (
    *(message("not stated"), message("yes"), message("no: its import was taken back")),
    *(message("support"), message("support_with_conditions"), message("mixed"), message("oppose")),
    *(message("unclear"), message("no_answer"), message("negative"), message("neutral"), message("positive")),
    *(message("engage"), message("draft"), message("final"), message("imported"), message("corrected")),
    *(message("filled"), message("synthetic"), message("platform"), message("refused")),
    *(message("waiting"), message("paper"), message("online")),
    *(message("no: it waits in quarantine, or was refused"), message("no: it was begun, and not saved")),
    message("no: it stands in a file that was looked at, and not imported"),
    message("not kept: only the id that was made of it"),
)
#: Fields that name a file, which of a typed form are words of the record's own.
_FILES: Final = ("file", "source_file")


def held_lines(found: dict[str, Any], folder: EngagementFolder) -> list[str]:
    """Everything that is held (``record.rights.access``), as lines that a person reads, in the engagement's words."""
    labels = value_labels(folder)
    return nested_lines(found, lambda words, field: labels.get(field, {}).get(words) or _called(words, field))


def _called(words: str, field: str) -> str:
    if field in _FILES:
        return retold(words)
    if words in {"no", "None", "none"}:
        return say("No").lower() if words == "no" else say("nothing")
    return say(words) if words in _NAMES or words in _VALUES else words
