"""What is pressed is answered whole, whenever it is pressed."""

from playwright.sync_api import Page, WebSocketRoute, expect

#: A message of Bokeh's comes in three parts: header, metadata, content.
PARTS = 3


class Withheld:
    """The browser's word that it is ready, which it sends a while after the page can be pressed."""

    def __init__(self, page: Page) -> None:
        self.ready: list[str | bytes] = []
        self._message: list[str | bytes] = []
        page.route_web_socket("**/ws*", self._between)

    def _between(self, browser: WebSocketRoute) -> None:
        self._server = browser.connect_to_server()
        browser.on_message(self._pass_on)

    def _pass_on(self, part: str | bytes) -> None:
        self._message.append(part)
        if len(self._message) < PARTS:
            return
        message, self._message = self._message, []
        if "document_ready" in str(message):
            self.ready += message
        else:
            self._send(message)

    def _send(self, message: list[str | bytes]) -> None:
        for part in message:
            self._server.send(part)

    def let_go(self) -> None:
        self._send(self.ready)


def test_what_is_pressed_before_the_page_is_ready_is_answered_whole(page):
    withheld = Withheld(page)
    page.goto("/?show=position")
    for name in ("Tone", "Theme"):
        page.get_by_role("button", name=name, exact=True).click()
    for _ in range(100):
        if withheld.ready:
            break
        page.wait_for_timeout(100)
    expect(page.get_by_role("heading", name="Themes of comments on the approach")).to_have_count(0)
    withheld.let_go()
    expect(page.get_by_role("heading", name="Themes of comments on the approach")).to_be_visible()
    expect(page.locator(".point")).to_contain_text("raised in")
    expect(page.get_by_role("button", name="Theme", exact=True)).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("?show=theme")


def test_a_list_turns_when_the_answer_comes_and_not_before(page):
    page.goto("/")
    lost = page.locator("#benchmark")
    before = lost.input_value()
    shown = page.evaluate(
        """() => {
          const find = (root) => { for (const one of root.querySelectorAll("*")) {
            const found = one.id === "benchmark" ? one : one.shadowRoot && find(one.shadowRoot)
            if (found) { return found } } }
          const list = find(document)
          list.value = "equal_roles"
          list.dispatchEvent(new Event("change", {bubbles: true}))
          return list.value
        }"""
    )
    assert shown == before
    expect(lost).to_have_value("equal_roles")
