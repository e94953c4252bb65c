"""Scorers of tone: what one must do, and how one registered by any installed package is found by name."""

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Final, Literal, Protocol

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.opinion.tone import Score

#: A package registers a scorer as ``name = "module:factory"`` under this group of entry points. What its
#: factory makes may be a ``LocalHead`` that has learnt nothing yet: it is fitted to codes before it scores.
_GROUP: Final = "wellbeing.scorers"
_DEFAULT: Final = "vader-nz"


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
    return sorted(entry.name for entry in entry_points(group=_GROUP))


def scorer(name: str = _DEFAULT) -> Scorer:
    """The registered scorer of that name.

    Raises:
        DataError: no installed package registers it.
    """
    registered: list[EntryPoint] = list(entry_points(group=_GROUP, name=name))
    if not registered:
        names = scorer_names()
        raise DataError(
            f"No scorer is called '{name}'. {counted(len(names), 'scorer')} known: {quoted(names)}."
        )
    reader: Scorer = registered[0].load()()
    return reader
