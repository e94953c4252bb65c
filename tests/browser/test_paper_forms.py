"""A paper form by the keyboard: nothing that was typed is lost, and what is wrong can be saved as it is."""

import pytest
from playwright.sync_api import expect
from steward import NOTHING_WAITS, Steward, opened


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    served = Steward(tmp_path_factory.mktemp("forms"))
    yield served
    served.end()


def filled(page, **said):
    """What is typed in fields, each left by Tab."""
    for name, words in said.items():
        page.locator(f"#{name}").fill("")
        page.locator(f"#{name}").press_sequentially(words)
        page.keyboard.press("Tab")


def says_that(page, question=0):
    """The first answer to a closed question."""
    page.locator("[data-field^='asked:'] input[type=radio]").nth(5 * question).check()


def waiting(steward):
    query = "SELECT field, value FROM problems ORDER BY id DESC, field LIMIT 1"
    return steward.asked(query)[0]


def test_a_place_of_another_region_stays_is_told_and_waits_in_quarantine_once_a_person_is_sure(
    new_context, steward
):
    page = opened(new_context().new_page(), steward)
    filled(page, received="3/6/2018", region="Auckland", place="Dunedin")
    expect(page.locator("#place-error")).to_have_text("Dunedin is not in Auckland: one of the two is wrong.")
    says_that(page)
    for _ in range(2):  # however often it is sent
        page.locator("#place").press("Enter")
        expect(page.locator("#said")).to_contain_text("Mend it, or save it as it is")
        expect(page.locator("#needs")).to_contain_text("lies in another region than the row says")
        page.wait_for_function(NOTHING_WAITS)
        expect(page.locator("#place")).to_have_value("Dunedin")
    page.locator("#region").focus()
    page.locator("#region").blur()
    expect(page.locator("#place")).to_have_value("Dunedin")
    page.locator("#as-it-is").click()
    expect(page.locator("#said")).to_have_text("Saved as form 1; what is not understood waits in quarantine.")
    expect(page.locator("#needs-you")).to_be_hidden()
    assert waiting(steward) == ("place", "Dunedin")


def test_a_region_mended_takes_the_warning_away_and_only_what_the_form_before_left_is_emptied(
    new_context, steward
):
    page = opened(new_context().new_page(), steward)
    filled(page, received="4/6/2018", region="Auckland", place="Dunedin")
    filled(page, region="Otago")
    expect(page.locator("#place")).to_have_value("Dunedin")
    expect(page.locator("#place-error")).to_have_text("")
    expect(page.locator("#as-it-is")).to_be_hidden()
    says_that(page)
    page.locator("#place").press("Enter")
    expect(page.locator("#said")).to_have_text("Saved as form 2.")
    expect(page.locator("#place")).to_have_value("Dunedin")  # the next form begins with it
    filled(page, region="hawkes bay")
    expect(page.locator("#region")).to_have_value("Hawke's Bay")
    expect(page.locator("#place")).to_have_value("")
    expect(page.locator("#said")).to_contain_text("say the place anew")


@pytest.mark.parametrize("field", ["region", "stakeholder", "received"])
def test_a_word_that_nobody_knows_can_be_saved_as_it_is(new_context, steward, field):
    page = opened(new_context().new_page(), steward)
    filled(page, received="5/6/2018", region="Otago", place="", stakeholder="council")
    filled(page, **{field: "Atlantis"})
    says_that(page, 1)
    expect(page.locator("#as-it-is")).to_be_hidden()
    page.locator("#batch").press("Enter")
    expect(page.locator(f"#{field}")).to_be_focused()
    page.locator("#as-it-is").click()
    expect(page.locator("#said")).to_contain_text("waits in quarantine")
    assert waiting(steward) == ({"received": "received_on"}.get(field, field), "Atlantis")


def test_a_form_that_was_given_back_keeps_its_reasons_and_buttons_when_the_page_is_opened_anew(
    new_context, steward
):
    page = opened(new_context().new_page(), steward)
    filled(page, received="6/6/2018", region="Otago", place="Auckland")
    says_that(page, 2)
    page.locator("#place").press("Enter")
    expect(page.locator("#said")).to_contain_text("Mend it, or save it as it is")
    page.locator("#clear").click()
    expect(page.locator("#needs")).to_contain_text("lies in another region than the row says")
    page.reload(wait_until="commit")
    expect(page.locator("#needs")).to_contain_text("lies in another region than the row says")
    expect(page.locator("#place")).to_have_value("")
    page.get_by_role("button", name="Open it").click()
    expect(page.locator("#place")).to_have_value("Auckland")
    expect(page.locator("#place")).to_have_attribute("aria-invalid", "true")
    page.locator("#place").fill("Dunedin")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved as form")
    expect(page.locator("#needs-you")).to_be_hidden()


def test_a_form_without_an_answer_is_asked_about_once(new_context, steward):
    page = opened(new_context().new_page(), steward)
    filled(page, received="7/6/2018", region="Otago", stakeholder="council")
    page.keyboard.press("Enter")
    expect(page.locator("#needs")).to_contain_text("is the paper blank?")
    page.get_by_role("button", name="Save it: the paper answers nothing").click()
    expect(page.locator("#said")).to_contain_text("Saved as form")
    expect(page.locator("#needs-you")).to_be_hidden()


def test_a_day_is_typed_with_the_name_of_its_month_and_its_year_left_out(new_context, steward):
    page = opened(new_context().new_page(), steward)
    filled(page, received="15 June", region="Otago", language="English")
    says_that(page, 3)
    page.locator("#batch").press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved as form")
    query = "SELECT received_on, language FROM contributions ORDER BY added_in DESC LIMIT 1"
    assert steward.asked(query) == [("2018-06-15", "en")]
