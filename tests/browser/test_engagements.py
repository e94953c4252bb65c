"""Pages of engagements that are not the shipped one, in a real browser: no name runs, nothing is fetched."""

import absent
import pytest
from playwright.sync_api import expect
from serving import serving
from walking import OPENED, command

#: Pieces that each engagement is without, or has otherwise.
ENGAGEMENTS = {
    "bare": ("no_meetings", "no_questions", "no_boundaries", "no_benchmark", "no_communities"),
    "otherwise": ("hostile_names", "spanish"),
}


@pytest.fixture(scope="module", params=ENGAGEMENTS.values(), ids=ENGAGEMENTS)
def served(request, tmp_path_factory):
    """The address of the pages of an engagement, and what it is made of."""
    folder = tmp_path_factory.mktemp("engagement")
    made = absent.whole()
    for piece in request.param:
        absent.ABSENT[piece](made)
    for file, profile in absent.write(made, folder / "engagement"):
        command(folder, "import", file, "--profile", profile)
    command(folder, "release", "--approve", "A. Tester")
    log, engagement = folder / "log.txt", folder / "engagement"
    with serving(folder / "workspace", log, engagement=engagement) as address:
        yield address, made


def test_explore_answers_every_switch(see, served):
    address, made = served
    page = see(f"{address}/explore")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == made.settings.get("language", "en")
    for family in page.locator("[data-set*='show']").all()[:4]:
        family.click()
        page.wait_for_load_state("networkidle")
    tiles = page.locator("#draw-tiles")
    assert bool(tiles.count()) == bool(made.settings["boundaries"])
    if tiles.count():
        tiles.click()
        expect(tiles).to_have_attribute("aria-pressed", "true")
        page.locator("#draw-map").click()
        expect(page.locator(".as-map")).to_be_visible()
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    page.wait_for_load_state("networkidle")
    for kind in page.locator("#downloads button").evaluate_all("all => all.map((one) => one.id)"):
        page.locator("#downloads").evaluate("one => { one.open = true }")
        with page.expect_download() as started:
            page.locator(f"[id='{kind}']").click()
        assert OPENED[kind.rpartition(".")[2]](started.value.path().read_bytes()) is not None
    page.locator("#copy").click()
    page.pdf()
    assert page.get_by_text("This choice could not be shown").count() == 0
    assert page.title() != "run"


def test_brief_goes_through_its_scenes(see, served):
    address, made = served
    page = see(f"{address}/brief")
    page.keyboard.press("End")
    # Where nothing was expected, no event can be said to settle anything: that scene is left out.
    last = "next" if made.settings.get("benchmarks") else "unknown"
    expect(page.locator(".scene:not([hidden])")).to_have_attribute("data-scene", last)
    assert "compared with None" not in page.locator("body").inner_text()
    assert page.title() != "run"
