"""The report as a web page: opened from the disk, read without script, stepped through by keys, asked for any cell."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from wellbeing.charts.palette import DARK, LIGHT
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.web_page import web_page


@pytest.fixture(scope="module")
def made(figures):
    return briefing(figures)


@pytest.fixture(scope="module")
def address(made, tmp_path_factory) -> str:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(web_page(made))
    return file.as_uri()


@pytest.fixture
def opened(new_context, address) -> Iterator[Page]:
    """The page on a small projector; nothing was asked of anybody, and nothing was complained of."""
    page = new_context(viewport={"width": 1024, "height": 576}).new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"{error}"))
    page.goto(address, wait_until="commit")
    expect(page.locator("#about-these-figures")).to_be_attached()
    yield page
    assert [one for one in asked if not one.startswith(address)] == []
    assert said == []


@pytest.mark.slow
def test_it_has_no_fault_of_access_on_a_phone_or_as_slides(opened):
    opened.set_viewport_size({"width": 390, "height": 800})
    narrow = Axe().run(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    opened.set_viewport_size({"width": 1024, "height": 576})
    opened.get_by_role("button", name="Show as slides").click()
    slides = Axe().run(opened)
    assert [each.generate_report() for each in (narrow, slides) if each.violations_count] == []


@pytest.mark.slow
def test_it_is_dark_where_the_reader_is_and_light_on_paper(opened):
    opened.set_viewport_size({"width": 1440, "height": 900})
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    gap = "getComputedStyle(document.querySelector('[data-key=gap]')).fill"
    seen = {}
    for scheme, medium in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        opened.emulate_media(color_scheme=scheme, media=medium)
        seen[scheme, medium] = opened.evaluate(f"[{ground}, {gap}]")
        faults = Axe().run(opened)
        assert faults.violations_count == 0, faults.generate_report()
    light, dark = ([painted(one.paper), painted(one.states["gap"])] for one in (LIGHT, DARK))
    assert seen == {("light", "screen"): light, ("dark", "screen"): dark, ("dark", "print"): light}


def painted(colour):
    """A colour as a browser tells it."""
    return f"rgb({', '.join(f'{part}' for part in bytes.fromhex(colour[1:]))})"


def test_slides_are_stepped_through_by_keys_and_fit_the_screen(opened, made):
    opened.get_by_role("button", name="Show as slides").click()
    heading = opened.locator(".now h2")
    over = """() => [...document.querySelectorAll(".now, .now > *, .now .said")]
        .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
        .map((one) => `${one.tagName} ${one.className}`)"""
    seen = []
    for scene in made.scenes:
        for _ in range(1 + len(scene.steps)):
            expect(heading).to_have_text(scene.title)
            seen += [f"{scene.id}: {one}" for one in opened.evaluate(over)]
            opened.keyboard.press("PageDown")
    assert seen == []
    opened.keyboard.press("Home")
    for scene in made.scenes:
        expect(opened.locator(".now .evidence .badge")).to_be_visible()
        narrow = """() => [...document.querySelectorAll(".now .bar svg")]
            .filter((one) => one.getClientRects().length && one.clientWidth < 200).length"""
        assert opened.evaluate(narrow) == 0, scene.id
        opened.evaluate("go(at + 1)")
    opened.keyboard.press("Home")
    expect(heading).to_have_text(made.scenes[0].title)
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("heading", level=1)).to_be_visible()


def test_a_choice_is_answered_in_one_sentence_from_the_published_cells(opened, made):
    for one in (made.room[0], made.room[len(made.room) // 2], made.room[-1]):
        opened.locator("#where").select_option(one.area)
        opened.locator("#who").select_option(one.stakeholder)
        expect(opened.get_by_role("status")).to_have_text(one.sentence)
    cells = json.loads(opened.locator("#asked").text_content())["cells"]
    told = {key: (cell["status"], cell["heard"], cell["low"], cell["high"]) for key, cell in cells.items()}
    assert told == {
        f"{one.area}|{one.stakeholder}": (one.status, one.heard, one.low, one.high) for one in made.room
    }


def test_it_reads_without_script(new_context, address, made):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address, wait_until="commit")
    expect(page.locator("h2")).to_have_count(len(made.scenes) + 3)
    for scene in made.scenes:
        expect(page.get_by_role("heading", name=scene.title, exact=True).first).to_be_visible()
    expect(page.locator("#ask")).to_be_hidden()
