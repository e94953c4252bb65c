"""The adviser's page as an adviser uses it: one selection, shared by every part."""

import re

import pytest
from playwright.sync_api import Page, expect

#: What the browser has painted: area → fill, pressed or not, of the drawing that is shown.
AREAS = """() => {
  const shown = (one) => one.matches(".area") && one.getClientRects().length
  const find = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(shown(one) ? [one] : []), ...(one.shadowRoot ? find(one.shadowRoot) : [])])
  return find(document).map((one) =>
    [one.dataset.area, getComputedStyle(one).fill, one.getAttribute("aria-pressed") === "true"])
}"""
#: The fill of an area that cannot be judged, on any paper.
HATCHED = 'url("#hatch")'
#: Seconds after which a choice must have been answered on a machine that runs other tests too.
ANSWERED_MS = 30_000


def areas(page: Page) -> dict[str, str]:
    return {area: fill for area, fill, _ in page.evaluate(AREAS)}


def point(page: Page):
    return page.locator(".point")


def chosen(page: Page) -> list[str]:
    return [area for area, _, pressed in page.evaluate(AREAS) if pressed]


def region(page: Page, area: str):
    return page.locator(f".as-map .area[data-area='{area}']")


@pytest.fixture
def explore(visit):
    page = visit("/")
    expect(page.locator("#reply")).to_contain_text("What we can’t say")
    return page


def test_the_map_has_seventeen_regions_in_their_colours(explore):
    drawn = areas(explore)
    assert len(drawn) == 17
    assert len(set(drawn.values())) >= 3


def test_the_first_screen_has_finding_choices_map_list_answer_and_the_head_of_the_matrix(explore):
    for heading in ("Not heard enough yet", "Who was heard: all types", "What we can’t say"):
        expect(explore.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
    expect(explore.get_by_role("heading", name="Who was heard: by region and type")).to_be_in_viewport()
    expect(explore.get_by_role("button", name="Who we heard")).to_be_in_viewport()
    expect(region(explore, "15")).to_be_in_viewport(ratio=0.9)
    rows = explore.locator(".listing .row")
    assert rows.count() >= 5
    expect(rows.nth(min(8, rows.count() - 1))).to_be_in_viewport(ratio=0.9)


def test_nothing_of_the_page_moves_when_something_is_chosen(explore):
    parts = (".listing", "#reply", ".matrix", ".as-map")
    before = [explore.locator(part).bounding_box() for part in parts]
    explore.locator(".listing .row").nth(3).click()
    expect(explore.locator(".reply")).to_contain_text("How firm", timeout=ANSWERED_MS)
    after = [explore.locator(part).bounding_box() for part in parts]
    assert [box["y"] for box in before] == [box["y"] for box in after]


def test_the_page_says_that_it_is_synthetic(explore):
    expect(explore.locator(".badge")).to_have_text("Synthetic demonstration data")


def test_a_click_on_a_region_is_answered_by_every_part(explore):
    region(explore, "13").click()
    expect(point(explore)).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    expect(explore.locator("#reply")).to_contain_text("Canterbury")
    expect(explore.locator("#area")).to_have_value("13")
    explore.locator("#to-evidence").click()
    expect(explore.locator("#evidence")).to_contain_text("Evidence: Canterbury", timeout=ANSWERED_MS)
    assert chosen(explore) == ["13"]
    assert explore.url.endswith("?region=13")


def test_the_list_stays_and_marks_what_is_chosen(explore):
    listed = explore.locator(".listing").inner_text()
    row = explore.locator(".listing .row").nth(2)
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true", timeout=ANSWERED_MS)
    assert explore.locator(".listing").inner_text() == listed


def test_a_region_chosen_sends_no_list_no_matrix_and_no_shape_again(reader):
    page, frames = listened(reader)
    frames.clear()
    region(page, "03").click()
    expect(page.locator("#reply")).to_contain_text("Waikato", timeout=ANSWERED_MS)
    page.wait_for_timeout(500)
    sent = "".join(frames)
    assert 'class=\\"area' not in sent
    assert 'class=\\"listing' not in sent
    assert 'class=\\"matrix' not in sent
    assert len(sent) < 8_000


def test_choosing_a_type_recolours_the_map_and_sends_no_shape_again(reader):
    page, frames = listened(reader)
    before = areas(page)
    frames.clear()
    page.locator("#cell--iwi_maori").click()
    expect(page.locator("#reply")).to_contain_text("Iwi and Māori", timeout=ANSWERED_MS)
    assert areas(page) != before
    assert 'class=\\"area' not in "".join(frames)


def listened(reader) -> tuple[Page, list[str]]:
    """The page, and the texts that its server sends."""
    frames: list[str] = []
    page = reader.tab
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: frames.append(str(text))))
    page.goto("/")
    expect(page.locator(".matrix")).to_be_visible(timeout=30_000)
    expect(page.locator("#early")).to_have_count(0)
    heard = -1
    while heard < len(frames):
        heard = len(frames)
        page.wait_for_timeout(700)
    return page, frames


