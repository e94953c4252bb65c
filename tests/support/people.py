"""Who could be in a release: what a person may have answered, and in which cells they then are.

Made from a release and its public facts alone (calendar, published figures), by the outsider. A person is a row of
whole numbers, one for each attribute; in each family of cells they are in one cell, or in none.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from outsider import NOT_STATED, RAISED, TOLD, Told

SILENT = "no_answer"
#: What may be said of an open question: tones, and silence.
SPOKEN = ("negative", "neutral", "positive", "not_scored", SILENT)


@dataclass(frozen=True)
class People:
    """The attributes of people, and the cells that each combination of them is in."""

    said: Told

    @cached_property
    def regions(self):
        return [one for group in self.said.settings["region_groups"] for one in group["members"]] + [
            NOT_STATED
        ]

    @cached_property
    def types(self):
        return [one["id"] for one in self.said.settings["stakeholders"]] + [NOT_STATED]

    @cached_property
    def arrivals(self):
        """``(channel, week, period, event, region)``: at a hui, or by a response on a day like any other."""
        periods = {month: name for name in self.said.plain.get("period", []) for month in _months(name)}
        hui = [
            ("hui", week, periods.get(event[:7], ""), event, region)
            for event, region, week, _ in self.said.hui
        ]
        days = sorted(
            {(dict(cell)["week"], _month(dict(cell)["week"], end)) for cell in self._weeks for end in (0, 6)}
        )
        channels = [one for one in self.said.plain.get("channel", [""]) if one != "hui"]
        return hui + [
            (channel, week, periods[month], "", "")
            for channel in channels
            for week, month in days
            if month in periods
        ]

    @cached_property
    def attributes(self):
        """Name → its values."""
        settings = self.said.settings
        sliced = {
            name: members for name, members in self.said.plain.items() if name not in ("channel", "period")
        }
        found = {"region": self.regions, "type": self.types, "arrival": self.arrivals, **sliced}
        found |= {f"speaks {one['id']}": [False, True] for one in settings["communities"]}
        for question in settings["questions"]:
            asked = question["id"]
            if question.get("options"):
                found[f"says {asked}"] = [
                    *dict.fromkeys(one["position"] for one in question["options"]),
                    SILENT,
                ]
            else:
                found[f"says {asked}"] = list(SPOKEN)
                found |= {f"raises {asked} {theme}": [False, True] for theme in self.themes}
        return found

    @cached_property
    def themes(self):
        return self.said.tables["codebook"]["theme"].to_list()

    @cached_property
    def names(self):
        return list(self.attributes)

    @cached_property
    def counts(self):
        """The cells that people are counted in: hui with a theme are counted by hui, copies by campaign."""
        return [cell for cell in self.said.cells if not is_of_hui(cell)]

    @cached_property
    def _weeks(self):
        return [cell for cell in self.said.rows if "week" in dict(cell)]

    @cached_property
    def lookup(self):
        """``(flat, offsets, strides)``: a family's cell for a person is ``flat[offset + person · strides]``."""
        families = defaultdict(list)
        for cell in self.counts:
            families[self._family(cell)].append((self.said.at[cell], self._allowed(dict(cell))))
        flat, offsets, strides, place = [], [], [], 0
        for cells in families.values():
            used = list(cells[0][1])
            sizes = [len(self.attributes[name]) for name in used]
            table = np.full(sizes, len(self.said.cells))
            for number, allowed in cells:
                table[np.ix_(*(allowed[name] for name in used))] = number
            flat.append(table.ravel())
            offsets.append(place)
            steps = dict(zip(used, _steps(sizes), strict=True))
            strides.append([steps.get(name, 0) for name in self.names])
            place += table.size
        return np.concatenate(flat), np.array(offsets), np.array(strides)

    def cells_of(self, people):
        """The cells that people are in: …, families; a number past the last where they are in none."""
        flat, offsets, strides = self.lookup
        return flat[offsets + people @ strides.T]

    def count(self, people):
        """How many are in each cell."""
        return np.bincount(self.cells_of(people).ravel(), minlength=len(self.said.cells) + 1)[:-1]

    def _family(self, cell):
        """Cells of one family never share a person."""
        names = dict(cell)
        level = [names.get("area") in self.regions, names.get("stakeholder") in self.types]
        one = [names.get(name) for name in ("community", "question", "theme", "figure")]
        return frozenset(names), *level, *one

    def _allowed(self, names):
        """Attribute → the values with which a person is in a cell."""
        found = {}
        for name, value in names.items():
            for attribute, wanted in self._meant(name, value, names):
                values = self.attributes[attribute]
                chosen = [number for number, one in enumerate(values) if wanted(one)]
                found[attribute] = [one for one in found.get(attribute, chosen) if one in chosen]
        return found or {"region": list(range(len(self.regions)))}

    def _meant(self, name, value, names):
        """Attribute, and which of its values are meant by a name of a cell."""
        if name in HOME:
            attribute, kind = HOME[name]
            yield attribute, {value, *self._members(kind, value)}.__contains__
        elif name in ARRIVAL:
            yield "arrival", lambda one: one[ARRIVAL[name]] == value
        elif name in OF_QUESTIONS:
            yield from self._answered(names["question"], name, value)
        elif name == "community":
            yield f"speaks {value}", bool
        elif name == "figure":
            yield from self._figure(value)
        else:
            yield name, lambda one: one == value

    def _members(self, kind, value):
        return next((one["members"] for one in self.said.settings[kind] if one["id"] == value), [])

    def _answered(self, question, name, value):
        topic = next(one["topic"] for one in self.said.settings["questions"] if one["id"] == question)
        if name == "theme":
            yield f"raises {question} {value}", bool
        if name != "question":
            is_said = name == "theme"
            yield f"says {question}", lambda one: one != SILENT if is_said else one == value
        if topic != "both":
            yield "topic", {topic, "both"}.__contains__

    def _figure(self, value):
        kind, _, of = value.partition(".")
        if kind == "comments":
            yield f"says {of}", lambda one: one != SILENT
            return
        yield "arrival", lambda one: one[0] != "hui"
        if of:
            yield "topic", lambda one: one == of


