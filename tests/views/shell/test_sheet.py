"""Everything on a page is one component: a press is answered by one message that holds what changed."""

import json
from pathlib import Path

import pytest
from bokeh.core.has_props import MetaHasProps
from bokeh.core.json_encoder import serialize_json
from bokeh.core.serialization import Serializer
from bokeh.document import Document
from bokeh.protocol.messages.error import error
from bokeh.resources import Resources as BokehResources
from panel.io.resources import Resources
from panel.io.state import set_curdoc

from wellbeing.views.explore import Explore
from wellbeing.views.once import work_out_once
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.piece import Block
from wellbeing.views.shell.sheet import Sheet


class Listening(Sheet):
    """A sheet that keeps what it would send."""

    def _send_msg(self, data):
        self.sent = [*getattr(self, "sent", []), data]


@pytest.fixture
def document():
    return Document()


@pytest.fixture
def pieces(document):
    first = Markup(lambda data: (setattr(second, "html", data["do"]), first.download("a", "b", b"c")))
    second = Markup(html="before")
    sheet = Listening(Block("parts", first, second))
    sheet.get_root(document)
    return sheet, first, second


def test_a_press_is_answered_by_one_message_with_what_changed(pieces):
    sheet, first, second = pieces
    sheet._press(first, {"do": "after"})
    (said,) = sheet.sent
    changes = {sheet.pieces[int(number)]: change for number, change in json.loads(said["changes"]).items()}
    assert said["answered"]
    assert changes[second] == {"shown": "after"}
    assert list(changes[first]) == ["messages"]


def test_a_press_that_fails_or_is_of_no_piece_leaves_the_page_answering(pieces):
    sheet, _, second = pieces
    second._on_press = lambda _data: 1 / 0
    with pytest.raises(ZeroDivisionError):
        sheet._press(second, {"do": "x"})
    for nonsense in ("x", {"piece": 99}, {"piece": "0"}, {"piece": 1.0}, {"piece": [1]}, {}, [1]):
        sheet._handle_msg(nonsense)
    second.html = "later"
    assert [said["answered"] for said in sheet.sent] == [True, False]


def test_a_browser_that_comes_later_is_shown_the_page_as_it_is(pieces):
    sheet, _, second = pieces
    second.html = "later"
    model = sheet.get_root(Document())
    assert json.loads(model.data.tree)["parts"][1]["values"]["shown"] == "later"


def test_what_is_worked_out_once_is_what_was_worked_out_each_time(release, monkeypatch):
    def sent():
        document = Document()
        with set_curdoc(document):
            page = Explore(release).__panel__()
        page.get_root(document)
        json_ = json.loads(serialize_json(document.to_json()))
        named = json.dumps(json_["defs"]).replace(json.dumps(str(Path.cwd())), '""')  # which once is not told
        return json.loads(named), Resources(mode="server").css_files, Resources(mode="server").js_files

    monkeypatch.setattr(Resources, "extra_resources", Resources.extra_resources)
    monkeypatch.setitem(Serializer._encoders, MetaHasProps, Serializer._encoders[MetaHasProps])
    monkeypatch.setattr(BokehResources, "_default_components", list(BokehResources._default_components))
    definitions, styles, scripts = sent()
    work_out_once()
    assert sent() == sent() == (definitions, styles, [one for one in scripts if "bokeh-gl" not in one])


def test_nothing_that_is_sent_says_where_the_process_stands(release, monkeypatch):
    monkeypatch.setattr(Resources, "extra_resources", Resources.extra_resources)
    monkeypatch.setattr(error, "create", error.create)
    monkeypatch.setitem(Serializer._encoders, MetaHasProps, Serializer._encoders[MetaHasProps])
    monkeypatch.setattr(BokehResources, "_default_components", list(BokehResources._default_components))
    work_out_once()
    document = Document()
    with set_curdoc(document):
        page = Explore(release).__panel__()
    page.get_root(document)
    assert str(Path.cwd()) not in serialize_json(document.to_json())
    said = None
    try:
        int(__file__)
    except ValueError as problem:
        said = error.create("an id", f"{problem}")
    assert said
    assert __file__ not in json.dumps(said.content)