def test_back_and_forward_step_through_what_was_chosen(explore):
    region(explore, "13").click()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    explore.locator("#cell-auckland-government").click()
    expect(explore.locator("#reply")).to_contain_text("Auckland", timeout=ANSWERED_MS)
    explore.go_back()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    assert chosen(explore) == ["13"]
    explore.go_back()
    expect(explore.locator("#reply")).to_contain_text("What we can’t say", timeout=ANSWERED_MS)
    explore.go_forward()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    assert explore.url.endswith("?region=13")


def test_a_step_back_that_changes_nothing_costs_no_later_one(explore):
    explore.evaluate("history.pushState(null, '', '#finding'); history.back()")
    explore.wait_for_url(lambda url: "#" not in url)
    explore.wait_for_timeout(500)
    opened = explore.evaluate("history.length")
    region(explore, "13").click()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    region(explore, "03").click()
    expect(explore.locator("#reply")).to_contain_text("Waikato", timeout=ANSWERED_MS)
    explore.go_back()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    explore.go_back()
    expect(explore.locator("#reply")).to_contain_text("What we can’t say", timeout=ANSWERED_MS)
    assert explore.evaluate("history.length") == opened + 1


def test_a_step_while_a_press_is_unanswered_is_still_a_step(explore):
    region(explore, "13").click()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    opened = explore.evaluate("history.length")
    # Both are sent before either is answered: what was pressed has no address between the two.
    explore.locator("#cell-auckland-government").evaluate("(cell) => { cell.click(); history.back() }")
    expect(explore.locator("#reply")).to_contain_text("What we can’t say", timeout=ANSWERED_MS)
    explore.wait_for_timeout(500)
    assert explore.evaluate("history.length") == opened
    explore.go_forward()
    expect(explore.locator("#reply")).to_contain_text("Canterbury", timeout=ANSWERED_MS)
    region(explore, "03").click()
    expect(explore.locator("#reply")).to_contain_text("Waikato", timeout=ANSWERED_MS)
    assert explore.evaluate("history.length") == opened + 1


def test_keys_walk_the_map_and_its_tip_says_the_name_first(explore):
    region(explore, "01").focus()
    explore.keyboard.press("ArrowRight")
    expect(region(explore, "02")).to_be_focused()
    expect(explore.get_by_role("tooltip")).to_have_text(re.compile("^Auckland: "))
    explore.keyboard.press("Enter")
    expect(explore.locator("#reply")).to_contain_text("Auckland", timeout=ANSWERED_MS)


def test_the_list_is_walked_by_arrows_and_put_in_another_order(see):
    page = see("/")
    rows = page.locator(".listing .row")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    before = rows.all_inner_texts()
    page.locator("#by-region").click()
    after = rows.all_inner_texts()
    assert before != after
    assert sorted(before) == sorted(after)


def test_the_address_reopens_the_same_view(see):
    page = see("/?region=bay_of_plenty_gisborne&type=government&open=government&drawing=tiles")
    expect(point(page)).to_contain_text("Bay of Plenty and Gisborne · Government")
    expect(page.locator("#cell-bay_of_plenty_gisborne-government")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("columnheader", name="DHBs")).to_be_visible()
    expect(page.locator("#draw-tiles")).to_have_attribute("aria-pressed", "true")


def test_what_an_address_asks_for_and_is_not_there_is_left_out_with_a_note(see):
    page = see("/?region=zz&type=service_user&slice=channel:carrier_pigeon")
    expect(point(page).get_by_role("status")).to_contain_text("“zz”")
    expect(point(page)).to_contain_text("Service users")


