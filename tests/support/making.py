"""Releases to attack, and what is truly in them: the one place of the attacks that knows the project's code."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import msgspec
import numpy as np
import polars as pl
from outsider import NOT_STATED, Best, Told, key, matrix
from people import SILENT, is_of_hui

from wellbeing.model.lattice import Lattice
from wellbeing.model.policy import policy
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import Earlier, _design, figures
from wellbeing.release.count.axes import axes
from wellbeing.release.count.campaigns import further_copies
from wellbeing.release.count.registers import hui_held
from wellbeing.release.protect.design import grid_of
from wellbeing.release.protect.publication import apply_threshold
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion, Quantities, measure
from wellbeing.release.protect.rounding import round_to_sums


@dataclass(frozen=True)
class Made:
    """A release; beside it, for judging and as a gift to attackers that should be stopped even so, its figures."""

    said: Told
    figures: Any

    @property
    def earlier(self):
        """What is kept of it for the next."""
        return Earlier(self.figures.measurements, self.figures.beside["quotes"])

    @cached_property
    def measured(self):
        """What was measured of each count."""
        return self._kept("measured")

    @property
    def estimate(self):
        """The reconciled figure of each count, before any threshold and rounding, attendances of hui too."""
        return Best(matrix(self.said), self.sigma).estimate(self.measured)

    @cached_property
    def sigma(self):
        """The standard deviation of the noise on each; 0 for a public fact."""
        return self._kept("sigma")

    @cached_property
    def true(self):
        """The true value of each count when it was measured."""
        return self._kept("n")

    def _kept(self, name):
        kept = self.figures.measurements.select("label", name).rows()
        known = {_cell(label): value for label, value in kept if _is_count(label)}
        return np.array([known[cell] for cell in self.said.cells])


def made(folder, true, tier="adviser", secret=bytes(32), before=None, lattice=None):
    """A release of a tier."""
    found = figures(folder, true, secret, before, boundaries=boundaries(folder), lattice=lattice)
    return Made(said_of(folder, found, tier, lattice), found)


def said_of(folder, found, tier="adviser", lattice=None):
    """What a tier says of figures, as a release's files would."""
    settings = folder.engagement
    content = tier_content(found, settings, boundaries(folder), policy(settings, tier), lattice)
    plain = json.loads(msgspec.json.encode(settings))
    manifest = {
        "policy": msgspec.to_builtins(content.policy),
        "lattice": msgspec.to_builtins(content.lattice),
        "design": content.design,
    }
    return Told(plain, manifest, content.tables)


@dataclass(frozen=True)
class Printed:
    """One of many releases: ``status``, ``count``, ``low``, ``high``, ``sd`` of each cell, in the order of ``Told``."""

    publish: Callable[[], pl.DataFrame]
    estimate: np.ndarray
    kept: pl.DataFrame

    @cached_property
    def rows(self):
        """What is published, made when it is first asked for."""
        return self.publish()


