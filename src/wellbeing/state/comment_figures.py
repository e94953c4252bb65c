"""Comments of one release: how they sound and what they raise, each worked out once and kept."""

from functools import cached_property
from typing import Any

import polars as pl

from wellbeing.measures.opinion.themes import beside_whole_share, raised
from wellbeing.measures.opinion.tone import beside_whole, tone, without_codes
from wellbeing.model.engagement import Question
from wellbeing.model.kept import copies
from wellbeing.model.lattice import CellTable, table_name
from wellbeing.release.store.opening import Release
from wellbeing.state.cells import drop_not_stated, question_base


class CommentFigures:
    """Tone and themes from published cells. Immutable, so that sessions may share it."""

    def __init__(self, release: Release) -> None:
        """Take the release whose tables are read."""
        self._release = release
        self.tone = copies(self._tone_beside_whole)
        self.shares = copies(self._shares)
        self.mentions = copies(self._mentions)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open questions to which the release holds comments; none before comments were counted."""
        if table_name("total", "tone") not in self._release.tables:
            return ()
        ids = set(self._release.table(table_name("total", "tone"))["question"])
        return tuple(one for one in self._release.engagement.questions if one.id in ids)

    @cached_property
    def themes(self) -> dict[str, str]:
        """Theme → its name, in the codebook's order; none where the release counts none."""
        if not self.questions or table_name("total", "theme") not in self._release.tables:
            return {}
        return dict(self._release.table("codebook").select("theme", "name").iter_rows())

    def counts(self, margin: str, cut: str, question: str) -> pl.DataFrame:
        """The published cells of a question by ``tone`` or ``theme``; no rows where there is no table."""
        name = table_name(margin, cut)
        if name in self._release.tables:
            return drop_not_stated(self._release.table(name)).filter(question=question)
        types = self._release.table(margin).schema
        keys = [
            pl.lit(None, types.get(key, pl.String)).alias(key)
            for key in CellTable(name=name, margin=margin).dimensions
        ]
        return self._release.table(table_name("total", cut)).select(*keys, pl.all()).clear()

    def at_hui(self, theme: str) -> pl.DataFrame:
        """``area``, ``area_kind``, ``status``, ``raised``, ``hui``: at how many hui a theme came up."""
        return drop_not_stated(self._release.table("hui_themes")).filter(theme=theme)

    def scoring(self, question: str) -> dict[str, Any]:
        """Where the tone of a question's comments comes from, and how far coders agree.

        ``all_codes``: those of all questions, from which estimates are corrected together.
        """
        rows = self._release.table("scoring").with_columns(all_codes=pl.col("codes").sum())
        return rows.row(by_predicate=pl.col("question") == question, named=True)

    def figure(self, name: str) -> dict[str, Any] | None:
        """A headline figure's published cell; None where the release has none of that name."""
        rows = self._release.table("figures").filter(figure=name)
        return None if rows.is_empty() else rows.row(0, named=True)

    def _tone_beside_whole(self, margin: str, question: str, codes: str) -> pl.DataFrame:
        """How comments sound in every cell of a margin, beside the whole."""
        here, whole = (self._tone(each, question, codes) for each in (margin, "total"))
        return beside_whole(here, whole)

    def _mentions(self, margin: str, question: str, theme: str) -> pl.DataFrame:
        """The share of comments that raise a theme, in every cell of a margin, beside the whole."""
        whole, here = (
            self.shares(each, question).filter(pl.col("position") == theme) for each in ("total", margin)
        )
        return beside_whole_share(here, whole)

    def _shares(self, margin: str, question: str) -> pl.DataFrame:
        """The share of comments that raise each theme, in every cell of a margin."""
        commented = self._tone(margin, question)
        return raised(self.counts(margin, "theme", question), commented)

    def _tone(self, margin: str, question: str, codes: str = "with") -> pl.DataFrame:
        cells = self.counts(margin, "tone", question)
        base = question_base(self._release, margin, question)
        return tone(without_codes(cells) if codes == "without" else cells, base)
