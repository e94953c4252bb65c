"""The one selection that every part of a page shares."""

from collections.abc import Mapping
from typing import Final

import msgspec
import param

from wellbeing.language import join_words, message, say
from wellbeing.model.decisions.address import ADDRESS_KEYS
from wellbeing.model.grouping import AND, Grouping, each_of
from wellbeing.state.choice import Choice

#: Why a community that was asked for together with a type is left out.
ONE_LENS: Final = message("Communities overlap the types, so one of them is chosen alone: the type is.")
#: Why nothing stands beside a community, and which of the two was let go.
NOT_BESIDE: Final = {
    "compare": message(
        "A community overlaps others, so it is not set beside another choice: the comparison was let go."
    ),
    "community": message(
        "A community overlaps others, so it is not set beside another choice: the community was let go."
    ),
}
#: Why several at once stand alone: what was let go for them.
SEVERAL_ALONE: Final = {
    "area": message("Several regions at once stand alone: {gone} was let go."),
    "stakeholder": message("Several types at once stand alone: {gone} was let go."),
}
#: Of those that share somebody with others that are chosen.
ALREADY: Final = message("Already among the others, so counted once: {values}.")
#: Letters of what was asked for that a note repeats.
LONGEST_QUOTE: Final = 40
#: How many steps back are kept.
MOST_STEPS = 50


class Filters(param.Parameterized):
    """What is chosen, checked against what there is to choose, with steps back."""

    choice = param.ClassSelector(class_=Choice, default=Choice(), constant=True, doc="What is chosen now.")
    note = param.String(
        default="", constant=True, doc="What was asked for and is not there; empty if nothing."
    )

    def __init__(
        self,
        values: Mapping[str, frozenset[str]],
        together: Mapping[str, Grouping] | None = None,
        **params: object,
    ) -> None:
        """Take the values that each field may have.

        Args:
            values: field of ``Choice`` → what it may be; its default is always allowed.
            together: fields of which several may be chosen at once → what groups they are of.
            **params: parameters of this class.
        """
        super().__init__(**params)
        self._allowed, self._together = values, together or {}
        self._steps: list[Choice] = []

    def choose(self, wishes: Mapping[str, object], strange: str = "") -> None:
        """Take what is asked where it exists; the rest is ignored with a note.

        A type that is chosen, or all of them, lets go of the community, and a community of the type; a
        community and a comparison let go of each other, with a note.

        Args:
            wishes: field → what is asked for.
            strange: a note of what else was asked for, that is no field.
        """
        told, unknown, twice = self._parted(wishes)
        good = {name: value for name, value in told.items() if self._exists(name, value)}
        unknown += [_named(name, value) for name, value in told.items() if name not in good]
        notes = (
            strange,
            _not_found(unknown),
            say(ALREADY, values=_quoted(twice)) if twice else "",
            _several_alone(good, self.choice),
            _one_lens(good),
            _none_beside(good, self.choice),
        )
        note = " ".join(filter(None, notes))
        self._move(msgspec.structs.replace(self.choice, **good), note)

    def add(self, wishes: Mapping[str, object]) -> None:
        """Choose what is wished for beside what is chosen of its kind; let go of it where it is chosen already."""
        wished = {name: str(value) for name, value in wishes.items() if name in self._together and value}
        now = {name: each_of(getattr(self.choice, name)) for name in wished}
        names = {name: set(self._together[name].same(value)) for name, value in wished.items()}
        if all(names[name].intersection(now[name]) for name in wished):
            rest = {name: [one for one in now[name] if one not in names[name]] for name in wished}
            self.choose({name: AND.join(some) for name, some in rest.items() if some})
        else:
            fresh = {name: value for name, value in wished.items() if not names[name].intersection(now[name])}
            self.choose({name: AND.join([*now[name], value]) for name, value in fresh.items()})

    def restore(self, wishes: Mapping[str, object], strange: str = "") -> None:
        """Take what is asked, and the default of everything else: what an address says and no more."""
        defaults = {name: getattr(Choice(), name) for name in Choice.__struct_fields__}
        self.choose(defaults | dict(wishes), strange)

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

    def _parted(self, wishes: Mapping[str, object]) -> tuple[dict[str, object], list[str], list[str]]:
        """What is wished for, of several what there is, in order and apart; what there is not; what came twice."""
        told, unknown, twice = dict(wishes), list[str](), list[str]()
        for name, grouping in self._together.items():
            value = told.get(name)
            if not isinstance(value, str) or AND not in value:
                continue
            some = each_of(value)
            known = [one for one in some if one in self._allowed[name]]
            apart = grouping.apart(known)
            unknown += [_named(name, one) for one in some if one not in known]
            twice += [one[:LONGEST_QUOTE] for one in known if one not in apart]
            whole = grouping.cover(AND.join(apart))
            told[name] = whole[0] if len(whole) == 1 else AND.join(apart)
            if some and not known:
                del told[name]
        return told, unknown, twice

    def _exists(self, name: str, value: object) -> bool:
        if name == "opened":
            return isinstance(value, str) and set(filter(None, value.split(","))) <= self._allowed["opened"]
        if name == "compare" and value:
            return isinstance(value, str) and self._is_selection(*value.partition(":"))
        allowed = self._allowed.get(name, frozenset())
        if name in self._together and isinstance(value, str) and AND in value:
            return allowed.issuperset(each_of(value))
        is_field = name in Choice.__struct_fields__ and isinstance(value, str)
        return is_field and (value == getattr(Choice(), name) or value in allowed)

    def _is_selection(self, area: str, colon: str, stakeholder: str) -> bool:
        """Whether this is an area, a type, or one of each."""
        parts = {"area": area, "stakeholder": stakeholder}
        is_one = bool(colon and (area or stakeholder)) and AND not in area + stakeholder
        return is_one and all(self._exists(*part) for part in parts.items())


def _one_lens(wishes: dict[str, object]) -> str:
    """Leave a type or a community of what is wished for; a note where both were."""
    if wishes.get("stakeholder") and wishes.get("community"):
        wishes["community"] = ""
        return say(ONE_LENS)
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
    return say(NOT_BESIDE[loser])


def _several_alone(wishes: dict[str, object], now: Choice) -> str:
    """Leave several at once, or a community and what stands beside it; a note where something had to go."""
    after = msgspec.structs.replace(now, **wishes)
    by_area, by_type = AND in after.area, AND in after.stakeholder and not wishes.get("community")
    lost = {
        "compare": say("the comparison") if after.compare and (by_area or by_type) else "",
        "community": say("the community") if after.community and by_area else "",
    }
    gone = [words for words in lost.values() if words]
    wishes.update({name: "" for name, words in lost.items() if words})
    return say(SEVERAL_ALONE["area" if by_area else "stakeholder"], gone=join_words(gone)) if gone else ""


def _not_found(unknown: list[str]) -> str:
    if not unknown:
        return ""
    return say("Not in this release, so left out: {values}.", values=", ".join(dict.fromkeys(unknown)))


def _named(name: str, value: object) -> str:
    """``region “99”``: what was asked for, under its name in an address; what is no text is not quoted."""
    key = ADDRESS_KEYS.get(name, name)[:LONGEST_QUOTE]
    text = value[:LONGEST_QUOTE] if isinstance(value, str) else ""
    return f"{key} “{text}”" if text and text.isprintable() else say("{key}, which is no text", key=key)


def _quoted(values: list[str]) -> str:
    return ", ".join(f"“{value}”" for value in values)
