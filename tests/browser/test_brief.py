"""The presenter's stage: the slide is the whole screen, and keys, clickers, fingers act in the browser alone."""

import re
import time
from itertools import pairwise, product
from random import Random
from statistics import quantiles
from urllib.parse import parse_qsl, urlsplit

import pytest
from canaries import Overheard
from cutting import cuttable
from playwright.sync_api import expect
from serving import run

from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

ROOM = {"width": 1024, "height": 576}
#: What a room sees of a step may take this long, 95 times of 100.
STEP_MS = 150
STEPS = ("Home", *["PageDown", "ArrowRight"] * 8, *["ArrowLeft", "PageUp"] * 8, "End", "3", " ")
#: From one key to the picture after it, in the browser's own clock.
TIMED = """(key) => new Promise((done) => {
  const begun = performance.now()
  document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)))
})"""
#: Of what is seen: what has no room, and text under 24 pixels.
UNFIT = """() => {
  const found = []
  const overflows = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1
  const has_text = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  const pixels = (one) => {
    const unit = one.closest("svg")?.style.getPropertyValue("--unit") || 1
    return parseFloat(getComputedStyle(one).fontSize) / unit
  }
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) { if (one.shadowRoot) { look(one.shadowRoot) } }
    const scene = root.querySelector?.(".scene:not([hidden])"), over = root.querySelector?.(".over:not([hidden])")
    if (!scene) { return }
    if (over && overflows(over)) { found.push(over.className) }
    for (const box of [scene, scene.querySelector(".body")]) { if (overflows(box)) { found.push(box.className) } }
    for (const one of scene.querySelectorAll("*")) {
      if (!has_text(one) || one.closest(".hidden-text") || !one.checkVisibility({visibilityProperty: 1})) { continue }
      if (pixels(one) < 23.9) { found.push(`${pixels(one)} px: ${one.textContent}`) }
      const {left, right, top, bottom} = one.getBoundingClientRect()
      const is_out = left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1
      if (is_out) { found.push(`outside: ${one.textContent}`) }
    }
  }
  look(document)
  return found
}"""


@pytest.fixture
def brief(alone):
    return alone("/brief", **ROOM)


def unfit(page):
    """What has no room on the slide, once it has been laid out."""
    until = time.monotonic() + 5
    while (found := page.evaluate(UNFIT)) and time.monotonic() < until:
        page.wait_for_timeout(60)
    return found


def at(page):
    return dict(parse_qsl(page.evaluate("location.search.slice(1)")))


def through(page):
    """Every scene and step in turn, from where the page is; it ends where a key changes nothing."""
    before = {}
    while (place := at(page)) != before:
        yield place
        before = place
        page.keyboard.press("ArrowRight")


def test_the_whole_deck_goes_by_keys_without_a_network_and_all_of_it_fits(brief, output_path):
    asked = []
    brief.on("request", lambda request: asked.append(request.url))
    brief.context.set_offline(True)
    scenes = []
    for place in through(brief):
        scenes.append(place)
        for width, height in ((1024, 576), (1920, 1080)):
            brief.set_viewport_size({"width": width, "height": height})
            brief.wait_for_timeout(60)
            assert unfit(brief) == [], place
            if brief.locator(".scene.words:not([hidden]), .scene.tabled:not([hidden])").count():
                assert brief.locator(".scene:not([hidden]) .left-out").inner_text() == "", place
            name = f"{place['scene']}-{place.get('step', 0)}-{width}.png"
            brief.screenshot(path=f"{output_path}/{name}", animations="disabled")
    assert {"scene": "map", "step": "1"} in scenes
    assert len({place["scene"] for place in scenes}) == brief.locator(".scene").count()
    for key in STEPS:
        brief.keyboard.press(key)
    assert at(brief) == {"scene": "map", "step": "1"}
    assert [url for url in asked if not url.startswith("ws")] == []


@pytest.mark.prove
def test_a_step_is_on_the_screen_soon(brief):
    times = [brief.evaluate(TIMED, key) for key in STEPS * 2]
    assert quantiles(times, n=20)[-1] <= STEP_MS


def test_the_address_holds_the_scene_and_back_leads_back(brief):
    for key in ("3", "ArrowRight", "ArrowRight"):
        brief.keyboard.press(key)
    assert at(brief) == {"scene": "gaps"}
    brief.go_back()
    expect(brief.locator(".scene.stepped:not([hidden])")).to_have_attribute("data-scene", "map")
    brief.reload()
    expect(brief.locator(".scene.stepped:not([hidden])")).to_have_attribute("data-scene", "map")
    brief.mouse.click(1000, 300)
    assert at(brief) == {"scene": "gaps"}
    brief.mouse.click(20, 300)
    brief.keyboard.press("Space")
    assert at(brief) == {"scene": "gaps"}


