"""The steward's page: forms typed at the speed of a keyboard are all in the record, once, whatever dies meanwhile."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect
from serving import environment, free_port, stop, wait_until_served

from wellbeing.record.custody.verification import verify_record

SHOWN_MS = 90_000
#: Typed as people do: a beginning, which Tab takes.
REGIONS = {"gis": "Gisborne", "tāmaki": "Auckland", "welling": "Wellington", "te tai tokerau": "Northland"}
TYPES = ("people who", "ngo", "council")
NOTHING_WAITS = "() => !Object.keys(localStorage).some((name) => name.startsWith('wellbeing-desk'))"


class Steward:
    """The desk's process on a workspace of its own, and one page of it."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.port, self._log = folder / "workspace", free_port(), folder / "log.txt"
        self.begin()
        wait_until_served(self.port, self._server, self._log)

    @property
    def address(self):
        return f"http://localhost:{self.port}/collect"

    def begin(self):
        command = [sys.executable, "-m", "wellbeing.desk.serving", "--port", str(self.port)]
        with self._log.open("ab") as log:
            own = {
                "env": environment(self.workspace),
                "stdout": log,
                "stderr": log,
                "start_new_session": True,
            }
            self._server = subprocess.Popen(command, **own)

    def kill(self):
        os.kill(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def end(self):
        stop(self._server)

    def asked(self, query):
        with closing(sqlite3.connect(f"file:{self.workspace}/record.sqlite?mode=ro", uri=True)) as record:
            return record.execute(query).fetchall()


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    served = Steward(tmp_path_factory.mktemp("desk"))
    yield served
    served.end()


def opened(page, steward):
    page.goto(steward.address, wait_until="commit")
    expect(page.get_by_role("heading", name="Typed so far")).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    return page


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


@pytest.mark.parametrize("forms", [12, pytest.param(50, marks=pytest.mark.prove)])
def test_forms_typed_while_the_server_is_killed_are_all_in_the_record_once(
    new_context, watched, tmp_path, forms
):
    steward, chance = Steward(tmp_path), random.Random(forms)  # noqa: S311
    dead = set(chance.sample(range(1, forms - 1), forms // 6))
    page = opened(new_context().new_page(), steward)
    page.locator("#received").fill("3/6/2018")
    page.locator("#region").focus()
    for number in range(forms):
        if number in dead:
            steward.kill()
        typed(page, number, f"What I think of it is on paper {number}")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Enter")  # pressed twice
        if number in dead:
            steward.begin()
    page.wait_for_function(NOTHING_WAITS, timeout=SHOWN_MS)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_can_be_used_by_everybody(new_context, steward, violations, scheme, width):
    page = opened(
        new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page(), steward
    )
    page.locator("#region").press_sequentially("w")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#received").fill("never")
    page.keyboard.press("Enter")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
