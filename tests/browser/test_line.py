"""A reader whose line drops is told at once, and gets the page back with what was chosen."""

from playwright.sync_api import expect
from serving import free_port, serving


def test_a_dropped_line_is_told_and_the_page_comes_back_with_its_selection(see, workspace, tmp_path, watched):
    port = free_port()
    with serving(workspace, tmp_path / "first.txt", port=port) as address:
        page = see(f"{address}/explore")
        page.locator("#cell-auckland-government").click()
        expect(page.locator("#reply")).to_contain_text("Auckland")
        shown = page.locator(".say").inner_text()
    expect(page.get_by_role("alert")).to_contain_text("Not connected")
    page.locator("#benchmark").select_option("equal_roles")
    assert page.locator("#benchmark").input_value() != "equal_roles"
    assert page.locator(".say").inner_text() == shown
    with serving(workspace, tmp_path / "second.txt", port=port):
        expect(page.get_by_role("alert")).to_be_empty()
        expect(page.locator("#cell-auckland-government")).to_have_attribute("aria-pressed", "true")
        assert page.locator(".say").inner_text() == shown
        page.close()
    watched.problems.clear()  # what the browser says of a line that is lost
