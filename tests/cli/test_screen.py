"""A browser is opened over the screen at our own pages alone."""

import os
import socket
import time
from pathlib import Path

import pytest
from serving import free_port

from wellbeing.cli.presenting.screen import on_screen, url_of
from wellbeing.model.errors import DataError
from wellbeing.sources.private import passing_folder


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


#: Writes into its own folder until it is told to end, and a little longer, as browsers do.
BROWSER = """#!/bin/sh
printf '%s\\n' "$@" > {args}
trap 'sleep 0.3; exit' TERM
for one in "$@"; do case $one in --user-data-dir=*) kept=${{one#*=}};; esac; done
while :; do mkdir -p "$kept"; date > "$kept/state"; sleep 0.05; done
"""


def test_a_browser_is_opened_full_screen_and_leaves_nothing_behind(tmp_path, monkeypatch):
    browser, args = tmp_path / "chromium", tmp_path / "args"
    browser.write_text(BROWSER.format(args=args))
    browser.chmod(0o700)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    port = free_port()
    with (
        passing_folder() as private,
        on_screen("127.0.0.1", port, Path(private)),
        socket.create_server(("127.0.0.1", port)),
    ):
        until = time.monotonic() + 20
        while not (Path(private) / "browser" / "state").exists() and time.monotonic() < until:
            time.sleep(0.05)
    given = args.read_text().splitlines()
    assert {f"--app=http://127.0.0.1:{port}/", "--start-fullscreen"} <= {*given}
    assert f"--user-data-dir={private}/browser" in given
    assert not Path(private).exists()
