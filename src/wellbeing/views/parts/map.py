"""The map: regions by state or by what they said, geographic or tiles, one of them shown at a time."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import panel as pn
import param
import polars as pl
from panel.viewable import Viewer

from wellbeing.charts import geography
from wellbeing.charts.palette import Palette, palette
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.picture import Picture
from wellbeing.sources.placement import drawn_extent
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.drawing import regions as drawings
from wellbeing.views.drawing.canvas import Canvas
from wellbeing.views.parts.part import MAP, SHOW, followed


class Map(Viewer):
    """Regions, filled by the answer; a tap selects a region for the whole page."""

    dark = param.Boolean(default=False, doc="Whether the page is in its dark theme.")
    opened = param.String(default="", doc="The region whose places fill the drawing; empty for all.")

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Draw what is looked at first; the other drawing is made when it is asked for, once."""
        super().__init__(**params)
        self._explorer = explorer
        self._regions = explorer.release.boundaries
        self._codes = self._regions["area"].to_list()
        self._map, self._tiles = Canvas(self._tap), Canvas(self._tap)
        #: A frame around each drawing: a drawing itself cannot be shown and hidden once it is on the page.
        self._frames: dict[str, pn.Column] = {}
        self._column = pn.Column(sizing_mode="stretch_width", margin=0)
        self.param.watch(self._repaint, "dark")
        self.param.watch(self._look, "opened")
        explorer.follow(self._work_out)

    def __panel__(self) -> pn.Column:
        """The drawings made so far, one of them visible."""
        return self._column

    def open(self, area: str) -> None:
        """Fill the drawing with one region's places, or return to the whole."""
        self.opened = "" if self.opened == area else area

    def _draw(self, drawing: str, columns: Any, signs: Any, tiles: Any) -> None:
        if drawing == "map":
            places = self._explorer.figures.hui_places
            element = drawings.region_map(self._regions, places, columns, signs, self._map)
        else:
            element = drawings.region_tiles(self._regions, columns, tiles, self._tiles)
        pane = pn.pane.HoloViews(element, sizing_mode="scale_width", linked_axes=False, margin=0)
        self._frames[drawing] = pn.Column(pane, sizing_mode="stretch_width", margin=0)
        self._column.append(self._frames[drawing])

    def _columns(self, answer: Answer) -> tuple[Any, Any, Any]:
        pictures, colours = self._pictures(answer), self._palette
        columns = drawings.colour_columns(pictures, self._chosen(answer), colours)
        short = [code_name[:3].upper() for code_name in self._regions["name_en"]]
        return (
            columns,
            drawings.sign_columns(pictures, colours),
            drawings.tile_columns(pictures, colours, short),
        )

    def _work_out(self, answer: Answer) -> Write:
        if not self._codes:  # an engagement without boundaries
            return _nothing
        return partial(self._paint, answer.choice.drawing, *self._columns(answer))

    def _repaint(self, _event: object) -> None:
        self._work_out(self._explorer.answer)()

    def _paint(self, drawing: str, columns: Any, signs: Any, tiles: Any) -> None:
        for canvas, texts in ((self._map, signs), (self._tiles, tiles)):
            canvas.write("areas", columns)
            canvas.write("signs", texts)
        if drawing not in self._frames:
            self._draw(drawing, columns, signs, tiles)
        for name, frame in self._frames.items():
            frame.visible = name == drawing

    def _look(self, _event: object) -> None:
        whole = self._whole()
        extent = drawn_extent(self._regions, self.opened) if self.opened else whole
        self._map.look_at(drawings.same_shape(extent, whole) if self.opened else whole)
        located = self._explorer.figures.hui_places.drop_nulls(["x", "y"])
        shown = located.select(pl.when(pl.col("region") == self.opened).then("words").otherwise(pl.lit("")))
        self._map.write("places", {"place": shown.to_series().to_list()})

    def _whole(self) -> drawings.Box:
        return drawings.box_around(geography.outlines(self._regions))

    @property
    def _palette(self) -> Palette:
        return palette(dark=self.dark)

    def _pictures(self, whole: Answer) -> Sequence[Picture]:
        answer = followed(whole, (SHOW, MAP))
        show = show_of(answer)
        about = (Map, answer.choice, show)
        pictures = answer.figures.kept.get(about, partial(show.map_pictures, answer))
        return [pictures[code] for code in self._codes]

    def _chosen(self, answer: Answer) -> list[bool]:
        area = answer.choice.area
        members = self._explorer.figures.region_groups.members_of(area) if area else []
        return [code in members for code in self._codes]

    def _tap(self, row: int) -> None:
        code = self._codes[row]
        again = self._explorer.answer.choice.area == code
        self._explorer.filters.choose({"area": "" if again else code})


def _nothing() -> None:
    """What there is to paint where no region has an outline."""