#: Dimension → attribute, and the groups that its members are in.
HOME = {"area": ("region", "region_groups"), "stakeholder": ("type", "stakeholder_groups")}
OF_QUESTIONS = ("question", "position", "tone", "theme")
#: What an arrival says of each dimension.
ARRIVAL = {"channel": 0, "week": 1, "period": 2, "event": 3}


def anybody(people, number, chance):
    """People of all kinds that are possible: nobody responds on a topic that has no responses."""
    drawn = {name: chance.integers(len(values), size=number) for name, values in people.attributes.items()}
    home = [people.regions.index(one[4]) if one[4] else -1 for one in people.arrivals]
    at = np.array(home)[drawn["arrival"]]
    drawn["region"] = np.where(at >= 0, at, drawn["region"])
    if "topic" in drawn:
        spoken = spoken_topics(people)
        drawn["topic"] = np.where(at >= 0, drawn["topic"], chance.choice(spoken, size=number))
    return np.stack([drawn[name] for name in people.names], axis=1)


def spoken_topics(people):
    """Topics that responses may be on: those of which it is not public that there are none."""
    rows = people.said.rows
    topics = people.said.plain["topic"]
    silent = [
        name
        for name, row in ((dict(cell).get("figure", ""), row) for cell, row in rows.items())
        if name.startswith("responses.") and row["sd"] == 0 and row["high"] == 0
    ]
    return [number for number, topic in enumerate(topics) if f"responses.{topic}" not in silent]


def is_of_hui(cell):
    figure = dict(cell).get("figure", "")
    return figure in (RAISED, TOLD) or figure.startswith("copies.")


def _steps(sizes):
    return np.cumprod([1, *sizes[:0:-1]])[::-1].tolist()


def _month(week, days):
    day = np.datetime64(week) + np.timedelta64(days, "D")
    return str(day)[:7]


def _months(period):
    first, _, last = period.partition("/")
    if not first[:1].isdigit():
        return []
    start, end = np.datetime64(first), np.datetime64(last or first)
    return [str(month) for month in np.arange(start, end + 1)]
