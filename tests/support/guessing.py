"""Somebody who weighs every engagement that could be behind a release by how well it fits what was published.

A state is a whole engagement, person by person (``people``), so that all that adds up, adds up, and no count is below
zero. Gibbs sampling changes one thing about one person at a time, in many engagements at once. Given what was
published, the likelihood of counts that add up is that of independent measurements of each: reconciliation throws
away only what does not depend on them.
"""

from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from people import SILENT, SPOKEN, spoken_topics

#: What a further copy of a campaign is called; it has a comment, since it copies one.
COPY = "copy"


@dataclass
class Evidence:
    """What is known of each count: an estimate with the noise behind it; nothing where the noise is infinite."""

    estimate: np.ndarray
    sigma: np.ndarray

    @property
    def weight(self):
        known = np.isfinite(self.estimate) & (self.sigma > 0) & np.isfinite(self.sigma)
        weight = np.where(known, 1 / np.where(known, self.sigma, 1) ** 2, 0.0)
        return np.append(weight, 0.0)


class Guesser:
    """Samples engagements of a known number of people."""

    def __init__(self, people, evidence, *, chains, seed):
        self._people, self._chains = people, chains
        self._chance = np.random.default_rng(seed)
        self._weight = evidence.weight
        self._target = np.append(np.nan_to_num(evidence.estimate), 0.0)
        self._flat, self._offsets, self._strides = people.lookup
        self._touching = [np.flatnonzero(self._strides[:, at]) for at in range(len(people.names))]
        self._row = np.arange(chains)
        self._at = {name: at for at, name in enumerate(people.names)}
        both = [self._touching[self._at[name]] for name in ("arrival", "region")]
        self._moving = np.union1d(*both)
        self._comments = [at for name, at in self._at.items() if people.attributes[name] == list(SPOKEN)]
        self._copy = self._value("campaign", COPY)
        self._start()

    def _value(self, name, value):
        """The number of an attribute's value; −1 where there is none of it."""
        values = self._people.attributes.get(name, [])
        return values.index(value) if value in values else -1

    def run(self, sweeps, kept):
        """Counts in each engagement after each of the last ``kept`` sweeps: samples × cells."""
        samples = []
        for sweep in range(sweeps):
            for person in self._chance.permutation(self.state.shape[1]):
                for attribute in range(len(self._people.names)):
                    self._change(person, attribute)
            if sweep >= sweeps - kept:
                samples.append((self._target - self._rest)[:, :-1])
        return np.rint(np.concatenate(samples)).astype(int)

    def _start(self):
        """Everybody is drawn from what margins say; how many came to hui and responded on what is public."""
        self._options, number = self._kinds()
        self._prior = [self._margin(at) for at in range(len(self._people.names))]
        state = np.zeros((self._chains, number, len(self._people.names)), dtype=np.int64)
        for person in range(number):
            for at in range(len(self._people.names)):
                options = self._of(person, at)
                chances = np.exp(self._prior[at][options])
                state[:, person, at] = self._chance.choice(options, self._chains, p=chances / chances.sum())
        self.state = state
        self._go_home()
        self._write_what_is_copied()
        self._rest = np.tile(self._target, (self._chains, 1))
        for person in range(number):
            cells = self._people.cells_of(state[:, person])
            self._rest[self._row[:, None], cells] -= 1

    def _go_home(self):
        """Who came to a hui is of its region."""
        regions, region = self._people.regions, self._at["region"]
        self._home = np.array([regions.index(one[4]) if one[4] else -1 for one in self._people.arrivals])
        where = self._home[self.state[:, :, self._at["arrival"]]]
        self.state[:, :, region] = np.where(where >= 0, where, self.state[:, :, region])

    def _write_what_is_copied(self):
        """Who says nothing copies nothing."""
        if self._copy >= 0:
            campaign = self.state[:, :, self._at["campaign"]]
            wrote = (self.state[:, :, self._comments] != SPOKEN.index(SILENT)).any(axis=2)
            self.state[:, :, self._at["campaign"]] = np.where(wrote, campaign, self._value("campaign", "own"))

    def _kinds(self):
        """Per person, which values each attribute may have; from figures that are public."""
        people, rows = self._people, self._people.said.rows
        arrivals = people.arrivals
        at_hui = [number for number, one in enumerate(arrivals) if one[0] == "hui"]
        others = [number for number, one in enumerate(arrivals) if one[0] != "hui"]
        exact = {cell: row["high"] for cell, row in rows.items() if row["sd"] == 0}
        total = exact[frozenset()]
        hui = exact.get(frozenset({("channel", "hui")}))
        if hui is None:
            return [{}] * total, total
        kinds = [{"arrival": at_hui}] * hui
        spoken = spoken_topics(people) if "topic" in people.names else []
        for topic in spoken:
            name = people.attributes["topic"][topic]
            known = exact.get(frozenset({("figure", f"responses.{name}")}), 0)
            kinds += [{"arrival": others, "topic": [topic]}] * known
        rest = {"arrival": others, **({"topic": spoken} if spoken else {})}
        return kinds + [rest] * (total - len(kinds)), total

    def _of(self, person, at):
        name = self._people.names[at]
        every = range(len(self._people.attributes[name]))
        return np.array(self._options[person].get(name, every))

    def _margin(self, at):
        """Log shares of the values of an attribute, by what is published of the whole."""
        name = self._people.names[at]
        shares = np.ones(len(self._people.attributes[name]))
        found = {"region": "area", "type": "stakeholder"}.get(name, name)
        for number, value in enumerate(self._people.attributes[name]):
            cell = frozenset({(found, str(value))})
            if cell in self._people.said.at:
                shares[number] = max(self._target[self._people.said.at[cell]], 0.5)
        return np.log(shares / shares.sum())

    def _change(self, person, at):
        """One thing about one person is drawn anew, in all engagements."""
        name = self._people.names[at]
        if name == "arrival":
            self._draw(person, at, self._alike)
            self._draw(person, at, self._elsewhere, moving=True)
        else:
            self._draw(person, at, self._rules.get(name))

    @cached_property
    def _rules(self):
        """Attribute → what it may become, where the others leave it no choice."""
        rules = {"region": self._stays}
        if self._copy >= 0:
            rules["campaign"] = self._copies
            rules |= {self._people.names[at]: partial(self._speaks, at) for at in self._comments}
        return rules

    def _copies(self, now, options):
        """A copy is who has a comment."""
        wrote = (now[:, self._comments] != SPOKEN.index(SILENT)).any(axis=1)
        return wrote[:, None] | (options != self._copy)

    def _speaks(self, at, now, options):
        """Whose one comment is a copy does not fall silent."""
        others = [one for one in self._comments if one != at]
        wrote = (now[:, others] != SPOKEN.index(SILENT)).any(axis=1)
        is_copy = now[:, self._at["campaign"]] == self._copy
        return (~is_copy | wrote)[:, None] | (options != SPOKEN.index(SILENT))

    def _alike(self, now, options):
        """Arrivals from the same region: any response, the region's hui."""
        home = self._home[options]
        return (home < 0) | (home == now[:, [self._at["region"]]])

    def _elsewhere(self, now, options):
        """From one hui to any other, of whatever region; a response stays what it is."""
        is_guest = self._home[now[:, self._at["arrival"]]] >= 0
        same = options == now[:, [self._at["arrival"]]]
        return np.where(is_guest[:, None], self._home[options] >= 0, same)

    def _stays(self, now, options):
        """Who came to a hui is of its region."""
        is_guest = self._home[now[:, self._at["arrival"]]] >= 0
        return ~is_guest[:, None] | (options == now[:, [self._at["region"]]])

    def _draw(self, person, at, allowed, *, moving=False):
        options = self._of(person, at)
        if len(options) < 2:
            return
        now = self.state[:, person]
        tried = np.repeat(now[:, None, :], len(options), axis=1)
        tried[:, :, at] = options
        touching = self._touching[at]
        if moving:
            home, region = self._home[options], self._at["region"]
            tried[:, :, region] = np.where(home >= 0, home, tried[:, :, region])
            touching = self._moving
        cells = self._flat[self._offsets[touching] + tried @ self._strides[touching].T]
        old = self._flat[self._offsets[touching] + now @ self._strides[touching].T]
        self._rest[self._row[:, None], old] += 1
        gain = ((self._rest[self._row[:, None, None], cells] - 0.5) * self._weight[cells]).sum(axis=2)
        drawn = gain + self._prior[at][options] + self._chance.gumbel(size=gain.shape)
        if allowed is not None:
            drawn = np.where(allowed(now, options), drawn, -np.inf)
        chosen = drawn.argmax(axis=1)
        self.state[:, person] = tried[self._row, chosen]
        self._rest[self._row[:, None], cells[self._row, chosen]] -= 1
