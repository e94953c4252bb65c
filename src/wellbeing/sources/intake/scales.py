"""Scales: numbers that a profile reads in the order of a question's options, believed for a whole file or not at all.

Platforms number an option when it is made, not where it stands. One number beyond the scale shows that the
numbers are others; where all are on it, nothing in the file proves the order, and the account says who declared it.
"""

import msgspec
import polars as pl

from wellbeing.model.errors import counted, quoted
from wellbeing.model.intake import Notice
from wellbeing.model.profile import Answered, Profile
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.source import SourceTable


def believed_scales(table: SourceTable, profile: Profile) -> tuple[Profile, tuple[Notice, ...]]:
    """The profile without the scales that the file contradicts, and what should be said of each.

    Raises:
        DataError: the profile does not fit the file, or the file is damaged.
    """
    fitted = {answer.id: answer for answer in fit_profile(profile, table.columns, table.file).questions}
    scaled = [answer for answer in fitted.values() if answer.scale]
    if not scaled:
        return profile, ()
    written = _numbers(table, scaled)
    beyond = {answer.id: _beyond(answer, written[answer.id]) for answer in scaled if written[answer.id]}
    notices = tuple(_notice(fitted[one], numbers, profile.name) for one, numbers in beyond.items())
    questions = tuple(
        msgspec.structs.replace(answer, scale=()) if beyond.get(answer.id) else answer
        for answer in profile.questions
    )
    return msgspec.structs.replace(profile, questions=questions), notices


def _numbers(table: SourceTable, scaled: list[Answered]) -> dict[str, set[str]]:
    """The whole numbers that a file answers each question with."""
    found: dict[str, set[str]] = {answer.id: set() for answer in scaled}
    for batch in table.batches():
        for answer in scaled:
            cells = (
                pl.concat([batch.rows[column].alias("") for column in answer.columns]).unique().drop_nulls()
            )
            found[answer.id] |= set(cells.filter(cells.str.contains(r"^\d+$")))
    return found


def _beyond(answer: Answered, numbers: set[str]) -> list[str]:
    on_scale = {str(number) for number in range(1, len(answer.scale) + 1)}
    return sorted(numbers - on_scale - set(answer.values), key=int)


def _notice(answer: Answered, beyond: list[str], profile: str) -> Notice:
    scale = f"1 to {len(answer.scale)}"
    if not beyond:
        order = f"{answer.id}: the numbers {scale} were read in the order that profile '{profile}' declares"
        return Notice(f"scale of {answer.id}", len(answer.scale), f"{order}; nothing in the file proves it.")
    outside = f"{answer.id}: {counted(len(beyond), 'number')} not on the scale {scale} ({quoted(beyond)})"
    text = f"{outside}, so that none of its numbers is believed. Map each in the profile: values = {{ … }}."
    return Notice(f"scale of {answer.id}", len(beyond), text)
