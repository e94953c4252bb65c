"""The map: regions by state or by what they said, geographic or as tiles, painted in the browser."""

from functools import partial
from typing import Any, Final

import param
from panel.viewable import Viewer

from wellbeing.charts.outline import Drawing, drawn_map, drawn_tiles, is_tiled
from wellbeing.charts.tile_names import tile_names
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import upper_first
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.parts.part import MAP, SHOW, followed
from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.pressing import take_choice
from wellbeing.views.shell.sheet import ASSETS, Sheet

#: Units of the drawing for one of the hatch.
HATCH: Final = 2.2


class Painted(Markup):
    """Shapes that are sent once, and what is painted on them."""

    looks = param.Dict(default={}, doc="Area → colour key, sign, text, label, words.")
    drawing = param.String(default="map", doc="Which of the drawings is shown.")

    _esm = ASSETS / "drawing.js"


class Map(Viewer):
    """Regions, painted by the answer; one that is pressed is selected for the whole page."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Draw the shapes, which all readers of a release share."""
        super().__init__(**params)
        self._explorer = explorer
        self._codes = explorer.release.boundaries["area"].to_list()
        self._is_tiled = is_tiled(explorer.release.boundaries)
        shapes = explorer.figures.kept.get((Map, "shapes"), self._shapes)
        self._painted = Painted(partial(take_choice, explorer), html=shapes, css_classes=["fills"])
        explorer.follow(self._work_out)

    def __panel__(self) -> Sheet:
        """The map by itself."""
        return Sheet(self.piece)

    @property
    def piece(self) -> Piece:
        """The drawings, one of them visible."""
        return self._painted

    def _shapes(self) -> str:
        figures, boundaries = self._explorer.figures, self._explorer.release.boundaries
        settings = figures.engagement
        empty = Drawing(0, 0, ())
        drawn = bool(self._codes)
        is_shaped = drawn and not self._is_tiled
        shape = drawn_map(boundaries, figures.hui_places, settings.opens) if is_shaped else empty
        return render(
            "map",
            map=shape,
            tiles=drawn_tiles(boundaries) if drawn else empty,
            names={code: figures.names.area(code) for code in self._codes},
            shorts=tile_names({code: figures.names.area(code) for code in self._codes}),
            spots=upper_first(settings.words.events),
            hatch=HATCH,
            title=upper_first(settings.words.regions),
            words=settings.words,
        )

    def _work_out(self, whole: Answer) -> Write:
        answer = followed(whole, (SHOW, MAP))
        about = (Map, answer.choice, show_of(answer))
        looks = answer.figures.kept.get(about, partial(self._looks, answer))
        chosen = self._chosen(whole.choice.area)
        drawing = "tiles" if self._is_tiled else whole.choice.drawing
        return partial(self._painted.param.update, looks=looks, chosen=chosen, drawing=drawing)

    def _looks(self, answer: Answer) -> dict[str, tuple[str, ...]]:
        show, names = show_of(answer), answer.names
        pictures, labels = show.map_pictures(answer), show.labels(answer)
        return {
            code: (one.key, one.glyph, one.text, labels.get(code, ""), f"{names.area(code)}: {one.words}")
            for code in self._codes
            for one in [pictures[code]]
        }

    def _chosen(self, area: str) -> list[str]:
        members = self._explorer.figures.region_groups.members_of(area) if area else []
        return [code for code in self._codes if code in members]
