"""Closed answers of one release: shares of each position, each worked out once and kept."""

from functools import cache, cached_property

import polars as pl

from wellbeing.measures.opinion.from_group import from_group
from wellbeing.measures.opinion.funnel import Funnel, funnel
from wellbeing.measures.opinion.positions import SHARED, positions
from wellbeing.measures.opinion.shrinkage import shrunken
from wellbeing.model.engagement import Question
from wellbeing.release.store.opening import Release
from wellbeing.state.cells import published_cells, question_base


class PositionFigures:
    """Positions from published cells. Immutable, so that sessions may share it."""

    def __init__(self, release: Release) -> None:
        """Take the release whose tables are read."""
        self._release, self._engagement = release, release.engagement
        self.beside_whole = cache(self._beside_whole)
        self.funnel = cache(self._funnel)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The closed questions that have crossed tables."""
        return tuple(one for one in self._engagement.questions if one.headline and one.closed)

    def shares(self, margin: str, question: str) -> pl.DataFrame:
        """Shares of each position (``measures.opinion.positions``), of a margin's cells alone."""
        base = question_base(self._release, margin, question)
        return positions(self._answers(margin, question), base, self.deff(question))

    def deff(self, question: str) -> float:
        """The design effect of a question: n answers say as much as n / deff that are independent."""
        rows = self._release.table("design_effects").filter(question=question)
        return float(rows["deff"].item())

    def _beside_whole(self, margin: str, question: str) -> pl.DataFrame:
        """Shares of each position beside the whole; a region's group lends its own where too few answered."""
        cells = shrunken(self.shares(margin, question), self.shares("total", question))
        return from_group(cells, self._engagement) if "area" in cells.columns else cells

    def _answers(self, margin: str, question: str) -> pl.DataFrame:
        """The published cells of a question, of the positions that it offers."""
        options = next(one for one in self._engagement.questions if one.id == question).options
        offered = [*(option.position for option in options), "no_answer"]
        is_offered = pl.col("position").cast(pl.String).is_in(offered)
        table = published_cells(self._release, margin, "position")
        return table.filter(pl.col("question") == question, is_offered)

    def _funnel(self, question: str, stakeholder: str = "") -> Funnel:
        """How far the shares that agree lie apart by chance alone, over areas that do not overlap.

        The line in the middle is the share of the whole engagement, also where one type is looked at: as the
        colours of the map have it. Areas too small for a share are left out, all where the whole has none.
        """
        agrees = pl.col("position").cast(pl.String) == "support"
        centre = self.shares("total", question).filter(agrees)["share"].item()
        cells = self.shares("region_stakeholder" if stakeholder else "region", question)
        kind = "group" if self._engagement.region_groups else "region"
        disjoint = pl.col("area_kind").cast(pl.String) == kind
        of_type = cells.filter(stakeholder=stakeholder) if stakeholder else cells
        has_share = pl.col("tier").cast(pl.String).is_in(SHARED)
        drawn = of_type.filter(agrees & disjoint & has_share & pl.lit(centre is not None))
        return funnel(drawn, centre or 0.0, self.deff(question))
