"""Membership of groups: which group a region or a type belongs to, and what a group is made of."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from wellbeing.model.engagement import Engagement, Group


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

    def group_of(self, one: str) -> str:
        """The group of a member; a group, "", or what belongs to none is its own."""
        return self.home.get(one, one)

    def same(self, one: str) -> list[str]:
        """Every name of the same members: a group of one and its member, else itself."""
        other = self.only_home.get(one) or self.only_member.get(one)
        return [one, other] if other else [one]

    def members_of(self, one: str) -> list[str]:
        """What a group is made of; a member of itself, "" of all."""
        return self._members.get(one, [one]) if one else self.everyone


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