def test_escape_lets_go_and_control_z_steps_back(explore):
    explore.get_by_text("The map as a table").click()
    explore.locator("#region-04").click()
    expect(point(explore)).to_contain_text("Bay of Plenty", timeout=ANSWERED_MS)
    explore.keyboard.press("Escape")
    expect(point(explore)).to_contain_text("1,047 attendances", timeout=ANSWERED_MS)
    explore.keyboard.press("Control+z")
    expect(point(explore)).to_contain_text("Bay of Plenty", timeout=ANSWERED_MS)


def test_a_skip_link_leads_past_the_header(see):
    page = see("/")
    skip = page.get_by_role("button", name="Skip to the point")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(point(page)).to_be_focused()


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
    member = explore.locator(".matrix").get_by_role("rowheader", name="Marlborough", exact=True)
    explore.locator("#open-top_of_the_south").click()
    expect(member).to_be_visible(timeout=ANSWERED_MS)
    explore.locator("#open-top_of_the_south").click()
    expect(member).to_have_count(0)


def test_a_chosen_member_is_seen_in_its_group(visit):
    page = visit("/?region=13&type=service_user")
    expect(page.locator("#cell-13-service_users")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#reply")).to_contain_text("Canterbury · Service users")


def test_auckland_opens_into_its_places(see):
    page = see("/")
    expect(page.locator("[data-within]").first).to_be_hidden()
    page.locator("#spots").click()
    page.locator("#open-02").click()
    expect(page.locator("[data-within]").filter(has_text="Manukau: 1 hui")).to_be_visible()
    page.locator("#open-02").click()
    expect(page.locator("[data-within]").first).to_be_hidden()


def test_what_they_said_is_one_switch_away(explore):
    explore.get_by_role("button", name="What they said").click()
    expect(point(explore)).to_contain_text("I trust how government uses my information", timeout=ANSWERED_MS)
    explore.locator("#question").select_option("clarity")
    expect(point(explore)).to_contain_text("It is clear to me when", timeout=ANSWERED_MS)
    assert re.search(r"[Oo]f about [\d,]+ answers, \d+", point(explore).inner_text())


def test_a_slice_and_a_benchmark_can_be_chosen(explore):
    explore.locator("#cut").select_option("channel:paper")
    expect(explore.locator(".matrix caption")).to_contain_text("Paper survey only", timeout=ANSWERED_MS)
    explore.locator("#benchmark").select_option("equal_roles")
    expect(point(explore)).to_contain_text("Compared with: Equal roles", timeout=ANSWERED_MS)


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
    expect(region(explore, "01")).to_be_visible()


def test_auckland_providers_stand_beside_agencies_on_trust(visit):
    page = visit("/?region=auckland&type=provider&show=position&question=trust")
    page.get_by_role("button", name="Compare with…").click()
    expect(page.locator(".kept")).to_contain_text("“Auckland · Providers”", timeout=ANSWERED_MS)
    page.locator("#stakeholder").select_option("government_agency")
    columns = page.locator(".beside section")
    expect(columns).to_have_count(2, timeout=ANSWERED_MS)
    for column, whose in zip(columns.all(), ("Auckland · Providers", "Auckland · Agencies"), strict=True):
        expect(column.get_by_role("heading")).to_have_text(whose)
        expect(column).to_contain_text("answers")
        expect(column).to_contain_text("heard of about")
    expect(page.locator(".difference")).to_contain_text(
        re.compile(
            r"\d % .*of the first and .*\d % .*of the second agree".replace(" %", "\N{NO-BREAK SPACE}%")
        )
    )
    expect(point(page)).to_contain_text("“Auckland · Providers” and “Auckland · Agencies”:")
    assert page.url.endswith("&compare=auckland:provider")
    assert not page.locator(".beside").evaluate("one => one.scrollWidth > one.clientWidth")
    page.get_by_role("button", name="Stop comparing").click()
    expect(columns).to_have_count(0, timeout=ANSWERED_MS)
    assert "compare=" not in page.url
    expect(page.get_by_role("button", name="Compare with…")).to_be_focused()


def test_anything_is_found_by_its_name_without_asking_the_server(reader):
    page, frames = listened(reader)
    frames.clear()
    field, found = page.get_by_role("combobox", name="Find"), page.locator("#found li")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    for typed in ("MANAWATU", "whang manaw", "Manawatu\u0304", "anawat"):
        field.fill(typed)
        expect(found.first).to_have_text(re.compile("^Manawatū-Whanganui"))
    field.fill("<img src=x onerror=alert(1)>")
    expect(page.locator(".finds [role=status]")).to_contain_text("Nothing here is called “<img")
    field.fill("auckland")
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "found-1")
    page.keyboard.press("ArrowUp")
    assert frames == []
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_contain_text("Auckland", timeout=ANSWERED_MS)
    field.fill("manukau")
    found.first.click()
    expect(page.locator("#open-02")).to_have_attribute("aria-pressed", "true")
    field.fill("users")
    found.first.click()
    expect(page.locator("#reply")).to_contain_text("Auckland · Service users", timeout=ANSWERED_MS)
    page.go_back()
    expect(page.locator("#reply")).not_to_contain_text("Service users", timeout=ANSWERED_MS)
    assert chosen(page) == ["02"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("taranki", "Taranaki"),
        ("pacifc", "Pacific peoples"),
        ("wellingotn", "Wellington"),
        ("servise uesrs", "service"),
        ("west caost", "West Coast"),
        ("westcoast", "West Coast"),
    ],
)
def test_the_finder_forgives_spelling_and_says_so(see, typed, meant):
    page = see("/")
    page.locator("#find").fill(typed)
    expect(page.locator(".finds li").first).to_contain_text(meant)
    expect(page.locator(".finds [role=status]")).to_have_text(
        f"Nothing here is called “{typed}”: spelt nearly so."
    )
    page.locator("#find").fill("xyzzy plugh")
    expect(page.locator(".finds li")).to_have_count(0)


