"""A record counted one contribution after another in plain Python: slow, and not as releases count."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import product

from wellbeing.model.lattice import PLAIN_MARGINS

NOBODY = "not stated"


@dataclass
class Contribution:
    """What one contribution says."""

    row: dict
    #: Question → position.
    positions: dict = field(default_factory=dict)
    #: Question → the judged comment.
    comments: dict = field(default_factory=dict)


def contributions(true):
    """Every contribution with its answers and judged comments."""
    rows = {row["contribution_id"]: Contribution(row) for row in true.contributions.collect().to_dicts()}
    for answer in true.answers.collect().to_dicts():
        if answer["position"]:
            rows[answer["contribution_id"]].positions[answer["question_id"]] = answer["position"]
    for comment in true.judged.comments.to_dicts():
        rows[comment["contribution_id"]].comments[comment["question_id"]] = comment
    senders = set()
    for one in sorted(rows.values(), key=lambda one: (one.row["received_on"], one.row["contribution_id"])):
        sent = {comment["campaign"] for comment in one.comments.values()} - {None}
        one.row["campaign"] = "copy" if sent & senders else "own"
        senders |= sent
    return list(rows.values())


def counts(true, axes, table):
    """Keys of a table's cells, in the order of its columns without ``area_kind`` → contributions in it."""
    keys = [name for name in table.dimensions if name != "area_kind"]
    found = Counter()
    for one in contributions(true):
        found.update(set(cells_of(one, axes, table, keys)))
    return found


def cells_of(one, axes, table, keys):
    """The cells of a table that a contribution is in."""
    cut = {table.slice.name, table.slice.by} if table.slice else set()
    plain = [name for name in keys if name not in {"question", *cut}]
    members = [among(one, axes, name) for name in plain]
    if table.coarse:  # groups only, and who states none
        single = {*axes.regions, *(term.id for term in axes.settings.stakeholders)}
        members = [[member for member in each if member not in single] for each in members]
    said = opinions(one, axes, table) if table.slice and table.slice.question else sliced(one, axes, table)
    for *own, last in product(*members, said):
        yield (*own, *last)


def among(one, axes, name):
    """The members of a base dimension that it counts towards, groups too."""
    settings = axes.settings
    if name == "community":
        return one.row["communities"]
    column, groups = {
        "area": ("region", settings.region_groups),
        "stakeholder": ("stakeholder", settings.stakeholder_groups),
    }[name]
    own = one.row[column] or NOBODY
    return [own, *(group.id for group in groups if own in group.members)]


def sliced(one, axes, table):
    if table.slice is None:
        return [()]
    if table.slice.name == "period":
        return [(period(one.row["received_on"], axes.members["period"]),)]
    value = one.row[table.slice.counted_by]
    return [(value if value in axes.members[table.slice.name] else NOBODY,)]


def period(day, labels):
    """The period, "2020-03" or "2020-03/2020-04", that a day lies in."""
    month = f"{day:%Y-%m}"
    return next(label for label in labels if label.split("/")[0] <= month <= label.split("/")[-1])


def opinions(one, axes, table):
    """(question, what was said) of each question that was put to it and that the table is of."""
    closed = table.slice.question == "closed"
    for asked in axes.settings.questions:
        wanted = asked.closed == closed and (
            asked.headline or (table.margin in PLAIN_MARGINS and not table.slice.by)
        )
        if wanted and (asked.topic == "both" or one.row["topic"] in {asked.topic, "both"}):
            by = [one.row[table.slice.by]] if table.slice.by else []
            yield from ((asked.id, *by, said) for said in said_to(one, asked.id, table.slice.name))


def said_to(one, question, name):
    if name == "position":
        return [one.positions.get(question, "no_answer")]
    comment = one.comments.get(question)
    if name == "tone":
        return [comment["tone"] if comment else "no_answer"]
    return comment["themes"] if comment else []


def weeks(true, axes):
    """(area or "", Monday, channel) → contributions, of region groups and of the whole engagement."""
    found = Counter()
    for one in contributions(true):
        monday = one.row["received_on"] - dt.timedelta(days=one.row["received_on"].weekday())
        areas = ["", *(area for area in among(one, axes, "area") if area not in axes.regions)]
        found.update((area, monday, one.row["channel"]) for area in areas)
    return found


def sources(true, axes, asked, channel=None):
    """Parent cell (area, stakeholder, community) → of how many sources answers are, and the most of one.

    A source is a hui, or the organisation that responded, or the contribution itself. Whatever an
    organisation said is of one, wherever it was said. ``channel``: of what was said there alone.
    """
    by_source, by_body = defaultdict(Counter), defaultdict(Counter)
    for one in contributions(true):
        if answered(one, asked) and channel in {None, one.row["channel"]}:
            for parent in parents(one, axes):
                by_source[parent][source(one.row)] += 1
                by_body[parent][body(one.row)] += 1
    return {
        parent: (len(found), max(*found.values(), *by_body[parent].values(), 0))
        for parent, found in by_source.items()
    }


def answered(one, asked):
    comment = one.comments.get(asked.id)
    said = one.positions.get(asked.id) if asked.closed else comment and comment["tone"]
    return said not in {None, "no_answer"}


def parents(one, axes):
    areas, types = among(one, axes, "area"), among(one, axes, "stakeholder")
    crossed = product(["", *areas], ["", *types], [""])
    return [*crossed, *(("", "", community) for community in one.row["communities"])]


def source(row):
    if row["channel"] == "hui":
        return "hui", row["event_id"]
    return body(row)


def body(row):
    known = row["organisation_id"]
    return ("organisation", known) if known else ("alone", row["contribution_id"])
