"""Scorers, and how one registered by any installed package is found by its name."""

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Final, Literal, Protocol

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.opinion.tone import Score

#: A package registers a scorer as ``name = "module:factory"`` under this group of entry points. What its
#: factory makes may be a ``LocalHead`` that has learnt nothing yet: it is fitted to codes before it scores.
GROUP: Final = "wellbeing.scorers"
DEFAULT: Final = "vader-nz"


class Scorer(Protocol):
    """Reads English comments; the same text and question always get the same score."""

    @property
    def id(self) -> str:
        """Name and version; changes whenever scores could, being part of the cache's key."""
        ...

    @property
    def source(self) -> Literal["model", "lexicon"]:
        """What kind of evidence its scores are."""
        ...

    def score(self, texts: Sequence[str], questions: Sequence[str | None]) -> list[Score]:
        """One score a text, in order."""
        ...


def scorer_names() -> list[str]:
    """The names of all registered scorers, in order."""
    return sorted(entry.name for entry in entry_points(group=GROUP))


def scorer(name: str = DEFAULT) -> Scorer:
    """The registered scorer of that name.

    Raises:
        DataError: no installed package registers it.
    """
    found: list[EntryPoint] = list(entry_points(group=GROUP, name=name))
    if not found:
        known = scorer_names()
        raise DataError(
            f"No scorer is called '{name}'. {counted(len(known), 'scorer')} known: {quoted(known)}."
        )
    made: Scorer = found[0].load()()
    return made
