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


def look(ask, region="South One"):
    row = f"Sol,7,2020-04-03,{region},Farmers,yes,{CANARY},Water" + "," * 9
    content = base64.b64encode(f"{HEAD}\n{row}\n".encode()).decode()
    return ask("look at file", name="up.csv", profile="template-survey", content=content)


def upload(ask, region):
    token = look(ask, region)["parts"]["file"].partition('"token": "')[2].partition('"')[0]
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
