"""What a map draws: regions as plain numbers, so that serving needs no geometry library."""

from typing import Final

import dataframely as dy

#: In place of a reference system: regions are squares on no earth, because all that is known of each is its tile.
TILED: Final = "equal tiles"


class Boundaries(dy.Schema):
    """One row per region: its outline as it is drawn, in metres, x to the east and y to the north."""

    #: The region's code.
    area = dy.String(primary_key=True, min_length=1)
    name_en = dy.String(min_length=1)
    #: Empty where none is known.
    name_mi = dy.String()
    #: A point inside the drawn outline, for a label.
    label_x = dy.Float64()
    label_y = dy.Float64()
    #: Column from the west, row from the north, from 0, on a map of equal tiles; null where there is none.
    tile_x = dy.Int64(nullable=True)
    tile_y = dy.Int64(nullable=True)
    #: Whether it is drawn in a frame of its own, away from its real place.
    inset = dy.Bool()
    #: drawn = ``drawn_scale`` × real + (``drawn_x``, ``drawn_y``): 1, 0, 0 unless in an inset.
    drawn_scale = dy.Float64(min_exclusive=0)
    drawn_x = dy.Float64()
    drawn_y = dy.Float64()
    #: The inset's frame, drawn metres; null unless in an inset.
    frame_west = dy.Float64(nullable=True)
    frame_south = dy.Float64(nullable=True)
    frame_east = dy.Float64(nullable=True)
    frame_north = dy.Float64(nullable=True)
    #: Whom to name beside the map; empty where the file does not say.
    attribution = dy.String()
    #: Reference system of the real coordinates: "EPSG:2193" or, where it has no such code, in words; ``TILED``.
    crs = dy.String(min_length=1)
    #: Drawn coordinates, whole metres: polygons, in each its rings (outline first, then holes), in each its
    #: points, the first repeated at the end.
    xs = dy.List(dy.List(dy.List(dy.Float64())))
    ys = dy.List(dy.List(dy.List(dy.Float64())))
