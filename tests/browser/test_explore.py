"""The adviser's page as an adviser uses it: one selection, shared by every part."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

#: What the browser has drawn of the regions: their data source's columns, through Bokeh's own documents.
AREAS = """() => {
  for (const doc of Bokeh.documents)
    for (const model of doc._all_models.values())
      if (model.type === "ColumnDataSource" && model.data.xs && model.data.fill)
        return {area: [...model.data.area], fill: [...model.data.fill], width: [...model.data.width]}
}"""
#: Seconds after which a choice must have been answered on a machine that runs other tests too.
ANSWERED_MS = 30_000


def areas(page: Page) -> dict[str, list]:
    return page.evaluate(AREAS)


def point(page: Page):
    return page.locator(".point")


def chosen(page: Page) -> list[str]:
    drawn = areas(page)
    return [area for area, width in zip(drawn["area"], drawn["width"], strict=True) if width > 1]


def tap(page: Page, area: str) -> None:
    """Click where a region's sign stands on the map."""
    where = page.evaluate(
        """(area) => {
          const views = [...Object.values(Bokeh.index)].flatMap((root) => [...find(root)])
          function* find(view) { yield view; for (const child of view.child_views ?? []) yield* find(child) }
          for (const view of views) {
            const sources = view.model?.renderers?.map((renderer) => renderer.data_source) ?? []
            const source = sources.find((one) => one?.data?.sign && one.data.x.length === 17)
            const names = sources.find((one) => one?.data?.area)
            if (!source || !names || !view.frame) continue
            const row = [...names.data.area].indexOf(area)
            const box = view.canvas_view.el.getBoundingClientRect()
            const x = view.frame.x_scale.compute(source.data.x[row])
            return [box.x + x, box.y + view.frame.y_scale.compute(source.data.y[row])]
          }
        }""",
        area,
    )
    page.mouse.click(*where)


@pytest.fixture
def explore(see):
    page = see("/")
    page.wait_for_function(f"() => ({AREAS})() !== undefined")
    page.wait_for_load_state("networkidle")
    return page


def test_the_map_has_seventeen_regions_in_their_colours(explore):
    drawn = areas(explore)
    assert len(drawn["area"]) == len(set(drawn["area"])) == 17
    assert len(set(drawn["fill"])) >= 3


def test_the_first_screen_has_the_point_the_switch_the_map_and_five_gaps(explore):
    for heading in ("The point", "Who was heard: all types", "Gaps"):
        expect(explore.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
    expect(explore.get_by_role("button", name="Who we heard")).to_be_in_viewport()
    expect(explore.locator("canvas").first).to_be_in_viewport(ratio=0.9)
    assert explore.locator(".card > .gaps > li").count() == 5


def test_the_page_says_that_it_is_synthetic(explore):
    expect(explore.locator(".badge")).to_have_text("Synthetic demonstration data")


def test_a_click_on_a_region_is_answered_by_every_part(explore):
    explore.get_by_text("The map as a table").click()
    tap(explore, "13")
    expect(point(explore)).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    expect(explore.locator("#gaps")).to_contain_text("Canterbury")
    expect(explore.locator("#evidence")).to_contain_text("Canterbury")
    expect(explore.locator("#region-13")).to_have_attribute("aria-pressed", "true")
    explore.wait_for_function(f"() => ({AREAS})().width.some((width) => width > 1)")
    assert chosen(explore) == ["13"]
    assert explore.url.endswith("?region=13")


def test_choosing_a_type_recolours_the_map_in_place(see):
    page, frames = listened(see)
    before = areas(page)["fill"]
    frames.clear()
    page.locator("#cell--providers").click()
    expect(point(page)).to_contain_text("NGOs and service providers", timeout=ANSWERED_MS)
    page.wait_for_function(f"(before) => ({AREAS})().fill.join() !== before", arg=",".join(before))
    sent = "".join(frames)
    assert "ColumnsPatched" in sent
    assert '"xs"' not in sent  # no outline is sent again
    assert "ColumnDataChanged" not in sent  # nor a whole source
    assert "RootAdded" not in sent  # nothing is drawn anew
    events = [event for frame in frames if "ColumnsPatched" in frame for event in json.loads(frame)["events"]]
    assert len(json.dumps([event for event in events if "ColumnsPatched" in str(event)])) < 8_000


def listened(see) -> tuple[Page, list[str]]:
    """The page, and the texts that its server sends."""
    frames: list[str] = []
    page = see("/brief")
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: frames.append(str(text))))
    page.goto("/")
    page.wait_for_function(f"() => ({AREAS})() !== undefined", timeout=30_000)
    return page, frames


