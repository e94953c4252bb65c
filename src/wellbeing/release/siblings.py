"""Which estimates may stand side by side: none that others, taken from a whole, give away of a few."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wellbeing.model.engagement import Engagement, Group

#: ``area``, ``stakeholder``, ``community``, ``question``; "" where a cell is of all of them.
Key = tuple[str, str, str, str]
#: What anyone knows of the number of comments behind an estimate: the least and the most.
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Family:
    """A whole and parts of it, along one dimension."""

    whole: Key
    parts: tuple[Key, ...]
    #: Whether the parts are certainly all of it.
    complete: bool


def publishable(known: Mapping[Key, Bounds], families: Iterable[Family], fewest: int) -> set[Key]:
    """The cells whose estimates may be published.

    Args:
        known: of each cell, how many comments anyone knows to stand behind its estimate.
        families: which cells are parts of which.
        fewest: comments that an estimate must be known to be of, published or worked out from two others.
    """
    open_ = {key for key, (least, _) in known.items() if least >= fewest}
    by_whole = [family for family in families if family.whole in known]
    while True:
        given_away = next((part for one in by_whole if (part := _too_many(one, known, open_, fewest))), None)
        if given_away is None:
            return open_
        open_.discard(given_away)


def families(known: Iterable[Key], settings: Engagement, stated: frozenset[str]) -> Iterator[Family]:
    """Every family among the cells.

    Args:
        known: the cells.
        settings: the engagement, for its groups.
        stated: ``area``, ``stakeholder``: dimensions that every contribution states.
    """
    cells = sorted(known)
    yield from _along(cells, 0, settings.region_groups, complete="area" in stated)
    yield from _along(cells, 1, settings.stakeholder_groups, complete="stakeholder" in stated)
    for part in (key for key in cells if key[2]):
        yield Family((*part[:2], "", part[3]), (part,), complete=False)


def _along(cells: list[Key], place: int, groups: tuple[Group, ...], *, complete: bool) -> Iterator[Family]:
    heads = [group.id for group in groups]
    members = [member for group in groups for member in group.members]
    for whole in (key for key in cells if key[place] == ""):
        yield from (Family(whole, _parts(whole, place, parts), complete) for parts in (heads, members))
    for group in (group for group in groups if len(group.members) > 1):
        for whole in (key for key in cells if key[place] == group.id):
            yield Family(whole, _parts(whole, place, group.members), complete=True)


def _too_many(one: Family, known: Mapping[Key, Bounds], open_: set[Key], fewest: int) -> Key | None:
    """The smallest published part of a family whose published parts leave a few over; null: they do not."""
    shown = [part for part in one.parts if part in open_]
    hidden = [part for part in one.parts if part not in open_]
    if one.whole not in open_ or not shown or (one.complete and not hidden):
        return None
    least, most = known[one.whole]
    over = max(
        least - sum(known[part][1] for part in shown), sum(known.get(part, (0, 0))[0] for part in hidden)
    )
    at_most = most - sum(known[part][0] for part in shown)
    return min(shown, key=lambda part: (known[part][0], part)) if over < fewest and at_most > 0 else None


def _parts(whole: Key, place: int, members: Iterable[str]) -> tuple[Key, ...]:
    names = [[*whole] for _ in members]
    for name, member in zip(names, members, strict=True):
        name[place] = member
    return tuple((name[0], name[1], name[2], name[3]) for name in names)
