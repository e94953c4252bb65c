"""A drawing is made once; only what a choice changes is written."""

import holoviews as hv
import polars as pl
import pytest
from bokeh.core.property.vectorization import Field

from wellbeing.charts import map as maps
from wellbeing.charts.geography import outlines
from wellbeing.charts.palette import LIGHT

SQUARES = pl.DataFrame(
    {
        "area": ["01", "02"],
        "xs": [[[[0.0, 1, 1, 0]]], [[[2.0, 3, 3, 2]]]],
        "ys": [[[[0.0, 0, 1, 1]]], [[[0.0, 0, 1, 1]]]],
    }
)
PICTURES = [("gap", "6 heard"), ("enough", "30 heard")]
#: HoloViews turns values that are all alike into one: the very case in which a later choice must recolour.
ALIKE = ["#000000"] * 2


@pytest.fixture(scope="module")
def handles():
    hv.extension("bokeh", logo=False)
    found = {}
    columns = maps.fill_columns(PICTURES, [False, True], LIGHT)
    areas = maps.area_shapes(outlines(SQUARES), columns, lambda layer, handle: found.update({layer: handle}))
    signs = maps.sign_labels({"x": [0.5, 2.5], "y": [0.5, 0.5], "sign": ["●", "○"], "ink": ALIKE},
                       lambda layer, handle: found.update({layer: handle}))  # fmt: skip
    hv.render(maps.overlay([areas, signs], (0, 0, 3, 1)))
    return found


def test_every_area_is_filled_with_the_colour_of_its_state(handles):
    source = handles["areas"]["source"]
    assert list(source.data["fill"]) == [LIGHT.states["gap"], LIGHT.states["enough"]]


def test_what_is_chosen_has_a_wider_edge(handles):
    at_rest, chosen = handles["areas"]["source"].data["width"]
    assert chosen > at_rest


@pytest.mark.parametrize(("layer", "column"), [("areas", "fill"), ("areas", "edge"), ("signs", "ink")])
def test_what_is_drawn_is_the_column_that_will_be_written(handles, layer, column):
    renderer = handles[layer]["glyph_renderer"]
    drawn = {
        value.field for value in renderer.glyph.properties_with_values().values() if isinstance(value, Field)
    }
    assert column in drawn
    assert column in handles[layer]["source"].data


def test_no_webgl_and_no_toolbar(handles):
    figure = handles["areas"]["plot"]
    assert figure.output_backend == "canvas"
    assert figure.toolbar_location is None
