"""Where next: the events that would settle most, and what would settle each cell that is open."""

from typing import Final

from wellbeing.language import message, say
from wellbeing.measures.planning.where_next import AHEAD
from wellbeing.reports.where_next import NextReport
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.settling import more_events
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

#: Beside figures of a slice.
NOT_OF_A_SLICE: Final = message("Events are planned for everybody: this is of all channels, all the time.")


class NextEvents(Part):
    """A section that is worked out when it is opened, once for all readers."""

    section, title = "where-next", message("Where next")
    follows = ("benchmark", "cut")

    def html(self) -> str:
        """The section under the present yardstick."""
        words = self.explorer.release.engagement.words
        return render(
            "where_next",
            report=NextReport(self.answer),
            slice_ignored=say(NOT_OF_A_SLICE) if self.answer.choice.cut else "",
            ahead=upper_first(more_events(AHEAD, self.answer)),
            number=upper_first(words.events),
        )
