"""The tables of a proposed profile: the column of each part, and what a person is asked about it."""

from collections.abc import Iterator
from typing import Any, Final

from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import counted
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.profiles.asking import ASKED_MARK
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import may_be_somebody
from wellbeing.sources.proposing.found import Found
from wellbeing.sources.proposing.roles.assigning import Assigned
from wellbeing.sources.proposing.roles.boxes import Boxes
from wellbeing.sources.proposing.writing.toml_text import entry_lines, quote, table

#: Values that are listed beside a column; more are no list to choose from.
_LISTED: Final = 12
#: What is asked of a column that may be for a part.
_ASKED: Final = {
    "received_on": "the day on which each came",
    "region": "the {region} that people live in",
    "place": "the town or suburb",
    "stakeholder": "the role in which people took part",
    "communities": "the communities that people speak for",
    "channel": "how each arrived",
    "topic": "what each is about",
    "organisation": "on whose behalf it was said",
    "language": "the language of each response",
    "session": "what tells two {events} of a day apart",
    "number": "how many people came",
    "id": "the number of each response",
}


def id_lines(found: Found) -> Iterator[str]:
    """The columns that number responses."""
    given = found.given.get("id")
    if given is None:
        yield "# No column numbers the responses: what is mapped below tells them apart."
        return
    yield from _why(given, "id", found.words, sure=found.sure("id"))
    lines = entry_lines({"id": [given.match.column.heading]})
    yield from (line if found.sure("id") else f"# {line}" for line in lines)


def day_table(found: Found) -> Iterator[str]:
    """The column of days, with their formats; a question where day and month could be either, or none is read."""
    given = found.given.get("received_on")
    yield ""
    if given is None:
        yield f"{ASKED_MARK}when did they come? No column holds days that can be read. One day for all:"
        yield "# [received_on]"
        yield "# constant = YYYY-MM-DD"
        return
    days, live = given.match.column.days, found.sure("received_on")
    yield from _why(given, "received_on", found.words, sure=live)
    formats = {"formats": list(days.forms)} if days.forms else {}
    yield from table("received_on", {"columns": [given.match.column.heading]} | formats, live=live)
    if days.other:
        yield f"#   or: formats = [{', '.join(map(quote, days.other))}]"
    if not days.timed or days.forms[:1] in {("epoch",), ("epoch-ms",)}:
        return
    yield '# time_zone = "UTC"  # where the times are not those of the engagement'


def word_table(found: Found, part: str, names: Vocabulary | None) -> Iterator[str]:
    """The column of a part that holds a word a row; values that are not known are listed if they are categories."""
    required = {"required": True} if part == "place" and found.rows.kind == "attendance" else {}
    return _column_table(found, part, names, part, required)


def question_table(found: Found, question: str, options: Vocabulary | None) -> Iterator[str]:
    """The column of a question of the engagement."""
    return _column_table(found, question, options, "[questions]", {"id": question})


def _column_table(
    found: Found, name: str, words: Vocabulary | None, heading: str, said: dict[str, Any]
) -> Iterator[str]:
    """The table of one column, beginning with what is said beside it."""
    given = found.given.get(name)
    if given is None:
        return
    live, column = found.sure(name), given.match.column
    yield ""
    yield from _why(given, name, found.words, sure=live)
    yield from table(heading, said | {"columns": [column.heading]}, live=live)
    if words:
        yield from _unknown(column, words)


def community_tables(found: Found, names: Vocabulary) -> Iterator[str]:
    """The column of communities with what parts them, and sets of tick boxes, whole."""
    given = found.given.get("communities")
    is_sure = found.sure("communities")
    sure = [each for each in found.boxes if each.sure and found.rows.kind]
    single = len(sure) == 1
    if given:
        is_live = is_sure and not sure
        yield ""
        yield from _why(given, "communities", found.words, sure=is_live)
        yield from _communities(given, names, live=is_live)
    for boxes in found.boxes:
        yield from _flags(boxes, live=single and boxes.sure)


