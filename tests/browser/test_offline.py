"""The pages need nothing but this machine."""


def test_the_first_page_is_explore_and_asks_nothing_of_other_hosts(see, outside):
    page = see("/")
    assert page.get_by_role("heading", name="Not heard enough yet").is_visible()
    page.wait_for_load_state("networkidle")
    assert outside == []


def test_the_dark_page_asks_nothing_of_other_hosts_either(see, outside):
    page = see("/", dark=True)
    assert page.locator("html[data-paper=dark]").count() == 1
    page.wait_for_load_state("networkidle")
    assert outside == []
