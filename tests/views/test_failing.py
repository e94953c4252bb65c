"""A notebook that raises must not be served as an empty page."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from wellbeing.sources.paths import DASHBOARDS, RELEASE
from wellbeing.views.failing import page_of


def said(path):
    """What the plain page says; nothing where the notebook's own page stands."""
    models = page_of(path).create_document().models
    trees = [
        json.loads(model.tree) for model in models if "could not be built" in str(getattr(model, "tree", ""))
    ]
    return [tree["values"]["shown"] for tree in trees]


def notebook(path, source):
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
    return path


@pytest.mark.slow
def test_a_page_that_raises_says_what_to_do_and_has_a_reference(tmp_path, caplog):
    (html,) = said(notebook(tmp_path / "broken.ipynb", "1 / 0"))
    assert "could not be built" in html
    reference = html.split("<b>")[1][:8]
    assert reference in caplog.text
    assert "division by zero" in caplog.text
    assert "division by zero" not in html


def test_a_page_that_is_built_is_left_alone(tmp_path):
    source = "import panel as pn\npn.extension()\npn.Column(name='whole').servable()"
    assert said(notebook(tmp_path / "whole.ipynb", source)) == []


@pytest.mark.parametrize("name", ["explore", "brief"])
def test_a_shipped_page_without_a_release_says_so_plainly(name, tmp_path, monkeypatch):
    monkeypatch.setenv(RELEASE, str(tmp_path / "absent"))
    (html,) = said(DASHBOARDS / f"{name}.ipynb")
    assert "could not be built" in html
