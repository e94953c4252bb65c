"""A cell by its name: what a word means among areas and types, and a word that may mean several is refused."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from wellbeing.language import message, say
from wellbeing.model.errors import DataError, seen
from wellbeing.model.grouping import Grouping
from wellbeing.sources.names.spelling import key, spelling_keys
from wellbeing.state.figures import Figures
from wellbeing.state.rows.arguments import as_given
from wellbeing.state.rows.words import area_names, type_names, unknown_word

_NO_CELL: Final = message("A cell is an area and a type, such as {example} or {alone}; not {given}.")
_NO_ROW: Final = message(
    "A row without names does not say where its area and its type stand. Take it with them, "
    "`frame.row(3, named=True)`, or give both, such as {example}."
)
_TYPE_FIRST: Final = message("'{word}' is a type: give it second, after an area, such as {example}.")
_AREA_SECOND: Final = message("'{word}' is an area: give it first, before a type, such as {example}.")
_SEVERAL: Final = message("'{word}' may be {meant}. Say which, as one of these pairs.")


class NamedCell(NamedTuple):
    """An area and a type, each "" for all."""

    area: str = ""
    stakeholder: str = ""


class _Kind(msgspec.Struct, frozen=True):
    """Areas, or types: what each is called, and which are groups."""

    word: str
    members: Sequence[str]
    groups: Grouping
    #: Id → name, members first.
    names: Mapping[str, str]

    def meant(self, word: str, *, by_id: bool) -> list[str]:
        """Ids that a word may mean: a member's id, whatever else is called so; else all of that id or name.

        A group of one is its member under another name, and stands for it. ``by_id``: any id is itself first.
        """
        if word in (self.names if by_id else self.members):
            return [word]
        same = key(word)
        found = [one for one, name in self.names.items() if same in spelling_keys(one) | spelling_keys(name)]
        return list(dict.fromkeys(self.groups.only_member.get(one, one) for one in found))


def cell_of(cell: object, stakeholder: str, figures: Figures) -> NamedCell:
    """A cell by the ids or the names of its area and its type; by a row of a frame; or by one word alone.

    A row and a pair are ids first, so that a group is told from a member of the same name.

    Raises:
        DataError: the release has no such area or type, or it may be several.
    """
    areas, types = _kinds(figures)
    words, by_id = _parts(cell, stakeholder, figures)
    in_areas = [NamedCell(one, "") for one in areas.meant(words[0], by_id=by_id)]
    if not words[1]:
        of_types = [NamedCell("", one) for one in types.meant(words[0], by_id=by_id)]
        return _only(words[0], [*in_areas, *of_types], (areas, types), figures)
    _check_place(words[0], (areas, types), _TYPE_FIRST, figures)
    _check_place(words[1], (types, areas), _AREA_SECOND, figures)
    in_types = [NamedCell("", one) for one in types.meant(words[1], by_id=by_id)]
    area = _only(words[0], in_areas, (areas,), figures)
    return NamedCell(area.area, _only(words[1], in_types, (types,), figures).stakeholder)


def _check_place(word: str, kinds: tuple[_Kind, _Kind], text: str, figures: Figures) -> None:
    """A word of the first kind, or of neither, stands where it may.

    Raises:
        DataError: it is of the second alone.
    """
    here, elsewhere = (kind.meant(word, by_id=True) if word else [] for kind in kinds)
    if elsewhere and not here:
        msg = say(text, word=seen(word), example=f"{(figures.regions[0], figures.types[0])!r}")
        raise DataError(msg)


def _kinds(figures: Figures) -> tuple[_Kind, _Kind]:
    return (
        _Kind("area", figures.regions, figures.region_groups, area_names(figures)),
        _Kind("type", figures.types, figures.type_groups, type_names(figures)),
    )


def _parts(cell: object, stakeholder: str, figures: Figures) -> tuple[tuple[str, str], bool]:
    """The words for its area and its type, each "" for all; and whether they are ids first."""
    if isinstance(cell, Mapping):
        parts = [cell.get(name) for name in NamedCell._fields]
    else:
        parts = [*cell] if isinstance(cell, tuple | list) else [cell, stakeholder]
    words = ["" if one is None else one for one in parts]
    if len(words) != 2 or not all(isinstance(one, str) for one in words):
        raise DataError(_no_cell(cell, len(words), figures))
    return (f"{words[0]}", f"{words[1]}"), not isinstance(cell, str)


def _no_cell(cell: object, parts: int, figures: Figures) -> str:
    """That this is no cell, with what is one: a row of a frame has more parts than an area and a type."""
    example, alone = (f"{(figures.regions[0], one)!r}" for one in (figures.types[0], ""))
    text = _NO_ROW if isinstance(cell, tuple | list) and parts > len(NamedCell._fields) else _NO_CELL
    return say(text, example=example, alone=alone, given=as_given(cell))


def _only(word: str, found: list[NamedCell], kinds: Sequence[_Kind], figures: Figures) -> NamedCell:
    """The one cell that a word means; "" is all.

    Raises:
        DataError: it means none, or several.
    """
    if not word:
        return NamedCell()
    if len(found) > 1:
        meant = ", ".join(f"{tuple(one)!r} ({figures.names.cell(*one)})" for one in found)
        msg = say(_SEVERAL, word=seen(word), meant=meant)
        raise DataError(msg)
    if not found:
        names = {one: name for kind in kinds for one, name in kind.names.items()}
        known = ", ".join(f"'{one}' ({name})" for one, name in names.items())
        raise DataError(unknown_word(word, kinds[0].word, [*names, *names.values()], known))
    return found[0]
