"""A proposed profile as text: TOML that can be used as it stands, and what speaks for each line."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wellbeing.model.profile import Layout
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import EngagementNames
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.proposing.roles import Role

#: Values that are listed beside a column; more are no list to choose from.
_LISTED: Final = 12
#: Characters of a value up to which it is a word, and not something that someone wrote.
_WORD: Final = 60


def profile_text(
    roles: list[Role], layout: Layout, file: str, names: EngagementNames, folder: EngagementFolder
) -> str:
    """The profile's text.

    Args:
        roles: what each column may be for.
        layout: how the file is written.
        file: its name.
        names: the engagement's words.
        folder: the engagement.
    """
    parts = (_head(roles, layout, file), _parts(roles, names, folder), _left(roles))
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(roles: list[Role], layout: Layout, file: str) -> Iterator[str]:
    yield "# Proposed from the file's first rows. Nothing is certain: read every line, mend it, save it as"
    yield "# profiles/NAME.toml in the engagement's folder, and try it: wellbeing check FILE --profile NAME"
    yield from _entries({"about": f"Files like {file}", "evidence": "proposed"})
    ids = [role for role in roles if role.part == "id"]
    for role in ids:
        yield f"# {role.why}"
        yield from _entries({"id": [role.column.heading]})
    if not ids:
        yield "# No column numbers the responses: what is mapped below tells them apart."
    if layout.header_rows > 1:
        yield from _table("layout", "", {"header_rows": layout.header_rows, "names": layout.names})


def _parts(roles: list[Role], names: EngagementNames, folder: EngagementFolder) -> Iterator[str]:
    first = {role.part: role for role in reversed(roles)}
    settings = folder.engagement
    yield from _dated(first.get("received_on"), settings.ends_on.isoformat())
    topic = settings.topics[0].id if len(settings.topics) == 1 else BOTH
    yield from _constant("channel", first.get("channel"), names.channel, "online")
    yield from _constant("topic", first.get("topic"), names.topic, topic)
    for part, vocabulary in (("region", names.region), ("stakeholder", names.stakeholder)):
        if part in first:
            yield from _table(part, first[part].why, _mapped(first[part], vocabulary))
    if "communities" in first:
        role = first["communities"]
        split = {"split": role.column.split} if role.column.split else {}
        yield from _table("communities", role.why, _mapped(role, names.community) | split)
    for role in roles:
        if role.question:
            options = names.options.get(role.question)
            entries = _mapped(role, options) if options else {"columns": [role.column.heading]}
            yield from _table("[questions]", role.why, {"id": role.question, **entries})


def _left(roles: list[Role]) -> Iterator[str]:
    left = [role for role in roles if not role.question and role.part in {"", "open", "scale"}]
    if left:
        yield ""
        yield "# Not used:"
    for role in left:
        yield f"#   {_text(role.column.heading)}: {role.why}{_values(role)}"
        if role.part in {"open", "scale"}:
            yield f"#     looks like a question ({role.part}); engagement.toml has none like it"


def _dated(role: Role | None, last: str) -> Iterator[str]:
    if role is None:
        yield from _table("received_on", "No column holds dates: this is the engagement's last day", {})
        yield f"constant = {last}"
        return
    forms = [form for form in role.column.dates if form]
    entries: dict[str, object] = {"columns": [role.column.heading]}
    yield from _table("received_on", role.why, entries | ({"formats": forms[:1]} if forms else {}))
    yield '# time_zone = "UTC"  # where the times are not those of the engagement'


def _constant(part: str, role: Role | None, names: Vocabulary, constant: str) -> Iterator[str]:
    if role:
        yield from _table(part, role.why, _mapped(role, names))
    else:
        yield from _table(part, f"No column says the {part}", {"constant": constant})


def _mapped(role: Role, names: Vocabulary) -> dict[str, object]:
    """The columns, and a comment with the values that are not known, to be filled in."""
    entries: dict[str, object] = {"columns": [role.column.heading]}
    values = [] if role.column.split else list(role.column.values)
    unknown = [
        (value, meaning.suggestion)
        for value, meaning in zip(values, names.resolve(values), strict=True)
        if meaning.value is None and len(value) <= _WORD
    ][:_LISTED]
    return entries | ({"# values": {value: near or "" for value, near in unknown}} if unknown else {})


def _table(name: str, why: str, entries: Mapping[str, object]) -> Iterator[str]:
    yield ""
    if why:
        yield f"# {why}"
    yield f"[{name}]"
    yield from _entries(entries)


def _entries(entries: Mapping[str, object]) -> Iterator[str]:
    """Keys and values; one that begins with # is a comment, for a person to decide."""
    for name, value in entries.items():
        if isinstance(value, Mapping):
            pairs = ", ".join(f"{_text(theirs)} = {_text(ours)}" for theirs, ours in value.items())
            yield f"{name} = {{ {pairs} }}"
        elif isinstance(value, list):
            yield f"{name} = [{', '.join(_text(one) for one in value)}]"
        else:
            yield f"{name} = {value if isinstance(value, int) else _text(str(value))}"


def _text(text: str) -> str:
    """A TOML string: it is written as JSON writes it."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


def _values(role: Role) -> str:
    words = [value for value in role.column.values if len(value) <= _WORD]
    return (
        f" ({', '.join(map(_text, words))})" if 0 < len(words) == len(role.column.values) <= _LISTED else ""
    )
