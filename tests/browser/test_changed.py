"""A newer release is offered while a page is open, and what changed since is told in it."""

import json

import pytest
from playwright.sync_api import expect
from series import series
from serving import serving
from two_islands import FOLDER

from wellbeing.release.store.catalogue import RETIRED
from wellbeing.reports.claims.content import Claim, ClaimedCell
from wellbeing.reports.claims.keeping import keep, kept_claims

FORMER, LATTER = "2020-06-09.01", "2020-06-09.02"
OFFERED_MS = 60_000
#: Taken before either of them was made, by somebody else.
OF_BEFORE = Claim(
    engagement="two-islands",
    tier="adviser",
    release="2020-06-01.01",
    address="region=N1",
    sentence="North One: a gap.",
    taken="reported",
    cells=(ClaimedCell("N1", "", "gap"),),
)


@pytest.fixture
def workspace_of_two(tmp_path):
    """A workspace of two releases, the later of which is not there yet."""
    series(tmp_path)
    (tmp_path / "releases" / LATTER).rename(tmp_path / "coming")
    return tmp_path


def looked(page):
    """The page asks for a newer release when its reader comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(1_000)
    return page.locator(".newer").inner_text()


def test_a_newer_release_is_offered_and_what_changed_since_the_last_is_told(
    workspace_of_two, tmp_path_factory, new_context, violations, watched
):
    releases, claims = workspace_of_two / "releases", workspace_of_two / "claims"
    claims.mkdir()
    assert keep(OF_BEFORE, claims)
    with serving(workspace_of_two, tmp_path_factory.mktemp("log") / "log.txt", engagement=FOLDER) as address:
        page = new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{address}/?region=N1", wait_until="commit")
        mark = page.locator(".point .taken")
        expect(mark).to_contain_text(f"“{OF_BEFORE.sentence}” Here North One was “gap”", timeout=OFFERED_MS)
        page.locator("#copy").click()
        section = page.locator("#changed")
        section.locator("summary").click(timeout=OFFERED_MS)
        expect(section).to_contain_text("This is the first release")
        (workspace_of_two / "coming").rename(releases / LATTER)
        assert any(LATTER in looked(page) for _ in range(40))
        expect(page.locator(".head")).to_contain_text(FORMER)
        page.get_by_role("link", name="Show it").click()
        expect(page.locator(".head")).to_contain_text(LATTER, timeout=OFFERED_MS)
        assert "region=N1" in page.url
        section.locator("summary").click()
        expect(section).to_contain_text(f"Release {FORMER} is the one that you saw before.")
        expect(section.locator("thead")).to_contain_text(f"In {FORMER}")
        assert violations(page) == []
        section.locator("tbody button").first.click()
        expect(page.locator("#compare")).to_be_visible()
        (releases / RETIRED).write_text(json.dumps([LATTER]))
        expect(page.locator(".head")).to_contain_text(FORMER, timeout=OFFERED_MS)
        expect(page.locator(".point")).to_contain_text(f"Release “{LATTER}” is not shown here")
        page.close()
    taken = {(one.release, one.address) for one in kept_claims(claims)}
    assert taken == {(OF_BEFORE.release, "region=N1"), (FORMER, "region=N1")}
    watched.problems.clear()  # what the browser says of a line that was lost while the server began anew
