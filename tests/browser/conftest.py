"""The real server on a real release, in a real Chromium that reaches nothing but this machine.

Every test below this folder is marked ``browser`` and runs on one worker: one workspace and one server serve
them all. For tests: ``see`` and ``visit`` (one reader's browser for all), ``page``
(pytest-playwright's, watched), ``violations``, ``watched``, ``outside``, ``workspace``, ``serve``.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import on_path
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import serving
from shown import shared_release
from watching import Watched

#: The first page of a fresh server is its slowest, on a machine that runs other tests too.
SHOWN_MS = 90_000
#: After this a choice must have been answered, on a machine that runs other tests too.
expect.set_options(timeout=30_000)
WIDTH, HEIGHT = 1440, 900
#: Sections closed, nothing focused, everything scrolled to its top; then the address, once the server has answered.
ANEW = """async (to) => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])])
  const answer = () => new Promise((done) => window.addEventListener("answered", done, {once: true}))
  const every = within(document)
  const open = every.filter((one) => one.matches("details[open]"))
  for (const one of every) { if (one.scrollTop) { one.scrollTop = 0 } }
  for (const one of every) { if (one.matches(":focus")) { one.blur() } }
  for (const one of open) {
    const folded = answer()
    one.open = false
    await Promise.race([folded, new Promise((done) => setTimeout(done, 300))])
  }
  if (location.pathname + location.search === to) { return }
  const answered = answer()
  history.pushState(null, "", to)
  dispatchEvent(new PopStateEvent("popstate"))
  await answered
}"""
#: Pop-ups of the bar for addresses: Chromium loads two pages of its own for each context, though nobody sees a bar.
POPUPS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
#: What Playwright 1.6x turns off: the last list that Chromium is given replaces the one before.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
#: What a test's machine needs, and nothing that would have Chromium call home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*OFF, *POPUPS))}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

Contexts = Callable[..., BrowserContext]


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the demonstration's record and its release, which readers may write beside."""
    made = shared_release(tmp_path_factory).path.parents[1]
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("served") / "workspace"))


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


@pytest.fixture(scope="session")
def of_session() -> Watched:
    """What any browser of the session does that it should not."""
    return Watched()


@pytest.fixture
def watched(of_session: Watched) -> Iterator[Watched]:
    """What the browser did in a test that it should not. A test that provokes it empties the list."""
    of_session.outside.clear()
    of_session.problems.clear()
    yield of_session
    assert of_session.outside == []
    assert of_session.problems == []


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


class Reader:
    """One reader's browser for all tests: a tab that opens one page after the other costs half of a new one."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self._context, self._home = context, home
        self._tab: Page | None = None
        #: Explore as it stands open: another address of it costs a press.
        self._explore: Page | None = None

    @property
    def tab(self) -> Page:
        """The tab; another where a test has closed it."""
        if self._tab is None or self._tab.is_closed():
            self._tab = self._context.new_page()
        self._tab.bring_to_front()
        return self._tab

    def see(self, path: str, width: int, height: int, scheme: str) -> Page:
        """Open a page at a width, and wait until its content is there."""
        page = self.tab
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, media="null", forced_colors="null")  # type: ignore[arg-type]
        page.mouse.move(0, 0)
        page.goto(path, timeout=SHOWN_MS)
        wait_for_content(page)
        return page

    def visit(self, path: str) -> Page:
        """Explore at an address, its sections closed, as if it had just been opened."""
        if self._explore is None or self._explore.is_closed():
            self._explore = self._context.new_page()
            self._explore.goto("/", timeout=SHOWN_MS)
            wait_for_content(self._explore)
            self._explore.wait_for_load_state("networkidle")
        return bring_anew(self._explore, path)

    def leave(self) -> None:
        """Nothing of what a test did stays with the reader."""
        self._context.clear_permissions()
        self._context.clear_cookies()
        self._context.set_offline(False)
        for page in (self._tab, self._explore):
            if page and not page.is_closed() and page.url.startswith("http"):
                page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
                if not page.url.startswith(self._home):
                    page.goto("about:blank")  # its server may end before it is used again


def bring_anew(page: Page, path: str) -> Page:
    """Explore, wherever it is, at an address."""
    page.bring_to_front()
    page.mouse.move(0, 0)
    page.evaluate(ANEW, path)
    return page


@pytest.fixture(scope="session")
def bring() -> Callable[[Page, str], Page]:
    """Bring explore, as it was opened, to another address."""
    return bring_anew


@pytest.fixture(scope="session")
def of_all(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, of_session: Watched
) -> Iterator[Reader]:
    """The reader of all tests."""
    context = browser.new_context(**browser_context_args | {"viewport": {"width": WIDTH, "height": HEIGHT}})
    yield Reader(of_session.watch(context), base_url)
    context.close()


@pytest.fixture
def reader(of_all: Reader, watched: Watched) -> Iterator[Reader]:
    """The same, watched, and forgetful after each test."""
    yield of_all
    of_all.leave()


@pytest.fixture
def see(reader: Reader) -> Callable[..., Page]:
    """Open a page at a width, light or dark, in the reader's tab, and wait until its content is there."""

    def seen(
        path: str = "/",
        *,
        width: int = WIDTH,
        height: int = HEIGHT,
        dark: bool = False,
        scheme: str = "light",
    ) -> Page:
        return reader.see(with_query(path, theme="dark") if dark else path, width, height, scheme)

    return seen


@pytest.fixture
def alone(new_context: Contexts) -> Callable[..., Page]:
    """Open a page in a browser of its own, and wait until its content is there."""

    def opened(path: str, *, width: int, height: int) -> Page:
        page = new_context(viewport={"width": width, "height": height}).new_page()
        page.goto(path, timeout=SHOWN_MS)
        wait_for_content(page)
        return page

    return opened


@pytest.fixture
def visit(reader: Reader) -> Callable[..., Page]:
    """Bring explore, which stands open, to an address: for what does not depend on how it was opened."""
    return reader.visit


def with_query(path: str, **more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(more)}"


def wait_for_content(page: Page) -> None:
    """A page that crashed has no heading; one that waits for its bundles is not the whole: checks start here."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SHOWN_MS)
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)


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
