"""Tick boxes of communities: a set of columns that is proposed whole, or not at all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import known_beside, spellings, tokens, word_list

#: Between a question and one of its options.
_OPTION: Final = re.compile(r"^(.*)(?: \| |\s*[:?\[(/>]\s*|\s+[-–]\s+)([^:?\[(|]+?)[\])\s]*$")
#: Different values of a tick box: ticked, not ticked, and what else a tool writes.
_BOX: Final = 4


@dataclass(frozen=True)
class Boxes:
    """Columns of one question, a box each."""

    #: The question, "" where headings are options only.
    stem: str
    #: Box → our community; "" for an option that is none of the engagement's.
    flags: dict[str, str]
    columns: tuple[ColumnEvidence, ...]
    #: Whether the question speaks of communities, so that the set may stand as live lines.
    sure: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """What boxes hold beside yes and no, where it comes again and again."""
        named = {key(option) for option in map(_option, (column.label for column in self.columns))}
        held = dict.fromkeys(value for column in self.columns for value in column.categories)
        return tuple(value for value in held if not _ticks(value) and key(value) not in named)


def tick_boxes(columns: Sequence[ColumnEvidence], names: Vocabulary) -> list[Boxes]:
    """The sets of tick boxes in which at least one box is a community."""
    stems: dict[str, list[ColumnEvidence]] = {}
    for column in columns:
        stem = key(_stem(column.label, names))
        if _is_box(column) and (stem or _community(_option(column.label), names)):
            stems.setdefault(stem, []).append(column)
    sets = [_set(found, names) for found in stems.values()]
    return [each for each in sets if any(each.flags.values())]


def _is_box(column: ColumnEvidence) -> bool:
    """Whether a column holds ticks: yes or no, or nothing but its own option; or nothing, beside such."""
    own = {key(_option(column.label)), key(column.label)}
    is_own = column.distinct == 1 and {key(value) for value in column.values} <= own
    other = [value for value in column.values if not _ticks(value)]
    ticked = len(other) < column.distinct <= _BOX and not any(value.isdigit() for value in other)
    return not column.filled or "yes_no" in column.kinds or is_own or ticked


def _ticks(value: str) -> bool:
    return key(value).replace(" ", "") in word_list("boxed")


def _set(columns: list[ColumnEvidence], names: Vocabulary) -> Boxes:
    stem = _stem(columns[0].label, names)
    flags = {column.heading: _community(_option(column.label), names) for column in columns}
    meant = [word for word in flags.values() if word]
    twice = len(set(meant)) < len(meant)
    spoken = all(set(tokens(each)) <= known_beside("communities") for each in spellings(stem)[-1:])
    filled = any(column.filled for column in columns)
    return Boxes(stem, flags, tuple(columns), sure=spoken and filled and not twice)


def _community(option: str, names: Vocabulary) -> str:
    (meaning,) = names.resolve([option], suggest=False, codes=False)
    return meaning.value or ""


def _stem(label: str, names: Vocabulary) -> str:
    """The question that a box belongs to; "" where its heading is a community and nothing else."""
    if _community(label, names):
        return ""
    parted = _OPTION.match(spellings(label)[-1])
    if parted:
        return parted[1]
    return " ".join(_without(tokens(label), tokens(_option(label))))


def _option(label: str) -> str:
    """The option that a box is for: what stands behind the question, or all but words of communities."""
    parted = _OPTION.match(spellings(label)[-1])
    if parted:
        return parted[2]
    return " ".join(_without(tokens(label), known_beside("communities")))


def _without(words: Iterable[str], others: Iterable[str]) -> list[str]:
    left = set(others)
    return [word for word in words if word not in left]
