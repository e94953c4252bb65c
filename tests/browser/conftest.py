"""The real server on a real release, in a real Chromium that reaches nothing but this machine.

Every test below this folder is marked ``browser`` and runs on one worker: one workspace and one server serve
them all. For tests: ``page`` (pytest-playwright's, watched), ``see``, ``pictures``, ``violations``,
``watched``, ``outside``, ``workspace``, ``serve``.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import on_path
from playwright.sync_api import BrowserContext, Page, expect
from serving import demonstration, serving
from watching import Watched

#: The first page of a fresh server is its slowest, on a machine that runs other tests too.
SHOWN_MS = 90_000
#: After this a choice must have been answered, on a machine that runs other tests too.
expect.set_options(timeout=30_000)
WIDTHS = (1440, 390)
HEIGHT = 900
#: What a test's machine needs, and nothing that would have Chromium call home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

Contexts = Callable[..., BrowserContext]


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the demonstration's record and its release, made by the commands."""
    return demonstration(tmp_path_factory.mktemp("served") / "workspace")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Serve a workspace, with more options if need be; all servers end with the session."""
    with contextlib.ExitStack() as servers:

        def served(workspace: Path, *options: str) -> str:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            address = servers.enter_context(serving(workspace, log, *options))
            served.logs[address] = log
            return address

        served.logs = {}
        yield served


@pytest.fixture(scope="session")
def base_url(serve: Callable[..., str], workspace: Path) -> str:
    """The server that ``page.goto("/")`` means: the demonstration's."""
    return serve(workspace)


@pytest.fixture(scope="session")
def notes_code(serve: Callable[..., str], base_url: str) -> str:
    """What opens the presenter's notes: the server's command printed it."""
    return re.search(r"asks for a code once\. It is (\w+)$", serve.logs[base_url].read_text(), re.MULTILINE)[
        1
    ]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = {"executable_path": found} if (found := on_path()) else {}
    return browser_type_launch_args | chromium | {"args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "en-NZ", "timezone_id": "Pacific/Auckland"}


@pytest.fixture
def watched() -> Iterator[Watched]:
    """What the browser did that it should not. A test that provokes it empties the list."""
    seen = Watched()
    yield seen
    assert seen.outside == []
    assert seen.problems == []


@pytest.fixture
def outside(watched: Watched) -> list[str]:
    """Addresses on other hosts that were asked for, and refused."""
    return watched.outside


@pytest.fixture
def new_context(watched: Watched, new_context: Contexts) -> Contexts:
    """Every context that a test opens is watched, that of ``page`` among them."""

    def opened(**options: Any) -> BrowserContext:
        return watched.watch(new_context(**options))

    return opened


@pytest.fixture
def see(new_context: Contexts) -> Callable[..., Page]:
    """Open a page at a width, light or dark, and wait until its content is there."""

    def seen(
        path: str = "/", *, width: int = 1440, height: int = HEIGHT, dark: bool = False, scheme: str = "light"
    ) -> Page:
        page = new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
        page.goto(with_query(path, theme="dark") if dark else path, timeout=SHOWN_MS)
        wait_for_content(page)
        return page

    return seen


def with_query(path: str, **more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(more)}"


def wait_for_content(page: Page) -> None:
    """A page that crashed has no heading; one that waits for its bundles is not the whole: checks start here."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SHOWN_MS)
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)


@pytest.fixture
def pictures(see: Callable[..., Page], output_path: str) -> Callable[..., list[Path]]:
    """Pictures of a page, wide and narrow, light and dark, kept in ``test-results/`` to be looked at.

    A page scrolls within itself, so its lower parts come into the picture by a greater height.
    """

    def taken(path: str = "/", *, height: int = HEIGHT) -> list[Path]:
        kinds = [(width, dark) for width in WIDTHS for dark in (False, True)]
        return [
            picture(see(path, width=width, height=height, dark=dark), name(width, dark))
            for width, dark in kinds
        ]

    def name(width: int, dark: bool) -> Path:
        return Path(output_path) / f"{width}-{'dark' if dark else 'light'}.png"

    return taken


def picture(page: Page, path: Path) -> Path:
    page.screenshot(path=path, animations="disabled")
    return path


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """What axe finds wrong with a page, a line each, once its content is there."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        wait_for_content(page)
        return [line for one in axe.run(page).response["violations"] for line in told(one)]

    return found


def told(violation: dict[str, Any]) -> list[str]:
    """One line for each element that breaks a rule; inside a shadow root it has several selectors."""
    return [f"{violation['help']}: {node['target']} {node['html'][:200]}" for node in violation["nodes"]]
