"""Where next: the events that would settle most, and what would settle each cell that is open."""

from typing import Any

from wellbeing.measures.planning.where_next import AHEAD
from wellbeing.reports.where_next import NextReport
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.settling import more_events
from wellbeing.state.explorer import Explorer
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

#: The section's id in the template.
SECTION = "where-next"


class NextEvents(Part):
    """A closed section; it is worked out when it is opened, once for all readers."""

    follows = ("benchmark",)

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow an explorer, and wait until somebody looks."""
        super().__init__(explorer, **params)
        self.markup.param.watch(self.write, "opened")

    def beside(self) -> str:
        """Whether it was opened."""
        return SECTION if SECTION in self.markup.opened else ""

    def html(self) -> str:
        """The section under the present yardstick; its head alone as long as it is closed."""
        words = self.explorer.release.engagement.words
        return render(
            "where_next",
            report=NextReport(self.answer) if self.beside() else None,
            ahead=upper_first(more_events(AHEAD, self.answer)),
            number=upper_first(words.events),
        )
