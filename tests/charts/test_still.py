"""Still pictures: filled as the page is, what is chosen outlined, with their words inside, as text."""

import io
import xml.etree.ElementTree as ET

import matplotlib.image as mpimg
import numpy as np
import polars as pl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

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


def test_no_name_covers_another_and_what_is_chosen_keeps_its_own():
    near = BOUNDARIES.with_columns(label_x=pl.Series([1.4, 1.5]))
    looks = {"01": Look("gap", "A long name"), "02": Look("enough", "Another name", is_chosen=True)}
    figure = still_map(near, looks, Caption("Near", [], []))
    first, second = (text for axes in figure.axes for text in axes.texts)
    assert not extent(first).overlaps(extent(second))
    assert {one.get_text(): one.get_position() for one in (first, second)}["Another name"] == (1.5, 0.5)


def test_names_for_which_there_is_no_place_are_left_out():
    many = pl.concat([BOUNDARIES.head(1).with_columns(area=pl.lit(str(one))) for one in range(40)])
    looks = {
        str(one): Look("gap", "A name as long as the drawing is wide, and then some more")
        for one in range(40)
    }
    figure = still_map(many, looks, Caption("Many", [], []))
    seen = [extent(text) for axes in figure.axes for text in axes.texts if text.get_visible()]
    assert 0 < len(seen) < 40
    assert not any(one.overlaps(other) for i, one in enumerate(seen) for other in seen[:i])


def test_tiles_are_equal_squares_at_their_places():
    tiles = tiled(BOUNDARIES.with_columns(tile_x=pl.Series([0, 1]), tile_y=pl.Series([0, 1])))
    (west,), (east,) = ([shape[0] for shape in shapes] for shapes in tiles["xs"])
    assert max(west) < min(east)
    assert max(west) - min(west) == max(east) - min(east)
    assert tiles["label_y"][0] > tiles["label_y"][1]  # north is up
    drawn = still_map(tiles, {one: Look("gap", "●") for one in ("01", "02")}, Caption("Tiles", [], []))
    assert as_file(drawn, "svg").startswith(b"<?xml")


def extent(text):
    """Where a text stands, in pixels of its figure."""
    return text.get_window_extent(FigureCanvasAgg(text.figure).get_renderer())


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
