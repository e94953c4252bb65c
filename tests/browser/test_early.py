"""The page is there before what makes it live: it is read, and pressed, while bundles come."""

import re

from playwright.sync_api import Page, Route, expect

BUNDLE = re.compile(r"/bokeh\.min\.js")
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


def test_a_page_is_read_and_pressed_before_its_bundles_come_and_nothing_moves(page: Page):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(BUNDLE, hold)
    page.goto("/?region=auckland", wait_until="commit")
    expect(page.locator("[data-main]")).to_contain_text("Auckland")
    expect(page.locator(".as-map .area").first).to_be_visible()
    early = page.evaluate(PLACES)
    page.get_by_role("button", name="What they said", exact=True).click()
    assert page.evaluate("typeof Bokeh") == "undefined"
    page.unroute(BUNDLE, hold)
    for route in held:
        route.continue_()
    expect(page.locator("#early")).to_have_count(0)
    expect(page).to_have_url(re.compile("show=position"))
    page.goto("/?region=auckland")
    expect(page.locator("#early")).to_have_count(0)
    assert page.evaluate(PLACES) == early
