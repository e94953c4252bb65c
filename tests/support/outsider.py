"""An outsider with a release and the method's text; uses nothing of the release's own code.

``Told`` is what a release says, cell by cell. ``equations`` are what the documentation says of its tables:
parts add up to their whole, whoever was heard. ``Best`` is what least squares make of both.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.linalg import splu

MEASURED = {"status", "count", "low", "high", "sd"}
#: Columns of tables of counts that name no dimension of a cell.
SHARE = {"share", "share_lower", "share_upper"}
BESIDE = MEASURED | SHARE | {"estimate", "lower", "upper", "validation", "area_kind"}
NOT_STATED = "not stated"
RAISED, TOLD = "hui raised", "hui told of"
#: A public fact, as a manifest lists it.
CALENDAR = "attendances are those of the hui held"
#: Equations are partly redundant.
RIDGE = 1e-7
#: What is zero but for the arithmetic.
SMALL = 1e-8


def key(**names):
    """A cell by what it is cut by."""
    return frozenset((name, str(value)) for name, value in names.items() if value not in (None, ""))


def without(cell, *names):
    return frozenset(pair for pair in cell if pair[0] not in names)


@dataclass(frozen=True)
class Told:
    """What one release says, and the public facts about its engagement."""

    #: ``engagement.json``.
    settings: dict
    #: ``manifest.json``: ``policy``, ``lattice``, ``design``.
    manifest: dict
    tables: dict

    @cached_property
    def rows(self):
        """Cell → its published row. The same cell of two tables says the same."""
        found = {}
        for table in self.tables.values():
            if not set(table.columns) >= MEASURED:
                continue
            names = [name for name in table.columns if name not in BESIDE]
            for row in table.iter_rows(named=True):
                if row.get("figure") not in ("hui", "places"):
                    found[self.canonical({name: row[name] for name in names})] = row
        return found

    def canonical(self, names):
        """A group of one is its member, attendances are the channel hui."""
        names = dict(names)
        if names.get("figure") == "attendances":
            names = {"channel": "hui"}
        for name, kind in (("area", "region_groups"), ("stakeholder", "stakeholder_groups")):
            if name in names:
                names[name] = self.heads[kind].get(names[name], names[name])
        return key(**names)

    @cached_property
    def heads(self):
        """Group → what it is counted as."""
        return {
            kind: {group["id"]: head(group) for group in self.settings[kind]}
            for kind in ("region_groups", "stakeholder_groups")
        }

    @cached_property
    def hui(self):
        """``event``, ``region``, ``week``, and its attendance where that is public, of each hui held."""
        number, found = defaultdict(int), []
        for row in self.tables["events"].iter_rows(named=True):
            if row["status"] == "held":
                day = row["held_on"]
                number[day, row["place"]] += 1
                event = f"{day} {row['place']} {number[day, row['place']]}"
                found.append((event, row["region"], monday(day), row))
        return found

    @cached_property
    def cells(self):
        """Every count that was measured, published or not: the attendance of each hui is one too."""
        told = self.tables["hui_themes"]
        themes = [
            key(area=area, theme=theme, figure=RAISED) for area, theme in told.select("area", "theme").rows()
        ]
        whole = [key(area=area, figure=TOLD) for area in told["area"].unique(maintain_order=True)]
        alike = [self.canonical(dict(cell)) for cell in (*themes, *whole)]
        return [*self.rows, *(key(event=event) for event, *_ in self.hui), *dict.fromkeys(alike)]

    @cached_property
    def at(self):
        return {cell: number for number, cell in enumerate(self.cells)}

    @property
    def noise(self):
        return self.manifest["policy"]["noise"]["count"] * self.manifest["design"]["scale"]

    @cached_property
    def sigma(self):
        """The noise that each count was measured with, as the policy declares; none on public facts."""
        return np.array([self._sigma(cell) for cell in self.cells])

    def _sigma(self, cell):
        if self.stated.get(cell, 1) == 0:
            return 0.0
        if dict(cell).get("figure") in (RAISED, TOLD):
            return self.manifest["policy"]["noise"]["hui"]
        if any(pair in cell for pair in self.rests):
            return self.manifest["policy"]["noise"]["rest"] * self.manifest["design"]["scale"]
        is_public = "event" in dict(cell) and self.settings.get("attendance_is_public", False)
        return 0.0 if is_public else self.noise

    @cached_property
    def stated(self):
        """Cell → its published standard deviation; how many hui are told of is known where no theme is uncertain."""
        found = {cell: row["sd"] for cell, row in self.rows.items()}
        for row in self.tables["hui_themes"].iter_rows(named=True):
            raised = {"area": row["area"], "theme": row["theme"], "figure": RAISED}
            found[self.canonical(raised)] = row["sd"]
        return found

    @cached_property
    def sd(self):
        """The published standard deviation of each count; NaN where none is published."""
        return np.array([self.stated.get(cell, np.nan) for cell in self.cells])

    @property
    def threshold(self):
        return self.manifest["policy"]["threshold"]

    @cached_property
    def plain(self):
        """Slice → its members, of slices that partition those who were heard."""
        cut = [one for one in self.manifest["lattice"]["slices"] if not one.get("question")]
        cut = [one["name"] for one in cut if one.get("partitions", True)]
        return {name: self.tables[f"total_by_{name}"][name].to_list() for name in cut}

    @cached_property
    def rests(self):
        """Members that are what the others of their slice leave: they are not measured."""
        cut = self.manifest["lattice"]["slices"]
        return [(one["name"], one["rest"]) for one in cut if one.get("rest") in one.get("members", ())]

    @cached_property
    def opinions(self):
        cut = [one for one in self.manifest["lattice"]["slices"] if one.get("question")]
        return [one["name"] for one in cut if one.get("partitions", True)]


def told(folder):
    """What a release's folder says."""
    folder = Path(folder)
    tables = {path.stem: pl.read_parquet(path) for path in sorted((folder / "tables").glob("*.parquet"))}
    read = {name: json.loads((folder / f"{name}.json").read_text()) for name in ("engagement", "manifest")}
    return Told(read["engagement"], read["manifest"], tables)


