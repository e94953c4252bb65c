"""The adviser's page: where the gaps are, and what those heard said."""

from typing import Any

import panel as pn
import panel_material_ui as pmui
from panel.viewable import Viewer

from wellbeing.release.store.opening import Release
from wellbeing.state.explorer import Explorer
from wellbeing.views.address import follow_address
from wellbeing.views.controls import Controls
from wellbeing.views.evidence import Evidence
from wellbeing.views.files import downloads
from wellbeing.views.funnel import Funnel
from wellbeing.views.gaps import Gaps
from wellbeing.views.legend import Legend
from wellbeing.views.map import Map
from wellbeing.views.markup import Keys
from wellbeing.views.matrix import Matrix
from wellbeing.views.more import More
from wellbeing.views.over_time import OverTime
from wellbeing.views.page import begins_dark, beside, shell, with_legend
from wellbeing.views.point import Point
from wellbeing.views.regions import Regions
from wellbeing.views.said import Said


class Explore(Viewer):
    """Every part of the page around one shared selection."""

    def __init__(self, release: Release, **params: Any) -> None:
        """Make the page of a release, once."""
        super().__init__(**params)
        self.explorer = Explorer(release)
        self.keys = Keys(self._pressed, keys=["Escape", "ctrl+z"])
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
        left = pn.Column(drawn, Regions(explorer), sizing_mode="stretch_width", margin=0)
        right = pn.Column(
            Gaps(explorer), Funnel(explorer), Said(explorer), sizing_mode="stretch_width", margin=0
        )
        return [
            self.keys,
            Point(explorer),
            Controls(explorer, downloads(explorer)),
            beside(left, right),
            Matrix(explorer),
            Evidence(explorer),
            OverTime(explorer),
            More(explorer),
        ]

    def _pressed(self, key: str) -> None:
        if key == "Escape":
            self.explorer.filters.clear()
        elif key == "ctrl+z":
            self.explorer.filters.step_back()

    def _theme(self, *_events: object) -> None:
        self._map.dark = self.keys.dark = bool(self._page.dark_theme)