def test_escape_leaves_the_finder_and_its_key_can_be_switched_off(see, violations):
    page = see("/?region=13")
    field = page.get_by_role("combobox", name="Find")
    page.locator("#clear").focus()
    page.keyboard.press("/")
    page.keyboard.type("wai")
    expect(page.locator("#found li").first).to_have_text(re.compile("^Waikato"))
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#found li").first).to_be_hidden()
    expect(page.locator("#clear")).to_be_focused()
    assert page.url.endswith("?region=13")
    field.focus()
    page.get_by_label("The key / leads here").uncheck()
    page.locator("#clear").focus()
    page.keyboard.press("/")
    expect(field).not_to_be_focused()


def test_several_regions_and_types_are_added_up_by_pointer_key_and_touch(explore):
    region(explore, "03").click()
    expect(explore.locator("#reply")).to_contain_text("Waikato", timeout=ANSWERED_MS)
    region(explore, "13").click(modifiers=["Control"])
    expect(explore.locator("#reply")).to_contain_text("Waikato and Canterbury", timeout=ANSWERED_MS)
    expect(explore.locator(".reply")).to_contain_text("Two published counts added up")
    assert chosen(explore) == ["03", "13"]
    assert explore.url.endswith("?region=03,13")
    explore.locator("#more-area summary").click()
    expect(explore.locator("#also-area-03")).to_be_checked()
    explore.locator("#also-area-05").click()
    expect(point(explore)).to_contain_text("Waikato, Gisborne and Canterbury:", timeout=ANSWERED_MS)
    explore.locator("#cell-waikato-government").focus()
    explore.keyboard.press("Shift+Enter")
    expect(point(explore)).to_contain_text("Canterbury · Government", timeout=ANSWERED_MS)
    explore.locator("#cell-waikato-others").focus()
    explore.keyboard.press("Shift+Space")
    expect(point(explore)).to_contain_text("· Government and Others", timeout=ANSWERED_MS)
    explore.go_back()
    expect(explore.locator("#reply")).not_to_contain_text("Others", timeout=ANSWERED_MS)
    explore.get_by_role("button", name="What they said").click()
    explore.get_by_role("button", name="Tone").click()
    expect(point(explore)).to_contain_text("not told of several together", timeout=ANSWERED_MS)


MAGIC = {"csv": b"\xef\xbb\xbfrow_kind,", "xlsx": b"PK", "png": b"\x89PNG", "svg": b"<?xml"}


def test_each_download_is_a_file_of_its_kind(explore):
    for kind, magic in MAGIC.items():
        explore.locator("#downloads").evaluate("one => { one.open = true }")
        with explore.expect_download() as started:
            explore.locator(f"#{kind}").click()
        assert started.value.suggested_filename == f"your-say-2018_who-was-heard_2018-08-31.01.{kind}"
        content = started.value.path().read_bytes()
        assert content.startswith(magic)
        assert kind in {"xlsx", "png"} or behind(explore).encode() in content
        assert b"localhost" not in content
        assert b"127.0.0.1" not in content