def head(group):
    return group["id"] if len(group["members"]) > 1 else group["members"][0]


def monday(day):
    return str(day.fromordinal(day.toordinal() - day.weekday()))


def equations(said):
    """``(parts, wholes)``: the parts add up to the wholes, whoever was heard."""
    yield from _groups(said, "area", "region_groups")
    yield from _groups(said, "stakeholder", "stakeholder_groups")
    for name, members in said.plain.items():
        yield from _slice(said, name, members)
    for question in said.settings["questions"]:
        yield from _answers(said, question)
    yield from _figures(said)
    yield from _weeks(said)
    yield from _hui(said)


def _groups(said, name, kind):
    """Members make their group; groups and whoever states none make the whole."""
    members = {group["id"]: group["members"] for group in said.settings[kind] if len(group["members"]) > 1}
    for cell in said.cells:
        value = dict(cell).get(name)
        parts = members.get(value, [])
        if value is None:
            parts = [*said.heads[kind].values(), NOT_STATED]
        named = [without(cell, name) | {(name, part)} for part in parts]
        is_full = all(part in said.at for part in named if (name, NOT_STATED) not in part)
        if named and is_full:
            yield [part for part in named if part in said.at], [cell]


def _slice(said, name, members):
    for cell in said.cells:
        if name not in dict(cell) and (cell | {(name, members[0])}) in said.at:
            yield [cell | {(name, one)} for one in members], [cell]


def _answers(said, question):
    """Answers, silence among them, make the contributions on the question's topic, and on both."""
    topics = {question["topic"], "both"}
    for (_, rest), parts in _breakdowns(said, question["id"]).items():
        wholes = [rest] if topics == {"both"} else [rest | {("topic", topic)} for topic in topics]
        if all(whole in said.at for whole in wholes):
            yield parts, wholes


def _breakdowns(said, question):
    """Opinion, and what is broken down by it → its parts."""
    lines = defaultdict(list)
    for cell in said.cells:
        names = dict(cell)
        opinion = next((name for name in said.opinions if name in names), None)
        if opinion and names.get("question") == question:
            lines[opinion, without(cell, opinion, "question")].append(cell)
    return lines