def test_black_freezes_and_letters_can_be_turned_off(brief):
    brief.keyboard.press("b")
    black = brief.locator(".black")
    expect(black).to_be_visible()
    brief.keyboard.press("ArrowRight")
    assert at(brief) == {"scene": "question"}
    brief.keyboard.press("b")
    expect(black).to_be_hidden()
    brief.keyboard.press("End")
    brief.keyboard.press("e")
    leads = brief.get_by_role("dialog", name="What decisions rest on")
    expect(leads.locator("dt").first).to_contain_text("on the approach, for it")
    expect(leads.locator("a").first).to_have_attribute("href", re.compile(r"^explore\?(type|show)="))
    brief.keyboard.press("ArrowDown")
    brief.keyboard.press("Escape")
    expect(leads).to_be_hidden()
    assert at(brief) == {"scene": "decisions"}
    brief.keyboard.press("Home")
    brief.keyboard.press("?")
    brief.get_by_label("Keys of one character are heard").uncheck()
    brief.keyboard.press("Escape")
    expect(brief.get_by_role("dialog")).to_be_hidden()
    for key in ("b", "4", "?"):
        brief.keyboard.press(key)
    expect(black).to_be_hidden()
    brief.keyboard.press("ArrowRight")
    assert at(brief) == {"scene": "heard"}


#: Of every region with every type by name: the keys that stand beside it, and what they lead to, typed alone.
LEADS = """(pairs) => {
  const inside = (root) => root.querySelector("#ask") ? root
    : [...root.querySelectorAll("*")].map((one) => one.shadowRoot && inside(one.shadowRoot)).find(Boolean)
  const root = inside(document), field = root.querySelector("#ask")
  const first = (typed) => {
    field.value = typed
    field.dispatchEvent(new Event("input"))
    return [...root.querySelectorAll("#asked li:first-child > *")].map((one) => one.textContent)
  }
  return pairs.map(([region, type]) => {
    const [name, keys] = first(`${region} ${type}`)
    return [name, keys, first(keys)[0]]
  })
}"""


def ask(page, scene, name, said):
    """At a scene, what is answered to a name that is typed: all of it has room."""
    press(page, scene, "/")
    page.locator("#ask").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text(said)
    assert unfit(page) == []


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_the_room_is_answered_by_three_keys_and_what_cannot_be_is_kept(brief, workspace):
    engagement = read_engagement(ROOT / "data/your-say-2018")
    regions = engagement.regions["name_en"].to_list()
    types = [one.en for one in engagement.engagement.stakeholders]
    brief.keyboard.press("/")
    found = brief.evaluate(LEADS, list(product(regions, types)))
    assert all(name == led for name, _, led in found)
    assert len({keys for _, keys, _ in found}) == len(regions) * len(types)
    assert max(len(keys) for _, keys, _ in found) <= 3
    ((name, keys, _),) = [one for one in found if one[0] == "Marlborough · Councils"]
    brief.locator("#ask").fill("")
    press(brief, *keys, "Enter")
    expect(brief.locator(".answer h2")).to_have_text(name)
    expect(brief.locator(".spoken")).to_contain_text("ouncils in Marlborough")
    assert unfit(brief) == []
    brief.keyboard.press("ArrowRight")
    expect(brief.locator(".answer")).to_be_hidden()
    assert at(brief) == {"scene": "question"}
    for scene, name, said in (
        ("6", "Pacific Waikato", "Pacific peoples in Waikato: "),
        ("6", "Gisborne", "On trust in use: "),
        ("Home", "trust gisborne", "On trust in use: "),
        ("Home", "counclis gizborne", "ouncils in Gisborne"),
        (
            "Home",
            "what of the young in Otago?",
            "Not all that was asked has a name here: this is the nearest.",
        ),
        ("Home", "why was nobody in Taranaki asked?", "Taranaki: "),
        ("Home", "what did service users say about clarity in Waikato?", "ervice users in Waikato"),
        ("Home", "bay of plenty government", "overnment in Bay of Plenty: "),
        ("Home", "What does everyone say about trust?", "On trust in use: "),
        ("6", "taranaki providers", "roviders in Taranaki: "),
        ("6", "Canterbury and the Chatham Islands", "On trust in use: "),
        ("Home", "trust gisborne", "On trust in use: "),
    ):
        ask(brief, scene, name, said)
    expect(brief.locator(".answer h2")).to_have_text("Trust in use · Gisborne")
    press(brief, "/")
    brief.locator("#ask").fill("auckland wellington")
    expect(brief.locator("#asked li > span")).to_contain_text(["Wellington", "Auckland"])
    expect(brief.locator("#asked li")).to_have_count(3)  # "Wellington" is a region and its town
    expect(brief.locator(".none")).to_have_text("Nothing here is called so. These are nearest.")
    for nobody in ("young people", "farmers", "what do they think?"):
        brief.locator("#ask").fill(nobody)
        expect(brief.locator("#asked li")).to_have_count(0)
    press(brief, "Escape")
    press(brief, "/", "m", "Tab", "Escape")
    expect(brief.locator(".room")).to_be_hidden()
    press(brief, "/", "q", "z", "x", "Enter", "Escape")
    expected = {"Marlborough · Councils: cannot be judged", "nothing here has such a name"}
    for _ in range(10):  # on a machine that runs other tests too
        brief.wait_for_timeout(500)
        listed = run("room", workspace=workspace)
        if {line.partition(" × ")[2] for line in listed.splitlines()} >= expected:
            break
    assert {line.partition(" × ")[2] for line in listed.splitlines()} >= expected
    assert "qzx" not in "".join(path.read_text() for path in (workspace / "room").iterdir())


