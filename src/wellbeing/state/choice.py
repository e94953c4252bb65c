"""One reader's choices as a value: what an address carries, what undo steps back to."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Final
from urllib.parse import parse_qsl, urlencode

import msgspec

from wellbeing.language import message, say
from wellbeing.model.decisions.address import ADDRESS_KEYS
from wellbeing.model.grouping import AND

#: ``theme`` in an address is light or dark; any other asks for a theme of the codebook, as ``about`` does.
COLOUR_THEME: Final = "theme"
COLOUR_THEMES: Final = frozenset({"dark", "default"})
#: Names in an address that are no field of a choice: light or dark, and which release.
_BESIDE: Final = (COLOUR_THEME, "release")
CAME_TWICE: Final = message(
    "“{name}” is there twice, so the last is taken: several stand in one, separated by commas."
)
#: What the map shows of a theme: the share of comments, or at how many hui it was raised.
MEASURES: Final = ("share", "hui")
#: With the human codes of comments, or as it would be had nobody coded any.
CODES: Final = ("with", "without")
DRAWINGS: Final = ("map", "tiles")


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a reader has chosen; "" is "all" or "none"."""

    #: A region's code or a group's id; several, which share nobody, separated by commas.
    area: str = ""
    #: A stakeholder type's or group's id; several as well.
    stakeholder: str = ""
    #: A community's id. Communities overlap, with each other and with types: never chosen together with a type.
    community: str = ""
    #: The id of a show (``reports.shows``): who we heard, or one of what they said.
    show: str = "coverage"
    #: The question whose answers are shown; "" is the first of its kind.
    question: str = ""
    #: A theme of the codebook; "" is its first.
    theme: str = ""
    measure: str = "share"
    codes: str = "with"
    #: A slice and its value: ``channel:paper``.
    cut: str = ""
    #: "" is the engagement's default.
    benchmark: str = ""
    drawing: str = "map"
    #: Rows and columns of the matrix that are opened into their members, separated by commas.
    opened: str = ""
    #: The selection that is kept to stand beside the present one: ``auckland:provider``, either part may be empty.
    compare: str = ""

    def only(self, fields: Collection[str]) -> "Choice":
        """The same in these fields; all, or none, in every other."""
        return Choice(**{name: getattr(self, name) for name in self.__struct_fields__ if name in fields})

    @property
    def slice(self) -> tuple[str, str]:
        """The slice and its value, or two empty strings."""
        name, _, value = self.cut.partition(":")
        return name, value

    @property
    def is_several(self) -> bool:
        """Whether several areas, or several types, are chosen at once."""
        return AND in self.area or AND in self.stakeholder

    @property
    def as_kept(self) -> str:
        """What ``compare`` is where the present area and type are kept; "" of neither, of a community, of several."""
        is_kept = (self.area or self.stakeholder) and not self.community and not self.is_several
        return f"{self.area}:{self.stakeholder}" if is_kept else ""

    @property
    def alone(self) -> "Choice":
        """The same without what stands beside it."""
        return msgspec.structs.replace(self, compare="")

    @property
    def beside(self) -> "Choice | None":
        """The same of the area and the type that are kept to compare with; None until others are chosen."""
        if not self.compare or self.as_kept in {"", self.compare}:
            return None
        area, _, stakeholder = self.compare.partition(":")
        return msgspec.structs.replace(self, area=area, stakeholder=stakeholder, compare="")

    @property
    def counts_hui(self) -> bool:
        """Whether the map shows at how many hui a theme was raised, not in what share of comments."""
        return self.measure == "hui"

    @property
    def uses_codes(self) -> bool:
        """Whether the human codes of comments are used."""
        return self.codes == "with"

    @property
    def open_groups(self) -> frozenset[str]:
        """Ids of the groups that are opened."""
        return frozenset(filter(None, self.opened.split(",")))


def to_address(choice: Choice) -> str:
    """The query of an address that reopens the same view; what is at its default is left out."""
    query = {
        ADDRESS_KEYS[name]: getattr(choice, name)
        for name in ADDRESS_KEYS
        if getattr(choice, name) != getattr(Choice(), name)
    }
    return urlencode(query, safe=":,")


def strange_names(query: str) -> str:
    """A note of what an address asks for by a name that the page has not, or twice; empty of nothing."""
    names = [name for name, _ in parse_qsl(query.lstrip("?"), keep_blank_values=True)]
    known = [*ADDRESS_KEYS.values(), *_BESIDE]
    notes = [_strange(name, known) for name in dict.fromkeys(names) if name not in known]
    twice = [name for name in known if names.count(name) > 1]
    return " ".join([*notes, *(say(CAME_TWICE, name=name) for name in twice)])


def _strange(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    shown = f"“{name[:40]}”" if name and name.isprintable() else say("so")
    left_out = say("Left out of the address, since nothing here is called {shown}.", shown=shown)
    return f"{left_out} {say('Did you mean “{near}”?', near=near[0])}" if near else left_out


def from_address(query: str) -> dict[str, str]:
    """What an address asks for, field → value, unchecked; keys that are not ours are left out."""
    fields = {key: name for name, key in ADDRESS_KEYS.items()}
    pairs = dict(parse_qsl(query.lstrip("?")))
    if pairs.get(COLOUR_THEME, "default") not in COLOUR_THEMES:
        pairs = {ADDRESS_KEYS["theme"]: pairs[COLOUR_THEME]} | pairs
    return {fields[key]: value for key, value in pairs.items() if key in fields}
