"""A file that was only looked at is found by requests; the next one, a withdrawal, a start of the desk end it."""

import base64
import sys

import pytest

from wellbeing.desk import serving
from wellbeing.record.custody.disposal import to_dispose
from wellbeing.sources.paths import ENGAGEMENT_VARIABLE, WORKSPACE_VARIABLE

SAID = "only the one who wrote it would say so"
OTHERS = "and this is what somebody else wrote"
HEAD = "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic"
REST = (
    ",Channel,Place,Organisation,Communities,Language,Would you drink from the tap?,"
    "May be quoted,May be named,Only for the agency"
)
ROWS = [
    f"Sol,B1,2020-04-03,South One,Farmers,yes,{SAID},Water",
    f"Sol,B2,2020-04-03,South One,Farmers,yes,{OTHERS},Water",
]


def look(ask, *rows, profile="template-survey"):
    text = "\n".join([HEAD + REST, *(row + "," * 9 for row in rows)])
    content = base64.b64encode(text.encode()).decode()
    return ask("look at file", name="up.csv", profile=profile, content=content)


def stands_anywhere(desk, words):
    files = [path for path in desk.workspace.rglob("*") if path.is_file()]
    return any(words.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("asked", [{"words": SAID}, {"batch": "sol", "form": "b1"}])
def test_it_is_found_by_words_and_by_number_and_a_withdrawal_erases_it_whole(desk, ask, asked):
    look(ask, *ROWS)
    shown = ask("show subject", **asked)["parts"]["subject"]
    assert ("up.csv" in shown, SAID in shown, OTHERS in shown) == (True, True, False)
    told = ask("withdraw", batch="Sol", form="B1", reason="asked for it", sure=True)["parts"]["subject"]
    assert "1 file that was looked at and not imported: deleted whole" in told
    assert not stands_anywhere(desk, SAID)
    assert not stands_anywhere(desk, OTHERS)
    assert "= 1 imported + 0 in quarantine + 1 refused" in look(ask, *ROWS)["parts"]["file"]


def test_withdrawal_of_what_is_in_the_record_erases_a_copy_that_was_looked_at_since(desk, ask):
    look(ask, ROWS[0])
    (file,) = [path for path in to_dispose(desk.workspace) if path.name == "up.csv"]
    ask("import file", token=file.parent.name, profile="template-survey")
    look(ask, *ROWS)
    assert "looked at" in ask("show subject", batch="Sol", form="B1")["parts"]["subject"]
    ask("withdraw", batch="Sol", form="B1", reason="asked for it", sure=True)
    assert not stands_anywhere(desk, SAID)
    assert not stands_anywhere(desk, OTHERS)


def test_a_row_that_no_number_names_is_found_and_it_is_said_how_the_file_ends(desk, ask):
    ask(
        "look at file",
        name="talk.csv",
        profile="",
        content=base64.b64encode(f"a,b\n1,{SAID}".encode()).decode(),
    )
    assert not stands_anywhere(desk, SAID)  # nothing fits it, so that nobody can decide about it
    look(ask, ROWS[0].replace("Sol,B1", ","))
    shown = ask("show subject", words=SAID)["parts"]["subject"]
    assert ("up.csv" in shown, "looked at and not imported" in shown) == (True, True)


def test_the_next_file_takes_its_place(desk, ask):
    look(ask, ROWS[0])
    look(ask, ROWS[1])
    assert not stands_anywhere(desk, SAID)
    assert stands_anywhere(desk, OTHERS)


def test_it_ends_when_the_desk_starts(desk, ask, monkeypatch):
    look(ask, *ROWS)
    monkeypatch.setenv(ENGAGEMENT_VARIABLE, str(desk.engagement))
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(desk.workspace))
    monkeypatch.setattr(sys, "argv", ["wellbeing.desk.serving"])
    monkeypatch.setattr(serving, "keep_log", print)
    monkeypatch.setattr(serving, "serve_pages", lambda *_, **__: None)
    serving.serve_desk()
    assert to_dispose(desk.workspace) == []


def test_words_of_a_note_and_of_a_remark_are_found_and_go_with_what_brought_them(desk, ask):
    said = {
        "date": "3/4/2020", "place": "Sol", "session": "", "invited": [], "remarks": f"Remarked: {OTHERS}",
        "attendance": [{"stakeholder": "farmer", "number": "7"}], "notes": [{"said": f"Noted: {SAID}"}],
    }  # fmt: skip
    ask("keep gathering", key="0" * 8 + "-0000" * 3 + "-" + "0" * 12, typed={"a": [{"b": SAID}]})
    assert "begun and not saved" in ask("show subject", words=SAID)["parts"]["subject"]
    ask("store gathering", key="0" * 8 + "-0000" * 3 + "-" + "0" * 12, **said)
    event = desk.folder.engagement.words.event
    note = ask("show subject", words=SAID)["parts"]["subject"]
    assert f"notes of the {event} of 2020-04-03 in Sol" in note
    remark = ask("show subject", words=OTHERS)["parts"]["subject"]
    assert f"remarks on the {event} of 2020-04-03 in Sol" in remark
    assert "wellbeing undo" in note
