"""The one row of switches: what is shown, of which question or slice, against which benchmark; downloads."""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from wellbeing.model.engagement import Benchmark
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.shows.show import Family, Show
from wellbeing.state.explorer import Explorer
from wellbeing.state.figures import Figures
from wellbeing.views.files import Download
from wellbeing.views.parts.part import SHOW, Part
from wellbeing.views.shell.markup import render


class FamilyButton(msgspec.Struct, frozen=True):
    """One button of the first switch: it opens a family with the show that was looked at, or its first."""

    family: Family
    show: str
    pressed: bool


class Controls(Part):
    """Show, slice, benchmark, question and downloads."""

    follows = (SHOW, "stakeholder")

    def __init__(self, explorer: Explorer, downloads: Mapping[str, Download], **params: Any) -> None:
        """Take the files that are handed out, by kind."""
        self._downloads = downloads
        super().__init__(explorer, **params)

    def html(self) -> str:
        """The row of switches for the present choice."""
        figures, answer, show = self.explorer.figures, self.answer, self.chosen_show
        shows = available_shows(figures)
        return render(
            "controls",
            choice=answer.choice,
            show=show,
            buttons=[_button(family, shows, show) for family in _families(shows)],
            shows=[one for one in shows if one.family == show.family],
            themes=[(theme, name, True) for theme, name in figures.comments.themes.items()],
            theme=answer.comments.theme if answer.comments else "",
            measures=self._measures(),
            cuts=self._cuts(),
            downloads=self._downloads,
            benchmarks=[(one.id, one.en, one in figures.readings) for one in _yardsticks(figures)],
            benchmark=answer.benchmark.id,
            questions=[(name, words, True) for name, words in show.questions(answer)],
            question=show.question(answer),
            remark=show.remark(answer),
        )

    def beside(self) -> str:
        """The kinds of files that it hands out."""
        return ",".join(self._downloads)

    def do(self, deed: str, about: str) -> None:
        """Hand over a file, or what every part does."""
        if deed in self._downloads:
            self.markup.download(*self._downloads[deed].file(self.explorer.answer, deed))
        else:
            super().do(deed, about)

    def _measures(self) -> list[tuple[str, str]]:
        """What a theme may be counted by: events only where there were any."""
        settings = self.explorer.release.engagement
        by_event = [("hui", f"By {settings.words.events}")] if settings.has_events else []
        return [("share", "By comments"), *by_event]

    def _cuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        slices = [(label, (cut, self.names.cut(cut))) for cut, label in self.explorer.figures.slices]
        return [(label, [pair for _, pair in pairs]) for label, pairs in groupby(slices, key=itemgetter(0))]


def _yardsticks(figures: Figures) -> list[Benchmark]:
    """Every benchmark of the engagement, those without figures too, and the plan's own targets."""
    declared = figures.engagement.benchmarks
    return [*declared, *(one for one in figures.readings if one not in declared)]


def _families(shows: list[Show]) -> list[Family]:
    return list(dict.fromkeys(show.family for show in shows))


def _button(family: Family, shows: list[Show], present: Show) -> FamilyButton:
    first = next(show for show in shows if show.family == family)
    pressed = present.family == family
    return FamilyButton(family, present.id if pressed else first.id, pressed)
