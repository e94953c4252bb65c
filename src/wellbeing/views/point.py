"""The Point: three sentences made from the release, first on the page."""

from typing import Any

from wellbeing.reports.point import about, point
from wellbeing.reports.protection import protection
from wellbeing.state.explorer import Explorer
from wellbeing.views.markup import written
from wellbeing.views.part import Part


class Point(Part):
    """What matters, in words, for everything or for what is chosen."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow the note beside the answer: a choice that is not there changes the note alone."""
        super().__init__(explorer, **params)
        explorer.filters.param.watch(self._write, "note")

    def html(self) -> str:
        """Title, sentences, their source, and a note where the address asked for what is not there."""
        release = self.explorer.release
        return written(
            "point",
            about=about(self.answer, self.names),
            sentences=point(self.answer, self.explorer.figures, self.names),
            source=(
                f"{release.engagement.badge or 'Figures'}, release {release.id}. Benchmark: "
                f"{self.answer.benchmark.en.lower()}. {protection(release)}"
            ),
            note=self.explorer.filters.note,
        )
