"""Membership of groups: which group a region or a type belongs to, and what a group is made of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from wellbeing.model.engagement import Engagement, Group

#: Parts several that are chosen at once; no id has one.
AND: Final = ","


def each_of(some: str) -> list[str]:
    """Each of several that are chosen at once (``12,13``); one is itself, "" is none."""
    return [one for one in some.split(AND) if one]


class Grouping:
    """Regions, or stakeholder types, and the groups that partition them. "" stands for all of them."""

    def __init__(self, groups: Sequence[Group], everyone: Iterable[str] = ()) -> None:
        """Take the groups of a kind.

        Args:
            groups: no member is in two of them.
            everyone: all members in order; those of the groups where none are named.
        """
        self.groups = tuple(groups)
        #: Ids of the groups, in the declared order.
        self.ids = [group.id for group in groups]
        #: Member → its group.
        self.home = {member: group.id for group in groups for member in group.members}
        self.everyone = [*everyone] or [*self.home]
        #: Of groups of one: member → group, and back.
        self.only_home = {group.members[0]: group.id for group in groups if len(group.members) == 1}
        self.only_member = {group: member for member, group in self.only_home.items()}
        self._members = {group.id: list(group.members) for group in groups}
        #: Whether any is more than one member under another name.
        self.has_several = any(len(group.members) > 1 for group in groups)

    def group_of(self, one: str) -> str:
        """The group of a member; a group, "", or what belongs to none is its own."""
        return self.home.get(one, one)

    def same(self, one: str) -> list[str]:
        """Every name of the same members: a group of one and its member, else itself; of several those of each."""
        found = [
            (part, self.only_home.get(part) or self.only_member.get(part) or "") for part in each_of(one)
        ]
        return [name for names in found for name in names if name] or [one]

    def members_of(self, one: str) -> list[str]:
        """What a group, or several, is made of; a member of itself, "" of all."""
        if not one:
            return self.everyone
        return [member for part in each_of(one) for member in self._members.get(part, [part])]

    def apart(self, some: Iterable[str]) -> list[str]:
        """Those of members and groups that share nobody, in their order: a group before what is part of it."""
        order = [*self.everyone, *self.ids]
        taken: list[str] = []
        for one in sorted(set(some), key=lambda one: (-len(self.members_of(one)), order.index(one))):
            if not {*self.members_of(one)} & {*self.members_of(AND.join(taken))} or not taken:
                taken.append(one)
        return sorted(taken, key=order.index)

    def cover(self, some: str) -> list[str]:
        """The fewest members and groups that several are made of: figures of a group carry one error, not many."""
        members = {*self.members_of(some)}
        whole = [name for name, own in self._members.items() if len(own) > 1 and members.issuperset(own)]
        rest = members.difference(*(self._members[name] for name in whole))
        return [*whole, *(one for one in self.everyone if one in rest)]


def grouped(settings: Engagement, regions: Mapping[str, str]) -> Engagement:
    """The engagement with groups: where it declares none of a kind, each of that kind is a group of its own.

    Args:
        settings: as declared.
        regions: code → name.
    """
    types = {term.id: term for term in settings.stakeholders}
    taken = {*regions, *types, *(term.id for term in (*settings.communities, *settings.region_groups))}
    by_region = settings.region_groups or tuple(
        Group(id=_alone(code, taken), en=name, members=(code,)) for code, name in regions.items()
    )
    by_type = settings.stakeholder_groups or tuple(
        Group(id=_alone(one, taken), en=term.en, mi=term.mi, short=term.short, members=(one,))
        for one, term in types.items()
    )
    return msgspec.structs.replace(settings, region_groups=by_region, stakeholder_groups=by_type)


def _alone(member: str, taken: set[str]) -> str:
    """An id for a group of one, which nothing else has."""
    name = f"{member}_alone"
    while name in taken:
        name += "_"
    taken.add(name)
    return name