def test_where_there_is_no_room_for_all_rows_none_is_told_without_what_it_is_compared_with(brief):
    press(brief, "8")
    rows = brief.locator(".scene:not([hidden]) tbody")
    for height in (576, 560, 545):
        brief.set_viewport_size({"width": 1024, "height": height})
        brief.wait_for_timeout(60)
        shown = [one.locator("th[scope=row]:visible").all_inner_texts() for one in rows.all()]
        assert shown[0]
        assert all(not some or {"Hui", "Online survey"} <= set(some) for some in shown)
    expect(brief.locator(".scene:not([hidden]) thead")).to_contain_text("Agree")


def test_the_presenters_window_is_in_step_and_no_note_reaches_the_room(new_context, workspace, notes_code):
    (release,) = [path for path in (workspace / "releases").iterdir() if path.is_dir()]
    page = new_context(viewport=ROOM).new_page()
    heard = Overheard(page)
    page.goto("/brief")
    expect(page.locator(".scene:not([hidden]) h2")).to_be_visible(timeout=60_000)
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    beside = opened.value
    expect(beside.locator(".code label")).to_contain_text("type the code", timeout=60_000)
    assert beside.locator(".notes").count() == 0
    beside.locator(".code input").fill(notes_code)
    beside.locator(".code button").click()
    expect(beside.locator(".notes:visible")).to_contain_text("made up for this demonstration", timeout=60_000)
    page.keyboard.press("3")
    expect(beside.locator(".notes:visible")).to_contain_text("Vermilion")
    expect(beside.locator(".likely:visible")).to_contain_text("The data cannot answer this.")
    page.keyboard.press("6")
    expect(beside.locator(".scene:not([hidden])")).to_have_attribute("data-scene", "trust")
    rows = [one.locator(".scene:not([hidden]) tbody tr:visible").all_inner_texts() for one in (page, beside)]
    assert rows[0] == rows[1]
    page.keyboard.press("3")
    expect(beside.locator(".scene:not([hidden])")).to_have_attribute("data-scene", "map")
    beside.keyboard.press("ArrowRight")
    expect(page.locator(".scene.stepped:not([hidden])")).to_have_attribute("data-scene", "map")
    beside.keyboard.press("b")
    expect(page.locator(".black")).to_be_visible()
    page.keyboard.press("b")
    expect(beside.locator(".black")).to_be_hidden()
    beside.keyboard.press("w")
    expect(page.locator(".quote:not([hidden])")).to_contain_text("No quotes are in this release")
    contents = [*heard.finish(page), *(path.read_bytes() for path in release.rglob("*") if path.is_file())]
    scenes = read_engagement(ROOT / "data/your-say-2018").engagement.scenes
    assert any(b"Northland" in one for one in contents)
    assert [
        one.id for one in scenes if one.notes and any(one.notes[-30:].encode() in part for part in contents)
    ] == []


@pytest.mark.parametrize(
    ("times", "seed"), [(2, 1), *[pytest.param(10, seed, marks=pytest.mark.prove) for seed in range(10)]]
)
def test_a_line_that_is_cut_is_seen_and_comes_back_and_no_key_is_lost_or_doubled(
    alone, base_url, watched, times, seed
):
    with cuttable(urlsplit(base_url).port) as line:
        page = alone(f"http://127.0.0.1:{line.port}/brief", **ROOM)
        places = list(through(page))
        page.keyboard.press("Home")
        where, lost, draw = 0, page.locator(".lost"), Random(seed)  # noqa: S311 - which keys
        for _ in range(times):
            line.cut()
            expect(lost).to_have_text(re.compile("Not connected"), timeout=5_000)
            for when in ("while it is cut", "as it comes back"):
                for key in draw.choices(["ArrowRight", "ArrowLeft"], [3, 2], k=draw.randint(1, 5)):
                    page.keyboard.press(key)
                    where = min(max(where + (1 if key == "ArrowRight" else -1), 0), len(places) - 1)
                if when == "while it is cut":
                    line.mend()
            expect(lost).to_be_empty(timeout=2_000)
            assert at(page) == places[where]
        page.close()
    assert all(one != other for one, other in pairwise(places))
    watched.problems.clear()  # what the browser says of a line that is lost
