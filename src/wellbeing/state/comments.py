"""What a choice shows of comments: how they sound, and what they raise."""

from functools import cached_property

import polars as pl

from wellbeing.measures.opinion.themes import ranked
from wellbeing.model.engagement import Question
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins, margin_table, rows_of


class Comments:
    """Comments on one open question; each figure is worked out when it is first asked for."""

    def __init__(self, figures: Figures, choice: Choice) -> None:
        """Take a choice; the release counts comments on at least one question."""
        self._figures, self._choice = figures.comments, choice
        self._coarser = figures.groups_of
        questions = self._figures.questions
        #: The one that is chosen, or the first.
        self.question: Question = next((one for one in questions if one.id == choice.question), questions[0])

    @cached_property
    def theme(self) -> str:
        """The theme that is looked at, else the one most raised; empty where the release has no codebook."""
        return self._choice.theme or self.leading

    @cached_property
    def leading(self) -> str:
        """The theme that everyone heard raised most; empty where the release has no codebook."""
        if not self._figures.themes:
            return ""
        shares = self._figures.shares("total", self.question.id)
        return str(next(iter(ranked(shares)["position"]), next(iter(self._figures.themes))))

    @cached_property
    def tone(self) -> Margins:
        """How comments sound (``measures.opinion.tone``)."""
        tones = Margins.of(lambda table: self._figures.tone(table, self.question.id, self._choice.codes))
        return tones.within("commented")

    @cached_property
    def mentions(self) -> Margins | None:
        """The share that raises the theme; None where there is no theme."""
        if not self.theme:
            return None
        return Margins.of(lambda table: self._figures.mentions(table, self.question.id, self.theme))

    @cached_property
    def at_hui(self) -> pl.DataFrame | None:
        """At how many hui of each area the theme came up; None where there is no theme."""
        return self._figures.at_hui(self.theme) if self.theme else None

    @cached_property
    def owner(self) -> tuple[str, str]:
        """Area and type whose counts and shares are told: the chosen, or its groups where it is told no finer."""
        chosen = (self._choice.area, self._choice.stakeholder)
        cells = set(self.tone.cells.select("area", "stakeholder").iter_rows())
        return chosen if not all(chosen) or chosen in cells else self._coarser(*chosen)

    @cached_property
    def tone_counts(self) -> pl.DataFrame:
        """The owner's published cells by tone."""
        counts = self._figures.counts(margin_table(*self.owner), "tone", self.question.id)
        return rows_of(counts, *self.owner)

    @cached_property
    def theme_shares(self) -> pl.DataFrame:
        """The owner's shares of themes (``measures.opinion.themes``), most raised first."""
        shares = self._figures.shares(margin_table(*self.owner), self.question.id)
        return ranked(rows_of(shares, *self.owner))

    @cached_property
    def communities(self) -> pl.DataFrame:
        """How comments sound by community: they overlap."""
        return self._figures.tone("community", self.question.id, self._choice.codes)
