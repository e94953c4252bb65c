"""An outsider with a release's tables and the method's text; uses nothing of the release's own code.

Every published count is a number that nobody was told exactly. What adds up is written as equations, what is
published of each count as bounds, and each hidden count is pushed as far as a linear programme lets it go.
"""

import math
from collections import defaultdict

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

DIMENSIONS = (
    "area",
    "stakeholder",
    "community",
    "question",
    "channel",
    "topic",
    "period",
    "position",
    "tone",
    "theme",
    "week",
    "figure",
)
NOT_COUNTS = {"events", "organisations", "benchmarks", "plan", "areas", "published", "design_effects"}
NOT_COUNTS |= {"quotes", "codebook", "scoring", "hui_themes"}
#: A tone that is none.
SILENT = ("tone", "no_answer")


def key_of(row):
    return frozenset((name, str(row[name])) for name in DIMENSIONS if row.get(name) not in (None, ""))


def cells_of(tables, bounds_of):
    """Key → the bounds that its status says."""
    found = {}
    for name, table in tables.items():
        if name in NOT_COUNTS:
            continue
        for row in table.iter_rows(named=True):
            if row.get("figure") not in ("hui", "places"):
                found[key_of(row)] = bounds_of(row)
    return found


def by_the_rules(threshold):
    """Bounds of a protected cell: fewer than the threshold, at least that, or within two of what is shown."""

    def bounds(row):
        if row["status"] == "few":
            return (0, threshold - 1)
        if row["status"] == "withheld":
            return (threshold, math.inf)
        count = row["count"]
        return (0, 0) if count == 0 else (max(threshold, count - 2), count + 2)

    return bounds


def held_by_the_rules(threshold):
    """The same where a cell is marked as held: it may have moved by two since it was drawn, not below all."""
    fresh = by_the_rules(threshold)

    def bounds(row):
        if row["held_since"] is None or row["status"] == "withheld" or row["count"] == 0:
            return fresh(row)
        if row["status"] == "few":
            return (0, threshold + 1)
        return (max(threshold, row["count"] - 4), row["count"] + 4)

    return bounds


def blanked_below(threshold):
    """Bounds of a cell of the naive control: the exact count, or nothing but that it is small."""
    return lambda row: (0, threshold - 1) if row["n"] < threshold else (row["n"], row["n"])


def equations(cells, settings):
    """``(terms, whole, exact)``: the terms add up to the whole, or to no more than it."""
    for name in ("channel", "topic", "period", "week"):
        yield from _parts(cells, name, None)
    for name, groups in (("area", settings.region_groups), ("stakeholder", settings.stakeholder_groups)):
        for group in groups:
            yield from _parts(cells, name, set(group.members), group.id)
        everything = {member for group in groups for member in group.members}
        yield from ((terms, whole, False) for terms, whole, _ in _parts(cells, name, everything))
    yield from _communities(cells)
    yield from _answers(cells, settings)
    yield from _comments(cells, settings)


def _communities(cells):
    for key in cells:
        whole = frozenset((name, value) for name, value in key if name != "community")
        if whole != key and whole in cells:
            yield [key], [whole], False


def _parts(cells, name, members, whole_name=None):
    lines = defaultdict(list)
    for key in cells:
        value = dict(key).get(name)
        if value is not None and (members is None or value in members):
            lines[key - {(name, value)}].append(key)
    for rest, terms in lines.items():
        whole = rest | {(name, whole_name)} if whole_name else rest
        if whole in cells and (members is None or len(terms) == len(members)):
            yield terms, [whole], True


def _comments(cells, settings):
    """Tones are of the comments on a question; themes and copies are of some of them."""
    tones = _lines(cells, "tone")
    said = {line: [key for key in keys if SILENT not in key] for line, keys in tones.items()}
    for line, keys in _lines(cells, "theme").items():
        yield from (([key], said[line], False) for key in keys if line in said)
    for question in settings.questions:
        made, copied = ({("figure", f"{what}.{question.id}")} for what in ("comments", "copies"))
        if frozenset(made) in cells:
            yield said[frozenset({("question", question.id)})], [frozenset(made)], True
            yield [frozenset(copied)], [frozenset(made)], False


def _lines(cells, opinion):
    """The cells of each breakdown by an opinion, by what they have in common."""
    lines = defaultdict(list)
    for key in cells:
        names = dict(key)
        if opinion in names:
            lines[key - {(opinion, names[opinion])}].append(key)
    return lines


def _answers(cells, settings):
    topics = {question.id: question.topic for question in settings.questions}
    lines = [*_lines(cells, "position").items(), *_lines(cells, "tone").items()]
    for line, terms in lines:
        question = dict(line)["question"]
        rest = line - {("question", question)}
        topic = topics[question]
        wholes = [rest] if topic == "both" else [rest | {("topic", each)} for each in (topic, "both")]
        if all(whole in cells for whole in wholes):
            yield terms, wholes, True


class Attack:
    """The linear programme of one release, or of several whose keys differ.

    ``near``: (key, key, most): counts that are at most so far apart.
    """

    def __init__(self, cells, settings, facts=(), near=()):
        self.keys = list(cells)
        self.at = {key: number for number, key in enumerate(self.keys)}
        self.bounds = [list(cells[key]) for key in self.keys]
        for key, value in facts:
            if key in self.at:
                self.bounds[self.at[key]] = [value, value]
        self.equal, self.most = [], []
        for terms, wholes, exact in equations(cells, settings):
            (self.equal if exact else self.most).append((terms, wholes))
        apart = [
            pair for one, other, most in near for pair in (([one], [other], most), ([other], [one], most))
        ]
        self.limits = np.array([0] * len(self.most) + [most for _, _, most in apart], float)
        self.most += [(terms, wholes) for terms, wholes, _ in apart]

    def _matrix(self, rows):
        entries = [
            (number, self.at[key], sign)
            for number, (terms, wholes) in enumerate(rows)
            for keys, sign in ((terms, 1.0), (wholes, -1.0))
            for key in keys
        ]
        number, cell, sign = (np.array(column) for column in zip(*entries, strict=True))
        return csr_array((sign, (number, cell)), shape=(len(rows), len(self.keys)))

    def range_of(self, key):
        """The whole numbers that a count can be, from the least to the most; null if nothing fits."""
        ends = []
        for sign in (1, -1):
            costs = np.zeros(len(self.keys))
            costs[self.at[key]] = sign
            done = linprog(
                costs,
                A_eq=self._matrix(self.equal),
                b_eq=np.zeros(len(self.equal)),
                A_ub=self._matrix(self.most),
                b_ub=self.limits,
                bounds=self.bounds,
                method="highs",
            )
            if done.status != 0:
                return None
            ends.append(sign * done.fun)
        return math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6)
