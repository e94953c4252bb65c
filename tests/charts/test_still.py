"""Still pictures: filled as the page is, what is chosen outlined, with their words inside, as text."""

import io
import xml.etree.ElementTree as ET

import matplotlib.image as mpimg
import numpy as np
import polars as pl
import pytest

from wellbeing.charts.framed import Caption, as_file
from wellbeing.charts.palette import LIGHT
from wellbeing.charts.still import Look, still_map, tiled

BOUNDARIES = pl.DataFrame(
    {
        "area": ["01", "02"],
        "xs": [[[[0.0, 1, 1, 0]], [[0.0, 0.4, 0.4, 0]]], [[[2.0, 3, 3, 2], [2.2, 2.7, 2.7, 2.2]]]],
        "ys": [[[[0.0, 0, 1, 1]], [[2.0, 2, 2.4, 2.4]]], [[[0.0, 0, 1, 1], [0.2, 0.2, 0.7, 0.7]]]],
        "label_x": [0.5, 2.5],
        "label_y": [0.5, 0.5],
    }
)
HOSTILE = [
    "{7*7} {title} {0!r}",
    "costs $x^2$ and $\\frac{1}{0}$ and one $",
    "a < b & c > d </text><script>alert(1)</script>",
    "x" * 400,
    "bell\x07, half \ud800, null\x00, \N{HIRAGANA LETTER A}",
]


def picture(title="A finding", looks=None, legend=()):
    looks = looks or {"01": Look("gap", "●"), "02": Look("enough", "○")}
    return still_map(BOUNDARIES, looks, Caption(title, [*legend], ["Synthetic demonstration data"]))


def words(svg):
    """The text of a drawing as a reader sees it: only what is text, not shapes of letters."""
    root = ET.fromstring(svg)  # noqa: S314
    return " ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.slow
def test_each_area_has_its_own_colour_islands_included_and_lakes_left_out():
    pixels = mpimg.imread(io.BytesIO(as_file(picture(), "png")))[..., :3]
    counts = {
        state: int((np.abs(pixels - rgb(LIGHT.states[state])).max(axis=2) < 0.01).sum())
        for state in ("gap", "enough")
    }
    assert counts["gap"] / counts["enough"] == pytest.approx((1 + 0.4**2) / (1 - 0.5**2), rel=0.1)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_word_is_text_whatever_it_looks_like(text):
    told = "".join(one for one in text if one.isprintable())
    looks = {"01": Look("gap", text), "02": Look("enough", "○")}
    drawn = words(as_file(picture(text, looks, [("gap", text)]), "svg").decode())
    seen = "".join(drawn.split())
    assert seen.count("".join(told.split())) == 3
    assert "Synthetic demonstration data" in drawn


def test_what_is_chosen_is_outlined():
    looks = {"01": Look("gap", "●", is_chosen=True), "02": Look("enough", "○")}
    assert f"stroke: {LIGHT.chosen}" in as_file(picture(looks=looks), "svg").decode()
    assert f"stroke: {LIGHT.chosen}" not in as_file(picture(), "svg").decode()


def test_tiles_are_equal_squares_at_their_places():
    tiles = tiled(BOUNDARIES.with_columns(tile_x=pl.Series([0, 1]), tile_y=pl.Series([0, 1])))
    (west,), (east,) = ([shape[0] for shape in shapes] for shapes in tiles["xs"])
    assert max(west) < min(east)
    assert max(west) - min(west) == max(east) - min(east)
    assert tiles["label_y"][0] > tiles["label_y"][1]  # north is up
    drawn = still_map(tiles, {one: Look("gap", "●") for one in ("01", "02")}, Caption("Tiles", [], []))
    assert as_file(drawn, "svg").startswith(b"<?xml")


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
