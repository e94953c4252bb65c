"""Words by which figures are asked for: one that a release does not know is refused, with those that it does."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

import polars as pl

from wellbeing.language import message, retold, say
from wellbeing.measures.coverage.states import Rule
from wellbeing.model.errors import DataError, quoted, seen
from wellbeing.sources.names.spelling import only_meant
from wellbeing.state.figures import Figures

#: What rows can be of, and what they can be crossed with.
ROWS: Final = ("region", "stakeholder", "total")
CROSSING: Final = ROWS[:2]
#: As many known words as an error lists.
_LISTED: Final = 40

#: What a word may be asked as → what that is called.
_KINDS: Final = {
    "area": message("area"),
    "benchmark": message("benchmark"),
    "by": message("kind to cross them with"),
    "choice": message("choice"),
    "codes": message("way to use codes"),
    "column": message("column"),
    "community": message("community"),
    "cut": message("slice"),
    "measure": message("measure"),
    "question": message("question"),
    "rows": message("kind of rows"),
    "rule": message("number of the rule"),
    "show": message("show"),
    "slice": message("slice"),
    "table": message("table"),
    "theme": message("theme"),
    "theme_by": message("way to count a theme"),
    "type": message("type"),
}


def check(word: str, kind: str, known: Iterable[str]) -> str:
    """The word itself, where it is known; ``kind`` is one of ``_KINDS``.

    Raises:
        DataError: it is not; those that are known are listed.
    """
    every = list(known)
    if not isinstance(word, str) or word not in every:
        raise DataError(unknown_word(word, kind, every, retold(quoted(every, _LISTED)) or say("none")))
    return word


def unknown_word(word: str, kind: str, every: list[str], known: str) -> str:
    """That a word is not known, which one was perhaps meant, and all that are known."""
    near = get_close_matches(word, every, n=1) if isinstance(word, str) else []
    parts = {"word": seen(word), "kind": say(_KINDS[kind]), "known": known}
    if near:
        return say(
            "'{word}' is no {kind} of this release. Did you mean {near}? Known: {known}.",
            near=quoted(near),
            **parts,
        )
    return say("'{word}' is no {kind} of this release. Known: {known}.", **parts)


def cut_of(where: Mapping[str, str] | None, figures: Figures) -> str:
    """``{"channel": "paper"}`` as the name of a slice.

    Raises:
        DataError: there is no such slice, or there are several.
    """
    slices = where or {}
    if len(slices) > 1:
        msg = say(
            "One slice at a time is told, not {number}: {slices}.", number=len(slices), slices=quoted(slices)
        )
        raise DataError(msg)
    known = {cut: f"{cut.partition(':')[0]} {figures.names.cut(cut)}" for cut, _ in figures.slices}
    cuts = [f"{name}:{value}" for name, value in slices.items()]
    return only_meant(cuts[0], known) or check(cuts[0], "slice", known) if cuts else ""


def benchmark_of(compared_with: str, figures: Figures) -> str:
    """A benchmark's id; "" is the engagement's default.

    Raises:
        DataError: the release has none of that id.
    """
    if compared_with:
        check(compared_with, "benchmark", figures.benchmark_names)
    return figures.benchmark(compared_with).id


def question_of(question: str, known: list[str]) -> str:
    """A question's id; "" is the first.

    Raises:
        DataError: none has that id.
    """
    if question or not known:
        check(question, "question", known)
    return question or known[0]


def known_words(figures: Figures) -> pl.DataFrame:
    """All that can be asked for: ``kind``, ``word``, ``name``."""
    names = figures.names
    questions = {one.id: one.en for one in (*figures.positions.questions, *figures.comments.questions)}
    kinds = {
        "area": area_names(figures),
        "stakeholder": type_names(figures),
        "compared_with": figures.benchmark_names,
        "where": {cut: names.cut(cut) for cut, _ in figures.slices},
        "question": questions,
        "theme": figures.comments.themes,
        "rows": dict(zip(ROWS, ROWS, strict=True)),
        "by": dict(zip(CROSSING, CROSSING, strict=True)),
        "rule": {name: name for name in Rule.__struct_fields__},
    }
    rows = [(kind, word, name) for kind, words in kinds.items() for word, name in words.items()]
    return pl.DataFrame(rows, schema=dict.fromkeys(("kind", "word", "name"), pl.String), orient="row")


def asked_by(rows: str, by: str, *, groups: bool) -> str:
    """The arguments by which rows are asked for, as they are written."""
    asked = [f'{name}="{word}"' for name, word in (("rows", rows), ("by", by)) if word]
    return f"`{', '.join([*asked, *(['groups=True'] if groups else [])])}`"


def area_names(figures: Figures) -> dict[str, str]:
    """Id → name of each area, regions first."""
    return {area: figures.names.area(area) for area in [*figures.regions, *figures.region_groups.ids]}


def type_names(figures: Figures) -> dict[str, str]:
    """Id → name of each stakeholder type, and of their groups."""
    return {one: figures.names.stakeholder(one) for one in [*figures.types, *figures.type_groups.ids]}
