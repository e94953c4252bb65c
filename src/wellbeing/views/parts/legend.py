"""The legend of the map, in words, and how the map is drawn."""

from typing import Any, Final

from wellbeing.state.explorer import Explorer
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.part import MAP, SHOW, Part
from wellbeing.views.shell.markup import render

DOTS_WORDS: Final = "Dots are {events} that were held; larger dots, more {events}."


class Legend(Part):
    """What the colours and signs of the map mean; how it is drawn."""

    follows = (SHOW, MAP, "drawing")

    def __init__(self, explorer: Explorer, region_map: Map, **params: Any) -> None:
        """Take the map that is explained."""
        self._map = region_map
        super().__init__(explorer, **params)
        region_map.param.watch(self.write, "opened")

    def beside(self) -> str:
        """The region whose places fill the map."""
        return self._map.opened

    def do(self, deed: str, about: str) -> None:
        """Open a region into its places, or what every part does."""
        if deed == "zoom":
            self._map.open(about)
        else:
            super().do(deed, about)

    def html(self) -> str:
        """Title, entries and the switch between map and tiles."""
        is_map = self.answer.choice.drawing == "map"
        return render(
            "legend",
            title=self.chosen_show.map_title(self.answer),
            entries=self.chosen_show.legend(self.answer),
            drawing=self.answer.choice.drawing,
            opens=self._opens() if is_map and self._is_drawn else [],
            dots=self._dots() if is_map else "",
            is_drawn=self._is_drawn,
            words=self.names.words,
        )

    @property
    def _is_drawn(self) -> bool:
        return not self.explorer.release.boundaries.is_empty()

    def _dots(self) -> str:
        """What dots are, where there are any."""
        is_any = self._is_drawn and not self.explorer.figures.hui_places.is_empty()
        return DOTS_WORDS.format(events=self.explorer.release.engagement.words.events) if is_any else ""

    def _opens(self) -> list[dict[str, Any]]:
        return [
            {"area": code, "open": code == self._map.opened, "words": f"Open {self.names.area(code)}"}
            for code in self.explorer.release.engagement.opens
        ]
