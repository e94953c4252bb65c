"""The server answers to this machine's names alone: a page elsewhere that calls itself this machine reads nothing."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from wellbeing.views.gate.headers import HEADERS, POLICY, POLICY_HEADER

LINE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "eA==",
}
PATHS = ("/", "/brief?window=presenter", "/static/js/bokeh.min.js", "/explore/ws", "/line", "/nothing")


def answered(base_url: str, path: str, **headers: str) -> tuple[int, bytes]:
    server = urlsplit(base_url)
    line = HTTPConnection(server.hostname, server.port, timeout=60)
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    text = b"" if answer.status == 101 else answer.read()
    answer.close()
    line.close()
    return answer.status, text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_who_comes_by_another_name_is_told_nothing(base_url, path, name):
    port = urlsplit(base_url).port
    status, text = answered(base_url, path, Host=f"{name}:{port}" if name else "evil.example")
    assert (status, text) == (421, b"This server answers by its own name alone.\n")


def test_a_line_is_opened_by_the_servers_own_pages_alone(base_url):
    for origin, status in (("http://evil.example", 403), ("null", 403), (base_url, 101)):
        found, _ = answered(base_url, "/line", Origin=origin, **LINE)
        assert found == status, origin


@pytest.mark.parametrize("path", ["/", "/brief", "/explore/ws"])
def test_an_address_longer_than_any_is_refused_and_one_as_long_as_any_is_not(base_url, path):
    status, text = answered(base_url, f"{path}?{'utm=' + '9' * 5000}")
    assert (status, text[:10]) == (414, b"An address")
    assert answered(base_url, f"/nothing?{'9' * 2000}")[0] == 404


def headed(base_url, path, method="GET"):
    server = urlsplit(base_url)
    line = HTTPConnection(server.hostname, server.port, timeout=60)
    line.request(method, path)
    answer = line.getresponse()
    text = answer.read()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


@pytest.mark.parametrize("path", ["/", "/brief", "/healthz", "/nothing", "/static/js/bokeh.min.js"])
def test_every_answer_says_what_a_browser_may_do_with_it(base_url, path):
    _, headers, _ = headed(base_url, path)
    for name, value in {**HEADERS, POLICY_HEADER: POLICY}.items():
        assert headers[name.lower()] == value, path
    assert "unsafe-eval" not in headers[POLICY_HEADER.lower()]
    assert "server" not in headers
    assert ("no-store" in headers.get("cache-control", "")) == (not path.startswith("/static/"))


@pytest.mark.parametrize(("path", "word"), [("/healthz", b"ok\n"), ("/readyz", b"ready\n")])
def test_a_machine_that_watches_is_told_one_word(base_url, path, word):
    status, _, text = headed(base_url, path)
    assert (status, text) == (200, word)
    assert headed(base_url, path, "HEAD")[::2] == (200, b"")
