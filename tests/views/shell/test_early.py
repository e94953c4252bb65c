"""What a page's document holds: the same as the line would bring, and never the end of its script."""

import gzip
import json
from types import SimpleNamespace

import pytest
from bokeh.document import Document
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from panel.io.resources import Resources as PageResources
from panel.io.server import server_html_page_for_session
from panel.io.state import set_curdoc
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from wellbeing.views.explore import Explore
from wellbeing.views.once import KeptCompression
from wellbeing.views.shell.early import script, within_script
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.page import QuietPage
from wellbeing.views.shell.sheet import Sheet


@given(st.recursive(st.text() | st.sampled_from(["</script>", "<!--", "<script>"]), st.lists))
def test_no_text_ends_the_script_that_holds_it(value):
    held = within_script(json.dumps(value, ensure_ascii=False))
    assert "<" not in held
    assert json.loads(held) == value


def test_the_script_that_draws_a_page_holds_no_end_of_a_script():
    assert "</script" not in script(Sheet).lower()


def trees(models):
    return [model.data.tree for model in models if hasattr(model, "data") and hasattr(model.data, "tree")]


def test_a_document_holds_what_the_line_would_bring_and_the_line_does_not_bring_it_again(release):
    with set_curdoc(Document()):
        page = Explore(release).__panel__()
    brought = [json.loads(tree) for tree in trees(page.get_root(Document()).references())]
    document = page.server_doc(Document())
    held = json.loads(document.template_variables["early"]["trees"])
    assert sorted(held) == ["header", "main"]
    assert {json.dumps(tree) for tree in held.values()} == {json.dumps(tree) for tree in brought}
    assert trees(document.models) == ["", ""]


def test_no_title_of_an_engagement_leaves_its_place(release):
    hostile = '"><script>alert(1)</script>'
    sheet = Sheet(Markup(html="<h1>One</h1>"))
    page = QuietPage(title="", meta_title=hostile, main=[sheet])
    page.sheets = {"main": sheet}
    document = page.server_doc(Document())
    with set_curdoc(document):
        html = server_html_page_for_session(
            SimpleNamespace(document=document, token=""),
            PageResources(mode="server", root_url="/"),
            document.title,
            template=document.template,
            template_variables=document.template_variables,
        )
    assert "<script>alert" not in html
    assert f"<title>{escape(hostile)}</title>" in html


def asked(path: str, tag: str, *chunks: bytes, whole: int = 0) -> bytes:
    request = HTTPServerRequest(
        start_line=RequestStartLine("GET", path, "HTTP/1.1"),
        headers=HTTPHeaders({"Accept-Encoding": "gzip", "Host": "localhost"}),
    )
    sent = KeptCompression(request)
    length = f"{whole or sum(map(len, chunks))}"
    headers = HTTPHeaders({"Content-Type": "text/javascript", "Etag": tag, "Content-Length": length})
    first = sent.transform_first_chunk(200, headers, chunks[0], False)[2]
    rest = [sent.transform_chunk(chunk, n == len(chunks) - 2) for n, chunk in enumerate(chunks[1:])]
    return b"".join((first, *rest))


@pytest.mark.parametrize("path", ["/static/js/one.js", "/explore"])
def test_what_is_compressed_once_is_what_was_there_and_another_file_is_another(path, monkeypatch):
    monkeypatch.setattr(KeptCompression, "_kept", {})
    pieces = (b"a" * 5000, b"b" * 5000, b"c")
    for _ in range(2):
        assert gzip.decompress(asked(path, '"1"', *pieces)) == b"".join(pieces)
    assert gzip.decompress(asked(path, '"2"', b"other", b"file")) == b"otherfile"
    assert gzip.decompress(asked(f"{path}/../one", '"2"', b"other", b"file")) == b"otherfile"
    assert len(KeptCompression._kept) == (2 if "static" in path else 0)


def test_of_a_file_whose_reader_left_nothing_is_kept_for_the_next(monkeypatch):
    monkeypatch.setattr(KeptCompression, "_kept", {})
    pieces = (b"a" * 5000, b"b" * 5000, b"c")
    asked("/static/one.js", '"1"', pieces[0], b"", whole=10_001)  # Tornado ends what it could not send
    assert KeptCompression._kept == {}
    assert gzip.decompress(asked("/static/one.js", '"1"', *pieces)) == b"".join(pieces)
    assert gzip.decompress(asked("/static/one.js", '"1"', *pieces)) == b"".join(pieces)
    assert len(KeptCompression._kept) == 1
