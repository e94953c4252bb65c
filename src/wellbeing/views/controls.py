"""The one row of switches: what is shown, of which slice, against which benchmark; downloads."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from wellbeing.state.explorer import Explorer, cuts
from wellbeing.views.markup import written
from wellbeing.views.part import Part

SHOWS: Final = (("coverage", "Who we heard"), ("position", "What they said"))
SLICES: Final = {"channel": "Channel", "topic": "Topic", "period": "Period"}
MARGINS_ONLY: Final = (
    "This slice is too thin for most cells of the matrix: read its margins, or the whole engagement."
)

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
            shows=SHOWS,
            cuts=self._cuts(),
            benchmarks=[(one.id, one.en, one in figures.benchmarks) for one in figures.engagement.benchmarks],
            benchmark=self.answer.benchmark.id,
            questions=[(question.id, question.en, True) for question in figures.headline],
            question=self.answer.said.question.id,
            remark=self._remark(),
        )

    def do(self, deed: str, about: str) -> None:
        """Hand over a file, or what every part does."""
        if deed in self._downloads:
            self.markup.download(*self._downloads[deed]())
        else:
            super().do(deed, about)

    def _cuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        named = [(SLICES[name], (cut, self.names.cut(cut))) for cut, name in cuts(self.explorer.figures)]
        return [(label, [pair for _, pair in pairs]) for label, pairs in groupby(named, key=itemgetter(0))]

    def _remark(self) -> str:
        choice = self.answer.choice
        if choice.cut and not self.answer.covered.crossed:
            return MARGINS_ONLY
        return self.answer.benchmark.note if choice.benchmark else ""
