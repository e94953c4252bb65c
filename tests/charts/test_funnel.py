"""The funnel is drawn once; its dots and lines are the columns that a later choice writes."""

import json

import numpy as np
import pytest
from bokeh.core.property.vectorization import Field
from bokeh.document import Document
from bokeh.models import ColumnDataSource

from wellbeing.charts.funnel import LIMIT_LINES, STANDING_FILLS, WRITTEN, funnel_plot
from wellbeing.charts.in_place import as_item

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
    """As a browser would have it."""
    limits = {"n": [1.0, 100.0]} | {name: [0.1, 0.4] for name in LIMIT_LINES}
    item = json.loads(as_item(funnel_plot(limits, DOTS, 106)))
    (plot,) = Document.from_json(item["doc"]).roots
    return plot


def source(plot, layer):
    return plot.select_one({"type": ColumnDataSource, "name": layer})


def test_every_layer_is_found_by_its_name(drawn):
    named = {one.name for one in drawn.select({"type": ColumnDataSource})}
    assert named == {*LIMIT_LINES, "areas", "names"}


def test_a_dot_is_drawn_from_the_columns_that_will_be_written(drawn):
    areas = source(drawn, "areas")
    (renderer,) = [one for one in drawn.renderers if one.data_source is areas]
    for glyph in (renderer.glyph, renderer.nonselection_glyph):
        properties = glyph.properties_with_values()
        assert properties["fill_color"] == Field("fill")
        assert properties["size"] == Field("size")
    assert list(areas.data["fill"]) == DOTS["fill"]


def test_every_column_that_is_written_later_is_there(drawn):
    for layer, columns in WRITTEN.items():
        assert set(columns) <= set(source(drawn, layer).data)


def test_an_area_without_a_share_has_a_row_and_no_place(drawn):
    n = source(drawn, "areas").data["n"]
    assert len(n) == 3
    assert np.isnan(n[2])


def test_what_is_sent_of_a_chart_is_the_chart(drawn):
    """Not what others have registered with Bokeh, which would be ten times as much."""
    limits = {"n": [1.0, 100.0]} | {name: [0.1, 0.4] for name in LIMIT_LINES}
    item = json.loads(as_item(funnel_plot(limits, DOTS, 106)))
    assert set(item["doc"]) <= {"version", "title", "config", "roots"}
    assert len(item["doc"]["roots"]) == 1


def test_the_share_goes_from_none_to_all(drawn):
    plot = drawn
    assert (plot.y_range.start, plot.y_range.end) == (0, 1)
    assert (plot.x_range.start, plot.x_range.end) == (0, 106)
    assert plot.output_backend == "canvas"
