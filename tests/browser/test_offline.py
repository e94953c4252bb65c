"""The pages need nothing but this machine: each test of a browser holds that; here it is said of the first page."""


def test_the_first_page_is_explore_and_asks_nothing_of_other_hosts(see, outside):
    page = see("/")
    assert page.get_by_role("heading", name="Not heard enough yet").is_visible()
    page.wait_for_load_state("networkidle")
    assert outside == []
