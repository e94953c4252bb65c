"""One drawing for a page and a report: paths, labels, windows, places, in units of its own."""

import re

import polars as pl
import pytest

from wellbeing.charts.outline import ACROSS, TILE, drawn_map, drawn_tiles
from wellbeing.model.boundaries import TILED

#: Two islands, the first with a lake, the second far to the north and east.
OUTER, LAKE, ISLET = ([0.0, 4, 4, 0], [0.0, 0, 4, 4]), ([1.0, 2, 2], [1.0, 1, 2]), ([8.0, 9, 9], [8.0, 8, 9])
AREAS = pl.DataFrame(
    {
        "area": ["01", "02"],
        "crs": ["EPSG:2193", "EPSG:2193"],
        "xs": [[[OUTER[0], LAKE[0]]], [[ISLET[0]]]],
        "ys": [[[OUTER[1], LAKE[1]]], [[ISLET[1]]]],
        "label_x": [2.0, 8.5],
        "label_y": [2.0, 8.5],
        "tile_x": [2, 3],
        "tile_y": [1, None],
        "frame_west": [None, 7.0],
        "frame_south": [None, 7.0],
        "frame_east": [None, 10.0],
        "frame_north": [None, 10.0],
    }
)
PLACES = pl.DataFrame(
    {
        "x": [2.0, 3.0, None],
        "y": [2.0, 1.0, None],
        "hui": [1, 4, 9],
        "region": ["01", "01", "02"],
        "words": list("abc"),
    }
)


@pytest.fixture(scope="module")
def drawing():
    return drawn_map(AREAS, PLACES, ["02"])


def points(path):
    return [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_an_area_is_one_path_with_its_lakes(drawing):
    first, second = drawing.shapes
    assert (first.path.count("M"), second.path.count("M")) == (2, 1)
    assert len(points(first.path)) == len(OUTER[0]) + len(LAKE[0])


def test_north_is_up_and_nothing_lies_outside(drawing):
    first, second = (points(one.path) for one in drawing.shapes)
    assert max(y for _, y in second) < min(y for _, y in first)
    everything = first + second
    assert all(0 <= x <= ACROSS and 0 <= y <= drawing.height for x, y in everything)


def test_a_label_stands_in_the_open_beside_its_area(drawing):
    first, second = drawing.shapes
    assert first.side == "east"
    assert first.x > max(x for x, _ in points(first.path))
    assert second.side == "west"
    assert second.x < min(x for x, _ in points(second.path))


def test_a_label_without_room_at_its_height_stands_where_its_area_has_room():
    # An area five high between two that hide it to both sides but for its southern end.
    beside = (
        ([0.0, 4, 4, 0], [2.0, 2, 6, 6]),
        ([4.0, 5, 5, 4], [0.0, 0, 6, 6]),
        ([5.0, 9, 9, 5], [2.0, 2, 6, 6]),
    )
    three = pl.concat([AREAS[:1]] * 3).with_columns(
        area=pl.Series(["01", "02", "03"]),
        xs=pl.Series([[[xs]] for xs, _ in beside]),
        ys=pl.Series([[[ys]] for _, ys in beside]),
        label_x=pl.Series([2.0, 4.5, 7.0]),
        label_y=pl.Series([4.0, 2.2, 4.0]),
    )
    middle = drawn_map(three, PLACES.clear()).shapes[1]
    south = max(y for one in drawn_map(three, PLACES.clear()).shapes[::2] for _, y in points(one.path))
    assert middle.side == "east"
    assert middle.y > south


def test_a_label_of_a_tile_stands_on_it():
    tiles = drawn_map(AREAS.with_columns(crs=pl.lit(TILED)), PLACES.clear()).shapes
    assert [one.side for one in tiles] == ["", ""]
    assert [one.x for one in tiles] == pytest.approx(
        [sum(x for x, _ in ends) / 2 for ends in map(across, tiles)], abs=1
    )


def across(shape):
    """The western and the eastern end of a shape."""
    every = sorted(points(shape.path))
    return every[0], every[-1]


def test_a_window_holds_its_area(drawing):
    left, top, width, height = map(float, drawing.windows["02"].split())
    assert all(
        left <= x <= left + width and top <= y <= top + height for x, y in points(drawing.shapes[1].path)
    )


def test_the_area_of_a_square_grows_with_the_number_of_events(drawing):
    assert [spot.words for spot in drawing.spots] == ["a", "b"]
    assert drawing.spots[1].half == pytest.approx(2 * drawing.spots[0].half)


def test_rows_of_tiles_count_downwards():
    areas = AREAS.with_columns(tile_y=pl.Series([1, 2]))
    first, second = drawn_tiles(areas).shapes
    assert (second.x - first.x, second.y - first.y) == (TILE, TILE)


def test_without_tiles_of_their_own_areas_are_placed_as_they_lie_to_each_other():
    lying = {"south": (0, 0), "east": (9, 5), "north": (4, 9), "west": (1, 4), "middle": (5, 5)}
    areas = pl.DataFrame(
        [(name, *label, None if name == "east" else 1, 1) for name, label in lying.items()],
        ["area", "label_x", "label_y", "tile_x", "tile_y"],
        orient="row",
    )
    at = {one.area: (one.x // TILE, one.y // TILE) for one in drawn_tiles(areas).shapes}
    assert list(at) == list(lying)
    assert at == {"north": (0, 0), "middle": (1, 0), "east": (2, 0), "west": (1, 1), "south": (0, 1)}
