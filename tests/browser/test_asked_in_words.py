"""What a steward leaves out is asked for in words, wherever something is pressed: nothing is silent."""

import pytest
from playwright.sync_api import expect
from steward import Steward, opened


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    served = Steward(tmp_path_factory.mktemp("asked"))
    yield served
    served.end()


@pytest.mark.parametrize(
    ("part", "button", "told"),
    [
        ("Coding", "Begin", "Say first who reads: your name."),
        ("Files", "Look at it", "Choose a file first."),
        ("Hui", "Look at it", "Say first: Date, Place."),
        (
            "Requests",
            "Show what is held",
            "Give the id of a contribution, the number of its paper form, or words that stand in it.",
        ),
    ],
)
def test_what_is_left_out_is_said(new_context, steward, part, button, told):
    page = opened(new_context().new_page(), steward)
    page.get_by_role("button", name=part, exact=True).click()
    page.locator(".tab:not([hidden])").get_by_role("button", name=button).click()
    expect(page.locator("#failed")).to_have_text(told)
