import polars as pl

from wellbeing.charts.geography import frames

AREA = pl.DataFrame(
    {
        "area": ["01"],
        "frame_west": [7.0],
        "frame_south": [-1.0],
        "frame_east": [10.0],
        "frame_north": [2.0],
    }
)


def test_an_inset_has_a_closed_frame():
    (box,) = frames(AREA)
    assert box[0] == box[-1] == (7.0, -1.0)
    assert len(box) == 5
