"""What they said in comments, as an adviser sees it: tone, themes, and the page without codes."""

import re

import pytest
from playwright.sync_api import expect

ANSWERED_MS = 30_000
#: Keys of the palette that colour a cell; ``unsaid`` has none.
COLOURED = re.compile(r"\b(below|below_pale|level|above|above_pale)\b")
TONE = re.compile(r"tone [−+]?\d\.\d \([−+]?\d\.\d to [−+]?\d\.\d\)")
#: Fills of the map, as the browser has them.
FILLS = """() => {
  const find = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(one.matches(".as-map .area") ? [one] : []), ...(one.shadowRoot ? find(one.shadowRoot) : [])])
  return [...new Set(find(document).map((one) => one.style.fill))]
}"""


def cells(page):
    """Class and words of every cell of the matrix."""
    return page.locator(".matrix .cell").evaluate_all("(all) => all.map((one) => [one.className, one.title])")


def fills(page):
    page.wait_for_function(f"() => ({FILLS})().length > 0")
    return page.evaluate(FILLS)


@pytest.mark.parametrize("question", ["approach_comment", "data_comment"])
def test_no_cell_shows_tone_without_interval_number_and_validation(visit, question):
    page = visit(f"/?show=tone&question={question}&open=government,others,top_of_the_south")
    coloured = [words for name, words in cells(page) if COLOURED.search(name)]
    for words in coloured:
        assert TONE.search(words), words
        assert re.search(r"(about|\d to) [\d,]+ comments", words), words
        assert "corrected by" in words, words
    others = [words for name, words in cells(page) if not COLOURED.search(name)]
    assert not [words for words in others if TONE.search(words)]
    assert len(coloured) >= 5
    assert len(others) >= 5


def test_the_switch_shows_the_page_as_if_nobody_had_coded(visit):
    page = visit("/?show=tone")
    assert any(COLOURED.search(name) for name, _ in cells(page))
    page.get_by_role("button", name="Without codes").click()
    expect(page.locator(".point")).to_contain_text("not validated here", timeout=ANSWERED_MS)
    expect(page.locator("#codes")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".matrix .cell:not(.unsaid):not(.care)")).to_have_count(0, timeout=ANSWERED_MS)
    shown = cells(page)
    assert not [words for name, words in shown if COLOURED.search(name) or TONE.search(words)]
    reasons = ("not validated here", "too few", "finely", "kept by")
    assert all(any(reason in words for reason in reasons) for _, words in shown)
    assert page.locator(".range b").count() == 0
    page.wait_for_function(f"() => ({FILLS})().length === 1")
    assert "codes=without" in page.url
    page.get_by_role("button", name="Without codes").click()
    expect(page.locator(".point")).to_contain_text("from −1 to +1", timeout=ANSWERED_MS)


@pytest.mark.parametrize("show", ["position", "tone", "theme"])
def test_opinion_of_maori_is_not_mapped_until_kaitiaki_allow_it(visit, show):
    page = visit(f"/?show={show}&type=iwi_maori")
    expect(page.get_by_text("is not mapped. Kaitiaki:")).to_be_visible()
    assert len(fills(page)) == 1
    page.get_by_text("The map as a table").click()
    last = page.locator("#regions tbody td:last-child")
    expect(last).to_have_count(17)
    words = last.all_inner_texts()
    assert all(text.startswith("kept by its kaitiaki") for text in words)


def test_the_tone_of_the_community_of_maori_is_not_told(visit):
    page = visit("/?show=tone")
    row = page.locator(".listing .row").filter(has_text=re.compile("Māori: kept"))
    expect(row).to_contain_text("kept by its kaitiaki")
    expect(row.locator(".range b")).to_have_count(0)


def test_position_tone_and_theme_are_one_switch_apart(visit):
    page = visit("/?show=position")
    page.get_by_role("button", name="Tone", exact=True).click()
    expect(page.locator("#list-title").get_by_text("Comments on the approach: tone")).to_be_visible(
        timeout=ANSWERED_MS
    )
    page.get_by_role("button", name="Theme", exact=True).click()
    expect(page.get_by_role("heading", name="Themes of comments on the approach")).to_be_visible(
        timeout=ANSWERED_MS
    )
    expect(page.locator(".point")).to_contain_text("raised in", timeout=ANSWERED_MS)
    page.locator("#theme-funding_and_contracts").click()
    expect(page.locator(".point")).to_contain_text("Funding and contracts: raised in", timeout=ANSWERED_MS)
    page.get_by_role("button", name="By hui").click()
    expect(page.locator(".legend")).to_contain_text("at half of hui or more", timeout=ANSWERED_MS)
    assert page.url.endswith("?show=theme&about=funding_and_contracts&measure=hui")


def test_an_address_opens_a_theme_and_notes_what_is_not_there(visit):
    page = visit("/?show=theme&question=data_comment&about=safety_and_security&measure=songs")
    expect(page.locator(".point")).to_contain_text("Safety and security")
    expect(page.locator("#theme")).to_have_value("safety_and_security")
    expect(page.locator("#question")).to_have_value("data_comment")
    expect(page.locator(".point").get_by_role("status")).to_contain_text("“songs”")


def test_the_evidence_has_bars_sources_agreement_and_campaigns(visit):
    page = visit("/?show=tone&region=auckland")
    page.locator("#to-evidence").click()
    evidence = page.locator("#evidence")
    for words in (
        "negative",
        "not scored: te reo Māori is never scored",
        "Agreement of coders (Krippendorff’s α): tone, ordinal",
        "synthetic codes",
        "Campaigns, over everyone heard",
        "Partnerships and trust",
    ):
        expect(evidence).to_contain_text(words)
    expect(evidence).to_contain_text(re.compile(r"Tone [−+]?\d\.\d \(.* to .*\)"))


def test_the_map_of_a_theme_is_downloaded_with_what_it_shows(visit):
    page = visit("/?show=theme")
    page.locator("#downloads summary").click()
    with page.expect_download() as started:
        page.locator("#csv").click()
    assert "raised in" in started.value.path().read_text(encoding="utf-8-sig")
