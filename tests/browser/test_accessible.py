"""WCAG 2.2 AA by axe-core, on pages whose content is there, and in the reader's own colours."""

import pytest
from playwright.sync_api import expect

CELL = "?region=04&type=government"
COMPARED = "?region=auckland&type=provider&show=position&compare=auckland:government_agency"
STATES = ("fresh", "region", "cell", "compared", "open", "downloads")
#: Width, theme, and the states that are looked at there, one after the other on one page; all of them in full.
VIEWS = [
    (1440, "forced", ("fresh", "compared", "open")),
    *[
        pytest.param(width, theme, STATES, marks=pytest.mark.prove)
        for width in (1440, 768, 390)
        for theme in ("light", "dark", "forced")
    ],
]
ADDRESSES = {"fresh": "/", "region": "/?region=04", "cell": f"/{CELL}", "compared": f"/{COMPARED}"}
#: Width and theme; of explore also other views, one after the other on one page.
EVERY = {
    (1440, False): (
        "?show=position&region=02",
        "?show=tone",
        "?show=theme&measure=hui",
        "?show=tone&codes=without",
    ),
    (1440, True): (),
    (390, False): (),
    (390, True): (
        "?region=04&type=government&drawing=tiles&open=government",
        "?show=position&type=providers&region=wellington",
        "?show=tone",
        "?show=theme&measure=hui",
    ),
}
BRIEF = [*(("/brief", *kind) for kind in EVERY), ("/brief?window=presenter&scene=gaps", 1440, False)]


def bring_to(page, state, bring):
    """A page to a state, by its address; sections and the menu as a reader opens them."""
    if state in ADDRESSES:
        bring(page, ADDRESSES[state])
        said = {"fresh": "Not heard enough yet", "compared": " and "}.get(state, "Bay of Plenty")
        expect(page.locator("#point")).to_contain_text(said, ignore_case=True)
    elif state == "open":
        for name in ("evidence", "method", "representative", "unknowns"):
            page.locator(f"#{name}").evaluate("one => { one.open = true }")
        expect(page.locator("#code")).to_be_visible()
    else:
        page.locator("#downloads").evaluate("one => { one.open = true }")
        expect(page.locator("#csv")).to_be_visible()


@pytest.mark.parametrize(("width", "theme", "states"), VIEWS)
def test_axe_finds_nothing_in_any_state(see, bring, violations, width, theme, states):
    page = see("/", width=width, dark=theme == "dark")
    if theme == "forced":
        page.emulate_media(forced_colors="active")
    found = {}
    for state in states:
        bring_to(page, state, bring)
        found[state] = violations(page)
    assert {state: lines for state, lines in found.items() if lines} == {}


def test_in_forced_colours_a_gap_is_drawn_stronger_than_what_looks_thin(see):
    page = see("/")
    page.emulate_media(forced_colors="active")
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).opacity]"
    gap, thin = (page.locator(f".row.{state} .range s").first.evaluate(look) for state in ("gap", "thin"))
    assert gap[1] == "1"
    assert gap[0] != thin[0]


@pytest.mark.parametrize(("width", "dark"), EVERY)
def test_axe_finds_nothing_on_explore(see, bring, violations, width, dark):
    page = see("/", width=width, dark=dark)
    found = {"": violations(page)}
    for query in EVERY[width, dark]:
        bring(page, f"/{query}{'&theme=dark' * dark}")
        found[query] = violations(page)
    assert {query: lines for query, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("path", "width", "dark"), BRIEF)
def test_axe_finds_nothing_on_brief(see, violations, path, width, dark):
    assert violations(see(path, width=width, dark=dark)) == []
