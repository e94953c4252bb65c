"""``engagement.toml`` key by key: every part that is missing, unknown or of the wrong kind, with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import get_args, get_origin

import msgspec

from wellbeing.model.consent import YES
from wellbeing.model.engagement import Engagement, Question
from wellbeing.model.errors import counted, quoted
from wellbeing.model.vocabulary import BOTH, POSITIONS, ROUNDS
from wellbeing.sources.checking.ids import id_problems
from wellbeing.sources.checking.lines import at_line, entry_line, heads, key_line

#: Tiers of which an engagement has to say how figures are protected.
_TIERS = ("adviser", "public")
#: Tables of which the keys are words of the engagement's own.
_OF_WORDS = ("located", "within", "words")
_MAY_BE_EMPTY = ("unscored",)
#: Kinds of words of which every contribution has one.
_NEEDED = ("channels", "topics", "stakeholders")
#: The position of a headline question whose share is told, compared and drawn.
_TOLD = "support"


def settings_problems(text: str, path: str) -> Iterator[str]:
    """What is wrong with the text of ``engagement.toml``, a line each; none where it can be read whole.

    Args:
        text: of the file.
        path: what it is called.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"{path} is not TOML: {error}."
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(Engagement)}
    missing = [name for name, field in fields.items() if field.required and name not in written]
    yield from (f"{path}: `{name}` is missing." for name in missing)
    for name in fields.keys() & written.keys():
        for where, problem in _unfit(text, name, written[name], fields[name].type):
            yield f"{path}{at_line(where)}: {problem}"
    yield from (f"{path}{at_line(where)}: {problem}" for where, problem in _empty_words(text, written))
    unknown = [name for name in written if name not in fields]
    if unknown:
        number = counted(len(unknown), "unknown key")
        yield f"{path}{at_line(key_line(text, unknown[0]))}: {number}: {quoted(unknown)}. Known: {quoted(fields, 40)}."


def _empty_words(text: str, value: object) -> Iterator[tuple[int | None, str]]:
    """Keys of one's own that are called nothing, or call something nothing: ``"North" = ""`` names no place."""
    if isinstance(value, list):
        for one in value:
            yield from _empty_words(text, one)
    elif isinstance(value, Mapping):
        for name, said in value.items():
            if isinstance(said, Mapping) and name in _OF_WORDS:
                yield from (
                    (
                        entry_line(text, key),
                        f"`{name}`: '{key}' is followed by no word. Write one, or leave it out.",
                    )
                    for key, word in said.items()
                    if not (key.strip() and f"{word}".strip()) and key not in _MAY_BE_EMPTY
                )
            yield from _empty_words(text, said)


def settings_conflicts(settings: Engagement) -> Iterator[str]:
    """What its parts say against each other, a line each."""
    yield from id_problems(settings)
    yield from _benchmarks(settings)
    yield from _questions(settings)
    yield from _rounds(settings)
    absent = [tier for tier in _TIERS if tier not in settings.disclosure]
    if absent:
        yield f"no disclosure parameters for {quoted(absent)}."
    for kind in _NEEDED:
        if not getattr(settings, kind):
            yield f"`{kind}` is empty: at least one is needed, since every contribution has one."
    yield from _elsewhere(settings)
    unstated = settings.unstated_consents
    if YES in {unstated.may_publish, unstated.may_be_named} and not unstated.legal_basis.strip():
        yield "[unstated_consents] takes silence for consent and states no legal_basis: say by what law or notice."
    if settings.ends_on < settings.starts_on:
        yield f"it ends on {settings.ends_on}, before it starts on {settings.starts_on}."


def _elsewhere(settings: Engagement) -> Iterator[str]:
    if settings.scenes:
        yield "`scenes` stand in brief.toml, beside it: move them there."
    if settings.decisions:
        yield "`decisions` stand in decisions.csv, beside it: move them there."


def _benchmarks(settings: Engagement) -> Iterator[str]:
    defaults = [choice.id for choice in settings.benchmarks if choice.default]
    if settings.benchmarks and len(defaults) != 1:
        yield f"exactly one benchmark must be the default; found {len(defaults)}: {quoted(defaults)}."
    empty = [choice.id for choice in settings.benchmarks if not (choice.regions or choice.stakeholders)]
    if empty:
        yield f"{counted(len(empty), 'benchmark')} naming no set of figures: {quoted(empty)}."


def _questions(settings: Engagement) -> Iterator[str]:
    said = {choice.position for asked in settings.questions for choice in asked.options}
    said |= {position for asked in settings.questions for position in asked.words}
    if unknown := sorted(said - {*POSITIONS}):
        yield f"{counted(len(unknown), 'unknown position')}: {quoted(unknown)}. Known: {quoted(POSITIONS)}."
    untold = [asked.id for asked in settings.questions if not _has_told(asked)]
    if untold:
        yield (
            f"no option of {quoted(untold)} has the position '{_TOLD}', of which figures are told: give it to the "
            "answer that is to be told, and its name in `words`."
        )
    topics = [BOTH, *(topic.id for topic in settings.topics)]
    lost = [f"{asked.id} ({asked.topic})" for asked in settings.questions if asked.topic not in topics]
    if lost:
        yield f"{counted(len(lost), 'question')} on an unknown topic: {quoted(lost)}. Known: {quoted(topics)}."


def _has_told(asked: Question) -> bool:
    """Whether an option has the position whose share pages and files tell, where they tell any."""
    return not (asked.closed and asked.headline) or any(choice.position == _TOLD for choice in asked.options)


def _rounds(settings: Engagement) -> Iterator[str]:
    ids = [one.id for one in settings.rounds]
    if unknown := [name for name in ids if name not in ROUNDS]:
        yield f"{counted(len(unknown), 'unknown round')}: {quoted(unknown)}. Known: {quoted(ROUNDS)}."
        return
    begun = [(ROUNDS.index(one.id), one.starts_on) for one in settings.rounds]
    if any(later[0] <= one[0] or later[1] <= one[1] for one, later in pairwise(begun)):
        yield f"rounds are out of order: {quoted(ids)}. Each starts after the one before: {quoted(ROUNDS)}."


def _unfit(text: str, name: str, value: object, kind: object) -> Iterator[tuple[int | None, str]]:
    """The line and the words of each part of one key that is not of its kind."""
    is_listed = get_origin(kind) is tuple and isinstance(value, list)
    if not is_listed:
        if said := _refused(value, kind):
            yield _inner_line(text, name, said), f"`{name}`: {said}"
        return
    begin, part = heads(text, name), get_args(kind)[0]
    for at, one in enumerate(value if isinstance(value, list) else ()):
        if said := _refused(one, part):
            called = one.get("id", "") if isinstance(one, Mapping) else ""
            which = f"`{called}`" if called else f"number {at + 1}"
            yield (begin[at] if at < len(begin) else key_line(text, name)), f"`{name}`, {which}: {said}"


def _refused(value: object, kind: object) -> str:
    """Why a value is not of a kind; empty where it is."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return re.sub(r"^Object ", "", f"{error}").replace("contains unknown", "unknown")
    return ""


def _inner_line(text: str, name: str, said: str) -> int | None:
    inside = re.search(r"`\$\.(\w+)|field `(\w+)`", said)
    inner = next(filter(None, inside.groups()), "") if inside else ""
    return (key_line(text, inner) if inner else None) or key_line(text, name)
