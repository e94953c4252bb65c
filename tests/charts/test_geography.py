from math import isnan

import polars as pl
import pytest

from wellbeing.charts.geography import frames, outlines, place_dots, single_parts, tiles

#: Two islands, the first with a lake.
OUTER, LAKE, ISLET = ([0.0, 4, 4, 0], [0.0, 0, 4, 4]), ([1.0, 2, 2], [1.0, 1, 2]), ([8.0, 9, 9], [0.0, 0, 1])
AREA = pl.DataFrame(
    {
        "area": ["01"],
        "xs": [[[OUTER[0], LAKE[0]], [ISLET[0]]]],
        "ys": [[[OUTER[1], LAKE[1]], [ISLET[1]]]],
        "tile_x": [2],
        "tile_y": [1],
        "frame_west": [7.0],
        "frame_south": [-1.0],
        "frame_east": [10.0],
        "frame_north": [2.0],
    }
)


def test_parts_of_an_area_are_parted_by_a_nan_and_keep_their_lakes():
    (outline,) = outlines(AREA)
    assert [isnan(x) for x in outline["x"]] == [False] * 4 + [True] + [False] * 3
    assert outline["holes"] == [[list(zip(*LAKE, strict=True))], []]


def test_single_parts_are_the_same_rings_one_by_one():
    first, second = single_parts(outlines(AREA)[0])
    assert (first["x"], first["y"]) == OUTER
    assert (second["x"], second["y"]) == ISLET
    assert (len(first["holes"][0]), len(second["holes"][0])) == (1, 0)


def test_rows_of_tiles_count_downwards():
    (tile,) = tiles(AREA)
    assert sum(tile["x"]) / 4 == pytest.approx(2)
    assert sum(tile["y"]) / 4 == pytest.approx(-1)


def test_without_tiles_of_their_own_areas_are_placed_as_they_lie_to_each_other():
    lying = {"south": (0, 0), "east": (9, 5), "north": (4, 9), "west": (1, 4), "middle": (5, 5)}
    areas = pl.DataFrame(
        [(name, *label, None if name == "east" else 1, 1) for name, label in lying.items()],
        ["area", "label_x", "label_y", "tile_x", "tile_y"],
        orient="row",
    )
    at = {one["area"]: (round(sum(one["x"]) / 4), round(sum(one["y"]) / 4)) for one in tiles(areas)}
    assert list(at) == list(lying)
    assert at == {"north": (0, 0), "middle": (1, 0), "east": (2, 0), "west": (1, -1), "south": (0, -1)}


def test_an_inset_has_a_closed_frame():
    (box,) = frames(AREA)
    assert box[0] == box[-1] == (7.0, -1.0)
    assert len(box) == 5


def test_the_area_of_a_dot_grows_with_the_number_of_hui():
    places = pl.DataFrame(
        {"x": [0.0, 1.0, None], "y": [0.0, 1.0, None], "hui": [1, 4, 9], "words": list("abc")}
    )
    dots = place_dots(places)
    assert dots["words"] == ["a", "b"]
    assert dots["size"][1] == pytest.approx(2 * dots["size"][0])
