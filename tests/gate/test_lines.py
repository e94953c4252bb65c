"""A page's line takes what pages send; anything else ends the line, with one short line in the log.

Nothing of what was said comes back or is logged: no canary could.
"""

import asyncio
import contextlib
import json
import time

import pytest
from talking import TOKEN, Talker
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClosedError

pytestmark = pytest.mark.slow

CODE = {"type": "object", "name": "CustomJS", "id": "evil", "attributes": {"code": "alert(1)"}}


def sets(kind, name, new):
    return lambda page: {
        "events": [{"kind": "ModelChanged", "model": page.of_kind(kind), "attr": name, "new": new}]
    }


def event(name, *entries, **more):
    said = {"type": "event", "name": name, "values": {"type": "map", "entries": [*entries]}}
    return lambda _: {
        "events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": said, **more}]
    }


def press(data, kind="ReactiveESM", **more):
    return lambda page: event("data_event", ["model", page.of_kind(kind)], ["data", data], **more)(page)


def pressed(value):
    return press({"type": "map", "entries": [["piece", 1], ["data", value]]})


FORGED = {
    "markup of a sheet": ("PATCH-DOC", sets("Sheet", "tree", "<b>")),
    "data of a component": ("PATCH-DOC", sets("ReactComponent", "data", {"type": "map", "entries": []})),
    "a model in place of a theme": ("PATCH-DOC", sets("ReactComponent", "dark_theme", CODE)),
    "children": ("PATCH-DOC", sets("Sheet", "children", [CODE])),
    "a script for a press": (
        "PATCH-DOC",
        sets("Sheet", "js_event_callbacks", {"type": "map", "entries": []}),
    ),
    "a text that is no theme": ("PATCH-DOC", sets("BrowserInfo", "timezone", "x" * 100_00)),
    "an attribute that is not there": ("PATCH-DOC", sets("BrowserInfo", "start", 1)),
    "a style": ("PATCH-DOC", sets("Sheet", "stylesheets", ["* { display: none }"])),
    "a model that is not there": (
        "PATCH-DOC",
        lambda _: {
            "events": [{"kind": "ModelChanged", "model": {"id": "p0"}, "attr": "dark_theme", "new": True}]
        },
    ),
    "an event of charts": ("PATCH-DOC", event("lodstart")),
    "a press of no sheet": ("PATCH-DOC", press(1, "BrowserInfo")),
    "a press without a sheet": ("PATCH-DOC", event("data_event", ["data", 1])),
    "a press of a sheet that is told of": (
        "PATCH-DOC",
        event("data_event", ["model", CODE], ["data", 1]),
    ),
    "a press that says more": ("PATCH-DOC", event("data_event", ["nonsense", "secret " * 9_000])),
    "something beside a press": ("PATCH-DOC", press(1, beside=CODE)),
    "a page that stands, and more": ("PATCH-DOC", event("document_ready", ["x", 1])),
    "a model in a press": ("PATCH-DOC", pressed(CODE)),
    "bytes in a press": ("PATCH-DOC", pressed({"type": "bytes", "data": "AAAA"})),
    "bytes in a press, and then none": (
        "PATCH-DOC",
        lambda page: event(
            "data_event",
            ["model", page.of_kind("ReactiveESM")],
            ["data", {"type": "bytes", "data": "AAAA"}],
            ["data", 1],
        )(page),
    ),
    "one name twice in a press": ("PATCH-DOC", pressed({"type": "map", "entries": [["a", CODE], ["a", 1]]})),
    "half a letter in a name": ("PATCH-DOC", pressed({"type": "map", "entries": [["\ud800", "x"]]})),
    "half a letter in a text": ("PATCH-DOC", pressed("\ud800")),
    "a set in a press": ("PATCH-DOC", pressed({"type": "set", "entries": [1]})),
    "a number that is none": ("PATCH-DOC", pressed({"type": "number", "value": "x"})),
    "another page's model in a press": ("PATCH-DOC", pressed({"id": "p0"})),
    "a map of no entries in a press": ("PATCH-DOC", pressed({"type": "map", "entries": [1]})),
    "lists in lists in lists": ("PATCH-DOC", pressed(json.loads("[" * 900 + "]" * 900))),
    "what a browser cannot be": ("PATCH-DOC", sets("BrowserInfo", "timezone_offset", "x")),
    "a list for what a browser is": ("PATCH-DOC", sets("BrowserInfo", "language", [1, 2])),
    "what no browser says of itself": ("PATCH-DOC", sets("BrowserInfo", "tags", None)),
    "an address that is none": ("PATCH-DOC", sets("Location", "pathname", "x" * 3_000)),
    "something beside a list": (
        "PATCH-DOC",
        lambda page: {**event("document_ready")(page), "references": [CODE]},
    ),
    "another title": ("PATCH-DOC", lambda _: {"events": [{"kind": "TitleChanged", "title": "x"}]}),
    "a root": ("PATCH-DOC", lambda _: {"events": [{"kind": "RootAdded", "model": CODE}]}),
    "columns": (
        "PATCH-DOC",
        lambda page: {
            "events": [
                {
                    "kind": "ColumnDataChanged",
                    "model": page.of_kind("Sheet"),
                    "attr": "data",
                    "data": {},
                    "cols": None,
                }
            ]
        },
    ),
    "no list": ("PATCH-DOC", lambda _: {"events": {"kind": "x"}}),
    "nothing": ("PATCH-DOC", lambda _: {}),
    "numbers": ("PATCH-DOC", lambda _: {"events": [1, None, "x"]}),
    "many events": ("PATCH-DOC", lambda page: {"events": event("data_event")(page)["events"] * 300}),
    "another kind": ("SERVER-INFO-REQ", lambda _: {}),
    "no kind": ("NO\nSUCH\x1b[31mKIND" * 200, lambda _: {}),
    "an answer": ("OK", lambda _: {}),
}


