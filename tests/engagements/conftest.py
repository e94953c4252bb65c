"""Pages of engagements are made as a notebook makes them."""

import holoviews as hv
import panel as pn
import pytest


@pytest.fixture(scope="module", autouse=True)
def bokeh():
    pn.extension()
    hv.extension("bokeh", logo=False)
