"""The steward's page: forms typed at the speed of a keyboard are all in the record, once, whatever dies meanwhile."""

import random

import pytest
from playwright.sync_api import expect
from steward import NOTHING_WAITS, SHOWN_MS, Steward, opened

from wellbeing.record.custody.verification import verify_record

#: Typed as people do: a beginning, which Tab takes.
REGIONS = {"gis": "Gisborne", "tāmaki": "Auckland", "welling": "Wellington", "te tai tokerau": "Northland"}
TYPES = ("people who", "ngo", "council")


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    served = Steward(tmp_path_factory.mktemp("desk"))
    yield served
    served.end()


def typed(page, number, words):
    """One form by the keyboard alone, from the region on."""
    keys = page.keyboard
    for text in ([*REGIONS][number % 4], "", TYPES[number % 3], "", "", ""):
        keys.type(text)
        keys.press("Tab")
    for _ in range(3):
        keys.press("Tab")
    for question in range(4):
        keys.press(str((number + question) % 5 + 1))
        keys.press("Tab")
    keys.type(words)


def begun(context, steward):
    """The page, with the day that the next forms keep."""
    page = opened(context.new_page(), steward)
    page.locator("#received").fill("3/6/2018")
    page.locator("#region").focus()
    return page


#: What happens while a form is typed and saved.
DIES, FULL, CLOSED = "the server dies", "the disk is full", "the tab is closed"


def before(what, page, steward):
    if what == DIES:
        steward.kill()
    if what == FULL:
        steward.wait()  # it may have begun anew just now
        expect(page.locator("#trouble")).to_have_text("", timeout=SHOWN_MS)
        steward.take_nothing_more(is_full=True)


def after(what, page, steward):
    if what == DIES:
        steward.begin()
    if what == FULL:
        expect(page.locator("#trouble")).to_contain_text("Nothing more was done", timeout=SHOWN_MS)
        steward.take_nothing_more(is_full=False)
    if what != CLOSED:
        return page
    context = page.context
    page.close()  # whatever of it has not reached the desk
    steward.wait()  # the form before this one may have begun it anew
    return begun(context, steward)