def behind(page):
    """What stands in the address behind the name of a machine that nobody else can open."""
    return page.url.partition("//")[2].partition("/")[2]


def pasted(page):
    """What a reader pastes who copied on the page."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+v")
    text = page.locator("#paste").input_value()
    page.evaluate("document.getElementById('paste').remove()")
    return text


def test_copies_work_where_the_browser_keeps_its_clipboard_to_itself(new_context):
    context = new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})")
    page = context.new_page()
    page.goto("/?region=04&type=service_user")
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.locator("#copy").evaluate("button => button.getRootNode().activeElement === button")
    text = pasted(page)
    assert text.startswith("Bay of Plenty · Service users\n")
    for said in (
        "Social Investment Agency, 31 May to 31 August 2018",
        "release 2018-08-31.01",
        f"at /{behind(page)}",
    ):
        assert said in text
    assert page.url not in text
    page.locator("#to-evidence").click()
    page.locator("#code > summary").click()
    page.locator("#copy-code").click()
    assert pasted(page) == page.locator("#figure-code").text_content()
    assert 'rows.filter(area="04", stakeholder="service_user")' in pasted(page)


def test_the_whole_page_goes_on_paper(see):
    page = see("/?region=04", dark=True)
    page.locator("#to-evidence").click()
    expect(page.locator("#code")).to_be_visible()
    sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert 3 <= sheets <= 9
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    for gone in ("#copy", "#cut", "#draw-map", "#method"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".on-paper")).to_contain_text("Shown: Bay of Plenty · Who was heard")
    split = page.locator("p, dd, li, .row").evaluate_all(
        "all => all.filter((one) => getComputedStyle(one).breakInside !== 'avoid').length"
    )
    assert split == 0
    for kept in (
        ".badge",
        ".drawings",
        ".listing",
        "#reply",
        ".matrix",
        "#evidence h3 >> nth=0",
        "#unknowns li >> nth=0",
    ):
        expect(page.locator(kept).first).to_be_visible()
    cut = """() => [...document.body.querySelectorAll("*")].flatMap(function within(one) {
        const inner = one.shadowRoot ? [...one.shadowRoot.querySelectorAll("*")].flatMap(within) : []
        const is_held = one instanceof HTMLElement && !one.matches(".hidden-text")
            && getComputedStyle(one).overflowY !== "visible"
        const is_cut = is_held && one.clientHeight > 2 && one.scrollHeight > one.clientHeight + 2
        return is_cut ? [one.outerHTML.slice(0, 80), ...inner] : inner })"""
    assert page.evaluate(cut) == []
    assert (
        page.locator("html").evaluate("one => getComputedStyle(one).getPropertyValue('--paper')") == "#ffffff"
    )
    feet = "() => [...document.querySelectorAll('style')].map((one) => one.textContent).join()"
    assert re.search(r"@bottom-left \{content: \"Synthetic.*2018", page.evaluate(feet))


def test_a_machine_in_the_dark_has_a_dark_page_and_the_reader_s_choice_is_kept(see):
    light = set(areas(see("/")).values())
    page = see("/", scheme="dark")
    expect(page.locator("html[data-paper=dark]")).to_have_count(1, timeout=ANSWERED_MS)
    assert not (set(areas(page).values()) - {HATCHED}) & light
    page.get_by_label("Toggle theme").click()
    expect(page.locator("html[data-paper=light]")).to_have_count(1, timeout=ANSWERED_MS)
    page.wait_for_function("() => localStorage.getItem('wellbeing-theme') === 'light'")
    page.reload()
    expect(page.locator(".matrix")).to_be_visible(timeout=ANSWERED_MS)
    expect(page.locator("html[data-paper=light]")).to_have_count(1)


#: What stands on paper with a ground so dark that nobody can read ink on it.
DARK_GROUNDS = """() => {
  const dark = (one) => {
    const [red, green, blue, seen = 1] = getComputedStyle(one).backgroundColor.match(/[\\d.]+/g).map(Number)
    return seen > 0 && red + green + blue < 200 && one.getClientRects().length }
  const find = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(dark(one) ? [one.outerHTML.slice(0, 80)] : []), ...(one.shadowRoot ? find(one.shadowRoot) : [])])
  return find(document) }"""


def test_what_is_dark_on_the_screen_is_light_on_paper(see):
    page = see("/", scheme="dark")
    expect(page.locator("html[data-paper=dark]")).to_have_count(1, timeout=ANSWERED_MS)
    assert page.evaluate(DARK_GROUNDS)  # on the screen they are
    page.emulate_media(media="print")
    assert page.evaluate(DARK_GROUNDS) == []


#: A line that takes its time; the theme is turned a few frames after the reader sees a dark page with a switch.
AT_ONCE = """() => {
  Object.defineProperty(WebSocket.prototype, "onmessage", {set(heard) {
    this.addEventListener("message", (event) => setTimeout(() => heard(event), 400)) }})
  const find = (root) => root.querySelector("[aria-label='Toggle theme']")
    ?? [...root.querySelectorAll("*")].map((one) => one.shadowRoot && find(one.shadowRoot)).find((one) => one)
  const look = () => {
    const turn = document.documentElement?.dataset.paper === "dark" && find(document)
    if (!turn || !turn.checkVisibility({visibilityProperty: true})) { return requestAnimationFrame(look) }
    setTimeout(() => { turn.click(); window.is_pressed = true }, 0) }
  look() }"""


def test_a_theme_turned_in_the_moment_that_the_page_stands_is_turned(new_context):
    page = new_context(color_scheme="dark").new_page()
    page.add_init_script(f"({AT_ONCE})()")
    page.goto("/", timeout=ANSWERED_MS)
    page.wait_for_function("() => window.is_pressed", timeout=ANSWERED_MS)
    expect(page.locator("html[data-paper=light]")).to_have_count(1, timeout=ANSWERED_MS)
    page.wait_for_function("() => localStorage.getItem('wellbeing-theme') === 'light'")


def test_no_count_below_the_threshold_is_on_the_page(visit):
    page = visit("/?open=government,others,top_of_the_south,lower_north_island")
    texts = page.locator(".cell span:nth-child(2)").all_inner_texts()
    shown = [int(text.replace(",", "")) for text in texts if text[0].isdigit()]
    assert len(shown) > 40
    assert min(shown) >= 6


def test_beside_what_they_said_stands_a_funnel_whose_table_selects(visit):
    page = visit("/?show=position")
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
    explore.locator("#to-evidence").click()
    expect(explore.get_by_text("No quotes are in this release")).to_be_visible(timeout=ANSWERED_MS)


def test_a_community_is_chosen_among_who_and_stands_apart(visit):
    page = visit("/?type=provider")
    expect(page.locator(".apart")).to_be_visible()
    before = areas(page)
    page.locator("#stakeholder").select_option("pacific")
    expect(page.locator("#reply")).to_contain_text("Pacific peoples", timeout=ANSWERED_MS)
    expect(page.get_by_role("heading", name="Who was heard: Pacific peoples by region")).to_be_visible()
    expect(page.locator("#stakeholder")).to_have_value("pacific")
    assert areas(page) != before
    assert page.url.endswith("?community=pacific")
    page.locator("#of-maori-auckland").click()
    expect(page.locator("#reply")).to_contain_text("Auckland · Māori", timeout=ANSWERED_MS)
    expect(page.locator("#of-maori-auckland")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#stakeholder")).to_have_value("maori")
    page.get_by_role("button", name="What they said").click()
    expect(page.locator(".choices + .quiet")).to_contain_text(
        "Māori: communities are told of who was heard only"
    )
    page.locator("#stakeholder").select_option("")
    expect(page.locator(".choices + .quiet")).not_to_contain_text("communities", timeout=ANSWERED_MS)


@pytest.mark.parametrize("show", ["coverage", "position", "tone", "theme"])
def test_what_is_chosen_can_be_read_at_any_width(see, show):
    page = see(f"/?show={show}&region=12&type=service_user")
    for width in (1920, 1440, 1400, 1280, 1024, 768):
        page.set_viewport_size({"width": width, "height": 900})
        narrow = page.locator(".choices select").evaluate_all(
            "all => all.filter((one) => one.clientWidth && one.clientWidth < 80).map((one) => one.id)"
        )
        assert narrow == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1440, "height": 900})
    if show in {"coverage", "position"}:
        assert page.locator(".bar.choices").bounding_box()["height"] < 50