class Press:
    """Measures, reconciles and publishes counts of one design many times: with what the project does, but faster.

    Opinions of few sources are shown too.
    """

    def __init__(self, folder, true, first):
        """Take the engagement and its first release."""
        self.first, self.folder = first, folder
        lattice = msgspec.convert(first.said.manifest["lattice"], Lattice)
        along, held = axes(folder, true, lattice), hui_held(true.events)
        self._grid = grid_of(along, held)
        self.order = np.array([first.said.at[_cell(label)] for label in self._grid.labels])
        self.design = _design(
            self._grid, first.true[self.order], folder, held, policy(folder.engagement, "adviser")
        )

    @cached_property
    def sigma(self):
        """The standard deviation of each count's noise, in the order of ``Told``; 0 for a public fact."""
        return self._told(self.design.sigma)

    def with_hui(self, counts):
        """Counts of other people, with the first release's counts of what is counted by hui."""
        of_hui = np.array([is_of_hui(cell) for cell in self.first.said.cells])
        return np.where(of_hui, self.first.true, counts)

    def release(self, secret, n=None, before=None, *, tier="adviser", anew=False):
        """A release of some counts, in the order of ``Told``; of those of the first where none are given."""
        counts = (self.first.true if n is None else n)[self.order].astype(float)
        chosen = policy(self.folder.engagement, tier)
        earlier = before.kept if before is not None and not anew else pl.DataFrame(schema=MEASUREMENT_COLUMNS)
        since = hashlib.sha256(counts.tobytes()).hexdigest()
        occasion = Occasion(secret, since, earlier, chosen.refresh)
        kept = measure(Quantities(self._grid.labels, counts, self.design.sigma), occasion)
        estimate = self.design.reconciliation.estimate(kept["measured"].to_numpy())
        return Printed(partial(self._rows, estimate, chosen), self._told(estimate), kept)

    def _rows(self, estimate, chosen):
        sd = self.design.deviations
        whole = np.where(sd == 0, np.rint(estimate), estimate)
        table = pl.DataFrame(
            {
                "cell": self.order,
                "estimate": whole,
                "rounded": round_to_sums(whole, self.design.batches),
                "sd": sd,
                "one_source": np.zeros(sd.size, dtype=bool),
                "most": np.zeros(sd.size, dtype=np.int64),
                "everyone": np.full(sd.size, np.iinfo(np.int64).max),
            }
        )
        return apply_threshold(table, chosen).sort("cell")

    def _told(self, values):
        placed = np.empty_like(values)
        placed[self.order] = values
        return placed


def really(people, true):
    """The people who were truly heard, one row each, as an outsider would write them down."""
    rows = true.contributions.collect()
    hui = _hui(true.events)
    said = _said(true)
    copies = further_copies(true).with_columns(campaign=pl.lit("copy"))
    rows = rows.join(copies, on="contribution_id", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("campaign").fill_null("own"))
    return np.array(
        [_person(people, row, hui, said.get(row["contribution_id"], {})) for row in rows.to_dicts()]
    )


def _is_count(label):
    """Whether it is of a count of the lattice: sources and sums of tones are named otherwise."""
    return label == "" or "=" in label


def _cell(label):
    parts = [part.split("=", 1) for part in label.split("|") if "=" in part]
    return key(**dict(parts))


def _hui(events):
    """Id of a hui → its label."""
    held = events.filter(pl.col("status").cast(pl.String) == "held").sort("held_on", "place", "event_id")
    number = pl.int_range(pl.len()).over("held_on", "place") + 1
    named = held.select("event_id", pl.format("{} {} {}", "held_on", "place", number))
    return dict(named.rows())


def _said(true):
    """Id of a contribution → what it answered: position or tone, and themes, of each question."""
    found = {}
    closed = true.answers.drop_nulls("position").collect()
    for whose, question, position in closed.select("contribution_id", "question_id", "position").rows():
        found.setdefault(whose, {})[f"says {question}"] = position
    comments = true.judged.comments.select("contribution_id", "question_id", "tone", "themes")
    for whose, question, tone, themes in comments.rows():
        mine = found.setdefault(whose, {})
        mine[f"says {question}"] = tone
        mine |= {f"raises {question} {theme}": True for theme in themes}
    return found


def _person(people, row, hui, said):
    day = row["received_on"]
    monday = str(day.fromordinal(day.toordinal() - day.weekday()))
    event = hui.get(row["event_id"], "")
    months = {name: _covers(name, str(day)[:7]) for name in people.said.plain.get("period", [])}
    period = next((name for name, is_in in months.items() if is_in), "")
    arrival = next(
        number
        for number, one in enumerate(people.arrivals)
        if one[:4] == (row["channel"], monday, period, event)
    )
    known = {
        "region": row["region"] or NOT_STATED,
        "type": row["stakeholder"] or NOT_STATED,
        "arrival": arrival,
    }
    known |= {f"speaks {one}": True for one in row["communities"]} | said
    return [
        known[name] if name == "arrival" else _number(values, known.get(name, row.get(name)), name)
        for name, values in people.attributes.items()
    ]


def _number(values, value, name):
    if values == [False, True]:
        return int(bool(value))
    nothing = SILENT if name.startswith("says ") else NOT_STATED
    return values.index(value) if value in values else values.index(nothing)


def _covers(period, month):
    first, _, last = period.partition("/")
    return first <= month <= (last or first)