@pytest.mark.parametrize("forms", [12, pytest.param(50, marks=pytest.mark.prove)])
def test_forms_typed_while_servers_die_disks_are_full_and_tabs_close_are_all_in_the_record_once(
    new_context, watched, tmp_path, forms
):
    steward, chance = Steward(tmp_path), random.Random(forms)  # noqa: S311
    odd = chance.sample(range(1, forms - 1), 3 * (forms // 6))
    happens = dict(zip(odd, (DIES, FULL, CLOSED) * (forms // 6), strict=True))
    context = new_context()
    page = begun(context, steward)
    for number in range(forms):
        before(happens.get(number), page, steward)
        typed(page, number, f"What I think of it is on paper {number}")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Enter")  # pressed twice
        page = after(happens.get(number), page, steward)
    page.wait_for_function(NOTHING_WAITS, timeout=SHOWN_MS * (forms // 12))
    expect(page.locator("#typed")).to_have_text(
        f"{forms} typed = {forms} stored + 0 in quarantine + 0 set aside", timeout=SHOWN_MS
    )
    watched.problems.clear()  # a browser says itself that its server is gone
    page.context.close()
    steward.end()
    verify_record(steward.workspace / "record.sqlite")
    said = steward.asked("SELECT text FROM answers WHERE text IS NOT NULL")
    assert sorted(text for (text,) in said) == sorted(
        f"What I think of it is on paper {one}" for one in range(forms)
    )
    assert steward.asked("SELECT sum(rows), sum(imported + quarantined + refused) FROM imports") == [
        (forms, forms)
    ]
    assert steward.asked("SELECT sum(read), sum(stored) FROM answer_accounts") == [(5 * forms, 5 * forms)]
    assert [*(steward.workspace / "drafts").iterdir()] == []


def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_outlives_its_page(new_context, steward):
    context = new_context()
    page = opened(context.new_page(), steward)
    page.locator("#region").focus()
    typed(page, 1, "Half of what I think")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#received")).to_be_focused()
    expect(page.locator("#received")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#received-error")).to_have_text("This has to be said.")
    page.keyboard.type("31/6")
    page.keyboard.press("Enter")
    expect(page.locator("#received-error")).to_contain_text("This is no day")
    page.wait_for_function(NOTHING_WAITS)  # the desk has it
    page.close()
    elsewhere = new_context()
    another = opened(elsewhere.new_page(), steward)
    expect(another.locator("#begun")).to_contain_text("Auckland")
    expect(another.locator("#region")).to_have_value("")  # who opens it did not type it
    elsewhere.close()
    page = opened(context.new_page(), steward)
    expect(page.locator("#kept")).to_have_text("What you had typed before is here again.")
    expect(page.locator("#region")).to_have_value("Auckland")
    page.locator("#received").fill("30/6")
    page.locator("#place").fill("Nowhere at all")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#place-error")).to_contain_text("“Nowhere at all”: no place is called that")
    page.locator("#place").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Saved as form 1.")
    typed(page, 2, "Half of what I think is the same comment")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_have_text("Saved as form 2.")
    typed(page, 3, "Half of what I think is the same comment")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Set aside: typed twice").click()
    expect(page.locator("#typed")).to_have_text("3 typed = 2 stored + 0 in quarantine + 1 set aside")


def test_what_is_saved_without_a_line_is_in_the_record_when_it_is_back(new_context, watched, tmp_path):
    steward = Steward(tmp_path)
    page = opened(new_context().new_page(), steward)
    page.locator("#received").fill("14/07/2018")
    page.locator("#region").focus()
    steward.kill()
    typed(page, 1, "Said while nobody heard it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("saved when the line is back")).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#received")).to_have_value("14/07/2018")  # the next begins as it was written
    steward.begin()
    expect(page.locator("#said")).to_have_text("Saved as form 1.", timeout=SHOWN_MS)
    expect(page.get_by_text("saved when the line is back")).to_have_count(0)
    watched.problems.clear()  # a browser says itself that its server is gone
    page.context.close()
    steward.end()
    assert steward.asked("SELECT text FROM answers WHERE text IS NOT NULL") == [
        ("Said while nobody heard it",)
    ]


def bad_rows(path):
    """Forty forms of a file, four of which say what nobody understands."""
    wrong = {4: "Gisbourne", 14: "Gisbourne", 24: "Atlantis", 34: "Atlantis"}
    lines = [
        f"{one},2018-06-{one % 28 + 1:02},{wrong.get(one, 'Otago')},council,agree,This is what form {one} says"
        for one in range(40)
    ]
    trust, comment = "I trust how government uses my information", "What worries or hopes do you have"
    asked = f"{comment} about how personal information is protected and used?"
    others = [
        "Batch",
        "Channel",
        "Place",
        "Organisation",
        "Communities",
        "Topic",
        "Language",
        "May be quoted",
    ]
    others += [
        "May be named",
        "Only for the agency",
        "It is clear to me when information may be collected and shared",
    ]
    others += [
        "Do you support the proposed approach to investing for social wellbeing?",
        "Do you support one policy for the protection and use of personal information in the social sector?",
        "What do you think of the proposed approach to investing for social wellbeing?",
    ]
    head = f"Form number,Received on,Region,Stakeholder type,{trust},{asked},{','.join(others)}"
    path.write_text("\n".join([head, *(line + "," * len(others) for line in lines)]), encoding="utf-8")
    return path


def test_a_file_with_bad_rows_is_looked_at_imported_and_mended_on_the_page(new_context, steward, tmp_path):
    page = opened(new_context().new_page(), steward)
    page.get_by_role("button", name="Files").click()
    page.locator("#upload-file").set_input_files(bad_rows(tmp_path / "forms.csv"))
    page.locator("#upload-profile").select_option("template-survey")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#file .sum")).to_have_text(
        "40 rows read = 36 imported + 4 in quarantine + 0 refused"
    )
    expect(page.locator("#file")).to_be_focused()
    with page.expect_download() as copy:
        page.get_by_role("button", name="Copy of what is kept out").click()
    assert copy.value.suggested_filename == "forms to mend.xlsx"
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#said")).to_have_text("forms.csv is imported: 36 rows.")
    expect(page.locator("#file")).to_be_focused()
    page.get_by_role("button", name="What waits").click()
    page.get_by_role("button", name="It is “Gisborne”").click()
    expect(page.locator("#said")).to_contain_text("2 rows")
    atlantis = page.get_by_role("group", name="Region Atlantis")
    atlantis.get_by_label("It means").select_option("Chatham Islands")
    atlantis.get_by_role("button", name="Remember this").click()
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    sums = "SELECT sum(rows), sum(imported), sum(quarantined + refused) FROM imports WHERE profile = 'template-survey'"
    assert steward.asked(sums) == [(40, 40, 0)]
    of_file = "FROM answer_accounts JOIN imports USING (sha256) WHERE profile = 'template-survey'"
    assert steward.asked(f"SELECT sum(read), sum(stored) {of_file}") == [(80, 80)]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_part_of_the_page_can_be_used_by_everybody_light_and_dark(
    new_context, steward, violations, width
):
    page = opened(new_context(viewport={"width": width, "height": 900}).new_page(), steward)
    page.locator("#region").fill("")  # what the width before has left
    page.locator("#region").press_sequentially("w")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#received").fill("never")
    page.keyboard.press("Enter")
    for tab in page.locator("[data-tab]").all():
        tab.click()
        expect(page.locator(f"#tab-{tab.get_attribute('data-tab')} :is(form, h2)").first).to_be_visible()
        for _ in range(2):
            assert (tab.inner_text(), violations(page)) == (tab.inner_text(), [])
            page.locator("#theme").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab.inner_text()


IN_VIEW = """() => {
  let one = document.activeElement
  while (one.shadowRoot?.activeElement) { one = one.shadowRoot.activeElement }
  const {left, top, width, height} = one.getBoundingClientRect()
  return one.getRootNode().elementFromPoint(left + width / 2, top + height / 2) === one
}"""


def test_the_keyboard_is_never_under_what_is_said_and_leaves_an_answer_that_was_unticked(page, steward):
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, steward)
    page.locator("#received").fill("4/6/2018")
    for depth in (0, 150, 200, 316, 2000):
        page.locator("#region").fill("Gisborne")
        page.locator("textarea").first.fill(f"What I think at {depth}")
        page.evaluate("depth => document.scrollingElement.scrollTo(0, depth)", depth)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#said")).to_contain_text("Saved as form")
        expect(page.locator("#region")).to_be_focused()
        assert page.evaluate(IN_VIEW)
    questions = page.locator("fieldset.radios")
    questions.nth(0).locator("input").nth(2).focus()
    page.keyboard.press("3")
    page.keyboard.press("Delete")
    expect(questions.nth(0).locator("input:checked")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(questions.nth(1).locator("input").first).to_be_focused()


def test_a_number_that_is_counted_up_is_looked_at_and_a_plan_is_walked_by_the_keyboard(page, steward):
    opened(page, steward)
    page.locator("#received").fill("4/6/2018")
    page.locator("#region").fill("Gisborne")
    page.locator("#form").fill("A-07")
    page.locator("textarea").first.fill("What the paper of number seven says")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form")).to_be_focused()
    expect(page.locator("#form")).to_have_value("A-08")
    page.get_by_role("button", name="Hui", exact=True).click()
    page.locator("#planned").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        expect(page.locator("#planned")).to_be_focused()
        expect(page.locator("#g-place")).not_to_have_value("")
