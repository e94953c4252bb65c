"""The evidence of what is chosen."""

from wellbeing.reports.evidence import Evidence as Told
from wellbeing.reports.gatherings import Gatherings
from wellbeing.reports.quotes import Quotes
from wellbeing.views.markup import written
from wellbeing.views.part import Part


class Evidence(Part):
    """How the chosen figure is made, through which channels, with which answers and hui."""

    def html(self) -> str:
        """The panel of the present choice."""
        told = Told(self.answer, self.explorer.figures, self.names)
        gathered = Gatherings(self.answer.choice, self.explorer.figures, self.names)
        quoted = Quotes(self.answer.choice, self.explorer.figures, self.names)
        return written(
            "evidence",
            about=told.about,
            answer=told.sentence(),
            facts=told.facts(),
            channels=told.channels(),
            question=self.answer.said.question.en,
            answered=told.answered(),
            positions=told.positions(),
            communities=told.communities(),
            hui=gathered.hui(),
            hui_summary=gathered.hui_summary(),
            organisations=gathered.organisations(),
            quotes=quoted.rows(),
            quotes_note=quoted.note(),
        )
