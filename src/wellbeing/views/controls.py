"""The one row of switches: what is shown, of which slice, against which benchmark; downloads."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from wellbeing.model.engagement import Question
from wellbeing.reports.point import about
from wellbeing.state.explorer import Explorer, cuts
from wellbeing.views.markup import written
from wellbeing.views.part import Part

#: What they said, in closed answers and in comments.
SAID: Final = (("position", "Position"), ("tone", "Tone"), ("theme", "Theme"))
MEASURES: Final = (("share", "By comments"), ("hui", "By hui"))
MARGINS_ONLY: Final = (
    "This slice is too thin for most cells of the matrix: read its margins, or the whole engagement."
)

WITHOUT_CODES: Final = (
    "As it would be had nobody coded comments: no colour and no interval, only counts, each a model "
    "estimate, not validated here; and no themes, which are learnt from codes."
)
#: What is shown of comments.
COMMENTED: Final = ("tone", "theme")

Downloads = dict[str, Callable[[], tuple[str, str, bytes]]]


class Controls(Part):
    """Show, slice, benchmark, question and downloads."""

    def __init__(self, explorer: Explorer, downloads: Downloads, **params: Any) -> None:
        """Take what makes each file: kind → name, media type and content."""
        self._downloads = downloads
        super().__init__(explorer, **params)

    def html(self) -> str:
        """The row of switches for the present choice."""
        choice, figures = self.answer.choice, self.explorer.figures
        return written(
            "controls",
            choice=choice,
            shows=SAID if figures.comments.questions else SAID[:1],
            themes=[(theme, name, True) for theme, name in figures.comments.themes.items()],
            measures=MEASURES,
            commented=self.answer.commented,
            cuts=self._cuts(),
            benchmarks=[(one.id, one.en, one in figures.benchmarks) for one in figures.engagement.benchmarks],
            benchmark=self.answer.benchmark.id,
            questions=[(one.id, self._named(one), True) for one in self._questions()],
            question=self._question(),
            remark=self._remark(),
        )

    def do(self, deed: str, about: str) -> None:
        """Hand over a file, or what every part does."""
        if deed in self._downloads:
            self.markup.download(*self._downloads[deed]())
        else:
            super().do(deed, about)

    def _questions(self) -> tuple[Question, ...]:
        """Closed questions where positions are shown, open ones where comments are."""
        figures = self.explorer.figures
        return figures.headline if self.answer.choice.show == "position" else figures.comments.questions

    def _named(self, question: Question) -> str:
        """A closed question in full; comments by their short name, beside more switches."""
        is_closed = self.answer.choice.show == "position"
        return question.en if is_closed else question.short or question.en

    def _question(self) -> str:
        told = self.answer.commented
        is_open = told is not None and self.answer.choice.show != "position"
        return told.question.id if told and is_open else self.answer.said.question.id

    def _cuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        named = [(label, (cut, self.names.cut(cut))) for cut, label in cuts(self.explorer.figures)]
        return [(label, [pair for _, pair in pairs]) for label, pairs in groupby(named, key=itemgetter(0))]

    def _remark(self) -> str:
        choice = self.answer.choice
        if not self.answer.mappable and choice.show != "coverage":
            care = self.explorer.release.engagement.care
            return f"Opinion of {about(self.answer, self.names)} is not mapped. Kaitiaki: {care.kaitiaki}"
        if choice.show in COMMENTED and choice.codes == "without":
            return WITHOUT_CODES
        if choice.cut and not self.answer.covered.crossed:
            return MARGINS_ONLY
        return self.answer.benchmark.note if choice.benchmark else ""
