"""What the desk shows can be told apart, is called what it says, and names no file of the machine."""

import base64
import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest

from wellbeing.desk.collect.page import DeskPiece
from wellbeing.desk.reviewing import retention
from wellbeing.record.releases import confirm_release, watermark
from wellbeing.record.store.database import open_record

HEAD = "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic"
BLANK = (
    ",Channel,Place,Organisation,Communities,Language,Would you drink from the tap?,"
    "May be quoted,May be named,Only for the agency"
)


def paper(number, **said):
    about = {"batch": "Sol", "form": f"{number}", "received": "2020-04-03", "region": "S1", "topic": "Water"}
    typed = about | {"stakeholder": "Farmers", "asked:why": f"what {number} says"} | said
    return {"key": f"{uuid4()}", "typed": typed}


def given(ask, *rows):
    text = "\n".join([HEAD + BLANK, *(row + "," * 9 for row in rows)])
    content = base64.b64encode(text.encode()).decode()
    shown = ask("look at file", name="forms.csv", profile="template-survey", content=content)["parts"]["file"]
    token = shown.partition('"token": "')[2].partition('"')[0]
    return shown, ask("import file", token=token, profile="template-survey")


class Buttons(HTMLParser):
    """Every button and summary of a page: how it is called, and what it shows."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], None

    def handle_starttag(self, tag, attrs):
        if tag in {"button", "summary"}:
            self.open = [dict(attrs).get("aria-label"), ""]

    def handle_data(self, data):
        if self.open:
            self.open[1] += data

    def handle_endtag(self, tag):
        if tag in {"button", "summary"} and self.open:
            self.found.append(self.open)
            self.open = None


@pytest.fixture
def busy(ask):
    """A desk on which something of every kind can be pressed."""
    _, brought = given(
        ask,
        "Sol,90,2020-04-01,Suoth One,Farmers,no,typo,Water",
        "Sol,91,2020-04-01,North One,Farmers,no,one paper,Water",
        "Sol,91,2020-04-02,N2,Farmers,yes,another,Water",
        "Sol,92,2020-04-02,Noth One,Farmers,yes,a third,Water",
    )
    ask("mend word", field="region", value="Noth One", becomes="North One", profile="")
    ask("save", **paper(1), twice=True)
    ask("save", **paper(2, region="Atlantis"), twice=True)
    return brought


def test_every_button_is_called_by_what_stands_on_it(ask, desk, busy):
    parts = [DeskPiece(desk).html, *busy["parts"].values()]
    opened = ("forms", "files", "waiting", "quotes", "coding", "requests")
    parts += [html for one in opened for html in ask(f"open {one}")["parts"].values()]
    read = Buttons()
    for html in parts:
        read.feed(html)
    named = [(name, text.strip()) for name, text in read.found if name and text.strip() not in {"", "◐"}]
    shown = {text for _, text in named}
    assert {"Call it back", "Take back", "Forget this", "Keep this one, refuse the others"} <= shown
    assert [(name, text) for name, text in named if text not in name] == []


def test_refused_papers_are_told_apart_by_number_type_region_and_day(ask, busy):
    shown = ask("open waiting")["parts"]["tab-waiting"].partition("Refused, and kept")[2]
    assert "Sol · 1, Farmers, S1, 2020-04-03" in shown
    assert "Sol · 2, Farmers, Atlantis, 2020-04-03" in shown


def test_a_word_is_remembered_until_it_is_forgotten_by_a_press(ask, busy):
    assert "Noth One</th>" in ask("open waiting")["parts"]["tab-waiting"]
    told = ask("forget word", field="region", value="Noth One", profile="template-survey")
    assert told["line"].startswith("Forgotten: “Noth One” waits again")
    assert "Noth One</th>" not in told["parts"]["tab-waiting"]
    assert "Nobody has decided" in ask("forget word", field="region", value="Noth One")["error"]


def test_a_file_is_taken_back_by_a_press_and_can_come_again(ask, busy):
    listed = ask("open files")["parts"]["imports"]
    assert "forms.csv" in listed
    number = re.search(r'"number": (\d+)', listed)[1]
    done = ask("undo import", number=number, reason="the wrong file")
    assert done["line"].startswith("forms.csv was taken back")
    assert "forms.csv" not in done["parts"]["imports"]
    assert "forms.csv" in done["parts"]["file"]


def test_a_file_that_was_imported_is_listed_and_can_be_taken_back_in_one_place(ask):
    _, brought = given(ask, "Sol,1,2020-04-01,North One,Farmers,no,one,Water")
    assert [brought["parts"][one].count('data-do="undo import"') for one in ("file", "imports")] == [0, 1]


def test_a_release_that_is_due_is_told_once_an_import_is_taken_back(ask, desk):
    def undone():
        given(ask, *(f"Sol,{one},2020-04-01,North One,Farmers,no,reason {one},Water" for one in range(25)))
        number = re.search(r'"number": (\d+)', ask("open files")["parts"]["imports"])[1]
        return ask("undo import", number=number, reason="the wrong file")["parts"]["file"]

    assert "release" not in undone()
    ask("save", **paper(90))
    with open_record(desk.workspace, desk.folder.engagement.id) as record:
        confirm_release(record, "2020-06-09.01", "adviser", watermark(record))
    assert "the next release is due at 20." in undone()
    given(ask, *(f"Nub,{one},2020-04-01,North One,Farmers,no,of {one},Water" for one in range(25)))
    assert "25 contributions changed since the last release: a release is due" in undone()


def test_names_in_an_error_stand_between_curly_marks(ask):
    content = base64.b64encode(b"a").decode()
    told = ask("look at file", name="forms.docx", profile="", content=content)["error"]
    assert ("‘.csv’" in told, "'" in told) == (True, False)


@pytest.mark.parametrize("rows", [1, 2])
def test_numbers_and_their_words_agree(ask, rows):
    lines = [f"Sol,{one},2020-04-01,North One,Farmers,no,reason {one},Water" for one in range(rows)]
    shown, brought = given(ask, *lines)
    words = {1: "1 contribution is new", 2: "2 contributions are new"}
    assert words[rows] in shown
    assert brought["line"] == {1: "forms.csv is imported: 1 row.", 2: "forms.csv is imported: 2 rows."}[rows]


def test_comments_of_one_paper_are_compared_word_for_word(ask):
    ask("save", **paper(1))
    held = ask("save", **paper(1, **{"asked:why": "quite another thing"}))["held"]
    assert "“what 1 says” there" in held
    assert "“quite another thing” here" in held


def test_what_is_past_its_day_is_told_without_the_name_of_any_file(ask, desk, monkeypatch):
    ask("save", **paper(1))
    monkeypatch.setattr(retention.Retention, "is_due", True)
    told = ask("open requests")["parts"]["tab-requests"]
    assert "whoever looks after this machine" in told
    assert not any(one in told for one in (f"{desk.workspace}", "secret.key", "drafts/", ".sqlite"))
