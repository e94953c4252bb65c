"""A browser over the whole screen, on the machine on which a briefing is served: nothing else is needed to present."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from wellbeing.model.errors import DataError

#: Browsers that take a page over the whole screen without a bar, and let a second window stand beside it.
_CHROMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "brave-browser"),
)
_PATIENCE_SECONDS: Final = 120.0
_AGAIN_SECONDS: Final = 0.2
_CLOSING_SECONDS: Final = 10.0


@contextlib.contextmanager
def on_screen(address: str, port: int, private: Path) -> Iterator[None]:
    """Open the page once it is served; the browser that was opened for it closes with the server.

    Args:
        address: of this machine.
        port: at which the pages are served.
        private: a folder in which the browser keeps what it must, gone at the end.

    Raises:
        DataError: somebody else answers at that port: a browser would show theirs.
    """
    url, opened = url_of(address, port), list[subprocess.Popen[bytes]]()
    check_free(address, port)
    is_over = threading.Event()

    def show() -> None:
        if not _is_served(address, port, is_over):
            return
        if _has_screen():
            opened.extend(_browser(url, private))
        else:
            click.echo(f"There is no screen here to open a browser on: open {url} and press F.", err=True)

    threading.Thread(target=show, daemon=True).start()
    try:
        yield
    finally:
        is_over.set()
        for one in opened:
            _end(one)


def url_of(address: str, port: int) -> str:
    """Where the pages are: an address of IPv6 stands in brackets."""
    return f"http://{f'[{address}]' if ':' in address else address}:{port}/"


def check_free(address: str, port: int) -> None:
    """Make sure that nobody answers at a port yet.

    Raises:
        DataError: somebody does.
    """
    if _answers(address, port):
        msg = f"Something else is served at {url_of(address, port)} already: no browser was opened. "
        raise DataError(msg + "End it, or choose another port: --port 5007.")


def command_of(url: str, private: Path) -> list[str]:
    """The browser's command; none where only the system's own way to open a page is left."""
    if chrome := next(filter(None, map(shutil.which, _CHROMES)), None):
        profile = f"--user-data-dir={private / 'browser'}"
        return [chrome, f"--app={url}", "--start-fullscreen", "--no-first-run", profile]
    firefox = shutil.which("firefox")
    return [firefox, "--kiosk", url] if firefox else []


def _browser(url: str, private: Path) -> Iterator[subprocess.Popen[bytes]]:
    if command := command_of(url, private):
        yield subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    else:
        webbrowser.open(url)


def _end(browser: subprocess.Popen[bytes]) -> None:
    """Close a browser, and wait until it writes no more into its folder, which goes next."""
    browser.terminate()
    try:
        browser.wait(_CLOSING_SECONDS)
    except subprocess.TimeoutExpired:
        browser.kill()
        browser.wait()


def _has_screen() -> bool:
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _is_served(address: str, port: int, is_over: threading.Event) -> bool:
    """Whether somebody answers there before it is over, or too late."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and not is_over.wait(_AGAIN_SECONDS):
        if _answers(address, port):
            return True
    return False


def _answers(address: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((address, port), timeout=1):
        return True
    return False
