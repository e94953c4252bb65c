"""Whatever holds what somebody gave, whether a release is out or not, a withdrawal of it leaves no byte of it."""

import base64
from uuid import UUID

import pytest

from wellbeing.record.releases import confirm_release, watermark
from wellbeing.record.store.database import open_record

CANARY = "something that only Hinemoa said"
NUMBER = {"batch": "Sol", "form": "7"}
FORM = NUMBER | {
    "topic": "Water", "received": "2020-04-03", "region": "S1", "stakeholder": "Farmers",
    "asked:tap": "yes", "asked:why": CANARY,
}  # fmt: skip
HEAD = (
    "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic,Channel,Place,Organisation,"
    "Communities,Language,Would you drink from the tap?,May be quoted,May be named,Only for the agency"
)


def save(ask, at=1, typed=FORM, **more):
    said = ask("save", key=f"{UUID(int=at)}", typed=typed, **{"sure": True} | more)
    assert "error" not in said
    return said


def look(ask, region="South One", batch="Sol"):
    row = f"{batch},7,2020-04-03,{region},Farmers,yes,{CANARY},Water" + "," * 9
    content = base64.b64encode(f"{HEAD}\n{row}\n".encode()).decode()
    return ask("look at file", name="up.csv", profile="template-survey", content=content)


def upload(ask, region, batch="Sol"):
    token = look(ask, region, batch)["parts"]["file"].partition('"token": "')[2].partition('"')[0]
    ask("import file", token=token, profile="template-survey")


def refuse(ask, desk):
    upload(ask, "Atlantis")
    with desk.reading() as record:
        numbers = [one for (one,) in record.execute("SELECT id FROM quarantine")]
    ask("dismiss", numbers=numbers, reason="a test")


def undo(ask):
    save(ask)
    ask("take back", key=f"{UUID(int=1)}", typed=FORM, number=1)
    ask("forget", key=f"{UUID(int=1)}")


HOLDERS = {
    "a stored form": lambda ask, _: save(ask),
    "a form whose place was taken": lambda ask, _: (save(ask), save(ask, 2, FORM | {"asked:why": "other"})),
    "a form that waits": lambda ask, _: save(ask, typed=FORM | {"region": "Atlantis"}),
    "an answer that waits": lambda ask, _: save(ask, typed=FORM | {"asked:content": CANARY}),
    "a form set aside": lambda ask, _: (save(ask), save(ask, 2, twice=True)),
    "only a form set aside": lambda ask, _: save(ask, twice=True),
    "a form that was taken back": lambda ask, _: undo(ask),
    "a row": lambda ask, _: upload(ask, "South One"),
    "a row that waits": lambda ask, _: upload(ask, "Atlantis"),
    "a refused row": refuse,
    "a form that was begun": lambda ask, _: ask("keep", key=f"{UUID(int=1)}", typed=FORM),
    "a file that was looked at": lambda ask, _: look(ask),
}


def stands_anywhere(desk, words):
    files = [path for path in desk.workspace.rglob("*") if path.is_file()]
    return any(words.encode() in path.read_bytes() for path in files)


def release(desk):
    with open_record(desk.workspace, desk.folder.engagement.id) as record:
        confirm_release(record, "2020-06-09.01", "adviser", watermark(record))


@pytest.mark.parametrize("is_released", [False, True], ids=["no release", "a release"])
@pytest.mark.parametrize("holder", HOLDERS)
def test_nothing_of_it_is_left(desk, ask, holder, is_released):
    save(ask, 9, FORM | {"form": "8", "asked:why": "of another"})
    HOLDERS[holder](ask, desk)
    assert stands_anywhere(desk, CANARY)
    if is_released:
        release(desk)
    assert CANARY in ask("show subject", **NUMBER)["parts"]["subject"]
    told = ask("withdraw", reason="asked for it", sure=True, **NUMBER)
    assert "1 contribution deleted from the record" in told["parts"]["subject"]
    assert not stands_anywhere(desk, CANARY)
    assert stands_anywhere(desk, "of another")


#: As a paper says it, and as somebody asks for it.
LETTERS = [
    ("ZZQbatch", "zzq2", "zzqbatch", "zzq2"),
    ("ZZQbatch", "zzq2", "ZZQBATCH", "ZZQ2"),
    ("zzqBATCH", "2b", "zzqbatch", "2B"),
    ("North Office", "A-12", "north office", "a-12"),
    ("solWest", "f12", "SOLWEST", "F12"),
    ("Īnoa Tahi", "ā1", "īnoa tahi", "Ā1"),
]
KEPT_AS_WRITTEN = ["a form that waits", "a form that was begun", "a file that was looked at"]


@pytest.mark.parametrize(("batch", "number", "asked_batch", "asked_number"), LETTERS)
def test_a_paper_that_is_held_is_found_in_whatever_letters(
    desk, ask, batch, number, asked_batch, asked_number
):
    said = FORM | {"batch": batch, "form": number}
    save(ask, typed=said)
    asked = {"batch": asked_batch, "form": asked_number}
    assert CANARY in ask("show subject", **asked)["parts"]["subject"]
    again = ask("save", key=f"{UUID(int=2)}", typed=FORM | asked)
    assert "held" in again  # it is known to be the same paper
    ask("withdraw", reason="asked for it", sure=True, **asked)
    assert "withdrawn" in ask("show subject", **asked)["error"]


@pytest.mark.parametrize("holder", KEPT_AS_WRITTEN)
def test_what_says_its_own_number_is_found_in_any_letters_at_all(desk, ask, monkeypatch, holder):
    name = "zZqBaTcHoFpApErS"
    monkeypatch.setitem(FORM, "batch", name)
    HOLDERS[holder](ask, desk)
    asked = {"batch": name.swapcase() if "looked" not in holder else "sOl", "form": "7"}
    assert CANARY in ask("show subject", **asked)["parts"]["subject"]


def test_two_papers_that_only_letters_tell_apart_are_one(ask):
    upload(ask, "South One", "Sol")
    upload(ask, "South One", "SOL")
    ask("withdraw", batch="sol", form="7", reason="asked for it", sure=True)
    for batch in ("Sol", "SOL"):
        assert "withdrawn" in ask("show subject", batch=batch, form="7")["error"]


def test_what_is_held_is_shown_whole_in_words_that_can_be_handed_to_whoever_asks(ask):
    save(ask, typed=FORM | {"organisation": "Fishers of Sol"})
    save(ask, 2, FORM | {"organisation": "Boats of Sol", "asked:tap": "no"})
    shown = ask("show subject", **NUMBER)["parts"]["subject"]
    for told in ("name: Fishers of Sol", "name: Boats of Sol", "not kept: only the id that was made of it"):
        assert told in shown


def test_whoever_came_to_an_event_is_told_which(desk, ask):
    came = {
        "key": f"{UUID(int=1)}", "date": "3/4/2020", "place": "Sol", "session": "", "invited": [], "remarks": "",
        "notes": [], "attendance": [{"stakeholder": "fisher", "organisation": "Fishers of Sol", "number": "1"}],
    }  # fmt: skip
    ask("store gathering", **came)
    with desk.reading() as record:
        (one,) = record.execute("SELECT contribution_id FROM contributions").fetchone()
    shown = ask("show subject", contribution=one)["parts"]["subject"]
    assert all(told in shown for told in ("held on: 2020-04-03", "name: Fishers of Sol"))
