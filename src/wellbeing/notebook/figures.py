"""A release that is asked for figures by name: the same that pages show, as Polars tables."""

from collections.abc import Mapping

import polars as pl

from wellbeing.language import say
from wellbeing.notebook.about import about_coverage, about_question
from wellbeing.notebook.frames import FigureFrame
from wellbeing.release.store.opening import Release
from wellbeing.state.figures import Figures
from wellbeing.state.rows.arguments import takes
from wellbeing.state.rows.asked import AskedRows, coverage_rows, position_rows, theme_rows, tone_rows
from wellbeing.state.rows.shared import figures_of


class AskedRelease(Release):
    """A release whose figures can be asked for; ``notebook.opened`` makes it."""

    @property
    def _figures(self) -> Figures:
        """What pages read of it, worked out once."""
        return figures_of(self)

    @takes()
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
            A row for each cell: ``owner``, the name of the cell whose figures it holds; ``area``, ``area_kind``,
            ``stakeholder`` ("" is all); ``status``; ``count`` (null unless shown), ``low``, ``high``; ``expected``
            with its ``basis`` (null without a benchmark); ``ratio`` with its 95 % interval, ``lower`` and ``upper``,
            as ``interval`` in words; ``state``; ``p_under``, how probably too few were heard; ``needed_low``,
            ``needed_high``, how many more would reach the share; ``tipping``, the least expected number at
            which a gap stays one; ``answered_by``, who answers a question about the cell, where a larger one has
            to; null where none can.

        Raises:
            DataError: a word is not known; those that are known are listed.

        Example:
            >>> rows = release.coverage("region", by="stakeholder", compared_with="need", where={"channel": "paper"})
            >>> rows.filter(area="02", stakeholder="providers")["owner"].to_list()
            []
            >>> release.coverage("total")["owner"].item()
            'Everyone heard'
        """
        asked, figures = AskedRows(rows, by, groups=groups), self._figures
        told = coverage_rows(figures, asked, compared_with, where)
        return FigureFrame(told).told(about_coverage(figures, compared_with, where))

    @takes()
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
            A row for each cell and position (``measures.opinion.positions``), of its ``owner``: ``share`` with
            ``lower``, ``upper`` and ``interval``, and its ``standing`` beside everyone; ``answered``, about how many
            did. Of fewer than the release's threshold that and all that rests on it is null, as on pages:
            ``answered_low`` to ``answered_high`` is its range.

        Raises:
            DataError: as ``coverage``.

        Example:
            >>> agree = release.positions("stakeholder", groups=True).filter(position="support")
            >>> agree.columns[0], "standing" in agree.columns
            ('owner', True)
        """
        figures = self._figures
        told = position_rows(figures, AskedRows(rows, by, groups=groups), question)
        return FigureFrame(told).told(about_question(question, figures.positions.questions))

    @takes()
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
            A row for each cell, of its ``owner``: ``estimate`` from −1 to 1 with ``lower``, ``upper`` and
            ``interval``, null where ``validation`` says why; ``commented``, about how many did, null below the
            release's threshold, where ``commented_low`` to ``commented_high`` is its range.

        Raises:
            DataError: as ``coverage``.

        Example:
            >>> release.tone("total").select("owner", "validation").row(0)
            ('Everyone heard', 'ok')
        """
        figures = self._figures
        told = tone_rows(figures, AskedRows(rows, by, groups=groups), question)
        return FigureFrame(told).told(about_question(question, figures.comments.questions))

    @takes()
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
            A row for each cell, of its ``owner``: ``share`` with ``lower``, ``upper`` and ``interval``, null
            unless pages give a share; ``answered``, about how many commented, null below the release's threshold.

        Raises:
            DataError: as ``coverage``.

        Example:
            >>> theme = release.known().filter(kind="theme")["word"][0]
            >>> release.themes(theme, "total")["owner"].item()
            'Everyone heard'
        """
        figures = self._figures
        told = theme_rows(figures, theme, AskedRows(rows, by, groups=groups), question)
        of_theme = say("Theme: {theme} ({id}).", theme=figures.comments.themes[theme], id=theme)
        return FigureFrame(told).told(f"{of_theme} {about_question(question, figures.comments.questions)}")
