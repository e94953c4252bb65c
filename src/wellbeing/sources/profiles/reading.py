"""Read profiles from an engagement's folder, checked against its questions and words."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.engagement import EVENT_CHANNEL
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.profile import Column, Day, Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.asking import open_questions

PROFILES_FOLDER: Final = "profiles"
#: Formats that count days or seconds.
_COUNTED: Final = frozenset({"excel", "excel-1904", "epoch", "epoch-ms"})
#: What a format of dates has: a year, a month and a day, or all of them.
_PARTS: Final = tuple(re.compile(part).search for part in ("%-?[YyDFcxs]", "%-?[mbBhDFcxs]", "%-?[deDFcxs]"))
#: What a profile says it was written from while it is a proposal.
PROPOSED: Final = "proposed"


def profile_names(folder: EngagementFolder) -> list[str]:
    """The profiles that an engagement's folder holds."""
    return sorted(path.stem for path in (folder.path / PROFILES_FOLDER).glob("*.toml"))


def every_profile(folder: EngagementFolder) -> Iterator[Profile]:
    """The profiles of an engagement's folder as they are written; what is wrong with one is told where it is used."""
    for name in profile_names(folder):
        path = folder.path / PROFILES_FOLDER / f"{name}.toml"
        with contextlib.suppress(DataError, OSError):
            yield msgspec.structs.replace(decode_profile(path.read_bytes(), path), name=name)


def named_profile(folder: EngagementFolder, name: str) -> Profile:
    """A profile by its name, or by the path of its file.

    Raises:
        DataError: there is none of this name, or it does not make sense in this engagement.
    """
    if name.endswith(".toml"):
        return read_profile(Path(name), folder)
    names = profile_names(folder)
    if name not in names:
        problem = message(
            f"{folder.path / PROFILES_FOLDER} has no profile '{name}'. Profiles: {quoted(names, 30)}."
        )
        msg = f"{problem} `wellbeing profile FILE` proposes one."
        raise DataError(msg)
    return read_profile(folder.path / PROFILES_FOLDER / f"{name}.toml", folder)


def read_profile(path: Path, folder: EngagementFolder) -> Profile:
    """A profile from its file, which gives it its name.

    Raises:
        DataError: the file is missing, is not TOML, has unknown keys, or names questions or options that the
            engagement does not know.
    """
    if not path.is_file():
        msg = f"{path} is missing."
        raise DataError(msg)
    text = path.read_bytes()
    profile = decode_profile(text, path)
    problems = [f"{path}: {problem}" for problem in profile_contradictions(profile, folder)]
    if profile.evidence == PROPOSED:
        problems += _unanswered(text.decode("utf8"), path)
    if problems:
        raise DataError("\n".join(problems))
    return msgspec.structs.replace(profile, name=path.stem)


def _unanswered(text: str, path: Path) -> Iterator[str]:
    """Where a proposal still asks: what it left out would be imported as stated by nobody."""
    found = [f"line {line}, {question.rstrip('.?:')}" for line, question in open_questions(text)]
    if found:
        how = "take the '# ' from the lines below it, mended, or take it out where it does not apply"
        unanswered = counted(len(found), "question is not answered", "questions are not answered")
        yield f"{path}: {unanswered}: {'; '.join(found)}. At each '# QUESTION', {how}."


def decode_profile(text: bytes, path: Path) -> Profile:
    """A profile from TOML.

    Raises:
        DataError: it is not TOML, or has a key that is unknown or of the wrong kind; ``path`` names the file.
    """
    try:
        return msgspec.toml.decode(text, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error


def profile_contradictions(profile: Profile, folder: EngagementFolder) -> Iterator[str]:
    """What in a profile cannot be, one line each."""
    settings = folder.engagement
    questions = {question.id: question for question in settings.questions}
    mapped = [answer.id for answer in profile.questions]
    targets = [*profile.statements.questions.values()] if profile.statements else []
    unknown = sorted({*mapped, *targets} - {*questions, ""})
    if unknown:
        yield f"{counted(len(unknown), 'unknown question')}: {quoted(unknown)}. Known: {quoted(questions, 30)}."
    for answer in profile.questions:
        options = [option.value for option in questions[answer.id].options] if answer.id in questions else []
        yield from _not_options(answer.id, {*answer.values.values(), *answer.scale} - {""}, options)
    if len(set(mapped)) < len(mapped):
        yield f"a question is mapped twice: {quoted(sorted(mapped))}."
    if profile.kind != "survey" and not settings.has_events:
        held = f"the engagement declares no channel '{EVENT_CHANNEL}', so it holds no {settings.words.events}"
        yield f"a profile of {profile.kind} is about {settings.words.events}: {held}."
    yield from _incomplete(profile, settings.words.events)
    yield from _unreadable(profile.received_on)


def _not_options(question: str, chosen: set[str], options: list[str]) -> Iterator[str]:
    wrong = sorted(chosen - set(options))
    if wrong:
        offered = f"question '{question}' does not offer {counted(len(wrong), 'answer')}"
        yield f"{offered}: {quoted(wrong)}. It offers {quoted(options)}."


def _incomplete(profile: Profile, events: str) -> Iterator[str]:
    survey, hui = profile.kind == "survey", profile.kind != "survey"
    dated = profile.received_on.columns or profile.received_on.constant
    demands = {
        "received_on names no columns and no constant: every contribution has its day.": not dated,
        "channel names no columns and no constant.": survey and not _says(profile.channel),
        "topic names no columns and no constant.": survey and not _says(profile.topic),
        f"a profile of {profile.kind} needs place: it tells {events} apart.": hui
        and not _says(profile.place),
        "a profile of notes needs note: what was said.": profile.kind == "notes" and not _says(profile.note),
        "adds = true needs id and collection: they say which response a row adds to.": profile.adds
        and not (profile.id and profile.collection),
        'rows = "many" needs id: it holds a contribution together.': profile.rows == "many"
        and not profile.id,
    }
    yield from (told for told, lacking in demands.items() if lacking)


def _unreadable(day: Day) -> Iterator[str]:
    """Formats that read no date, or read over a zone; a zone that nobody knows."""
    blind = [form for form in day.formats if form not in _COUNTED and not all(has(form) for has in _PARTS)]
    if blind:
        remedy = "write them as strptime does: '%d/%m/%Y %H:%M'"
        yield f"received_on: {counted(len(blind), 'format')} without day, month and year ({quoted(blind)}): {remedy}."
    passed = [form for form in day.formats if "%Z" in form]
    if passed:
        remedy = "write %z where it is an offset (GMT+12), else its own letters (NZST) and time_zone"
        yield f"received_on: %Z reads over a zone and ignores it ({quoted(passed)}): {remedy}."
    if day.time_zone and not _is_zone(day.time_zone):
        yield f"received_on: time_zone '{day.time_zone}' is none that is known, such as Europe/Paris or UTC."


def _is_zone(name: str) -> bool:
    try:
        pl.Series([], dtype=pl.Datetime("us")).dt.replace_time_zone(name)
    except pl.exceptions.ComputeError:
        return False
    return True


def _says(column: Column) -> bool:
    return bool(column.columns or column.constant)
