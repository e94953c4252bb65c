"""A proposed profile as text: live lines for what is certain, comments that ask for all else."""

from collections.abc import Iterator
from typing import Final

from wellbeing.model.profile import Layout
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.profiles.asking import ASKED_MARK
from wellbeing.sources.profiles.reading import PROPOSED
from wellbeing.sources.proposing.evidence.sampling import SAMPLE_ROWS
from wellbeing.sources.proposing.found import Found
from wellbeing.sources.proposing.writing.consents import consent_columns, consent_tables
from wellbeing.sources.proposing.writing.constants import Constant, channel, topic
from wellbeing.sources.proposing.writing.tables import (
    community_tables,
    day_table,
    id_lines,
    question_table,
    word_table,
)
from wellbeing.sources.proposing.writing.toml_text import entry_lines, table
from wellbeing.sources.proposing.writing.unused import unused_lines

_ABOUT: Final = {
    "survey": "Responses to a survey, a row each",
    "attendance": "Who came to {events}, a row for each person or group",
    "": "What a row is has to be said",
}
_WORDS: Final = ("region", "place", "stakeholder")
_PLAIN: Final = ("organisation", "language", "session", "number")


def profile_text(found: Found, folder: EngagementFolder) -> str:
    """The profile's text: TOML, whose questions are comments."""
    names = engagement_names(folder)
    parts = (
        _head(found),
        _no_headings() if found.no_headings else _parts(found, names, folder),
        unused_lines(found, names),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def questions_of(text: str) -> list[str]:
    """What a proposal asks, in its order."""
    return [line.removeprefix(ASKED_MARK) for line in text.split("\n") if line.startswith(ASKED_MARK)]


def _head(found: Found) -> Iterator[str]:
    looked = f"{min(SAMPLE_ROWS, found.number):,} of {found.number:,} rows, drawn at random"
    yield f"# Proposed from {looked}; days and numbers of responses are from all of them."
    yield "# Live lines are what the file leaves no doubt of. A QUESTION is what it does not say: answer it by taking"
    yield '# the "# " from the lines below it, mended. Read every line, save it as profiles/NAME.toml in the'
    yield "# engagement's folder, and try it: wellbeing check FILE --profile NAME"
    for name in found.offered:
        yield "#"
        yield f"# The profile '{name}' names headings that all stand in this file. Try it before this proposal:"
        yield f"#   wellbeing check FILE --profile {name}"
    yield from entry_lines(
        {"about": _ABOUT[found.rows.kind].format(events=found.words.events), "evidence": PROPOSED}
    )


def _no_headings() -> Iterator[str]:
    yield f"{ASKED_MARK}where are the headings? The first row looks like responses or people, so that nothing of it"
    yield "#   is repeated here. Add a row of headings to the file, or say where they stand:"
    yield from table("layout", {"header_rows": 2, "names": "last"}, live=False)


def _parts(found: Found, names: EngagementNames, folder: EngagementFolder) -> Iterator[str]:
    yield from _rows(found)
    if found.rows.kind != "attendance":
        yield from id_lines(found)
    yield from _layout(found.layout)
    yield from day_table(found)
    yield from _constants(found, names, folder)
    for part in _WORDS:
        yield from word_table(found, part, getattr(names, part))
    yield from community_tables(found, names.community)
    for part in _PLAIN:
        yield from word_table(found, part, None)
    yield from consent_tables(consent_columns(found))
    for question in folder.engagement.questions:
        yield from question_table(found, question.id, names.options.get(question.id))


def _layout(layout: Layout) -> Iterator[str]:
    """How the file is written, where it is not as most are."""
    said: dict[str, object] = {"sheet": layout.sheet} if layout.sheet else {}
    if layout.header_rows > 1:
        said |= {"header_rows": layout.header_rows, "names": layout.names}
    if said:
        yield ""
        yield from table("layout", said, live=True)


def _rows(found: Found) -> Iterator[str]:
    """What a row is."""
    rows = found.rows
    if rows.kind == "attendance":
        yield f"# {_sentence(rows.why)}"
        yield from entry_lines({"kind": rows.kind})
    if rows.kind:
        return
    yield f"{ASKED_MARK}what is a row? {_sentence(rows.why)}"
    yield "#   Nothing below is live until it is said. A row for each answer of several, held together by an id:"
    yield '# rows = "many"'
    yield f"#   or people who came to {found.words.events}:"
    yield '# kind = "attendance"'


def _constants(found: Found, names: EngagementNames, folder: EngagementFolder) -> Iterator[str]:
    for part, constant in (("channel", channel), ("topic", topic)):
        if part in found.given:
            yield from word_table(found, part, getattr(names, part))
        elif found.rows.kind != "attendance":
            yield from _constant(part, constant(found, folder.engagement), live=bool(found.rows.kind))


def _constant(part: str, constant: Constant, *, live: bool) -> Iterator[str]:
    yield ""
    yield f"# {constant.why}" if constant.sure else f"{ASKED_MARK}{constant.why}"
    yield from table(part, {"constant": constant.word}, live=constant.sure and live)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
