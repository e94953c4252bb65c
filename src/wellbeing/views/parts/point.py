"""The Point: sentences made from the release, first on the page."""

from typing import Any

from wellbeing.reports.words.protection import protection
from wellbeing.state.explorer import Explorer
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render


class Point(Part):
    """What matters, in words, for everything or for what is chosen."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow the note beside the answer: a choice that is not there changes the note alone."""
        super().__init__(explorer, **params)
        explorer.filters.param.watch(self.write, "note")

    def beside(self) -> str:
        """What was asked for and is not there."""
        return self.explorer.filters.note

    def html(self) -> str:
        """Title, sentences, their source, and a note where the address asked for what is not there."""
        release = self.explorer.release
        return render(
            "point",
            about=self.names.selection(self.answer.choice),
            sentences=self.chosen_show.point(self.answer),
            source=(
                f"{release.engagement.badge or 'Figures'}, release {release.id}."
                f"{self._benchmark()} {protection(release)}"
            ),
            note=self.explorer.filters.note,
        )

    def _benchmark(self) -> str:
        """What was expected is by which benchmark, where that plays a part."""
        return f" Benchmark: {self.answer.benchmark.en}." if "benchmark" in self.chosen_show.fields else ""
