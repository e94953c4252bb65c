"""The one selection that every part of a page shares."""

from collections.abc import Mapping

import msgspec
import param

from wellbeing.state.choice import Choice

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
        """Take what is asked where it exists; the rest is ignored with a note."""
        good = {name: value for name, value in wishes.items() if self._exists(name, value)}
        unknown = [str(value)[:40] for name, value in wishes.items() if name not in good]
        self._move(msgspec.structs.replace(self.choice, **good), _not_found(unknown))

    def restore(self, wishes: Mapping[str, object]) -> None:
        """Take what is asked, and the default of everything else: what an address says and no more."""
        defaults = {name: getattr(Choice(), name) for name in Choice.__struct_fields__}
        self.choose(defaults | dict(wishes))

    def toggle(self, group: str) -> None:
        """Open a row or column of the matrix into its members, or close it."""
        opened = self.choice.open_groups ^ {group}
        self.choose({"opened": ",".join(sorted(opened))})

    def clear(self) -> None:
        """Let go of the region, the type, the slice, and what they are compared with."""
        self.choose({"area": "", "stakeholder": "", "cut": "", "compare": ""})

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


def _not_found(unknown: list[str]) -> str:
    if not unknown:
        return ""
    return "Not in this release, so left out: " + ", ".join(f"“{value}”" for value in unknown) + "."
