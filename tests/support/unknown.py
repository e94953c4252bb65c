"""Exports of platforms that nobody knows: small files of many shapes, with what is right about each.

A column is a heading, what stands below it, and the live lines that are right about it. What is not named may only be
asked. Names, addresses and words of people stand in many of them; they must never be repeated.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
from taking import written

TRUST = "I trust how government uses my information"
CLARITY = "It is clear to me when information may be collected and shared"
APPROACH = "Do you support the proposed approach to investing for social wellbeing?"
HOPES = "What worries or hopes do you have about how personal information is protected and used?"
REGIONS = ("Auckland", "Otago", "Waikato", "Southland", "Taranaki", "Northland")
ROLES = ("NGO", "client", "council", "iwi", "DHB")
GROUPS = ("Māori", "Pasifika", "Disabled people")
SCALE = ("strongly agree", "agree", "neither agree nor disagree", "disagree", "strongly disagree")
NAMES = ("Aroha Example", "Hone Sample", "Mele Muster", "Jane Beispiel", "Rangi Ejemplo", "Tom Modell")
#: In everything that people write or are called.
CANARY = "kōtuku"

#: A fact: where a live line stands and what it says.
Fact = tuple[str, ...]
Make = Callable[[Random, int], object]


@dataclass(frozen=True)
class Part:
    """A column of an export, and the live lines that are right about it."""

    heading: str
    make: Make
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Export:
    """A file of some shape."""

    name: str
    parts: tuple[Part, ...]
    #: Live lines that are right of the file as a whole.
    facts: tuple[Fact, ...] = ()
    #: Lines that somebody who knows the file would write, and that nothing in it proves.
    unproved: tuple[Fact, ...] = ()
    suffix: str = ".csv"
    #: What stands above the headings.
    above: tuple[tuple[str, ...], ...] = ()
    heads: bool = True
    rows: int = 45
    form: tuple[tuple[str, str], ...] = ()

    def write(self, folder: Path) -> Path:
        """The file."""
        chance = Random(self.name)  # noqa: S311
        rows = [[str(part.make(chance, number)) for part in self.parts] for number in range(self.rows)]
        headings = tuple(part.heading for part in self.parts)
        if self.suffix == ".csv":
            head, *more = (*self.above, *([headings] if self.heads else ()), *rows)
            return written(folder, more, head, name=f"{self.name}.csv", **dict(self.form))
        table = pl.DataFrame(rows, dict.fromkeys(headings, pl.String), orient="row")
        path = folder / f"{self.name}{self.suffix}"
        _ = table.write_parquet(path) if self.suffix == ".parquet" else table.write_excel(path)
        return path

    @property
    def right(self) -> set[Fact]:
        """Every live line that is right."""
        return {*self.facts, *(fact for part in self.parts for fact in part.facts)}


def live_facts(profile: dict[str, Any]) -> set[Fact]:
    """The live lines of a proposal."""
    facts: set[Fact] = {("id", *profile["id"])} if "id" in profile else set()
    facts |= {(name, str(profile[name])) for name in ("kind", "rows") if name in profile}
    for name, part in profile.items():
        if isinstance(part, dict):
            facts |= set(_facts(name, part))
    for answer in profile.get("questions", ()):
        facts |= set(_facts(answer["id"], {key: said for key, said in answer.items() if key != "id"}))
    return facts


def _facts(name: str, part: dict[str, Any]) -> list[Fact]:
    flags = part.get("flags", {}).items()
    said = [(name, key, *map(str, said if isinstance(said, list) else [said])) for key, said in part.items()]
    return [
        *(fact for fact in said if fact[1] not in {"flags", "required"}),
        *((name, "flag", *flag) for flag in flags),
    ]


def cycle(words: tuple[str, ...]) -> Make:
    return lambda chance, _: chance.choice(words)


def day(form: str, *, first: int = 0) -> Make:
    start = dt.datetime(2018, 6, 1, 9, 41, 7)
    return lambda _, number: (start + dt.timedelta(days=first + number, minutes=11 * number)).strftime(form)


def number(chance: Random, at: int) -> int:
    return at + 1


def words(chance: Random, at: int) -> str:
    return (
        f"I said {CANARY} number {at} because {chance.choice(NAMES)} told me to say it"
        if chance.random() < 0.8
        else ""
    )


def name(chance: Random, at: int) -> str:
    return f"{chance.choice(NAMES)} {CANARY}"


def nothing(chance: Random, at: int) -> str:
    return ""


def several(mark: str) -> Make:
    return lambda chance, _: mark.join(word for word in GROUPS if chance.random() < 0.4)


def column(heading: str, part: str, make: Make) -> Part:
    return Part(heading, make, ((part, "columns", heading),))


def dated(heading: str, form: str, *forms: str) -> Part:
    facts = (("received_on", "columns", heading), *((("received_on", "formats", *forms),) if forms else ()))
    return Part(heading, day(form), facts)


def region(heading: str = "Which region do you live in?") -> Part:
    return column(heading, "region", cycle(REGIONS))


def role(heading: str = "Your role") -> Part:
    return column(heading, "stakeholder", cycle(ROLES))


def trust(heading: str = TRUST) -> Part:
    return column(heading, "trust", cycle(SCALE))


def numbered(heading: str = "Response ID") -> Part:
    return Part(heading, lambda _, at: f"R-{at:04}", (("id", heading),))


ISO = dated("Submitted", "%Y-%m-%d %H:%M:%S")
DAYS = dated("Date", "%d/%m/%Y", "%d/%m/%Y")
NAME = Part("Name", name)
WHY = column(HOPES, "data_comment", words)
#: Right wherever questions of both topics, or about both, are asked; and where a tool wrote times of day.
ABOUT_BOTH = (("topic", "constant", "both"),)
ON_THE_WEB = (*ABOUT_BOTH, ("channel", "constant", "online"))


def boxes(stem: str, ticked: Callable[[str], str], unticked: str, extra: str = "") -> tuple[Part, ...]:
    named = {"Māori": "maori", "Pacific peoples": "pacific", "Disabled people": "disabled"}
    made = [
        Part(
            f"{stem}{group}",
            lambda chance, _, group=group: ticked(group) if chance.random() < 0.4 else unticked,
            (("communities", "flag", f"{stem}{group}", word),),
        )
        for group, word in named.items()
    ]
    other = [Part(f"{stem}{extra}", lambda chance, _: ticked(extra) if chance.random() < 0.4 else unticked)]
    return (*made, *(other if extra else ()))
