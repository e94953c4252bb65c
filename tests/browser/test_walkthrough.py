"""Ten questions of an adviser, answered as docs/walkthrough.md says, and the page by the keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from wellbeing.sources.paths import ROOT

MOST_ACTIONS = 3
#: To a paragraph that is copied.
MOST_TO_COPY = 5
#: Farther than that no reader presses the tab key.
MOST_TABS = 30
QUESTION = re.compile(r"^## (.+)$", re.MULTILINE)
ACTION = re.compile(r"^\d\. (.+)$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
#: What is quoted, quotes within it among it.
QUOTED = re.compile(r"“((?:[^“”]|“[^”]*”)+)”")
#: What has the keyboard, also within shadow roots, and whether a reader sees that it has.
FOCUS = """() => {
  let one = document.activeElement
  while (one.shadowRoot?.activeElement) { one = one.shadowRoot.activeElement }
  const style = getComputedStyle(one), box = one.getBoundingClientRect()
  const ring = one.matches(".area")
    ? parseFloat(style.strokeWidth) >= 3
    : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  const within = box.bottom > 0 && box.top < innerHeight && box.width > 0
  return {id: one.id, row: one.matches(".listing .row"), seen: one.matches(":focus-visible") && ring && within}
}"""


def questions() -> dict[str, str]:
    """Each question of the document, and what stands below it."""
    _, *parts = QUESTION.split((ROOT / "docs" / "walkthrough.md").read_text("utf8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def pressed(page: Page, action: str) -> Locator:
    """What an action of the document presses or opens."""
    names = BOLD.findall(action)
    if not names:
        assert action == "Press the first row of the list"
        return page.locator(".listing .row").first
    if action.startswith("Press the cell"):
        return page.locator(".matrix .cell").filter(has_text=f"{names[0]}:")
    if action.startswith("Open"):
        return page.locator("summary", has_text=re.compile(f"^{names[0]}$"))
    return page.get_by_role("button", name=names[0], exact=True)


def act(page: Page, action: str) -> None:
    if action.startswith("Choose"):
        option, of = BOLD.findall(action)
        page.get_by_role("combobox", name=of, exact=True).select_option(label=option)
    else:
        pressed(page, action).click()


def begin_anew(page: Page) -> None:
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Who we heard").click()
    expect(page.locator("#show-coverage")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#reply")).to_have_text("What we can’t say")


def test_ten_questions_are_answered_in_three_actions_or_the_page_says_that_it_cannot(see, output_path):
    asked = questions()
    assert len(asked) == 11
    page = see("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for number, (question, below) in enumerate(asked.items(), start=1):
        begin_anew(page)
        actions, told = ACTION.findall(below), QUOTED.findall(below.replace("\n", " "))
        is_copied = number == len(asked)
        assert len(actions) <= (MOST_TO_COPY if is_copied else MOST_ACTIONS), question
        assert told, question
        for action in actions:
            if action == "Press **Copy**":  # what is copied is what is seen
                expect(page.locator("#point")).to_have_text("Service users")
            act(page, action)
        if is_copied:
            expect(page.locator("#copy")).to_have_text("Copied")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert [words for words in told if words not in copied] == []
            continue
        for words in told:
            shown = page.get_by_text(words).filter(visible=True).first
            expect(shown, f"{question} {words}").to_be_visible()
        page.screenshot(path=Path(output_path) / f"{number}.png", animations="disabled")


def tab_to(page: Page, id_: str, key: str = "Tab") -> None:
    """Press a key until this has the keyboard; wherever it is on the way, a reader sees it."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        on = page.evaluate(FOCUS)
        assert on["seen"], on
        if on["id"] == id_ or (id_ == "a row" and on["row"]):
            return
    raise AssertionError(f"{id_} is not reached by {key}")


def test_the_worst_gap_is_found_explained_compared_copied_and_shared_by_keys_alone(see):
    page = see("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rows = page.locator(".listing .row")
    worst, next_worst = (rows.nth(at).locator(".name").inner_text().split("\n")[-1] for at in (0, 1))
    tab_to(page, "a row")
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_contain_text(f"{worst}: gap")
    tab_to(page, "to-evidence")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_contain_text("Does it hold?")
    assert page.evaluate(FOCUS)["seen"]
    tab_to(page, "compare", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Now choose what stands beside")).to_be_visible()
    tab_to(page, "a row", "Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_have_text(f"{worst} beside {next_worst}")
    tab_to(page, "copy", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#copy")).to_have_text("Copied")
    shared = page.evaluate("navigator.clipboard.readText()")
    _, address = shared.rsplit(" at ", 1)
    assert page.url.endswith(address)
    page.goto(address)
    expect(page.locator("#reply")).to_have_text(f"{worst} beside {next_worst}")
