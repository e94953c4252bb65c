"""Numbers that stand for words: a scale, a map, codes of a list, boxes; believed for a whole column or not at all.

Platforms number an option when it is made, not where it stands, and codes of one list look like those of another.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import msgspec

from wellbeing.model.errors import counted, quoted
from wellbeing.model.profile import Answered, Column, Profile, Several
from wellbeing.sources.intake.conventions.notices import CONFIRM, Decided, by_whom, convention_notice
from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary

#: What a box holds that is ticked or not, as numbers.
_BOX: Final = frozenset({"0", "1"})
_MAP: Final = "Map each in the profile: values = { … }"


def decide_answers(answer: Answered, written: Collection[str], options: Vocabulary) -> Decided[Answered]:
    """What the numbers of a question's answers mean.

    Args:
        answer: as the profile maps the question.
        written: the numbers that the file answers it with, as it writes them.
        options: the question's own words, some of which may be numbers.
    """
    scale = {str(number): option for number, option in enumerate(answer.scale, 1)}
    declared = scale | _numbered(answer.values)
    unlike = [one for one in written if numeral(one) not in declared and key(one) not in options.meanings]
    if not declared or not written:
        return Decided(answer)
    if unlike and (scale or answer.otherwise is None):
        return _doubted(answer, _beyond(answer, unlike), len(unlike))
    if scale and not answer.confirmed_by:
        return _doubted(answer, _unproven(answer), len(scale))
    text = f"{answer.id}: numbers are read as the profile declares ({_shown(declared)}); "
    values = answer.values | declared | _known(declared, written)
    settled = msgspec.structs.replace(answer, scale=(), values=values)
    notice = convention_notice(answer.id, len(declared), f"{text}{by_whom(answer.confirmed_by)}.")
    return Decided(settled, (notice,))


def decide_words(name: str, column: Column, written: Collection[str], names: Vocabulary) -> Decided[Column]:
    """What the numbers of a column of words mean: mapped by the profile, codes of a list, or nothing certain."""
    declared = _numbered(column.values)
    left = [one for one in written if numeral(one) not in declared]
    if declared and left and column.otherwise is None and not column.codes:
        text = f"{name}: {counted(len(left), 'number')} not in the profile's values ({quoted(left)})"
        return _doubted_words(
            name, column, f"{text}, so that none of its numbers is believed. {_MAP}", len(left)
        )
    if not names.codes or not left:
        values = column.values | _known(declared, written)
        return Decided(msgspec.structs.replace(column, values=values))
    if names.are_codes(left) and (column.codes or all(one.startswith("0") for one in left)):
        proof = by_whom(column.confirmed_by) if column.codes else "all are written as codes are"
        text = f"{name}: numbers are read as codes; {proof}."
        return Decided(
            msgspec.structs.replace(column, codes=True), (convention_notice(name, len(left), text),)
        )
    if not column.codes:
        return Decided(column)
    unlike = [one for one in left if not names.are_codes([one])]
    text = f"{name}: {counted(len(unlike), 'number')} no code of a {names.noun} ({quoted(unlike)})"
    return _doubted_words(
        name, column, f"{text}, so that none of its numbers is believed. {_MAP}", len(unlike)
    )


def decide_boxes(name: str, column: Several, written: Mapping[str, Collection[str]]) -> Decided[Several]:
    """Boxes whose numbers are not those of boxes: 1 and 2, or the number of the option."""
    known = _BOX | _numbered(column.values).keys()
    unlike = {
        heading: [one for one in numbers if numeral(one) not in known] for heading, numbers in written.items()
    }
    doubts = {
        heading: f"'{heading}' holds {quoted(numbers)}, so that none of its numbers is believed to tick it. {_MAP}"
        for heading, numbers in unlike.items()
        if numbers
    }
    if not doubts:
        return Decided(column)
    settled = msgspec.structs.replace(column, codes=False, doubts=doubts)
    text = f"{name}: {' '.join(f'{doubt}.' for doubt in doubts.values())}"
    return Decided(settled, (convention_notice(f"boxes of {name}", len(doubts), text),))


def numbered_columns(profile: Profile) -> Iterator[str]:
    """Headings of a fitted profile under which numbers may stand for words."""
    for answer in profile.questions:
        yield from answer.columns
    for name in profile.__struct_fields__:
        part = getattr(profile, name)
        if isinstance(part, Column):
            yield from part.columns
        if isinstance(part, Several):
            yield from part.flags


def _doubted(answer: Answered, doubt: str, number: int) -> Decided[Answered]:
    """A question none of whose numbers is believed; words are."""
    words = _without_numbers(answer.values)
    settled = msgspec.structs.replace(answer, scale=(), values=words, doubt=doubt)
    return Decided(settled, (convention_notice(answer.id, number, f"{doubt}."),))


def _doubted_words(name: str, column: Column, doubt: str, number: int) -> Decided[Column]:
    words = _without_numbers(column.values)
    settled = msgspec.structs.replace(column, codes=False, values=words, doubt=doubt)
    return Decided(settled, (convention_notice(name, number, f"{doubt}."),))


def _without_numbers(values: Mapping[str, str]) -> dict[str, str]:
    return {theirs: ours for theirs, ours in values.items() if numeral(theirs) is None}


def _known(declared: Mapping[str, str], written: Collection[str]) -> dict[str, str]:
    """Numbers as the file writes them, "1.0" for "1", and what the profile says that they mean."""
    pairs = {one: numeral(one) for one in written}
    return {one: declared[number] for one, number in pairs.items() if number in declared and number}


def _numbered(values: Mapping[str, str]) -> dict[str, str]:
    return {number: ours for theirs, ours in values.items() if (number := numeral(theirs)) is not None}


def _beyond(answer: Answered, unlike: list[str]) -> str:
    what = f"on the scale 1 to {len(answer.scale)}" if answer.scale else "in the profile's values"
    text = f"{answer.id}: {counted(len(unlike), 'number')} not {what} ({quoted(unlike)})"
    return f"{text}, so that none of its numbers is believed. {_MAP}"


def _unproven(answer: Answered) -> str:
    text = (
        f"{answer.id}: nothing in the file proves that 1 to {len(answer.scale)} are the options in this order"
    )
    return f"{text}: '{answer.scale[0]}' to '{answer.scale[-1]}'. {_MAP}, or {CONFIRM}"


def _shown(declared: Mapping[str, str]) -> str:
    return ", ".join(f"{number} = {ours or 'no answer'}" for number, ours in list(declared.items())[:12])
