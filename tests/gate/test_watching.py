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
from collections import Counter
from contextlib import closing, contextmanager
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
#: Until pages whose lines were never opened have ended, on a machine that runs other tests.
ENDING_SECONDS = 90


def asked(base, path, method="GET", **headers):
    server = urlsplit(base)
    with closing(HTTPConnection(server.hostname, server.port, timeout=60)) as line:
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")


@pytest.fixture(scope="module")
def told(serve):
    """A server that has made its pages ahead, and has a line of JSON for each request."""
    return serve("--ahead", "--log-format", "json")


def lines(log):
    """What the log says, but for what the command that started the server says to people."""
    return [json.loads(one) for one in log.read_text().splitlines() if one.startswith("{")]


def line_of(log, id_):
    until = time.monotonic() + 10
    while not (found := [one for one in lines(log) if one.get("request") == id_]):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def test_pages_that_were_made_ahead_are_nobodys(told):
    """A server that has made its pages once says so of none: no page is open, and nothing went wrong."""
    base, log = told
    assert asked(base, "/readyz")[0] == 200
    found = {
        (sample.name, sample.labels.get("place", "")): sample.value
        for family in text_string_to_metric_families(asked(base, "/metrics")[2])
        for sample in family.samples
    }
    assert {value for (name, _), value in found.items() if name == "wellbeing_open_pages"} <= {0.0}
    assert [one for one in lines(log) if one.get("level") in {"warning", "error"}] == []

    async def read():
        async with Talker(base) as page:
            await page.open()

    asyncio.run(read())


def figures(base):
    status, headers, text = asked(base, "/metrics")
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {(one.name, *sorted(one.labels.items())): one.value for one in samples}


def no_page_is_open(base):
    """What tests before asked for has ended."""
    until = time.monotonic() + ENDING_SECONDS
    while any(value for (name, *_), value in figures(base).items() if name == "wellbeing_open_pages"):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_answers_messages_pages_and_refusals_are_counted_and_nobody_is(told):
    base, _ = told
    no_page_is_open(base)

    async def look():
        async with Talker(base) as page:
            await page.open()
            opened = figures(base)
            await page.say("NO-SUCH", {})
            await page.end()
            return opened

    before = Counter(figures(base))
    for path in (f"/explore?note={CANARY}", f"/{CANARY}", f"/{CANARY}/ws"):
        asked(base, path, User_Agent=CANARY)
    opened, after = asyncio.run(look()), figures(base)
    more = {name: value - before[name] for name, value in opened.items()}
    page, other = ("place", "/explore"), ("place", "other")
    assert more["wellbeing_answers_total", page, ("status", "200")] == 2
    missed = ("wellbeing_answers_total", other, ("status", "404"))
    assert more[missed] == 2
    assert more["wellbeing_answer_seconds_count", page] == 2
    assert more["wellbeing_message_seconds_count",] == 1
    assert opened["wellbeing_open_pages", page] == 2  # the first was asked for, and its line never opened
    warned = ("wellbeing_log_lines_total", ("level", "warning"))
    assert after[warned] - before[warned] == 1
    assert opened["process_resident_memory_bytes",] > 50e6
    assert CANARY not in repr(after)
    assert "127.0.0.1" not in repr(after)


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
    before = len(lines(log))

    async def forge():
        async with Talker(base) as page:
            await page.open()
            await page.say("NO-SUCH", {})
            await page.end()

    asyncio.run(forge())
    until = time.monotonic() + 10
    while not (found := [one for one in lines(log)[before:] if "Refused" in one["message"]]):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert [one["level"] for one in found] == ["warning"]
    assert found[0]["request"]


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


def test_figures_are_not_told_by_the_name_that_readers_use(named):
    base, _ = named
    assert asked(base, "/engagement/healthz", Host="engage.example.org")[0] == 200
    assert asked(base, "/engagement/metrics", Host="engage.example.org")[0] == 404
    assert asked(base, "/engagement/metrics")[0] == 200


@contextmanager
def begun(workspace, log):
    """A server that a test ends: its process, and its port."""
    port = free_port()
    with log.open("wb") as output:
        told = [WELLBEING, "serve", "--no-ahead", "--port", str(port), "--log-format", "json"]
        process = subprocess.Popen(
            told, env=environment(workspace), stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    try:
        wait_until_served(port, process, log)
        yield process, port
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def ended(workspace, tmp_path_factory):
    """What was found of a server that was told to end while a page was open and another was being made."""
    log, found = tmp_path_factory.mktemp("ended") / "log.txt", {}
    with begun(workspace, log) as (process, port):
        base = f"http://127.0.0.1:{port}"
        if sys.platform == "linux":  # /proc tells which processes there are
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            (found["child"],) = children.read_text().split()

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
        return found | {"code": process.wait(20), "answers": answers(port), "log": log}


def test_told_to_end_it_answers_what_was_asked_and_tells_open_pages(ended):
    assert ended["code"] == 128 + signal.SIGTERM
    assert ended["line"] == 1012
    assert ended["page"][0] == 200
    assert ended["page"][2].endswith("</html>")
    assert not ended["answers"]
    assert "Traceback" not in ended["log"].read_text()
    assert [one["message"] for one in lines(ended["log"])][-2:].count("ending") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
def test_nothing_is_left_of_it(ended):
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended["child"]), 0)


def test_told_twice_it_ends_at_once(workspace, tmp_path):
    with (
        begun(workspace, tmp_path / "log.txt") as (process, port),
        closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line,
    ):
        line.request("GET", "/brief")
        for _ in range(2):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        # The second may come when what forwards it has gone already.
        assert process.wait(10) in {128 + signal.SIGTERM, -signal.SIGTERM}
