"""The funnel is drawn once; its dots and lines are the columns that a later choice writes."""

import holoviews as hv
import numpy as np
import pytest
from bokeh.core.property.vectorization import Field

from wellbeing.charts.funnel import LIMIT_LINES, STANDING_FILLS, WRITTEN, funnel_plot

NOWHERE = float("nan")
DOTS = {
    "n": [40.0, 100.0, NOWHERE],
    "share": [0.2, 0.5, NOWHERE],
    "fill": [STANDING_FILLS["below"], STANDING_FILLS["level"], STANDING_FILLS["level"]],
    "size": [17, 11, 11],
    "name": ["North", "", ""],
    "words": ["North: 20 %", "South: 50 %", ""],
}


@pytest.fixture(scope="module")
def drawn():
    hv.extension("bokeh", logo=False)
    found = {}
    limits = {"n": [1.0, 100.0]} | {name: [0.1, 0.4] for name in LIMIT_LINES}
    plot = hv.render(funnel_plot(limits, DOTS, 106, lambda layer, handles: found.update({layer: handles})))
    return plot, found


def test_every_layer_is_handed_out(drawn):
    assert set(drawn[1]) == {*LIMIT_LINES, "areas", "names"}


def test_a_dot_is_drawn_from_the_columns_that_will_be_written(drawn):
    renderer = drawn[1]["areas"]["glyph_renderer"]
    for glyph in (renderer.glyph, renderer.nonselection_glyph):
        properties = glyph.properties_with_values()
        assert properties["fill_color"] == Field("fill")
        assert properties["size"] == Field("size")
    assert list(drawn[1]["areas"]["source"].data["fill"]) == DOTS["fill"]


def test_every_column_that_is_written_later_is_there(drawn):
    for layer, columns in WRITTEN.items():
        assert set(columns) <= set(drawn[1][layer]["source"].data)


def test_an_area_without_a_share_has_a_row_and_no_place(drawn):
    n = drawn[1]["areas"]["source"].data["n"]
    assert len(n) == 3
    assert np.isnan(n[2])


def test_the_share_goes_from_none_to_all(drawn):
    plot, _ = drawn
    assert (plot.y_range.start, plot.y_range.end) == (0, 1)
    assert (plot.x_range.start, plot.x_range.end) == (0, 106)
    assert plot.output_backend == "canvas"
