"""A notebook that raises must not be served as an empty page."""

import json
import subprocess
import sys

import pytest

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
    code = {"cell_type": "code", "id": "only", "metadata": {}, "outputs": [], "execution_count": None}
    whole = {"cells": [code | {"source": source}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole))
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


@pytest.mark.slow
def test_a_page_waits_for_no_grammars_of_addresses_and_leaves_them_to_others():
    code = (
        "import sys\n"
        "from wellbeing.sources.paths import DASHBOARDS\n"
        "from wellbeing.views.failing import page_of\n"
        "page_of(DASHBOARDS / 'brief.ipynb')\n"
        "print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
