"""Still pictures: filled as the page is, with their notes inside."""

import io
import xml.etree.ElementTree as ET

import matplotlib.image as mpimg
import numpy as np
import polars as pl
import pytest

from wellbeing.charts.geography import outlines
from wellbeing.charts.palette import LIGHT
from wellbeing.charts.still import as_file, still_map

BOUNDARIES = pl.DataFrame(
    {
        "area": ["01", "02"],
        "xs": [[[[0.0, 1, 1, 0]], [[0.0, 0.4, 0.4, 0]]], [[[2.0, 3, 3, 2]]]],
        "ys": [[[[0.0, 0, 1, 1]], [[2.0, 2, 2.4, 2.4]]], [[[0.0, 0, 1, 1]]]],
    }
)
SIGNS = {"x": [0.5, 2.5], "y": [0.5, 0.5], "sign": ["●", "○"]}


@pytest.fixture(scope="module")
def picture():
    fills = {"fill": [LIGHT.states["gap"], LIGHT.states["enough"]]}
    return still_map(outlines(BOUNDARIES), fills, SIGNS, "A finding", "Synthetic demonstration data")


@pytest.mark.slow
def test_each_area_has_its_own_colour_islands_included(picture):
    pixels = mpimg.imread(io.BytesIO(as_file(picture, "png")))[..., :3]
    counts = {
        state: int((np.abs(pixels - rgb(LIGHT.states[state])).max(axis=2) < 0.01).sum())
        for state in ("gap", "enough")
    }
    assert counts["gap"] / counts["enough"] == pytest.approx(1 + 0.4**2, rel=0.1)


@pytest.mark.slow
def test_the_notes_travel_inside_the_picture(picture):
    drawn = as_file(picture, "svg").decode()
    ET.fromstring(drawn)  # noqa: S314
    assert "Synthetic demonstration data" in drawn


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
