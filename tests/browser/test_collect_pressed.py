"""What is pressed at the steward's page while something else is done is done too, and what is shown is never stale."""

import re

import pytest
from playwright.sync_api import expect
from steward import NOTHING_WAITS, SHOWN_MS, Steward, opened

FORM = {"received": "4/6/2018", "region": "Gisborne"}


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    served = Steward(tmp_path_factory.mktemp("desk"))
    yield served
    served.end()


def typed(page, words, **said):
    for field, text in (FORM | said).items():
        page.locator(f"#{field}").fill(text)
    page.locator("textarea").first.fill(words)
    page.wait_for_timeout(400)  # a draft is kept after a pause
    page.wait_for_function(NOTHING_WAITS, timeout=SHOWN_MS)


@pytest.mark.parametrize("first", ["quotes", "coding", "requests", "waiting"])
def test_of_parts_opened_one_after_the_other_the_last_is_shown(page, steward, first):
    opened(page, steward)
    page.evaluate(
        "() => { const ask = window.fetch; window.fetch = async (...of) => {"
        " await new Promise((go) => setTimeout(go, 500)); return ask(...of) } }"
    )
    others = [one for one in ("quotes", "coding", "requests", "waiting") if one != first]
    for tab in (first, *others, first, others[0]):
        page.locator(f"[data-tab={tab}]").click()
    expect(page.locator(f"#tab-{others[0]} :is(form, h2)").first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("[data-tab][aria-busy]")).to_have_count(0)


def test_every_press_is_answered_in_its_order_and_no_trouble_is_lost(page, steward):
    opened(page, steward)
    page.locator("[data-tab=requests]").click()
    page.locator("#r-id").fill("nobody-s")
    page.evaluate(
        "() => { const ask = window.fetch; window.fetch = async (...of) => {"
        " await new Promise((go) => setTimeout(go, 500)); return ask(...of) } }"
    )
    page.get_by_role("button", name="Show what is held").click()
    page.locator("[data-tab=coding]").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#failed")).not_to_be_empty()


def test_what_was_found_goes_once_something_else_is_asked(page, steward):
    opened(page, steward)
    typed(page, "The river was never so low before")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Saved as form")
    page.locator("[data-tab=requests]").click()
    page.locator("#r-words").fill("never so low")
    page.get_by_role("button", name="Show what is held").click()
    expect(page.locator("#subject")).to_contain_text("The river was never")
    page.locator("#r-id").fill("nobody-s")
    page.get_by_role("button", name="Show what is held").first.click()
    expect(page.locator("#failed")).not_to_be_empty()
    expect(page.locator("#subject")).to_be_empty()


def test_another_window_s_forms_are_counted_and_one_it_saved_is_not_opened_again(new_context, steward):
    context = new_context()
    page = opened(context.new_page(), steward)
    typed(page, "Begun in one window and saved in another")
    page.locator("#clear").click()
    expect(page.locator("#begun")).to_contain_text("Gisborne")
    count = page.locator("#typed strong").inner_text()
    other = opened(context.new_page(), steward)
    expect(other.locator("#begun")).to_contain_text("Gisborne")
    other.locator("#begun").get_by_role("button", name="Open").click()
    expect(other.locator("#region")).to_have_value("Gisborne")
    other.locator("#received").press("Enter")
    expect(other.locator("#said")).to_contain_text("Saved as form")
    page.locator("#begun").get_by_role("button", name="Open").click()
    expect(page.locator("#said")).to_contain_text("saved or thrown away since")
    expect(page.locator("#begun li")).to_have_count(0)
    expect(page.locator("#typed strong")).to_have_text(f"{int(count) + 1}")


def test_two_drafts_of_one_form_are_told_apart_by_when_they_were_typed(page, steward):
    opened(page, steward)
    for words in ("Typed first", "Typed a little later"):
        typed(page, words)
        page.locator("#clear").click()
        page.wait_for_timeout(1_100)  # times are told by the second
    drafts = page.locator("#begun li span").filter(has_text="Gisborne").all_inner_texts()[-2:]
    assert all(re.search(r", typed .*\d:\d\d:\d\d", one) for one in drafts)
    assert len({*drafts}) == 2


def test_a_window_that_is_looked_at_counts_and_lists_anew(new_context, steward):
    context = new_context()
    page = opened(context.new_page(), steward)
    other = opened(context.new_page(), steward)
    typed(other, "Left open by the other window")
    other.locator("#clear").click()
    typed(other, "Saved by the other window")
    other.locator("#received").press("Enter")
    expect(other.locator("#said")).to_contain_text("Saved as form")
    count = other.locator("#typed strong").inner_text()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#typed strong")).to_have_text(count)
    expect(page.locator("#begun")).to_contain_text("Gisborne")


def test_forms_that_wait_for_the_line_are_counted_and_listed(page, steward, watched):
    opened(page, steward)
    page.route("**/desk", lambda route: route.abort())
    for number in range(3):
        for field, text in FORM.items():
            page.locator(f"#{field}").fill(text)
        page.locator("textarea").first.fill(f"Said without a line, number {number}")
        page.keyboard.press("Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("3 forms are saved in this browser")
    expect(page.locator("#browser li")).to_have_count(3)
    page.unroute("**/desk")
    expect(page.locator("#in-browser")).to_be_hidden(timeout=SHOWN_MS)
    expect(page.locator("#trouble")).to_be_empty()
    watched.problems.clear()  # a browser says itself that nothing answered
