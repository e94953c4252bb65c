"""The answer beside the list: what is known of what is chosen, and the way to all that stands behind it."""

from wellbeing.reports.reply import CellReply
from wellbeing.views.parts.part import SHOW, Part
from wellbeing.views.shell.markup import render


class ReplyPanel(Part):
    """A few lines about the selection; what cannot be said while nothing is chosen."""

    follows = (SHOW, "area", "stakeholder", "cut", "benchmark", "question", "compare")

    def html(self) -> str:
        """The answer to the present choice."""
        reply = CellReply(self.answer)
        choice, columns = self.answer.choice, reply.columns()
        return render(
            "reply",
            title=reply.title(),
            lines=[] if columns else reply.lines(),
            points=reply.points(),
            columns=columns,
            difference=reply.difference(),
            waiting=reply.waiting(),
            compare=choice.compare,
            as_kept=choice.as_kept,
            is_chosen=reply.is_chosen,
        )