def test_the_address_reopens_the_same_view(see):
    page = see("/?region=bay_of_plenty_gisborne&type=government&open=government&drawing=tiles")
    expect(point(page)).to_contain_text("Bay of Plenty and Gisborne · Government")
    expect(page.locator("#cell-bay_of_plenty_gisborne-government")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("columnheader", name="DHBs")).to_be_visible()
    expect(page.locator("#draw-tiles")).to_have_attribute("aria-pressed", "true")


def test_what_an_address_asks_for_and_is_not_there_is_left_out_with_a_note(see):
    page = see("/?region=zz&type=service_user&slice=channel:carrier_pigeon")
    expect(point(page).get_by_role("status")).to_contain_text("“zz”")
    expect(point(page)).to_contain_text("People who use social services")


def test_escape_lets_go_and_control_z_steps_back(explore):
    explore.get_by_text("The map as a table").click()
    explore.locator("#region-04").click()
    expect(point(explore)).to_contain_text("Bay of Plenty", timeout=ANSWERED_MS)
    explore.keyboard.press("Escape")
    expect(point(explore)).to_contain_text("1,047 attendances", timeout=ANSWERED_MS)
    explore.keyboard.press("Control+z")
    expect(point(explore)).to_contain_text("Bay of Plenty", timeout=ANSWERED_MS)


def test_a_skip_link_leads_past_the_header(explore):
    skip = explore.get_by_role("button", name="Skip to the point")
    skip.focus()
    expect(skip).to_be_in_viewport()
    explore.keyboard.press("Enter")
    expect(point(explore)).to_be_focused()


def test_keys_walk_the_regions_and_enter_selects(explore):
    explore.get_by_text("The map as a table").click()
    explore.locator("#region-01").focus()
    explore.keyboard.press("ArrowDown")
    expect(explore.locator("#region-02")).to_be_focused()
    explore.keyboard.press("Enter")
    expect(point(explore)).to_contain_text("Auckland", timeout=ANSWERED_MS)
    expect(explore.locator("#region-02")).to_be_focused()
    expect(explore.locator(".said")).to_contain_text("Auckland")


def test_a_group_opens_into_its_regions(explore):
    member = explore.get_by_role("rowheader", name="Marlborough", exact=True)
    explore.locator("#open-top_of_the_south").click()
    expect(member).to_be_visible(timeout=ANSWERED_MS)
    explore.locator("#open-top_of_the_south").click()
    expect(member).to_have_count(0)


def test_a_chosen_member_is_seen_in_its_group_and_where_nothing_lacks_it_is_said(see):
    page = see("/?region=13&type=service_user")
    expect(page.locator("#cell-13-service_users")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("section.card").first).to_contain_text("None on these figures")


def test_auckland_opens_into_its_places(explore):
    explore.get_by_role("button", name="Open Auckland").click()
    expect(explore.get_by_role("button", name="Open Auckland")).to_have_attribute(
        "aria-pressed", "true", timeout=ANSWERED_MS
    )
    places = """() => {
      for (const doc of Bokeh.documents)
        for (const model of doc._all_models.values())
          if (model.type === "ColumnDataSource" && model.data.place)
            return [...model.data.place].filter(Boolean)
    }"""
    explore.wait_for_function(f"() => ({places})()?.length > 3")
    assert any(name.startswith("Manukau: 1 hui") for name in explore.evaluate(places))


