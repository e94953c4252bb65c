"""The evidence of what is chosen."""

from typing import Any

from wellbeing.reports.commented import Commented
from wellbeing.reports.evidence import Evidence as Told
from wellbeing.reports.gatherings import Gatherings
from wellbeing.reports.quotes import Quotes
from wellbeing.reports.themes import Themes
from wellbeing.state.commented import Commented as Comments
from wellbeing.views.markup import written
from wellbeing.views.part import Part


class Evidence(Part):
    """How the chosen figure is made, through which channels, with which answers and hui."""

    def html(self) -> str:
        """The panel of the present choice."""
        shown = Told(self.answer, self.explorer.figures, self.names)
        gathered = Gatherings(self.answer.choice, self.explorer.figures, self.names)
        quoted = Quotes(self.answer.choice, self.explorer.figures, self.names)
        told = self.answer.commented
        return written(
            "evidence",
            comments=self._comments(told) if told else None,
            about=shown.about,
            answer=shown.sentence(),
            facts=shown.facts(),
            slices=shown.slices(),
            question=self.answer.said.question.en,
            answered=shown.answered(),
            positions=shown.positions(),
            communities=shown.communities(),
            hui=gathered.hui(),
            hui_summary=gathered.hui_summary(),
            organisations=gathered.organisations(),
            quotes=quoted.rows(),
            quotes_note=quoted.note(),
        )

    def _comments(self, told: Comments) -> dict[str, Any]:
        """How they sound and what they raise, with sources."""
        heard = Commented(self.answer, told, self.explorer.figures, self.names)
        themes = Themes(self.answer, told, self.explorer.figures)
        return {
            "question": told.question.en,
            "notes": [text for text in (heard.who(), heard.tone()) if text],
            "tones": heard.tones(),
            "sources": [text for text in (heard.not_scored(), heard.source(), heard.campaigns()) if text],
            "themes": themes.rows(),
            "themes_note": themes.note(),
        }
