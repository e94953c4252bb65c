"""Regions, types, their groups and a benchmark's shares of them, from the method's text: a part of ``by_method``."""

from collections import defaultdict

BASES = ("published", "derived", "assumed")


class Places:
    """Regions, types and their groups."""

    def __init__(self, release):
        rows = release.table("areas").rows(named=True)
        settings = release.engagement
        self.areas = {row["area"]: [row["area"]] for row in rows if row["area_kind"] == "region"}
        self.types = {term.id: [term.id] for term in settings.stakeholders}
        self.area_groups = {group.id: list(group.members) for group in settings.region_groups}
        self.type_groups = {group.id: list(group.members) for group in settings.stakeholder_groups}

    def kinds(self, area, role):
        """What kind of area and of type: "" is all of them."""
        of_area = "group" if area in self.area_groups else "region" if area else ""
        return of_area, "group" if role in self.type_groups else "type" if role else ""

    def together(self, role):
        """By what the contributions of one hui are counted together."""
        return {"": "area", "group": "stakeholder_group", "type": "stakeholder"}[self.kinds("", role)[1]]

    def members(self, area, role):
        """The regions and the types that a cell is made of."""
        areas = (self.areas | self.area_groups)[area] if area else list(self.areas)
        return areas, (self.types | self.type_groups)[role] if role else list(self.types)

    def same(self, area, role):
        """What a cell is made of: the same for a group of one and its member."""
        areas, types = self.members(area, role)
        return ("all" if not area else frozenset(areas)), ("all" if not role else frozenset(types))

    def partition(self):
        """The cells that part everybody who stated where they belong."""
        areas, types = self.area_groups or self.areas, self.type_groups or self.types
        return [(area, role) for area in areas for role in types]

    def speaks(self, area, role):
        """Of cells that are the same, the last speaks: groups where crossed, members at margins."""
        groups = self.kinds(area, role).count("group")
        return groups if area and role else -groups

    def family(self):
        """The kinds of cell of which there is one list, whatever is looked at."""
        crossed = ("group" if self.area_groups else "region", "group" if self.type_groups else "type")
        return {crossed, ("region", ""), ("", "type")}


class Shares:
    """A benchmark's share of every cell, and its basis."""

    def __init__(self, rows, choice, places):
        self.places, self.choice = places, choice
        self.sets = defaultdict(dict)
        for row in rows:
            self.sets[row["set"]][row["region"], row["stakeholder"]] = (row["weight"], row["basis"])
        self.sets = {name: _normal(found) for name, found in self.sets.items()}

    def of(self, area, role):
        if not area and not role:
            return None, None
        choice = self.choice
        if choice.regions == choice.stakeholders or (area and role):
            return self._sum(area, role)
        if not area:
            return _add(
                self.sets[choice.stakeholders].get(("", one)) for one in self.places.members("", role)[1]
            )
        if choice.within:
            return self._sum(area, role)
        return _add(self.sets[choice.regions].get((one, "")) for one in self.places.members(area, "")[0])

    def _sum(self, area, role):
        areas, types = self.places.members(area, role)
        return _add(self._cell(a, t) for a in areas for t in types)

    def _cell(self, area, role):
        choice = self.choice
        if choice.regions == choice.stakeholders:
            return self.sets[choice.regions].get((area, role))
        of_type = self.sets[choice.stakeholders].get(("", role))
        of_area = self.sets[choice.within.get(role, choice.regions)].get((area, ""))
        if of_type is None or of_area is None:
            return None
        return of_type[0] * of_area[0], _weakest([of_type[1], of_area[1], "derived"])


def _normal(found):
    whole = sum(weight for weight, _ in found.values())
    return {key: (weight / whole, basis) for key, (weight, basis) in found.items()}


def _add(parts):
    parts = list(parts)
    if not parts or any(part is None for part in parts):
        return None, None
    return sum(share for share, _ in parts), _weakest([basis for _, basis in parts])


def _weakest(bases):
    return max(bases, key=BASES.index)
