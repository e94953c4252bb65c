"""An analyst's own measures on the real page: many, long ones and such as end or fail, at every width."""

import shutil

import pytest
from playwright.sync_api import Page, expect
from serving import serving

from wellbeing.sources.paths import SHIPPED

MANY = '''
import sys
import wellbeing as wb

def made(number):
    def told(region):
        """What it is."""
        if number == 3:
            sys.exit(4)
        return region.select("area", value="count")
    return told

for number in range(15):
    title = "W" * 60 if number == 7 else f"How many times its share was heard, {number}"
    wb.measure(title=title, unit="contributions", needs="region", name=f"many_{number}")(made(number))
'''
#: What goes over the side of what is seen.
OVER = """() => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])])
  const parts = within(document).filter((one) => one.matches(".choices *, .point *, h2, h3"))
  const over = parts.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  const page = document.documentElement.scrollWidth > innerWidth ? ["page"] : []
  return [...page, ...over.filter((one) => !one.closest(".hidden-text")).map((one) => one.outerHTML.slice(0, 99))]
}"""


@pytest.fixture(scope="module")
def address(workspace, tmp_path_factory):
    folder = tmp_path_factory.mktemp("with-measures")
    engagement = shutil.copytree(SHIPPED / "data/your-say-2018", folder / "engagement")
    shutil.rmtree(engagement / "measures")
    (engagement / "measures").mkdir()
    (engagement / "measures" / "a.py").write_text("import sys\nsys.exit(4)\n")
    (engagement / "measures" / "many.py").write_text(MANY)
    with serving(workspace, folder / "log.txt", "--measures", engagement=engagement) as address:
        yield address


@pytest.mark.parametrize("width", [1440, 390])
def test_many_measures_and_a_long_title_stay_within_the_page(width: int, page: Page, address):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/?show=many_7")
    expect(page.locator("#early")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Of measures of an analyst’s own")).to_have_value("many_7")
    assert page.locator("#choices, .choices").first.bounding_box()["height"] < 250
    assert page.evaluate(OVER) == []


@pytest.mark.parametrize("show", ["many_3", "own_a"])
def test_a_measure_that_ends_its_process_ends_no_page(show: str, page: Page, address):
    page.goto(f"{address}/?show={show}")
    expect(page.locator(".point")).to_contain_text("SystemExit: 4")
    page.goto(f"{address}/?show=many_1")
    expect(page.locator(".point")).to_contain_text("most in Auckland")
