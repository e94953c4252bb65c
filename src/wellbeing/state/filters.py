"""The one selection that every part of a page shares."""

from collections.abc import Mapping
from typing import Final

import msgspec
import param

from wellbeing.state.choice import Choice

#: Why a community that was asked for together with a type is left out.
ONE_LENS: Final = "Communities overlap the types, so one of them is chosen alone: the type is."
#: Why nothing stands beside a community, and which of the two was let go.
NOT_BESIDE: Final = "A community overlaps others, so it is not set beside another choice: {} was let go."
#: How many steps back are kept.
MOST_STEPS = 50


class Filters(param.Parameterized):
    """What is chosen, checked against what there is to choose, with steps back."""

    choice = param.ClassSelector(class_=Choice, default=Choice(), constant=True, doc="What is chosen now.")
    note = param.String(
        default="", constant=True, doc="What was asked for and is not there; empty if nothing."
    )

    def __init__(self, values: Mapping[str, frozenset[str]], **params: object) -> None:
        """Take the values that each field may have.

        Args:
            values: field of ``Choice`` → what it may be; its default is always allowed.
            **params: parameters of this class.
        """
        super().__init__(**params)
        self._allowed = values
        self._steps: list[Choice] = []

    def choose(self, wishes: Mapping[str, object]) -> None:
        """Take what is asked where it exists; the rest is ignored with a note.

        A type that is chosen, or all of them, lets go of the community, and a community of the type; a
        community and a comparison let go of each other, with a note.
        """
        good = {name: value for name, value in wishes.items() if self._exists(name, value)}
        unknown = [str(value)[:40] for name, value in wishes.items() if name not in good]
        notes = (_not_found(unknown), _one_lens(good), _none_beside(good, self.choice))
        note = " ".join(filter(None, notes))
        self._move(msgspec.structs.replace(self.choice, **good), note)

    def restore(self, wishes: Mapping[str, object]) -> None:
        """Take what is asked, and the default of everything else: what an address says and no more."""
        defaults = {name: getattr(Choice(), name) for name in Choice.__struct_fields__}
        self.choose(defaults | dict(wishes))

    def toggle(self, group: str) -> None:
        """Open a row or column of the matrix into its members, or close it."""
        opened = self.choice.open_groups ^ {group}
        self.choose({"opened": ",".join(sorted(opened))})

    def clear(self) -> None:
        """Let go of the region, the type, the community, the slice, and what they are compared with."""
        self.choose({"area": "", "stakeholder": "", "community": "", "cut": "", "compare": ""})

    def step_back(self) -> None:
        """Return to the choice before the last."""
        if self._steps:
            choice = self._steps.pop()
            with param.edit_constant(self):
                self.param.update(choice=choice, note="")

    def return_to(self, choice: Choice, note: str) -> None:
        """Take back a choice that could not be shown, and say so."""
        if self._steps and self._steps[-1] == choice:
            self._steps.pop()
        with param.edit_constant(self):
            self.param.update(choice=choice, note=note)

    def _move(self, choice: Choice, note: str) -> None:
        changed = {} if choice == self.choice else {"choice": choice}
        if changed:
            self._steps = [*self._steps[1 - MOST_STEPS :], self.choice]
        with param.edit_constant(self):
            self.param.update(note=note, **changed)

    def _exists(self, name: str, value: object) -> bool:
        if name == "opened":
            return isinstance(value, str) and set(filter(None, value.split(","))) <= self._allowed["opened"]
        if name == "compare" and value:
            return isinstance(value, str) and self._is_selection(*value.partition(":"))
        return value == getattr(Choice(), name, None) or value in self._allowed.get(name, frozenset())

    def _is_selection(self, area: str, colon: str, stakeholder: str) -> bool:
        """Whether this is an area, a type, or one of each."""
        parts = {"area": area, "stakeholder": stakeholder}
        return bool(colon and (area or stakeholder)) and all(self._exists(*part) for part in parts.items())


def _one_lens(wishes: dict[str, object]) -> str:
    """Leave a type or a community of what is wished for; a note where both were."""
    if wishes.get("stakeholder") and wishes.get("community"):
        wishes["community"] = ""
        return ONE_LENS
    if wishes.get("community"):
        wishes["stakeholder"] = ""
    elif wishes.get("stakeholder") is not None:
        wishes["community"] = ""
    return ""


def _none_beside(wishes: dict[str, object], now: Choice) -> str:
    """Leave a community or a comparison; a note where one of them had to go."""
    community, compare = (wishes.get(name, getattr(now, name)) for name in ("community", "compare"))
    if not (community and compare):
        return ""
    loser = "compare" if wishes.get("community") else "community"
    wishes[loser] = ""
    return NOT_BESIDE.format("the comparison" if loser == "compare" else "the community")


def _not_found(unknown: list[str]) -> str:
    if not unknown:
        return ""
    return "Not in this release, so left out: " + ", ".join(f"“{value}”" for value in unknown) + "."
