"""Those who run a server see each request by its id, figures without anybody in them, and that it ends by degrees."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families
from serving import WELLBEING, answers, environment, free_port, wait_until_served
from talking import Talker

pytestmark = pytest.mark.slow

#: Planted in what is asked for: none of it may be told again.
CANARY = "canary-4711"


def asked(base, path, method="GET", **headers):
    server = urlsplit(base)
    with closing(HTTPConnection(server.hostname, server.port, timeout=60)) as line:
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")


@pytest.fixture(scope="module")
def told(serve):
    return serve("--log-format", "json")


def lines(log):
    """What the log says, but for what the command that started the server says to people."""
    return [json.loads(one) for one in log.read_text().splitlines() if one.startswith("{")]


def line_of(log, id_):
    until = time.monotonic() + 10
    while not (found := [one for one in lines(log) if one.get("request") == id_]):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/static/js/bokeh.min.js", "/?" + "x" * 3000])
def test_every_answer_says_its_id_which_is_that_of_the_proxy(plain, path):
    base, _ = plain
    ours = [asked(base, path)[1]["X-Request-ID"] for _ in range(2)]
    assert [bool(re.fullmatch("[0-9a-f]{16}", one)) for one in ours] == [True, True]
    assert ours[0] != ours[1]
    assert asked(base, path, X_Request_ID="of-a-proxy_12")[1]["X-Request-ID"] == "of-a-proxy_12"


@pytest.mark.parametrize("given", ["short", "x" * 65, "a b c d e f g", '"}{"level":"error', "é" * 10])
def test_an_id_that_is_none_is_not_taken_over(plain, given):
    head = asked(plain[0], "/healthz", X_Request_ID=given.encode("latin1"))[1]["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{16}", head)


@pytest.mark.parametrize(
    ("path", "place", "status"),
    [
        (f"/explore?area=02&note={CANARY}", "/explore", 200),
        (f"/{CANARY}", "other", 404),
        (f"/static/{CANARY}.js", "static", 404),
        ("/line", "/line", 403),
    ],
)
def test_each_request_is_one_line_of_json_with_its_place_and_never_what_was_typed(told, path, place, status):
    base, log = told
    id_ = asked(base, path, Cookie=f"a={CANARY}", User_Agent=CANARY)[1]["X-Request-ID"]
    (line,) = line_of(log, id_)
    assert (line["method"], line["place"], line["status"]) == ("GET", place, status)
    assert line["ms"] >= 0
    assert set(line) == {"time", "level", "from", "message", "request", "method", "place", "status", "ms"}
    assert CANARY not in log.read_text()


def test_a_method_that_is_none_is_not_written_down(told):
    base, log = told
    id_ = asked(base, "/", CANARY.upper())[1]["X-Request-ID"]
    assert [line["method"] for line in line_of(log, id_)] == ["other"]


def test_a_refusal_is_a_line_of_json_too(told):
    base, log = told

    async def forge():
        async with Talker(base) as page:
            await page.open()
            await page.say("NO-SUCH", {})
            await page.end()

    asyncio.run(forge())
    until = time.monotonic() + 10
    while not (found := [one for one in lines(log) if "Refused" in one["message"]]):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert [one["level"] for one in found] == ["warning"]
    assert found[0]["request"]


def figures(base):
    status, headers, text = asked(base, "/metrics")
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {(one.name, *sorted(one.labels.items())): one.value for one in samples}


def test_answers_messages_pages_and_refusals_are_counted_and_nobody_is(serve):
    base, _ = serve()

    async def look():
        async with Talker(base) as page:
            await page.open()
            opened = figures(base)
            await page.say("NO-SUCH", {})
            await page.end()
            return opened

    before = figures(base)
    for path in (f"/explore?note={CANARY}", f"/{CANARY}", f"/{CANARY}/ws"):
        asked(base, path, User_Agent=CANARY)
    opened, after = asyncio.run(look()), figures(base)
    page, other = ("place", "/explore"), ("place", "other")
    assert opened["wellbeing_answers_total", page, ("status", "200")] == 2
    missed = ("wellbeing_answers_total", other, ("status", "404"))
    assert opened[missed] - before[missed] == 2
    assert opened["wellbeing_answer_seconds_count", page] == 2
    assert opened["wellbeing_message_seconds_count",] == 1
    assert opened["wellbeing_open_pages", page] == 2  # the first was asked for, and its line never opened
    assert after["wellbeing_log_lines_total", ("level", "warning")] == 1
    assert opened["process_resident_memory_bytes",] > 50e6
    assert CANARY not in repr(after)
    assert "127.0.0.1" not in repr(after)


@pytest.mark.parametrize(
    "head",
    [
        {"X_Forwarded_For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Via": "1.1 x"},
        {"X_Real_IP": "1"},
    ],
)
def test_figures_are_told_to_programs_on_this_machine_and_to_no_reader_of_a_proxy(plain, head):
    base, _ = plain
    assert asked(base, "/metrics", **head)[0] == 404
    assert asked(base, "/metrics")[0] == 200


def test_figures_are_not_told_by_the_name_that_readers_use(serve):
    base, _ = serve("--origin", "https://engage.example.org")
    assert asked(base, "/healthz", Host="engage.example.org")[0] == 200
    assert asked(base, "/metrics", Host="engage.example.org")[0] == 404


@pytest.fixture
def own(workspace, tmp_path):
    """A server that a test ends: its process, its port, and its log."""
    port, log = free_port(), tmp_path / "log.txt"
    with log.open("wb") as output:
        told = [WELLBEING, "serve", "--no-ahead", "--port", str(port), "--log-format", "json"]
        process = subprocess.Popen(
            told, env=environment(workspace), stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    wait_until_served(port, process, log)
    yield process, port, log
    process.kill()
    process.wait()


def test_told_to_end_it_answers_what_was_asked_and_tells_open_pages(own):
    process, port, log = own
    base, found = f"http://127.0.0.1:{port}", {}

    def ask():  # the first page is slow: its release is read, its notebook compiled
        found["page"] = asked(base, "/brief")

    async def told():
        async with Talker(base) as page:
            await page.open()
            asking = threading.Thread(target=ask)
            asking.start()
            await asyncio.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            found["line"] = await page.end()
            await asyncio.to_thread(asking.join)

    asyncio.run(told())
    assert process.wait(20) == 128 + signal.SIGTERM
    assert found["line"] == 1012
    assert found["page"][0] == 200
    assert found["page"][2].endswith("</html>")
    assert not answers(port)
    assert "Traceback" not in log.read_text()
    assert [one["message"] for one in lines(log)][-2:].count("ending") == 1


def test_told_twice_it_ends_at_once(own):
    process, port, _ = own
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("GET", "/brief")
        for _ in range(2):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        # The second may come when what forwards it has gone already.
        assert process.wait(10) in {128 + signal.SIGTERM, -signal.SIGTERM}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
def test_nothing_is_left_of_it(own):
    process, _, _ = own
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    with pytest.raises(ProcessLookupError):
        os.kill(int(child), 0)


def test_pages_that_were_made_ahead_are_nobodys(serve):
    """A server that has made its pages once says so of none: no page is open, and nothing went wrong."""
    base, log = serve("--ahead", "--log-format", "json")
    assert asked(base, "/readyz")[0] == 200
    told = {
        (sample.name, sample.labels.get("place", "")): sample.value
        for family in text_string_to_metric_families(asked(base, "/metrics")[2])
        for sample in family.samples
    }
    assert {value for (name, _), value in told.items() if name == "wellbeing_open_pages"} <= {0.0}
    assert [one for one in lines(log) if one.get("level") in {"warning", "error"}] == []

    async def read():
        async with Talker(base) as page:
            await page.open()

    asyncio.run(read())
