"""Several processes serve one release on one port: a page's line comes to the process that made the page.

What they tell each other and the log are numbers and a secret: no canary of a release could be in it.
"""

import asyncio
import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections import Counter
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from bokeh.util.token import get_token_payload
from click.testing import CliRunner
from serving import WELLBEING, answers, environment, free_port, processes_of, wait_until_served
from talking import TOKEN, Talker

from wellbeing.cli.main import main
from wellbeing.views.gate.crowds import MOST_OF_ALL, MOST_PAGES, not_crowded
from wellbeing.views.gate.key import TRIES
from wellbeing.views.workers.heads import MOST_READ, owner, place_asked
from wellbeing.views.workers.words import PROCESS

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
KEY = "correct horse battery staple"
#: Until another process serves in the place of one that ended: it imports all again, beside other tests.
ANEW_SECONDS = 90


def asked(base, path, method="GET", body=None, **headers):
    server = urlsplit(base)
    with closing(HTTPConnection(server.hostname, server.port, timeout=120)) as line:
        line.request(method, path, body, {name.replace("_", "-"): one for name, one in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")


def maker(token):
    """The process that made the page of a token."""
    return get_token_payload(token)[PROCESS]


def token_of(base, **headers):
    return TOKEN.search(asked(base, "/explore", **headers)[2])[1]


def until_two(base, **headers):
    """Wait until both serve: each makes a page, and the next is the first's again."""
    until, made = time.monotonic() + ANEW_SECONDS, []
    while made[-2:] != [1, 2]:
        made.append(maker(token_of(base, **headers)))
        assert time.monotonic() < until
        time.sleep(0.5)  # each leaves a page behind for a while, and one address may have so many


def token(held, packed=None):
    """As a page has it, signed by nobody."""

    def plain(content):
        return base64.urlsafe_b64encode(content).rstrip(b"=")

    packed = zlib.compress(json.dumps(held).encode()) if packed is None else packed
    return plain(json.dumps({"session_id": "x", "__bk__zlib_": plain(packed).decode()}).encode())


def head(first=b"GET /explore/ws HTTP/1.1", told=b""):
    named = b"\r\nSec-WebSocket-Protocol: bokeh, " + told + b".signed" if told else b""
    return first + b"\r\nHost: x" + named + b"\r\n\r\n"


def test_a_line_is_for_the_process_that_its_token_names():
    assert owner(head(told=token({PROCESS: 7}))) == 7
    assert owner(head(told=token({PROCESS: 7})).replace(b"Sec-WebSocket-P", b"sec-websocket-p")) == 7


@pytest.mark.parametrize(
    ("first", "number"),
    [
        ("GET /explore HTTP/1.1", None),
        ("POST /login?next=%2F HTTP/1.1", 1),
        ("GET /engagement/login HTTP/1.1", 1),
        ("GET /engagement/login/back?code=x HTTP/1.1", 1),
        ("GET /engagement/metrics HTTP/1.1", 1),
        ("GET /metrics?process=12 HTTP/1.1", 12),
        ("GET /explore?x=/login HTTP/1.1", None),
        ("", None),
    ],
)
def test_keys_are_counted_by_one_and_figures_are_told_by_who_is_asked_for(first, number):
    assert owner(head(first.encode())) == number


FORGED = {
    "no token": b"x",
    "a list": base64.urlsafe_b64encode(b"[1]").rstrip(b"="),
    "nothing packed": base64.urlsafe_b64encode(b'{"session_id": "x"}').rstrip(b"="),
    "packed otherwise": token({}, b"no such"),
    "of no process": token({}),
    "of a word": token({PROCESS: "1"}),
    "of a truth": token({PROCESS: True}),
    "a bomb": token({}, zlib.compress(b'{"x": "' + b"x" * 30_000_000 + b'"}', 9)),
    "deep": token({}, zlib.compress(b"[" * 100_000)),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_token_that_is_none_is_anybodys_to_refuse(name):
    assert len(head(told=FORGED[name])) < MOST_READ
    assert owner(head(told=FORGED[name])) is None


def test_each_place_is_dealt_out_by_itself():
    assert place_asked(head(b"GET /engagement/explore?region=01 HTTP/1.1")) == b"/engagement/explore"
    assert place_asked(head(b"GET /static/js/a.js HTTP/1.1")) == place_asked(
        head(b"GET /x/static/b.css HTTP/1.1")
    )


@pytest.mark.parametrize("of", [1, 2, 3])
def test_limits_of_open_pages_are_those_of_all_processes_together(of):
    most, most_of_all = not_crowded(of).args
    assert MOST_PAGES <= most * of < MOST_PAGES + of
    assert MOST_OF_ALL <= most_of_all * of < MOST_OF_ALL + of


@pytest.mark.parametrize(
    "told", [["--workers", "0"], ["--workers", "65"], ["--workers", "2", "--tier", "analyst"]]
)
def test_a_number_of_processes_that_is_none_is_refused(workspace, told):
    assert CliRunner().invoke(main, ["--workspace", str(workspace), "serve", *told]).exit_code == 2


@pytest.fixture(scope="module")
def two(serve, tmp_path_factory):
    """A server of two processes that asks for a key; its address, its log, and what says that the key was told."""
    key = tmp_path_factory.mktemp("key") / "key.txt"
    key.write_text(KEY)
    base, log = serve("--workers", "2", "--access-key", str(key))
    status, headers, _ = asked(base, "/login", "POST", urlencode({"key": KEY}), **FORM)
    assert status == 303
    told = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
    until_two(base, **told)
    return base, log, told


@pytest.mark.slow
def test_readers_are_dealt_out_and_each_line_comes_to_the_process_of_its_page(two):
    base, log, told = two

    async def look():
        async with Talker(base, **told) as page:
            text = await asyncio.to_thread(page.page)
            await page.open(TOKEN.search(text)[1])
            assert all(id_ in page.models for id_ in roots_of(text))
            return maker(TOKEN.search(text)[1])

    async def look_six_times():
        return Counter([await look() for _ in range(6)])

    assert asyncio.run(look_six_times()) == {1: 3, 2: 3}
    assert "Traceback" not in log.read_text()


def roots_of(page):
    """Ids of what stands on a page, by which its line's document is found."""
    items = json.loads(page.partition("const render_items = ")[2].partition(";\n")[0])
    return [id_ for item in items for id_ in item["roots"]]


@pytest.mark.slow
def test_a_line_whose_page_is_not_there_is_refused_in_one_line_by_either_process(two):
    base, log, told = two
    before = log.read_text()

    async def ask_late():
        token = await asyncio.to_thread(token_of, base, **told)
        async with Talker(base, **told) as page:
            await page.open(token)
        await asyncio.sleep(0.5)  # its page ends with it
        async with Talker(base, **told) as late:
            await late.open(token, ready=False)
            return await late.end()

    assert asyncio.run(ask_late()) == 1008
    assert log.read_text()[len(before) :] == "Refused 127.0.0.1: a message, its page has ended\n"


@pytest.mark.slow
def test_what_comes_in_pieces_waits_for_the_rest_and_what_ends_before_it_is_let_go(two):
    port = urlsplit(two[0]).port
    with socket.create_connection(("127.0.0.1", port), timeout=30) as broken_off:
        broken_off.sendall(b"GET /healthz HT")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as half:
        half.sendall(b"GET /healthz HT")
        half.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            assert half.recv(100) == b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as slow:
        for piece in (b"GET /healthz HT", b"TP/1.1\r\nHost: localhost:%d" % port, b"\r\n\r\n"):
            slow.sendall(piece)
            time.sleep(0.05)
        assert slow.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.slow
def test_a_connection_ends_with_its_answer_since_the_next_may_be_anothers(two):
    assert asked(two[0], "/healthz")[1]["Connection"] == "close"


@pytest.mark.slow
def test_figures_are_told_by_each_process(two):
    starts = []
    for path in ("/metrics?process=1", "/metrics?process=2", "/metrics"):
        text = asked(two[0], path)[2]
        (found,) = [one for one in text.splitlines() if one.startswith("process_cpu_seconds_total ")]
        (pages,) = [
            one for one in text.splitlines() if one.startswith('wellbeing_answers_total{place="/explore"')
        ]
        starts.append((float(found.partition(" ")[2]), pages))
    first, second, again = starts
    assert first[1] != second[1] or first[0] != second[0]
    assert first[0] <= again[0] < first[0] + 1 or again[1] == first[1]


@pytest.mark.slow
def test_the_key_is_told_once_for_all_processes_and_wrong_ones_are_counted_together(two):
    base, _, told = two
    assert sorted(maker(token_of(base, **told)) for _ in range(2)) == [1, 2]
    wrong = [asked(base, "/login", "POST", urlencode({"key": "x"}), **FORM)[0] for _ in range(TRIES + 1)]
    assert wrong == [403] * TRIES + [429]


@pytest.fixture(scope="module")
def own(workspace, tmp_path_factory):
    """Two processes that tests kill and end: the command, its address, and its log."""
    port, log = free_port(), tmp_path_factory.mktemp("own") / "log.txt"
    with log.open("wb") as output:
        told = [WELLBEING, "serve", "--no-ahead", "--port", str(port), "--workers", "2"]
        process = subprocess.Popen(
            told, env=environment(workspace), stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    wait_until_served(port, process, log)
    until_two(f"http://127.0.0.1:{port}")
    yield process, f"http://127.0.0.1:{port}", log
    process.kill()
    process.wait()


@on_linux
@pytest.mark.slow
def test_one_that_is_killed_is_missed_by_nobody_for_long_and_another_begins(own):
    _, base, log = own
    port = urlsplit(base).port
    before = processes_of(port)

    async def seen():
        tokens = {}
        while set(tokens) != {1, 2}:
            token = await asyncio.to_thread(token_of, base)
            tokens[maker(token)] = token
        async with Talker(base) as page, Talker(base) as other:
            await page.open(tokens[2])
            await other.open(tokens[1])
            os.kill(before[2], signal.SIGKILL)
            with suppress(ConnectionError):
                assert await page.end() is None  # without a word
            async with Talker(base) as again:
                await again.open()
            async with Talker(base) as orphan:  # signed by one that has gone, read by the other
                await orphan.open(tokens[2], ready=False)
                assert await orphan.end() == 1008
            await other.say("PULL-DOC-REQ", {})
            await other.heard("PULL-DOC-REPLY")

    asyncio.run(seen())
    assert asked(base, "/readyz")[0] == 200
    until_two(base)
    after = processes_of(port)
    assert after[1] == before[1]
    assert after[2] != before[2]
    assert log.read_text().count("Process 2 of 2 ended with -9: another begins") == 1
    assert "signature" not in log.read_text()
    assert "Traceback" not in log.read_text()


@on_linux
@pytest.mark.slow
def test_told_to_end_all_end_by_degrees_and_nothing_is_left(own):
    process, base, log = own
    port = urlsplit(base).port

    async def told():
        async with Talker(base) as one, Talker(base) as other:
            await one.open()
            await other.open()
            before = processes_of(port)
            process.send_signal(signal.SIGTERM)
            return before, [await one.end(), await other.end()]

    before, codes = asyncio.run(told())
    assert codes == [1012, 1012]
    assert process.wait(30) == 128 + signal.SIGTERM
    assert len(before) == 2
    assert [Path(f"/proc/{one}").exists() for one in before.values()] == [False, False]
    assert not answers(port)
    assert "Traceback" not in log.read_text()


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_in_one_sentence_and_nothing_is_left(workspace):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = [
            WELLBEING,
            "serve",
            "--no-ahead",
            "--port",
            str(port),
            "--address",
            "127.0.0.1",
            "--workers",
            "2",
        ]
        done = subprocess.run(told, env=environment(workspace), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is not to be had" in done.stderr
    assert "Traceback" not in done.stderr
    assert processes_of(port) == {}


@pytest.mark.slow
def test_where_none_can_serve_the_command_ends_with_their_failure(tmp_path):
    """The key that it shall ask for cannot be read."""
    told = [sys.executable, "-m", "wellbeing.views.workers", str(tmp_path), "--workers", "2"]
    told += ["--port", str(free_port()), "--access-key", str(tmp_path / "absent")]
    done = subprocess.run(told, capture_output=True, timeout=120, check=False)
    assert done.returncode == 1


def parent(process):
    """Who started a process."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"^PPid:\t(\d+)$", told, re.MULTILINE)[1])


@on_linux
@pytest.mark.slow
def test_when_the_command_is_killed_none_of_them_goes_on(two):
    """The last here: the command deals readers out by a process between them and itself."""
    port = urlsplit(two[0]).port
    before = processes_of(port)
    assert sorted(before) == [1, 2]
    (dealing,) = {parent(one) for one in before.values()}
    command = parent(dealing)
    assert WELLBEING.encode() in Path(f"/proc/{command}/cmdline").read_bytes()
    os.kill(command, signal.SIGKILL)
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in before.values()):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert not answers(port)