def _figures(said):
    channels = [key(channel=one) for one in said.plain.get("channel", []) if one != "hui"]
    responses = [cell for cell in said.cells if dict(cell).get("figure", "").startswith("responses.")]
    if key(figure="responses") in said.at and channels:
        yield channels, [key(figure="responses")]
    if responses:
        yield responses, [key(figure="responses")]
    for question in said.settings["questions"]:
        comments = key(figure=f"comments.{question['id']}")
        tones = [
            key(question=question["id"], tone=tone)
            for tone in ("negative", "neutral", "positive", "not_scored")
        ]
        if comments in said.at and all(tone in said.at for tone in tones):
            yield tones, [comments]


def _weeks(said):
    """Weeks make the whole by channel; weeks of all channels make periods, where both end together."""
    by_channel, by_span, periods = defaultdict(list), defaultdict(list), defaultdict(list)
    spans = _spans(said)
    for cell in said.cells:
        names = dict(cell)
        area = key(area=names.get("area"))
        if "week" in names:
            by_channel[without(cell, "week")].append(cell)
            by_span[area, spans(names["week"])].append(cell)
        if cell == area | key(period=names.get("period")) != area:
            periods[area, spans(f"{names['period'][:7]}-01")].append(cell)
    yield from ((parts, [whole]) for whole, parts in by_channel.items() if whole in said.at)
    yield from ((parts, periods[both]) for both, parts in by_span.items() if both in periods)


def _spans(said):
    """A function of a day: which span it is in. Spans part at months that begin on a Monday."""
    periods = sorted(said.plain.get("period", []))
    starts = [f"{period[:7]}-01" for period in periods if period != NOT_STATED]
    parting = [day for day in starts[1:] if monday(_date(day)) == day]
    return lambda day: sum(start <= day for start in parting)


def _date(text):
    return pl.Series([text]).str.to_date("%Y-%m-%d").item()


def _hui(said):
    """Attendances of a region, and of a group's week, are those of its hui, where all are of a listed hui."""
    if CALENDAR not in said.manifest["design"]["facts"]:
        return
    homes = {one: head(group) for group in said.settings["region_groups"] for one in group["members"]}
    of = defaultdict(list)
    for event, region, week, _ in said.hui:
        of[key(area=region, channel="hui")].append(key(event=event))
        of[key(area=homes[region], channel="hui", week=week)].append(key(event=event))
    yield from ((parts, [whole]) for whole, parts in of.items() if whole in said.at)


def matrix(said, rows=None):
    """Equations × counts."""
    made = list(equations(said)) if rows is None else rows
    entries = [
        (number, said.at[cell], sign)
        for number, (parts, wholes) in enumerate(made)
        for cells, sign in ((parts, 1.0), (wholes, -1.0))
        for cell in cells
    ]
    number, cell, sign = (np.array(column) for column in zip(*entries, strict=True))
    return csr_array((sign, (number, cell)), shape=(len(made), len(said.cells)))


def given_by_others(said, hidden):
    """Of hidden counts, which follow exactly from the others, were these exact: by equations alone."""
    _, size, right = np.linalg.svd(matrix(said)[:, hidden].toarray())
    free = right[(size > SMALL).sum() :]
    given = np.zeros(len(said.cells), dtype=bool)
    given[np.flatnonzero(hidden)] = (np.abs(free) < SMALL).all(axis=0)
    return given


class Best:
    """Least squares: the best linear estimate of each count from counts measured with independent noise."""

    def __init__(self, added_up, sigma):
        self._a, self._variance = added_up, sigma**2
        size = added_up.shape[0]
        ridge = (
            RIDGE
            * max(np.median(self._variance[self._variance > 0]), 1.0)
            * csr_array((np.ones(size), (np.arange(size), np.arange(size))))
        )
        weighted = (self._a * self._variance) @ self._a.T + ridge
        self._solve = splu(weighted.tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0).solve

    def estimate(self, measured):
        return measured - self._variance * (self._a.T @ self._solve(self._a @ measured))

    def sd(self, cells):
        """The standard deviation of some counts' estimates."""
        columns = self._a[:, cells].toarray()
        taken = np.einsum("ij,ij->j", columns, self._solve(columns))
        variance = self._variance[cells]
        return np.sqrt(np.maximum(variance - variance**2 * taken, 0.0))
