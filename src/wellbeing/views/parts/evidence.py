"""The evidence of what is chosen."""

from typing import Any, Final

from markupsafe import escape

from wellbeing.language import message, say
from wellbeing.reports.evidence.bodies import Bodies
from wellbeing.reports.evidence.comments import CommentEvidence
from wellbeing.reports.evidence.figure import FigureEvidence
from wellbeing.reports.evidence.gatherings import Gatherings
from wellbeing.reports.evidence.holding import Holding
from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.evidence.quotes import Quotes
from wellbeing.reports.evidence.themes import ThemeEvidence
from wellbeing.reports.files.code import figure_code
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments
from wellbeing.views.parts.part import SHOW, Part
from wellbeing.views.shell.markup import render

#: Beside a figure of a slice.
SLICE_ONLY: Final = message(
    "Of “{cut}” are this figure, how it is made and whether it holds; all else is of all channels."
)


class EvidencePanel(Part):
    """How the chosen figure is made, through which channels, with which answers and hui."""

    section, title = "evidence", message("All evidence")
    follows = (SHOW, "area", "stakeholder", "question", "theme", "codes")

    def html(self) -> str:
        """The panel of the present choice."""
        return evidence_html(self.answer)


def evidence_html(answer: Answer) -> str:
    """All that stands behind what is chosen: a notebook shows the same."""
    figure, gatherings, figures = FigureEvidence(answer), Gatherings(answer), answer.figures
    quotes, holding = Quotes(answer), Holding(answer)
    return render(
        "evidence",
        comments=_told(answer, answer.comments) if answer.comments else None,
        about=figure.about,
        slice_only=say(SLICE_ONLY, cut=answer.names.cut(answer.choice.cut)) if answer.choice.cut else "",
        answer=figure.sentence(),
        facts=figure.facts(),
        code=escape(figure_code(answer)),  # as Python writes it: no other quotation marks
        holding=holding.rows(),
        holding_sentence=holding.sentence(),
        slices=figure.slices(),
        positions=PositionEvidence(answer) if figures.positions.questions else None,
        communities=figure.communities(),
        communities_of=figure.communities_of(),
        hui=gatherings.hui(),
        hui_summary=gatherings.hui_summary(),
        words=figures.engagement.words,
        organisations=gatherings.organisations(),
        known=Bodies(answer),
        quotes=quotes.rows(),
        quotes_note=quotes.note(),
    )


def _told(answer: Answer, comments: Comments) -> dict[str, Any]:
    """How they sound and what they raise, with sources."""
    evidence, themes = CommentEvidence(answer, comments), ThemeEvidence(answer, comments)
    sources = (evidence.as_read(), evidence.not_scored(), evidence.source(), evidence.campaigns())
    return {
        "question": comments.question.en,
        "note": evidence.tone(),
        "tones": evidence.tones(),
        "corrected": evidence.correction(),
        "sources": [text for text in sources if text],
        "themes": themes.rows(),
        "themes_note": themes.note(),
    }
