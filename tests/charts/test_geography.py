from math import isnan

import polars as pl

from wellbeing.charts.geography import frames, outlines, single_parts

#: Two islands, the first with a lake.
OUTER, LAKE, ISLET = ([0.0, 4, 4, 0], [0.0, 0, 4, 4]), ([1.0, 2, 2], [1.0, 1, 2]), ([8.0, 9, 9], [0.0, 0, 1])
AREA = pl.DataFrame(
    {
        "area": ["01"],
        "xs": [[[OUTER[0], LAKE[0]], [ISLET[0]]]],
        "ys": [[[OUTER[1], LAKE[1]], [ISLET[1]]]],
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


def test_an_inset_has_a_closed_frame():
    (box,) = frames(AREA)
    assert box[0] == box[-1] == (7.0, -1.0)
    assert len(box) == 5
