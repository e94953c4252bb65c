"""What changed between two releases, in words: states and sentences that each of them shows by itself."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

import msgspec

from wellbeing.charts.palette import GLYPHS
from wellbeing.language import message, say, spelled
from wellbeing.measures.coverage.states import UNDER
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.cells import STATE_WORDS, CellRow, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.beside.changes import is_compared_alike, state_changes
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

FIRST: Final = message("This is the first release: there is nothing before it to compare it with.")
#: What a difference of two releases tells, and what it does not.
PROTECTED: Final = message(
    "Told are states and sentences that each of the two releases shows by itself, and no "
    "number is taken from another: each carries a deliberate error, and may lag behind by a "
    "few. That nothing changed does not say that nobody came; that something changed does "
    "not say who came, or how many."
)
OTHER_YARDSTICK: Final = message(
    "What those heard are compared with, or how figures are protected, changed between the "
    "two: a state may have changed for that alone."
)
SAME_DATA: Final = message("Both were made of the same contributions, so no figure differs.")
NOT_THERE: Final = message(
    "Release {release} was not compared with “{benchmark}”: choose another under “Compared with”."
)


class StateChange(msgspec.Struct, frozen=True):
    """One cell whose state is another: whose, and its state in each release, with its sign."""

    name: str
    choice: dict[str, str]
    before: tuple[str, str]
    now: tuple[str, str]


class Changes:
    """What the later of two releases says and the earlier did not, about everyone who was heard."""

    def __init__(self, before: Figures, now: Figures, benchmark: str) -> None:
        """Take the figures of an earlier and a later release, and the chosen benchmark; "" is the default."""
        self._before, self._now = before, now
        self._benchmark = now.benchmark(benchmark)

    @property
    def is_told(self) -> bool:
        """Whether the earlier release knows the benchmark that is chosen."""
        return self._before.benchmark(self._benchmark.id).id == self._benchmark.id

    def sentences(self) -> list[str]:
        """How many states changed, and whether that may come from anything but who was heard."""
        if not self.is_told:
            return [say(NOT_THERE, release=self._before.release.id, benchmark=self._benchmark.en)]
        if self._before.release.manifest.measurement == self._now.release.manifest.measurement:
            return [say(SAME_DATA), *self._notes()]
        return [self._account(), *self._notes()]

    def groups(self) -> list[tuple[str, list[StateChange]]]:
        """Cells in another state under a heading each: on the list of gaps now, no longer on it, others."""
        if not self.is_told:
            return []
        heads = (
            say("On the list of gaps now"),
            say("No longer on the list of gaps"),
            say("Other changes of state"),
        )
        rows: dict[str, list[StateChange]] = {head: [] for head in heads}
        for row in self._changed:
            listed, was = row["now"] in UNDER, row["before"] in UNDER
            rows[heads[2] if listed == was else heads[0] if listed else heads[1]].append(self._told(row))
        return [(head, some) for head, some in rows.items() if some]

    def said(self) -> list[tuple[str, str, str]]:
        """What is shown, and the finding about everyone where it is another: before, and now.

        Of a finding its first sentence alone. Themes are left out: at how many events one was raised comes with them.
        """
        return list(self._said()) if self.is_told else []

    def _said(self) -> Iterator[tuple[str, str, str]]:
        earlier = {show.id for show in available_shows(self._before)}
        for show in available_shows(self._now):
            if show.id in earlier and "theme" not in show.fields:
                before, now = (self._answer(figures, show) for figures in (self._before, self._now))
                leads = [show.point(one)[0] for one in (before, now)]
                if leads[0] != leads[1]:
                    yield show.title(now), leads[0], leads[1]

    def _answer(self, figures: Figures, show: Show) -> Answer:
        return answer_to(figures, Choice(show=show.id, benchmark=self._chosen_benchmark))

    @property
    def _chosen_benchmark(self) -> str:
        is_default = self._benchmark.id == self._now.engagement.default_benchmark.id
        return "" if is_default else self._benchmark.id

    @cached_property
    def _changed(self) -> list[dict[str, Any]]:
        return [row for row in self._states if row["before"] != row["now"]]

    @cached_property
    def _states(self) -> list[dict[str, Any]]:
        return state_changes(self._before, self._now, self._benchmark.id).to_dicts()

    def _account(self) -> str:
        words, whole, changed = self._now.engagement.words, len(self._states), len(self._changed)
        told = {"number": whole, "regions": words.regions, "types": words.types}
        if not changed:
            return say("Of {number} groups, {regions} and {types}, none is in another state.", **told)
        return say(
            "Of {number} groups, {regions} and {types}, {changed} is in another state."
            if changed == 1
            else "Of {number} groups, {regions} and {types}, {changed} are in another state.",
            changed=spelled(changed),
            **told,
        )

    def _notes(self) -> list[str]:
        alike = is_compared_alike(self._before, self._now, self._benchmark.id)
        return [] if alike else [say(OTHER_YARDSTICK)]

    def _told(self, row: CellRow) -> StateChange:
        area, type_ = row["area"], row["stakeholder"]
        before, now = (
            (GLYPHS[row[name]], upper_first(say(STATE_WORDS[row[name]]))) for name in ("before", "now")
        )
        return StateChange(
            self._now.names.cell(area, type_), {"area": area, "stakeholder": type_}, before, now
        )
