"""A page goes when its reader has left: nothing that lives as long as the process holds it."""

import gc
from pathlib import Path
from weakref import ref

import pytest
from bokeh.document import Document
from panel.io.document import _cleanup_doc
from panel.io.state import set_curdoc

from wellbeing.release.store import opening
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.sources.paths import TRUSTED_KEYS
from wellbeing.views.brief import Brief
from wellbeing.views.explore import Explore

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", [Explore, Brief])
def test_a_page_is_let_go_when_its_reader_has_left(release, kind):
    view = kind(release)
    document = Document()
    with set_curdoc(document):
        page, kept = view.__panel__(), ref(getattr(view, "explorer", view))
    page.get_root(document)
    _cleanup_doc(document)  # as Panel does at the end of a session
    del view, page, document
    gc.collect()
    assert kept() is None


def test_a_release_is_read_once_by_a_process_that_serves_it(release, monkeypatch):
    monkeypatch.setenv(TRUSTED_KEYS, release.manifest.key)
    monkeypatch.setattr(opening, "_KEPT", {})
    served = opening.keep_open(release.path)
    assert opening.open_release(release.path) is served
    assert opening.open_release(Path(release.path)) is served
    assert explorer_of(served).figures is explorer_of(served).figures
