"""The page is there before what makes it live: it is read, and pressed, while bundles come."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

#: Where each thing stands, to the pixel: nothing moves when the page comes alive.
PLACES = """() => {
  const found = {}
  const walk = (root) => { for (const one of root.querySelectorAll("*")) {
    if (one.matches("h1, h2, .area, #find, #cell-auckland-government")) {
      const {x, y, width} = one.getBoundingClientRect()
      found[one.dataset.area ?? one.textContent.trim()] = [x, y, width].map(Math.round)
    }
    if (one.shadowRoot) { walk(one.shadowRoot) }
  } }
  walk(document)
  return found
}"""


class Held:
    """What a page asks its server for, kept back: it has its document, and nothing else."""

    def __init__(self, page: Page) -> None:
        self._parts: list[str | bytes] | None = []
        page.route_web_socket("**/ws*", self._between)

    def _between(self, browser: WebSocketRoute) -> None:
        self._server = browser.connect_to_server()
        browser.on_message(self._pass_on)

    def _pass_on(self, part: str | bytes) -> None:
        if self._parts is None:
            self._server.send(part)
        else:
            self._parts.append(part)

    def let_go(self) -> None:
        parts, self._parts = self._parts or [], None
        for part in parts:
            self._server.send(part)


def test_a_page_is_read_and_pressed_before_it_is_live_and_nothing_moves(page: Page):
    held = Held(page)
    page.goto("/?region=auckland")
    expect(page.locator("[data-main]")).to_contain_text("Auckland")
    expect(page.locator(".as-map .area").first).to_be_visible()
    early = page.evaluate(PLACES)
    page.get_by_role("button", name="What they said", exact=True).click()
    page.wait_for_timeout(300)
    expect(page.locator("#early")).to_have_count(1)
    held.let_go()
    expect(page.locator("#early")).to_have_count(0)
    expect(page).to_have_url(re.compile("show=position"))
    page.goto("/?region=auckland")
    expect(page.locator("#early")).to_have_count(0)
    live = page.evaluate(PLACES)
    assert live.keys() == early.keys()
    moved = [abs(now - before) for name in early for now, before in zip(live[name], early[name], strict=True)]
    assert max(moved) <= 1


def test_a_page_whose_line_is_refused_is_asked_for_again_and_keeps_its_selection(page: Page, watched):
    """On a slow line it may have ended on the server before its bundles were there."""
    lines = []

    def between(line: WebSocketRoute) -> None:
        lines.append(line)
        if len(lines) == 1:
            line.close(code=1008, reason="not understood")
        else:
            line.connect_to_server()

    page.route_web_socket("**/ws*", between)
    page.goto("/?region=auckland", wait_until="commit")
    expect(page.locator("#early")).to_have_count(0, timeout=60_000)
    expect(page.locator("[data-main]")).to_contain_text("Auckland")
    assert len(lines) == 2
    assert page.evaluate("sessionStorage.length") == 0
    watched.problems.clear()  # what the browser says of a line that is refused