def test_what_they_said_is_one_switch_away(explore):
    explore.get_by_role("button", name="What they said").click()
    expect(point(explore)).to_contain_text("I trust how government uses my information", timeout=ANSWERED_MS)
    explore.locator("#question").select_option("clarity")
    expect(point(explore)).to_contain_text("It is clear to me when", timeout=ANSWERED_MS)
    assert re.search(r"of about [\d,]+ who answered, \d+\s%", point(explore).inner_text())


def test_a_slice_and_a_benchmark_can_be_chosen(explore):
    explore.locator("#cut").select_option("channel:paper")
    expect(explore.locator(".matrix caption")).to_contain_text("Paper survey only", timeout=ANSWERED_MS)
    explore.locator("#benchmark").select_option("equal_roles")
    expect(point(explore)).to_contain_text("Benchmark: Equal roles", timeout=ANSWERED_MS)


def test_every_yardstick_can_be_chosen_the_plans_own_targets_too(explore):
    names = explore.locator("#benchmark option").all_inner_texts()
    assert {"Population", "Need", "The plan’s own targets"} <= set(names)
    assert explore.locator("#benchmark option:disabled").count() == 0


def test_tiles_and_the_map_take_turns(explore):
    tiles, whole = (explore.get_by_role("button", name=name, exact=True) for name in ("Equal tiles", "Map"))
    tiles.click()
    expect(tiles).to_have_attribute("aria-pressed", "true")
    whole.click()
    expect(whole).to_have_attribute("aria-pressed", "true")
    expect(explore.locator("canvas").first).to_be_visible()


MAGIC = {"csv": b"\xef\xbb\xbf#", "xlsx": b"PK", "png": b"\x89PNG", "svg": b"<?xml"}


@pytest.mark.parametrize(("kind", "magic"), MAGIC.items())
def test_each_download_is_a_file_of_its_kind(explore, kind, magic):
    with explore.expect_download() as started:
        explore.locator(f"#{kind}").click()
    assert started.value.suggested_filename == f"your-say-2018-2018-08-31.01.{kind}"
    assert started.value.path().read_bytes().startswith(magic)


def test_a_page_that_begins_dark_has_a_dark_map(see):
    light, dark = areas(drawn(see("/"))), areas(drawn(see("/", dark=True)))
    assert set(light["fill"]).isdisjoint(dark["fill"])


def drawn(page: Page) -> Page:
    page.wait_for_function(f"() => ({AREAS})() !== undefined")
    return page


def test_the_theme_turns_dark_and_recolours_the_map(explore):
    before = areas(explore)["fill"]
    explore.get_by_label("Toggle theme").click()
    expect(explore.locator("html.dark")).to_have_count(1, timeout=ANSWERED_MS)
    explore.wait_for_function(f"(before) => ({AREAS})().fill.join() !== before", arg=",".join(before))


def test_no_count_below_the_threshold_is_on_the_page(see):
    page = see("/?open=government,others,top_of_the_south,lower_north_island")
    texts = page.locator(".cell span:nth-child(2)").all_inner_texts()
    shown = [int(text.replace(",", "")) for text in texts if text[0].isdigit()]
    assert len(shown) > 40
    assert min(shown) >= 6


def test_beside_what_they_said_stands_a_funnel_whose_table_selects(see):
    page = see("/?show=position")
    expect(page.get_by_role("heading", name="Gaps", exact=True)).to_have_count(0)
    expect(page.locator("#funnel")).to_contain_text("By how many answered")
    page.get_by_text("The funnel as a table").click()
    page.locator("#funnel-wellington").click()
    expect(point(page)).to_contain_text("Wellington", timeout=ANSWERED_MS)
    expect(page.locator("#funnel-wellington")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#cell-wellington-")).to_have_attribute("aria-pressed", "true")


def test_what_becomes_of_a_small_cell_is_said_under_the_matrix(explore):
    note = explore.locator(".matrix").locator("xpath=../following-sibling::p")
    expect(note).to_contain_text("a larger one does if it bears on the question")
    expect(note).to_contain_text("tables add up")


def test_evidence_says_that_no_quote_was_approved(explore):
    expect(explore.get_by_text("No quotes are in this release")).to_be_visible()
