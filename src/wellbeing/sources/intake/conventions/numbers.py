"""Numbers that stand for words: a scale, a map, codes of a list, boxes; believed for a whole column or not at all.

Platforms number an option when it is made, not where it stands, and codes of one list look like those of another.
"""

from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.profile import Answered, Column, Several
from wellbeing.sources.intake.conventions.notices import CONFIRM, Decided, by_whom, convention_notice
from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary

#: What a box holds that is ticked or not, as numbers.
_BOX: Final = frozenset({"0", "1"})
#: Numbers that a reason names.
_NAMED: Final = 5
_MAP: Final = message("map each in the profile: values = { … }")


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
        return _doubted(answer, _beyond(answer, unlike), _MAP, len(unlike))
    if scale and not answer.confirmed_by:
        return _doubted(answer, _unproven(answer), message(f"{_MAP}, or {CONFIRM}"), len(scale))
    text = message(f"{answer.id}: numbers are read as the profile declares ({_shown(declared)}); ")
    values = answer.values | declared | _known(declared, written)
    settled = msgspec.structs.replace(answer, scale=(), values=values)
    notice = convention_notice(answer.id, len(declared), f"{text}{by_whom(answer.confirmed_by)}.")
    return Decided(settled, (notice,))


def decide_words(name: str, column: Column, written: Collection[str], names: Vocabulary) -> Decided[Column]:
    """What the numbers of a column of words mean: mapped by the profile, codes of a list, or nothing certain."""
    declared = _numbered(column.values)
    left = [one for one in written if numeral(one) not in declared]
    if declared and left and column.otherwise is None and not column.codes:
        doubt = message(
            f"{counted(len(left), 'number')} not in the profile's values ({quoted(left, _NAMED)})"
        )
        return _doubted_words(name, column, doubt, len(left))
    if not names.codes or not left:
        values = column.values | _known(declared, written)
        return Decided(msgspec.structs.replace(column, values=values))
    return _decide_codes(name, column, left, names)


def _decide_codes(name: str, column: Column, written: list[str], names: Vocabulary) -> Decided[Column]:
    """Whether numbers are codes of a list: all may be, and the profile or their noughts say so."""
    if names.are_codes(written) and (column.codes or all(one.startswith("0") for one in written)):
        proof = by_whom(column.confirmed_by) if column.codes else message("all are written as codes are")
        notice = convention_notice(
            name, len(written), message(f"{name}: numbers are read as codes; {proof}.")
        )
        return Decided(msgspec.structs.replace(column, codes=True), (notice,))
    if not column.codes:
        return Decided(column)
    # Those first that are no code with the nought that a spreadsheet takes away either.
    width = max(len(code) for code in names.codes if code.isdigit())
    unlike = [one for one in written if not names.are_codes([one])]
    unlike.sort(key=lambda one: (names.are_codes([one.zfill(width)]), one))
    doubt = message(f"{counted(len(unlike), 'number')} no code of a {names.noun} ({quoted(unlike, _NAMED)})")
    return _doubted_words(name, column, doubt, len(unlike))


def decide_boxes(name: str, column: Several, written: Mapping[str, Collection[str]]) -> Decided[Several]:
    """Boxes whose numbers are not those of boxes: 1 and 2, or the number of the option."""
    known = _BOX | _numbered(column.values).keys()
    unlike = {
        heading: [one for one in numbers if numeral(one) not in known] for heading, numbers in written.items()
    }
    doubts = {
        heading: message(f"the box holds {quoted(numbers, _NAMED)}, as boxes do not")
        for heading, numbers in unlike.items()
        if numbers
    }
    if not doubts:
        return Decided(column)
    settled = msgspec.structs.replace(column, doubts=doubts)
    boxes = message(
        f"{counted(len(doubts), 'tick box', 'tick boxes')} with other numbers than 0 and 1 ({quoted(doubts)})"
    )
    text = message(f"{name}: {boxes}, so that none of their numbers is believed: {_MAP}.")
    return Decided(settled, (convention_notice(f"boxes of {name}", len(doubts), text),))


def _doubted(answer: Answered, doubt: str, remedy: str, number: int) -> Decided[Answered]:
    """A question none of whose numbers is believed; words are."""
    words = _without_numbers(answer.values)
    settled = msgspec.structs.replace(answer, scale=(), values=words, doubt=doubt)
    text = message(f"{answer.id}: {doubt}, so that none of its numbers is believed: {remedy}.")
    return Decided(settled, (convention_notice(answer.id, number, text),))


def _doubted_words(name: str, column: Column, doubt: str, number: int) -> Decided[Column]:
    words = _without_numbers(column.values)
    settled = msgspec.structs.replace(column, codes=False, values=words, doubt=doubt)
    text = message(f"{name}: {doubt}, so that none of its numbers is believed: {_MAP}.")
    return Decided(settled, (convention_notice(name, number, text),))


def _without_numbers(values: Mapping[str, str]) -> dict[str, str]:
    return {theirs: ours for theirs, ours in values.items() if numeral(theirs) is None}


def _known(declared: Mapping[str, str], written: Collection[str]) -> dict[str, str]:
    """Numbers as the file writes them, "1.0" for "1", and what the profile says that they mean."""
    pairs = {one: numeral(one) for one in written}
    return {one: declared[number] for one, number in pairs.items() if number in declared and number}


def _numbered(values: Mapping[str, str]) -> dict[str, str]:
    return {number: ours for theirs, ours in values.items() if (number := numeral(theirs)) is not None}


def _beyond(answer: Answered, unlike: list[str]) -> str:
    what = (
        message(f"on the scale 1 to {len(answer.scale)}")
        if answer.scale
        else message("in the profile's values")
    )
    return message(f"{counted(len(unlike), 'number')} not {what} ({quoted(unlike, _NAMED)})")


def _unproven(answer: Answered) -> str:
    numbers = message(
        f"1 to {len(answer.scale)} are the options in this order: '{answer.scale[0]}' to '{answer.scale[-1]}'"
    )
    return message(f"nothing in the file proves that {numbers}")


def _shown(declared: Mapping[str, str]) -> str:
    return ", ".join(f"{number} = {ours or 'no answer'}" for number, ours in list(declared.items())[:12])