def _communities(given: Assigned, names: Vocabulary, *, live: bool) -> Iterator[str]:
    column, parting = given.match.column, given.match.column.parting
    split = {"split": parting.separator} if parting.separator and parting.sure else {}
    yield from table("communities", {"columns": [column.heading], **split}, live=live)
    if parting.separator and not parting.sure:
        pieces = ", ".join(map(quote, parting.unknown[:_LISTED])) or "pieces"
        more = f" and {parting.unshown} more that stand seldom" if parting.unshown else ""
        yield f"{ASKED_MARK}does {quote(parting.separator)} part the words of a cell? It may stand within an option:"
        yield f"#   parted by it, {pieces}{more} are no words of the engagement. If it does, say first what whole"
        yield '#   options mean, in values = { "option" = "word of ours" }; the longest option that is known wins:'
        yield f"# split = {quote(parting.separator)}"
    elif parting.separator:
        yield from _unknown_of(parting.unknown, parting.unshown, names)
    else:
        yield from _unknown(column, names)


def _flags(boxes: Boxes, *, live: bool) -> Iterator[str]:
    yield ""
    stem = f" of {quote(boxes.stem)}" if boxes.stem else ""
    if live:
        yield f"# A tick box{stem} in each column."
    else:
        yield f"{ASKED_MARK}do the tick boxes{stem} say for whom people speak?"
    if boxes.unknown:
        yield from (
            "# [communities]",
            f'# values = {_pairs(boxes.unknown)}  # what else stands in them: "yes", "no" or ""',
        )
    known = {heading: word for heading, word in boxes.flags.items() if word}
    yield from table(
        "communities.flags", {quote(heading): word for heading, word in known.items()}, live=live
    )
    for heading in boxes.flags.keys() - known.keys():
        yield f'# {quote(heading)} = ""  # none of the engagement\'s communities'


def _why(given: Assigned, part: str, words: Nouns, *, sure: bool) -> Iterator[str]:
    """What speaks for a column; or what is asked of it and of those that suit the part as well."""
    if sure:
        yield f"# {given.match.why}"
        return
    ours = _ASKED.get(part, "").format(events=words.events, region=words.region)
    about = ours or f"answers to the question '{part}'"
    names = [quote(each.column.heading) for each in (given.match, *given.rivals)]
    which = f"which of {', '.join(names)} says" if given.rivals else f"does {names[0]} say"
    yield f"{ASKED_MARK}{which} {about}? ({given.match.why})"


def _unknown(column: ColumnEvidence, names: Vocabulary) -> Iterator[str]:
    known = [meaning.value for meaning in names.resolve(list(column.values), suggest=False, codes=False)] or [
        None
    ]
    meanings = names.resolve(list(column.categories), codes=False)
    pairs = zip(column.categories, meanings, strict=True)
    unknown = {value: meaning.suggestion or "" for value, meaning in pairs if meaning.value is None}
    if 2 * len(unknown) > len(column.categories):
        unknown = {value: near for value, near in unknown.items() if near or not may_be_somebody(value)}
    if unknown:
        yield f"# values = {_pairs(dict(list(unknown.items())[:_LISTED]))}"
    unshown = column.distinct - len(unknown) - sum(meaning.value is not None for meaning in meanings)
    if unshown and None in known:
        seldom = "they stand seldom, or may be somebody's name"
        yield f"# {counted(unshown, 'other value')}, not shown: {seldom}. What is not known waits."


def _unknown_of(values: tuple[str, ...], unshown: int, names: Vocabulary) -> Iterator[str]:
    near = {
        value: meaning.suggestion or ""
        for value, meaning in zip(values, names.resolve(list(values)), strict=True)
    }
    if near:
        yield f"# values = {_pairs(near)}"
    if unshown:
        yield f"# {unshown:,} pieces more are no words of the engagement, and wait."


def _pairs(values: dict[str, str] | tuple[str, ...]) -> str:
    pairs = values if isinstance(values, dict) else dict.fromkeys(values, "")
    return "{ " + ", ".join(f"{quote(theirs)} = {quote(ours)}" for theirs, ours in pairs.items()) + " }"
