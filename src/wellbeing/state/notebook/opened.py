"""An opened release that is asked for figures by name: the same that pages show, as Polars tables."""

import dataclasses
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.model.errors import DataError, quoted
from wellbeing.release.store.opening import Release, open_release
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins

#: Opened releases whose figures are kept; a server opens one, a notebook may compare two.
MOST_RELEASES: Final = 2
#: What rows can be of, and what they can be crossed with.
ROWS: Final = ("region", "stakeholder", "total")
#: What a table of coverage holds, after ``DIMENSIONS``.
_HEARD: Final = (
    *("status", "count", "low", "high", "expected", "basis", "ratio", "lower", "upper", "state"),
    *("needed_low", "needed_high", "tipping"),
)


class OpenedRelease(Release):
    """A release whose figures can be asked for. Made by ``opened``, the library’s ``open_release``."""

    def coverage(
        self,
        rows: str = "region",
        *,
        by: str = "",
        compared_with: str = "",
        where: Mapping[str, str] | None = None,
        groups: bool = False,
    ) -> pl.DataFrame:
        """Who was heard, beside how many were expected.

        Args:
            rows: ``region``, ``stakeholder``, or ``total`` for everyone.
            by: the other of the first two, to cross them; "" is not crossed.
            compared_with: a benchmark's id; "" is the engagement's default.
            where: a slice and its value, ``{"channel": "paper"}``; None is everyone heard.
            groups: whether groups stand among their members. Then rows must not be added up.

        Returns:
            A row for each cell: ``area``, ``area_kind``, ``stakeholder`` ("" is all); ``status``; ``count``
            (null unless shown), ``low``, ``high``; ``expected`` with its ``basis`` (null without a
            benchmark); ``ratio`` with its 95 % interval, ``lower`` and ``upper``; ``state``; ``needed_low``,
            ``needed_high``, how many more would reach the share; ``tipping``, the least expected number at
            which a gap stays one.

        Raises:
            DataError: a word is not known; those that are known are listed.
        """
        figures = figures_of(self)
        cut = _cut(where or {}, figures)
        if compared_with:
            _check(compared_with, "benchmark", figures.benchmark_names)
        margins = Margins.of_rows(figures.coverage(cut, figures.benchmark(compared_with).id))
        return _rows(margins, rows, by, figures, groups=groups).select(*DIMENSIONS, *_HEARD)

    def positions(
        self, rows: str = "region", *, by: str = "", question: str = "", groups: bool = False
    ) -> pl.DataFrame:
        """What was said to a closed question: each position's share of those who answered.

        Args:
            rows: as ``coverage`` takes it; ``by`` and ``groups`` too.
            by: see there.
            question: its id; "" is the first.
            groups: see there.

        Returns:
            A row for each cell and position (``measures.opinion.positions``), of the cell's own.

        Raises:
            DataError: as ``coverage``.
        """
        figures = figures_of(self)
        asked = _question(question, [one.id for one in figures.positions.questions])
        margins = Margins.of(lambda table: figures.positions.beside_whole(table, asked).drop("others"))
        return _rows(margins, rows, by, figures, groups=groups)

    def tone(
        self, rows: str = "region", *, by: str = "", question: str = "", groups: bool = False
    ) -> pl.DataFrame:
        """How comments on an open question sound, corrected by human codes (``measures.opinion.tone``).

        Args:
            rows: as ``coverage`` takes it; ``by`` and ``groups`` too. Cells are told of groups alone.
            by: see there.
            question: its id; "" is the first.
            groups: see there.

        Returns:
            A row for each cell: ``estimate`` from −1 to 1 with ``lower`` and ``upper``, null where
            ``validation`` says why; ``commented``, about how many did.

        Raises:
            DataError: as ``coverage``.
        """
        figures = figures_of(self)
        asked = _question(question, [one.id for one in figures.comments.questions])
        margins = Margins.of(lambda table: figures.comments.tone(table, asked, "with"))
        return _rows(margins, rows, by, figures, groups=groups)

    def themes(
        self, theme: str, rows: str = "region", *, by: str = "", question: str = "", groups: bool = False
    ) -> pl.DataFrame:
        """The share of comments that raise a theme of the codebook (``measures.opinion.themes``).

        Args:
            theme: its id.
            rows: as ``tone`` takes it; ``by``, ``question`` and ``groups`` too.
            by: see there.
            question: see there.
            groups: see there.

        Returns:
            A row for each cell: ``share`` with ``lower`` and ``upper``, null unless shown; ``answered``, about
            how many commented.

        Raises:
            DataError: as ``coverage``.
        """
        figures = figures_of(self)
        _check(theme, "theme", figures.comments.themes)
        asked = _question(question, [one.id for one in figures.comments.questions])
        margins = Margins.of(lambda table: figures.comments.mentions(table, asked, theme))
        return _rows(margins, rows, by, figures, groups=groups)


def opened(path: str | Path | None = None) -> OpenedRelease:
    """A release by path or id; else ``WELLBEING_RELEASE``; else the newest of the default workspace.

    Raises:
        DataError: as ``wellbeing.release.store.opening.open_release``.
    """
    return _opened(open_release(path))


@lru_cache(maxsize=MOST_RELEASES)
def _opened(release: Release) -> OpenedRelease:
    """The same for all who open the same: readers share its figures."""
    fields = [field.name for field in dataclasses.fields(release)]
    return OpenedRelease(**{name: getattr(release, name) for name in fields})


@lru_cache(maxsize=MOST_RELEASES)
def figures_of(release: Release) -> Figures:
    """The figures of an opened release, worked out once: by the object, since two folders may claim one id."""
    return Figures(release)


def _rows(margins: Margins, rows: str, by: str, figures: Figures, *, groups: bool) -> pl.DataFrame:
    """The margin that is asked for, without groups unless they are."""
    _check(rows, "kind of rows", ROWS)
    if by:
        _check(by, "kind to cross them with", [one for one in ROWS[:2] if rows in ROWS[:2] and one != rows])
    found = {"region": margins.areas, "stakeholder": margins.stakeholders, "total": margins.whole}[rows]
    cells = margins.cells if by else found
    members = {"area": ["", *figures.regions], "stakeholder": ["", *figures.types]}
    single = [pl.col(name).is_in(some) for name, some in members.items() if name in cells.columns]
    return cells if groups or not single else cells.filter(single)


def _cut(where: Mapping[str, str], figures: Figures) -> str:
    if len(where) > 1:
        msg = f"One slice at a time is told, not {len(where)}: {quoted(where)}."
        raise DataError(msg)
    cuts = [f"{name}:{value}" for name, value in where.items()]
    for cut in cuts:
        _check(cut, "slice", [name for name, _ in figures.slices])
    return cuts[0] if cuts else ""


def _question(question: str, known: list[str]) -> str:
    if question or not known:
        _check(question, "question", known)
    return question or known[0]


def _check(word: str, kind: str, known: Iterable[str]) -> None:
    every = list(known)
    if word not in every:
        near = get_close_matches(word, every, n=1)
        meant = f" Did you mean {quoted(near)}?" if near else ""
        msg = f"'{word}' is no {kind} of this release.{meant} Known: {quoted(every, 40) or 'none'}."
        raise DataError(msg)
