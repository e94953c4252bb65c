"""What pages draw with."""

import holoviews as hv
import pytest


@pytest.fixture(scope="module", autouse=True)
def bokeh():
    """A still picture made elsewhere may have left another backend; a first test finds none."""
    hv.extension("bokeh", logo=False)
