"""The analyst's page as it is served: every step, in both themes and on a phone, by the keyboard."""

import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from serving import STARTING_SECONDS, answers, free_port, serving

SHOWN_MS = 90_000
STEPS = [
    "The release",
    "The road",
    "Where",
    "By another rule",
    "Since the first release",
    "A measure of your own",
]


#: Of everything drawn that asks for a colour of the page: the colour that it has, and the page's own.
TAGGED = """() => [...Bokeh.index].flatMap((view) => [...view.model.references()].flatMap((one) => one.tags
  .map((tag) => `${tag}`.split(":")).filter(([property]) => property in one)
  .map(([property, name]) => [name, one[property].value,
    getComputedStyle(view.el.getRootNode().host ?? view.el).getPropertyValue(`--${name}`).trim()])))"""


#: Of each table that is moved to its end: whether whose each row is still stands at its beginning.
STAYING = """(parts) => parts.map((part) => {
  part.scrollLeft = part.scrollWidth
  const [first, around] = [part.querySelector("td[style*=sticky]"), part].map((one) => one.getBoundingClientRect())
  return Math.abs(first.left - around.left) < 12
})"""


@pytest.fixture(scope="module")
def desk(workspace, tmp_path_factory):
    """The address of the desk of the demonstration."""
    port, log = free_port(), tmp_path_factory.mktemp("analyst") / "log.txt"
    with serving(workspace, log, "--tier", "analyst", port=port):
        until = time.monotonic() + STARTING_SECONDS
        while not answers(port + 1) and time.monotonic() < until:
            time.sleep(0.2)
        yield f"http://localhost:{port + 1}"


def opened(context, desk):
    page = context.new_page()
    page.goto(f"{desk}/analyse", wait_until="commit")
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    expect(page.locator(".bk-Figure")).to_have_count(2, timeout=SHOWN_MS)
    return page


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_step_can_be_read_by_everybody(new_context, desk, violations, width, theme):
    page = opened(new_context(viewport={"width": width, "height": 900}, color_scheme=theme), desk)
    assert page.get_by_role("heading", level=2).all_inner_texts() == STEPS
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coloured = page.evaluate(TAGGED)
    assert {"gap", "on-gap", "enough", "line", "paper"} <= {name for name, _, _ in coloured}
    assert [one for one in coloured if one[1] != one[2]] == []
    boxes = [one.bounding_box() for one in page.locator("h2, table, .bk-Figure").all()]
    assert all(first["y"] + first["height"] <= after["y"] for first, after in pairwise(boxes)), boxes
    staying = page.locator(".scroll:has(td[style*=sticky])")
    assert staying.count() >= 3
    assert all(staying.evaluate_all(STAYING))
    page.context.close()


def test_the_rule_is_moved_by_the_keyboard_and_both_pages_lead_to_each_other(new_context, desk):
    page = opened(new_context(), desk)
    slider = page.get_by_role("slider", name="Chance among gaps, at most")
    slider.focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("output").nth(1)).to_have_text("0.01")
    expect(page.get_by_text("Cells of the list’s family whose state would be another:")).to_be_visible()
    page.get_by_role("link", name="Collect").click()
    expect(page.get_by_role("heading", name="Typed so far")).to_be_visible(timeout=SHOWN_MS)
    page.get_by_role("link", name="Analyse the release").click()
    expect(page.get_by_role("heading", name="The road")).to_be_visible(timeout=SHOWN_MS)
    page.context.close()
