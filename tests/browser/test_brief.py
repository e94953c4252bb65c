"""The presenter's page, with the keys a clicker sends."""

import pytest
from playwright.sync_api import expect

ANSWERED_MS = 30_000


@pytest.fixture
def brief(see):
    page = see("/brief")
    page.wait_for_load_state("networkidle")
    return page


def scene(page):
    return page.locator("#scene")


def number(page):
    return page.locator(".steps span")


def test_scenes_step_forth_and_back_by_key(brief):
    for key, at in (("ArrowRight", 2), ("PageDown", 3), ("PageUp", 2), ("9", 9), ("ArrowRight", 9), ("1", 1)):
        brief.keyboard.press(key)
        expect(number(brief)).to_have_text(f"{at} of 9", timeout=ANSWERED_MS)
    expect(scene(brief)).to_have_text("Your voice, your data, your say on social wellbeing")


def test_the_map_is_on_its_own_scene_only(brief):
    expect(brief.locator(".as-map")).to_be_hidden()
    brief.keyboard.press("3")
    expect(brief.locator(".as-map")).to_be_visible(timeout=ANSWERED_MS)


def test_notes_blank_and_help_are_letters_that_can_be_turned_off(brief):
    brief.keyboard.press("n")
    expect(brief.get_by_label("Presenter’s notes")).to_contain_text(
        "A release carries no notes", timeout=ANSWERED_MS
    )
    brief.keyboard.press("b")
    expect(brief.get_by_text("Blank. Press B to go on.")).to_be_visible(timeout=ANSWERED_MS)
    brief.keyboard.press("b")
    expect(scene(brief)).to_be_visible(timeout=ANSWERED_MS)
    letters = brief.get_by_role("button", name="Single-letter keys")
    letters.click()
    expect(letters).to_have_attribute("aria-pressed", "false", timeout=ANSWERED_MS)
    brief.keyboard.press("b")
    brief.keyboard.press("ArrowRight")
    expect(number(brief)).to_have_text("2 of 9", timeout=ANSWERED_MS)


def test_the_words_of_a_scene_are_large_enough_for_a_room(brief):
    size = brief.locator(".stage p").first.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)")
    assert size >= 24
