"""The adviser's page: where the gaps are, and what those heard said."""

from typing import Any

import panel as pn
import panel_material_ui as pmui
from panel.viewable import Viewer

from wellbeing.release.store.opening import Release
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.views.files import downloads
from wellbeing.views.parts.comments import CommentTables
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.funnel import FunnelChart
from wellbeing.views.parts.gaps import GapList
from wellbeing.views.parts.legend import Legend
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.more import More
from wellbeing.views.parts.over_time import OverTime
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList
from wellbeing.views.shell.address import follow_address
from wellbeing.views.shell.markup import Keys
from wellbeing.views.shell.page import begins_dark, beside, shell, with_legend


class Explore(Viewer):
    """Every part of the page around one shared selection."""

    def __init__(self, release: Release, **params: Any) -> None:
        """Make the page of a release, once."""
        super().__init__(**params)
        self.explorer = explorer_of(release)
        self.keys = Keys(self._press, keys=["Escape", "ctrl+z"], lang=release.engagement.language)
        follow_address(self.explorer, self.keys)
        self._map = Map(self.explorer, dark=begins_dark())
        self._page = shell(release, "Explore", self._parts())
        self._page.param.watch(self._theme, "dark_theme")
        self._theme()

    def __panel__(self) -> pmui.Page:
        """The page."""
        return self._page

    def _parts(self) -> list[Any]:
        explorer = self.explorer
        drawn = with_legend(self._map, Legend(explorer, self._map))
        left = pn.Column(drawn, RegionList(explorer), sizing_mode="stretch_width", margin=0)
        right = pn.Column(
            GapList(explorer),
            FunnelChart(explorer),
            CommentTables(explorer),
            sizing_mode="stretch_width",
            margin=0,
        )
        return [
            self.keys,
            Point(explorer),
            Controls(explorer, downloads(explorer.release)),
            beside(left, right),
            Matrix(explorer),
            EvidencePanel(explorer),
            OverTime(explorer),
            More(explorer),
        ]

    def _press(self, key: str) -> None:
        if key == "Escape":
            self.explorer.filters.clear()
        elif key == "ctrl+z":
            self.explorer.filters.step_back()

    def _theme(self, *_events: object) -> None:
        self._map.dark = self.keys.dark = bool(self._page.dark_theme)
