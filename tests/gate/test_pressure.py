"""What people do to a server who mean it no good, or whose machine is slow: others go on being answered.

What comes back is a status or a page; nothing of a release that was not asked for could be in it.
"""

import asyncio
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from serving import serving_process
from talking import Talker
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

from wellbeing.views.gate.crowds import MOST_OF_ALL, MOST_PAGES, not_crowded

pytestmark = pytest.mark.slow

CANARY = "canary-4711"
LINE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x" * 22 + "==",
}
#: Until pages that nobody holds have ended, on a machine that runs other tests.
ENDING_SECONDS = 90
#: MB: of what a browser that never reads is sent, a part stands in the server.
MOST_KEPT = 100
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process has")


def asked(base, path, method="GET", **headers):
    server = urlsplit(base)
    with closing(HTTPConnection(server.hostname, server.port, timeout=120)) as line:
        line.putrequest(method, path, skip_host=False, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()


def figure(base, name):
    """One of what the server tells of itself, all places together."""
    lines = asked(base, "/metrics")[2].decode().splitlines()
    return sum(float(one.rpartition(" ")[2]) for one in lines if one.startswith((f"{name} ", f"{name}{{")))


@pytest.fixture(scope="module")
def behind(serve):
    """A server that believes a proxy on this machine from which address somebody comes, and its log."""
    return serve("--behind-proxy", "127.0.0.1")


TRAVERSALS = [
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%2e%2e/%2e%2e/__init__.py",
    "/static//etc/passwd",
    "/static/extensions/panel/../../../../etc/passwd",
    "/static/extensions/panel-material-ui/%2e%2e/__init__.py",
    "/static/extensions/..%5c..%5cetc/passwd",
    "/static/js/%00",
    "/static/js/%0d%0aX:%20x",
    "/explore%00",
    "/../manifest.json",
    "/explore/../../manifest.json",
    "/static/%F0%28/x",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_files_of_the_installation_and_none_is_logged(plain, path):
    base, log = plain
    before = log.read_text()
    status, _, text = asked(base, f"{path}{CANARY}")
    assert status in {400, 403, 404}
    assert b"root:" not in text
    assert b"manifest" not in text
    assert CANARY not in log.read_text()[len(before) :]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
@pytest.mark.parametrize("path", ["/explore", "/explore/ws", "/healthz", "/line", "/static/js/bokeh.min.js"])
def test_by_another_method_nothing_is_answered(plain, method, path):
    status, _, text = asked(plain[0], path, method)
    assert status in {400, 403, 405}
    assert b"Auckland" not in text


def test_the_head_of_a_page_says_that_it_is_there_and_makes_none(plain):
    base, _ = plain
    before = figure(base, "wellbeing_open_pages")
    for path in ("/", "/explore?region=01", "/brief"):
        status, headers, text = asked(base, path, "HEAD")
        assert (status, text) == (200, b"")
        assert headers["Content-Type"].startswith("text/html")
        assert headers["Cache-Control"] == "no-store"
    assert figure(base, "wellbeing_open_pages") <= before
    assert asked(base, "/nothing", "HEAD")[0] == 404


@pytest.mark.parametrize(
    "path", ["/autoload.js", "/explore/autoload.js", "/explore/metadata", "/brief/autoload.js"]
)
def test_no_page_is_shown_in_that_of_another_site_and_none_is_made_for_it(plain, path):
    base, _ = plain
    before = figure(base, "wellbeing_open_pages")
    status, headers, _ = asked(base, f"{path}?bokeh-autoload-element=x")
    assert status == 404
    assert "Access-Control-Allow-Origin" not in headers
    assert figure(base, "wellbeing_open_pages") <= before


@pytest.mark.parametrize(
    ("asked_for", "said"), [(f"?bokeh-session-id={CANARY}", {}), ("", {"Bokeh_Session_Id": CANARY})]
)
def test_a_page_asked_for_by_an_id_of_nobody_s_is_refused_and_the_id_not_written_down(plain, asked_for, said):
    base, log = plain
    before = log.read_text()
    assert asked(base, f"/explore{asked_for}", **said)[0] == 403
    time.sleep(0.3)
    assert CANARY not in log.read_text()[len(before) :]


def test_a_presenter_s_line_that_says_more_than_anybody_does_is_closed(plain):
    base, log = plain
    before = log.read_text()

    async def flood():
        line = await websocket_connect(
            HTTPRequest(f"ws{base.removeprefix('http')}/line", headers={"Origin": base})
        )
        with suppress(WebSocketClosedError):
            for _ in range(3_000):
                await line.write_message('{"beat": 1}')
        while await asyncio.wait_for(line.read_message(), 30) is not None:
            pass
        code = line.close_code
        line.close()  # so that nothing of it is left to be collected
        return code

    assert asyncio.run(flood()) == 1008
    said = log.read_text()[len(before) :].splitlines()
    assert said == ["Refused 127.0.0.1: a message, more than 60 messages a second"]


def test_brackets_in_brackets_are_nothing_that_a_presenter_says(plain):
    base, log = plain
    before = log.read_text()

    async def said():
        asked = HTTPRequest(f"ws{base.removeprefix('http')}/line", headers={"Origin": base})
        line = await websocket_connect(asked)
        await line.write_message("[" * 999)
        await line.write_message('{"beat": 1}')
        answer = await asyncio.wait_for(line.read_message(), 30)
        line.close()
        while (
            await asyncio.wait_for(line.read_message(), 30) is not None
        ):  # so that nothing of it is left open
            pass
        return answer

    assert "newest" in asyncio.run(said())
    assert log.read_text() == before


def test_one_address_opens_as_many_lines_of_presenters_as_pages_and_others_are_let_in(behind):
    base, _ = behind
    server = urlsplit(base)
    with ExitStack() as held:

        def opened():
            line = held.enter_context(closing(HTTPConnection(server.hostname, server.port, timeout=60)))
            line.request("GET", "/line", headers={"Origin": base, **LINE})
            return line.getresponse().status

        assert {opened() for _ in range(MOST_PAGES)} == {101}
        assert opened() == 503
    until = time.monotonic() + 30
    while asked(base, "/line", Origin=base, **LINE)[0] != 101:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_path_without_its_last_slash_leads_to_the_page(named):
    base, _ = named
    status, headers, _ = asked(base, "/engagement?region=01")
    assert status == 302
    assert urlsplit(headers["Location"])[2:4] == ("/engagement/", "region=01")
    assert asked(base, "/engagement/?region=01")[0] == 200
    assert asked(base, "/engagementx")[0] == 404
    assert asked(base, "/explore")[0] == 404


@pytest.mark.parametrize(
    "head",
    [{"X_Long": "x" * 70_000}, {f"X_{number}": "x" for number in range(20_000)}, {"Content_Length": "x"}],
)
def test_a_head_longer_than_any_or_none_is_refused_and_others_are_answered(plain, head):
    base, log = plain
    with suppress(HTTPException, ConnectionError):  # it is cut off
        assert asked(base, "/healthz", **head)[0] in {400, 431}
    assert asked(base, "/healthz")[0] == 200
    assert "Traceback" not in log.read_text()


def test_sockets_that_say_nothing_or_half_keep_nobody_out_and_are_let_go(plain):
    base, _ = plain
    place = (urlsplit(base).hostname, urlsplit(base).port)
    before = figure(base, "process_open_fds")
    with ExitStack() as open_:
        for said in (b"", b"GET /explo", b"GET / HTTP/1.1\r\nHost: x\r\n", b"\x16\x03\x01\x02"):
            for _ in range(60):
                one = open_.enter_context(socket.create_connection(place, timeout=30))
                with suppress(ConnectionError):
                    one.sendall(said)
        assert asked(base, "/healthz")[0] == 200
        assert asked(base, "/explore")[0] == 200
    until = time.monotonic() + 30
    while figure(base, "process_open_fds") > before + 10:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_who_never_reads_is_not_answered_for_ever(plain):
    """Each of its messages asks for the whole page again: what is not read is not made, and stands in no memory."""
    base, log = plain

    async def never_read():
        async with Talker(base) as page:
            await page.open()
            before = await asyncio.to_thread(figure, base, "process_resident_memory_bytes")
            answered = await asyncio.to_thread(figure, base, "wellbeing_message_seconds_count")
            with suppress(WebSocketClosedError):
                for _ in range(2_000):
                    await page.say("PULL-DOC-REQ", {})
            await asyncio.sleep(3)
            kept = await asyncio.to_thread(figure, base, "process_resident_memory_bytes") - before
            made = await asyncio.to_thread(figure, base, "wellbeing_message_seconds_count") - answered
            return kept / 1e6, made

    kept, made = asyncio.run(never_read())
    assert kept < MOST_KEPT
    assert made < 2_000
    assert asked(base, "/explore")[0] == 200
    assert "Traceback" not in log.read_text()


def opened(base, number):
    return asked(base, "/explore", X_Forwarded_For=f"10.0.{number // 250}.{number % 250 + 1}")[0]


@pytest.mark.parametrize(
    ("of", "mine", "others", "is_let_in"),
    [
        (1, MOST_PAGES - 1, 0, True),
        (1, MOST_PAGES, 0, False),
        (1, 0, MOST_OF_ALL, False),
        (1, 1, MOST_OF_ALL - 2, True),
        (2, MOST_PAGES // 2 - 1, 0, True),
        (2, MOST_PAGES // 2, 0, False),
        (2, 0, MOST_OF_ALL // 2, False),
    ],
)
def test_of_one_address_so_many_pages_are_made_and_of_all_so_many(of, mine, others, is_let_in):
    """Of two processes each lets in half: what is told here is one of them."""
    sessions = [SimpleNamespace(_asked_from=one) for one in ["a"] * mine + ["b"] * others]
    server = SimpleNamespace(prefix="", applications={"/explore": SimpleNamespace(sessions=sessions)})
    asked_for = SimpleNamespace(method="GET", path="/explore", remote_ip="a")
    assert (not_crowded(of)(server, asked_for) is None) == is_let_in
    head = SimpleNamespace(method="HEAD", path="/explore", remote_ip="a")
    assert not_crowded(of)(server, head) is None  # no page is made


def left(base, pages):
    """Open pages and never their lines; until none is there."""
    with ThreadPoolExecutor(5) as readers:
        assert {*readers.map(lambda number: opened(base, number), range(pages))} == {200}
    until = time.monotonic() + ENDING_SECONDS
    while figure(base, "wellbeing_open_pages"):
        assert time.monotonic() < until
        time.sleep(1)


def test_pages_that_are_opened_and_left_end(behind):
    base, log = behind
    left(base, 20)
    assert "Traceback" not in log.read_text()


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_five_hundred_that_are_opened_and_left_leave_no_memory(serve):
    base, log = serve("--behind-proxy", "127.0.0.1")
    left(base, 50)
    before = figure(base, "process_resident_memory_bytes")
    left(base, 500)
    time.sleep(10)
    after = figure(base, "process_resident_memory_bytes")
    assert after <= 1.15 * before, f"{before / 1e6:.0f} MB, and after 500: {after / 1e6:.0f}"
    assert "Traceback" not in log.read_text()


@on_linux
def test_nothing_of_the_serving_process_names_the_workspace(workspace, plain):
    """Its environment, working folder, open files and what is in its memory from files, while it shows pages."""
    base, _ = plain
    for path in ("/explore", "/brief"):
        assert asked(base, path)[0] == 200
    served = Path(f"/proc/{serving_process(urlsplit(base).port)}")
    files = [str(one.readlink()) for one in (served / "fd").iterdir()]
    told = [
        (served / "environ").read_bytes().decode(),
        (served / "cmdline").read_bytes().decode(),
        (served / "maps").read_text(),
        str((served / "cwd").readlink()),
        *files,
    ]
    assert any("release" in one or "wellbeing-" in one for one in told[1:2])
    for one in told:
        assert str(workspace) not in one
        assert "record.sqlite" not in one
