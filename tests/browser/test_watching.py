"""The watch over the browser sees what it should: else "nothing was asked" would prove nothing."""

import pytest


@pytest.fixture
def blank(page):
    page.goto("about:blank")
    return page


def test_a_request_to_another_host_is_refused_and_noted(blank, outside, watched):
    blank.set_content('<img src="https://elsewhere.example/a.png">')
    blank.wait_for_load_state("networkidle")
    assert outside == ["https://elsewhere.example/a.png"]
    outside.clear()
    assert watched.problems.pop().startswith("console: Failed to load resource")


def test_a_web_socket_to_another_host_is_refused_and_noted(blank, outside):
    blank.evaluate("new Promise(done => new WebSocket('wss://elsewhere.example/ws').onclose = done)")
    assert outside == ["wss://elsewhere.example/ws"]
    outside.clear()


def test_an_error_that_no_script_catches_is_noted(blank, watched):
    blank.evaluate("setTimeout(() => { throw new Error('lost') })")
    blank.wait_for_timeout(100)
    assert watched.problems == ["uncaught: lost"]
    watched.problems.clear()
