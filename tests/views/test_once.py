"""A page that is left leaves nothing behind."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from bokeh.application import Application
from bokeh.application.handlers.function import FunctionHandler
from bokeh.client import pull_session
from bokeh.server.server import Server
from panel.io.server import WSHandler
from tornado.ioloop import IOLoop

from wellbeing.views.once import end_with_its_page

LOOKS_MS = 100


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(WSHandler, "on_close", WSHandler.on_close)  # and put back afterwards
    end_with_its_page()
    started: list[Server] = []
    ready = threading.Event()

    def serve():
        page = Application(FunctionHandler(lambda _document: None))
        one = Server({"/": page}, port=0, io_loop=IOLoop(), check_unused_sessions_milliseconds=LOOKS_MS)
        one.start()
        started.append(one)
        one.io_loop.add_callback(ready.set)
        one.io_loop.start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield started[0]
    started[0].io_loop.add_callback(started[0].io_loop.stop)
    thread.join(20)


@pytest.fixture
def elsewhere():
    """A thread of its own: a browser of other tests may keep this one's loop running."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda deed: thread.submit(deed).result(20)


def test_a_session_ends_with_its_page_and_not_before(server, elsewhere):
    opened = partial(pull_session, url=f"http://localhost:{server.port}/")
    first, second = elsewhere(opened), elsewhere(opened)
    time.sleep(5 * LOOKS_MS / 1000)
    assert {one.id for one in server.get_sessions("/")} == {first.id, second.id}
    elsewhere(first.close)
    deadline = time.monotonic() + 10  # a page that is merely not connected would be kept for 15
    while len(server.get_sessions("/")) > 1 and time.monotonic() < deadline:
        time.sleep(LOOKS_MS / 1000)
    assert [one.id for one in server.get_sessions("/")] == [second.id]
    elsewhere(second.close)
