"""Closed answers of one release: shares of each position, each worked out once and kept."""

from functools import cache, cached_property

import polars as pl

from wellbeing.measures.opinion.answered import NO_ANSWER
from wellbeing.measures.opinion.channels import Said, by_channel, hui_deff
from wellbeing.measures.opinion.funnel import Funnel, funnel
from wellbeing.measures.opinion.majority import with_others
from wellbeing.measures.opinion.one_cell import under_one_name
from wellbeing.measures.opinion.positions import SHARED, positions
from wellbeing.measures.opinion.shrinkage import shrunken
from wellbeing.model.engagement import Question
from wellbeing.model.grouping import Grouping
from wellbeing.model.kept import copies
from wellbeing.model.vocabulary import BOTH, NOT_STATED
from wellbeing.release.store.opening import Release
from wellbeing.state.cells import drop_not_stated, published_cells, question_base


class PositionFigures:
    """Positions from published cells. Immutable, so that sessions may share it."""

    def __init__(self, release: Release) -> None:
        """Take the release whose tables are read."""
        self._release, self._engagement = release, release.engagement
        self._homes = {
            "area": Grouping(self._engagement.region_groups).only_home,
            "stakeholder": Grouping(self._engagement.stakeholder_groups).only_home,
        }
        self.beside_whole = copies(self._beside_whole)
        self.by_channel, self.by_round = cache(self._by_channel), cache(self._by_round)
        self.funnel = cache(self._funnel)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The closed questions that have crossed tables."""
        return tuple(one for one in self._engagement.questions if one.headline and one.closed)

    def shares(self, margin: str, question: str) -> pl.DataFrame:
        """Shares of each position (``measures.opinion.positions``), of a margin's cells alone."""
        base = question_base(self._release, margin, question)
        return positions(self.answers(margin, question), base, self.deff(question))

    def deff(self, question: str) -> float:
        """The design effect of a question: n answers say as much as n / deff that are independent."""
        rows = self._release.table("design_effects").filter(question=question)
        return float(rows["deff"].item())

    def _beside_whole(self, margin: str, question: str) -> pl.DataFrame:
        """Shares of each position beside the whole, of each cell's own, and beside others that it must not hide."""
        found = shrunken(self.shares(margin, question), self.shares("total", question))
        return with_others(under_one_name(found, self._homes, "position"))

    def _by_channel(self, margin: str, question: str) -> pl.DataFrame | None:
        """Shares by channel (``measures.opinion.channels``), of everything or by type; None if not published."""
        whole = self._cut_cells("total", question, "channel")
        cells = whole if margin == "total" else self._cut_cells(margin, question, "channel")
        if whole is None or cells is None:
            return None
        deff = hui_deff(by_channel(*whole), self.deff(question))
        return by_channel(*cells, deff)

    def _by_round(self, margin: str, question: str) -> pl.DataFrame | None:
        """Shares in each round (``measures.opinion.positions``, with ``round``); None if not published."""
        cells = self._cut_cells(margin, question, "round")
        if cells is None:
            return None
        said, everyone = (each.parts.filter(pl.col("round") != NOT_STATED) for each in cells)
        return positions(said, everyone, self.deff(question))

    def _cut_cells(self, margin: str, question: str, cut: str) -> tuple[Said, Said] | None:
        """What was said by a slice, and who was heard; who was asked by it is known of all topics alone."""
        table = f"{margin}_by_position_by_{cut}"
        if table not in self._release.tables:
            return None
        cells = drop_not_stated(self._release.table(table)).filter(self._is_offered(question))
        heard = Said(*(published_cells(self._release, margin, each) for each in (cut, "")))
        topic = next(one.topic for one in self._engagement.questions if one.id == question)
        asked_all = topic == BOTH or len(self._engagement.topics) == 1
        everyone = heard if asked_all else Said(heard.parts.clear(), heard.wholes.clear())
        return Said(cells, self.answers(margin, question)), everyone

    def answers(self, margin: str, question: str) -> pl.DataFrame:
        """The published cells of a question, of the positions that it offers."""
        return published_cells(self._release, margin, "position").filter(self._is_offered(question))

    def _is_offered(self, question: str) -> pl.Expr:
        options = next(one for one in self._engagement.questions if one.id == question).options
        offered = [*(option.position for option in options), NO_ANSWER]
        return (pl.col("question") == question) & pl.col("position").cast(pl.String).is_in(offered)

    def _funnel(self, question: str, stakeholder: str = "") -> Funnel:
        """The shares that agree, over areas that do not overlap, between the limits at which their standing turns.

        The rows are those that the map and the matrix show. Areas too small for a share are left out, all where the
        whole has none.
        """
        cells = self.beside_whole("region_stakeholder" if stakeholder else "region", question)
        kind = "group" if self._engagement.region_groups else "region"
        agrees = pl.col("position").cast(pl.String) == "support"
        disjoint = pl.col("area_kind").cast(pl.String) == kind
        has_share = pl.col("tier").cast(pl.String).is_in(SHARED)
        of_type = cells.filter(stakeholder=stakeholder) if stakeholder else cells
        return funnel(of_type.filter(agrees & disjoint & has_share))
