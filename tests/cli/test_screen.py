"""A browser is opened over the screen at our own pages alone."""

import socket

import pytest

from wellbeing.cli.presenting.screen import on_screen, url_of
from wellbeing.model.errors import DataError


@pytest.mark.parametrize(
    ("address", "url"),
    [("localhost", "http://localhost:5/"), ("127.0.0.1", "http://127.0.0.1:5/"), ("::1", "http://[::1]:5/")],
)
def test_an_address_is_written_as_a_browser_reads_it(address, url):
    assert url_of(address, 5) == url


def test_no_browser_is_opened_where_somebody_else_answers(tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(DataError, match=f"Something else is served at http://127.0.0.1:{port}/ already"),
            on_screen("127.0.0.1", port, tmp_path),
        ):
            pytest.fail("it went on")
    assert not list(tmp_path.iterdir())
