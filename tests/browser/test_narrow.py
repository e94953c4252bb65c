"""On a phone nothing is wider than the screen but what says that it scrolls."""

from playwright.sync_api import expect

ANSWERED_MS = 15_000

WIDER = """(width) => {
  const wide = []
  const look = (root, scrolls) => {
    for (const part of root.children) {
      if (part.classList.contains("bk-Figure")) continue  // a drawing clips its own layers
      if (part.matches("details:not([open]) > :not(summary)")) continue
      const inside = scrolls || part.matches("[data-scroll]")
      const box = part.getBoundingClientRect()
      const hidden = getComputedStyle(part).clipPath !== "none" || box.height === 0
      if (!inside && !hidden && box.right > width + 1) wide.push(`${part.className}#${part.id}`)
      if (part.shadowRoot) look(part.shadowRoot, inside)
      look(part, inside)
    }
  }
  look(document.body, false)
  return wide
}"""


EXPLORE = (
    "/?show=position",
    "/?show=tone&region=auckland",
    "/?show=theme&measure=hui",
    "/?region=bay_of_plenty_gisborne&type=government",
)


def test_nothing_is_wider_than_the_screen(see, bring):
    page = see("/", width=390)
    page.wait_for_load_state("networkidle")
    found = {"/": page.evaluate(WIDER, 390)}
    for path in EXPLORE:
        bring(page, path)
        found[path] = page.evaluate(WIDER, 390)
    found["/brief"] = see("/brief", width=390).evaluate(WIDER, 390)
    assert {path: wide for path, wide in found.items() if wide} == {}


def test_at_400_per_cent_nothing_is_lost_and_nothing_stays_in_the_way(see):
    page = see("/?region=04", width=360, height=225)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(WIDER, 360) == []
    page.locator("#method summary").scroll_into_view_if_needed()
    assert page.get_by_role("heading", level=1).evaluate("one => one.getBoundingClientRect().bottom") < 0
    assert page.evaluate("document.documentElement.scrollHeight") > 2_000


def test_the_answer_of_a_phone_can_be_closed_and_a_desk_has_no_need_to(see):
    page = see("/?region=04", width=390, height=844)
    close = page.locator("#let-go")
    expect(close).to_be_visible()
    assert close.bounding_box()["height"] >= 44
    close.click()
    expect(page.locator("[data-answer]")).to_have_count(0, timeout=ANSWERED_MS)
    assert "region=" not in page.url
    expect(see("/?region=04").locator("#let-go")).to_be_hidden()
