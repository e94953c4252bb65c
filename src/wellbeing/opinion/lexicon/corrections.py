"""Corrections to VADER's lexicon, read from ``corrections.toml``, which gives the reason of each group."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Corrections:
    """What replaces or extends VADER's lexicon, and the words on which its rules are put right."""

    version: str
    #: Single words, lower case, and their values on VADER's scale (−4 … 4).
    words: Mapping[str, float]
    #: Several words separated by single spaces, lower case; they outrank the words in them.
    phrases: Mapping[str, float]
    #: Faults whose denial is good news.
    deniable: frozenset[str]
    negators: frozenset[str]
    #: Turn what is said after them, up to the end of the clause.
    denies: frozenset[str]
    #: After these a sentence supposes.
    supposes: frozenset[str]
    #: After these it wants something, or misses it; at its start ``demands`` do the same; ``turns`` end it.
    wants: frozenset[str]
    demands: frozenset[str]
    turns: frozenset[str]
    #: ``supposes``, ``wants`` and ``demands`` together.
    markers: frozenset[str]
    #: After a first "nothing", these say that the sentence goes on.
    goes_on: frozenset[str]


@cache
def corrections() -> Corrections:
    """The corrections that this version ships."""
    parsed = tomllib.loads(resources.files(__package__).joinpath("corrections.toml").read_text("utf-8"))
    lists = {name: frozenset(listed.split()) for name, listed in parsed["lists"].items()}
    values = {entry: value for group in parsed["group"] for entry, value in group["values"].items()}
    return Corrections(
        version=parsed["version"],
        words={entry: value for entry, value in values.items() if " " not in entry},
        phrases={entry: value for entry, value in values.items() if " " in entry},
        markers=lists["supposes"] | lists["wants"] | lists["demands"],
        **lists,
    )