def added(log, before):
    """The lines that the log has now and had not before; what is said is written by another process."""
    until = time.monotonic() + 5
    while len(log.read_text()) == len(before) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    return log.read_text()[len(before) :].splitlines()


def assert_one_short(lines):
    assert len(lines) == 1, lines
    assert len(lines[0]) < 250
    assert "Refused" in lines[0]


@pytest.mark.parametrize("name", FORGED)
def test_what_a_page_never_sends_ends_its_line_with_one_line_in_the_log(plain, name):
    base, log = plain
    kind, content = FORGED[name]
    before = log.read_text()

    async def forge():
        async with Talker(base) as page:
            await page.open()
            await page.say(kind, content(page))
            return await page.end()

    assert asyncio.run(forge()) == 1008
    assert_one_short(added(log, before))


PIECES = {
    "no json": ["{", "{", "{"],
    "a list": ["[]", "[]", "[]"],
    "cut off": [json.dumps({"msgid": "1", "msgtype": "PATCH-DOC"}), "{}", '{"events": ['],
    "bytes": [b"\x00\xff"],
    "bytes to follow": [
        json.dumps({"msgid": "1", "msgtype": "PATCH-DOC", "num_buffers": 1}),
        "{}",
        "{}",
        "x",
    ],
    "no id": [json.dumps({"msgtype": "PATCH-DOC"}), "{}", json.dumps(event("document_ready")(None))],
    "much to follow": [
        json.dumps({"msgid": "1", "msgtype": "PATCH-DOC", "num_buffers": 10**9}),
        "{}",
        json.dumps({"events": []}),
        json.dumps({"id": "1"}),
        b"x" * 60_000,
    ],
    "nothing at all": ["", "", ""],
}


@pytest.mark.parametrize("name", PIECES)
def test_pieces_of_nothing_end_the_line_with_one_line_in_the_log(plain, name):
    base, log = plain
    before = log.read_text()

    async def forge():
        async with Talker(base) as page:
            await page.open()
            for piece in PIECES[name]:
                await page.line.write_message(piece, binary=isinstance(piece, bytes))
            return await page.end()

    assert asyncio.run(forge()) == 1008
    assert_one_short(added(log, before))


def test_ten_million_letters_are_not_read(plain):
    base, log = plain
    before = log.read_text()

    async def flood():
        async with Talker(base) as page:
            await page.open()
            await page.line.write_message("x" * 10_000_000)
            return await page.end()

    with contextlib.suppress(WebSocketClosedError):  # while it is written to
        assert asyncio.run(flood()) in {1009, 1006, None}
    assert sum(map(len, added(log, before))) < 500


def test_more_messages_than_anybody_sends_end_the_line(plain):
    base, log = plain
    before = log.read_text()

    async def flood():
        async with Talker(base) as page:
            await page.open()
            for _ in range(3_000):
                await page.say("PATCH-DOC", {"events": []})
            return await page.end()

    with contextlib.suppress(WebSocketClosedError):  # while it is written to
        assert asyncio.run(flood()) == 1008
    assert_one_short(added(log, before))


@pytest.mark.parametrize("change", ["", "no token", "another's"])
def test_a_line_without_a_page_of_ours_is_refused(plain, change):
    base, log = plain
    before = log.read_text()

    async def forge():
        async with Talker(base) as page:
            token = TOKEN.search(await asyncio.to_thread(page.page))[1]
            head, _, signature = token.partition(".")
            forged = {
                "": token[:-6] + "AAAAAA",
                "no token": "x",
                "another's": f"{head[:-4]}AAAA.{signature}",
            }[change]
            await page.open(forged, ready=False)
            return await page.end()

    asyncio.run(forge())
    lines = added(log, before)
    assert "Traceback" not in "\n".join(lines)
    assert 1 <= len(lines) <= 2
    assert all(len(one) < 250 for one in lines)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost.evil.example<script>" + "x" * 900]
)
def test_a_line_that_another_page_opens_is_refused(plain, origin):
    base, log = plain
    before = log.read_text()

    async def forge():
        await Talker(base, Origin=origin).open(ready=False)

    with pytest.raises(HTTPClientError) as refused:
        asyncio.run(forge())
    assert refused.value.code == 403
    assert_one_short(added(log, before))


def test_what_was_pressed_is_heard_whatever_it_says(plain):
    """No press ends a page that is of a form which pages send; nor is it written down."""
    base, log = plain
    before = log.read_text()

    async def say(*odd):
        async with Talker(base) as page:
            await page.open()
            await page.say("PATCH-DOC", event("document_ready")(page))
            await page.heard("OK")
            for one in odd:
                await page.say("PATCH-DOC", one(page))
                await page.heard("OK")

    numbers = [
        True,
        -1,
        1.0,
        1e9,
        10**30,
        {"type": "number", "value": "nan"},
        "1",
        [1],
        None,
        {"type": "map"},
    ]
    taps = [{"type": "map", "entries": [["tapped", one]]} for one in numbers]
    rows = [{"type": "map", "entries": [["piece", one], ["data", taps[0]]]} for one in numbers]
    asyncio.run(say(*map(pressed, taps), *map(press, rows), sets("Location", "search", "?region=x")))
    time.sleep(0.5)
    assert log.read_text() == before


def test_after_all_this_the_server_shows_its_page(plain):
    base, log = plain

    async def look():
        async with Talker(base) as page:
            await page.open()
            await page.say("PATCH-DOC", event("document_ready")(page))
            await page.heard("OK")

    asyncio.run(look())
    assert "Traceback" not in log.read_text()
    assert len(log.read_text()) < 20_000
