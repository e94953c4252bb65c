"""The adviser's page: where the gaps are, and what those heard said."""

from functools import partial
from typing import Any

from panel.viewable import Viewable, Viewer

from wellbeing.language import say
from wellbeing.release.store.opening import Release
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.views.files.downloads import downloads
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.funnel import FunnelChart
from wellbeing.views.parts.legend import Legend
from wellbeing.views.parts.listing import RowList
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.more import More
from wellbeing.views.parts.over_time import OverTime
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList
from wellbeing.views.parts.reply import ReplyPanel
from wellbeing.views.sections.changed import WhatChanged
from wellbeing.views.sections.where_next import NextEvents
from wellbeing.views.shell.address import follow_address
from wellbeing.views.shell.finder import Finder
from wellbeing.views.shell.markup import Keys
from wellbeing.views.shell.newer import asked_release, newest_beside
from wellbeing.views.shell.page import follow_theme, line, near, pane, placed, shell, three


class Explore(Viewer):
    """Every part of the page around one shared selection."""

    def __init__(self, release: Release, **params: Any) -> None:
        """Make the page of a release, or of a newer one beside it that the address asks for, once."""
        super().__init__(**params)
        release, not_shown = asked_release(release)
        self.explorer = explorer_of(release)
        look = partial(newest_beside, release)
        self.keys = Keys(self._press, look, keys=["Escape", "ctrl+z"], lang=release.engagement.language)
        follow_address(self.explorer, self.keys)
        if not_shown:
            self.explorer.filters.return_to(self.explorer.filters.choice, not_shown)
        self._page = shell(release, say("Explore"), self._parts())
        follow_theme(self._page, self.keys)

    def __panel__(self) -> Viewable:
        """The page."""
        return placed(self._page)

    def _parts(self) -> list[Any]:
        explorer = self.explorer
        return [
            self.keys,
            Point(explorer, downloads(explorer.release)),
            line(Controls(explorer), Finder(explorer)),
            near(
                three(
                    pane(Legend(explorer), Map(explorer)), pane(RowList(explorer)), pane(ReplyPanel(explorer))
                ),
                Matrix(explorer),
            ),
            FunnelChart(explorer),
            RegionList(explorer),
            EvidencePanel(explorer),
            OverTime(explorer),
            NextEvents(explorer),
            More(explorer),
            WhatChanged(explorer),
        ]

    def _press(self, key: str) -> None:
        if key == "Escape":
            self.explorer.filters.clear()
        elif key == "ctrl+z":
            self.explorer.filters.step_back()
