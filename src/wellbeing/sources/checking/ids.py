"""Ids that mean one thing each and can stand in labels, lists and links."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import counted, quoted
from wellbeing.model.tables import Contributions
from wellbeing.model.vocabulary import BOTH, CHANNELS, NOT_STATED

#: What parts ids from each other, in labels and in cells of files.
_SEPARATORS: Final = frozenset("|;")
#: What else an id of a kind may not be: a word that means something beside it.
_RESERVED: Final = {
    "topics": {BOTH},
    # A correction names a field of a contribution or a question.
    "questions": set(Contributions.column_names()),
}
_KINDS: Final = (
    "channels",
    "topics",
    "stakeholders",
    "communities",
    "region_groups",
    "stakeholder_groups",
    "questions",
    "benchmarks",
)
#: Kinds whose ids are told apart by nothing else where they stand.
_TOGETHER: Final = ("region_groups", "stakeholder_groups", "stakeholders", "communities")


def id_problems(settings: Engagement) -> Iterator[str]:
    """What is wrong with the ids that ``engagement.toml`` declares, a line each."""
    ids = {kind: [part.id for part in getattr(settings, kind)] for kind in _KINDS}
    for kind, declared in ids.items():
        yield from unusable(kind, declared, _RESERVED.get(kind, set()))
        yield from repeated(kind, declared)
    yield from repeated(
        "groups, types and communities", [one for kind in _TOGETHER for one in set(ids[kind])]
    )
    yield from _unknown_channels(ids["channels"])
    for question in settings.questions:
        yield from repeated(
            f"options of question '{question.id}'", [option.value for option in question.options]
        )


def region_problems(settings: Engagement, codes: list[str]) -> Iterator[str]:
    """What is wrong with the codes of regions, which stand where groups, types and communities do."""
    yield from unusable("regions", codes)
    others = {part.id for kind in _TOGETHER for part in getattr(settings, kind)}
    yield from repeated("regions, groups, types and communities", [*set(codes), *others])


def unusable(kind: str, ids: Iterable[str], reserved: Iterable[str] = ()) -> Iterator[str]:
    """Ids that cannot stand in a label, and ids that have a meaning already."""
    listed = list(ids)
    broken = [one for one in listed if not _can_stand(one)]
    if broken:
        rule = "An id is not empty and has no '|', ';', line break, control character or space at its ends."
        shown = quoted(map(_visible, broken))
        yield f"{counted(len(broken), 'id')} of {kind} cannot be used: {shown}. {rule}"
    taken = [one for one in listed if one in {NOT_STATED, *reserved}]
    if taken:
        yield f"{counted(len(taken), 'id')} of {kind} has another meaning already: {quoted(taken)}."


def repeated(kind: str, ids: Iterable[str]) -> Iterator[str]:
    """Ids that mean two things."""
    twice = [one for one, number in Counter(ids).items() if number > 1]
    if twice:
        yield f"{counted(len(twice), 'id')} used twice in {kind}: {quoted(map(_visible, sorted(twice)))}."


def _unknown_channels(ids: list[str]) -> Iterator[str]:
    unknown = [one for one in ids if one not in CHANNELS]
    if unknown:
        yield f"{counted(len(unknown), 'unknown channel')}: {quoted(unknown)}. Known: {quoted(CHANNELS)}."


def _can_stand(one: str) -> bool:
    """Invisible characters too: two ids that look the same would be two things."""
    hidden = any(unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029" for letter in one)
    return bool(one) and one == one.strip() and not hidden and not _SEPARATORS & set(one)


def _visible(one: str) -> str:
    """With escapes for what cannot be seen."""
    return repr(one)[1:-1]
