"""A typed form whose process dies, or whose disk is full, at any write: sent again, it is in the record once."""

import errno
from uuid import UUID

import msgspec
import pytest
from failing_disk import Disk, can_install
from importer import SERVER
from two_islands import shipped

from wellbeing.desk.collect.deeds import Desk, done
from wellbeing.desk.collect.page import deeds_of
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import read_record

pytestmark = pytest.mark.skipif(not can_install(), reason="this SQLite shows no hooks")
TYPED = {"received": "2020-04-03", "region": "S1", "topic": "Water", "stakeholder": "Farmers"}
#: Writes of SQLite's in a save: at least, and more than there are.
FEWEST, WRITES = 23, 60


def said(number):
    words = f"the water of form {number} is as brown as ever"
    return {"do": "save", "key": f"{UUID(int=number)}", "typed": TYPED | {"asked:why": words}}


def _send(desk, number, told, disk):
    """In a process of its own, that may be killed."""
    deeds, _ = deeds_of(desk), desk.folder
    disk.install()
    told.write_bytes(msgspec.json.encode(done(deeds, said(number)) | {"writes": disk.writes}))


@pytest.fixture
def desk(tmp_path):
    made = Desk(shipped(tmp_path / "engagement"), tmp_path / "workspace")
    assert done(deeds_of(made), said(0))["saved"] == 1
    return made


def sent(desk, number, told, disk):
    """What was answered; nothing where the process died."""
    told.unlink(missing_ok=True)
    process = SERVER.Process(target=_send, args=(Desk(desk.engagement, desk.workspace), number, told, disk))
    process.start()
    process.join()
    return msgspec.json.decode(told.read_bytes()) if told.exists() else {}


def stored(desk):
    verify_record(desk.workspace / "record.sqlite")
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        sums = record.execute("SELECT count(*), sum(imported), sum(rows) FROM imports").fetchone()
        return sums, record.execute("SELECT count(*) FROM contributions").fetchone()[0]


@pytest.mark.parametrize(
    "writes",
    [
        pytest.param((2, 9, 23), marks=pytest.mark.slow),
        pytest.param(tuple(range(1, WRITES, 2)), marks=pytest.mark.prove),
    ],
)
def test_a_form_whose_save_is_killed_at_a_write_is_stored_once_when_it_is_sent_again(desk, tmp_path, writes):
    for number, at in enumerate(writes, 1):
        died = sent(desk, number, tmp_path / "told", Disk(at)) == {}
        assert died or at > FEWEST
        assert done(deeds_of(desk), said(number))["saved"]
        assert done(deeds_of(desk), said(number))["saved"]
        assert stored(desk) == ((number + 1,) * 3, number + 1)


@pytest.mark.slow
def test_a_full_disk_is_said_and_the_form_is_stored_once_there_is_room(desk, tmp_path):
    for number, at in enumerate((1, 6), 1):
        refused = sent(desk, number, tmp_path / "told", Disk(at, errno.ENOSPC, lasting=True))
        assert "disk" in refused["error"].lower()
        assert "saved" not in refused
        assert done(deeds_of(desk), said(number))["saved"]
        assert stored(desk) == ((number + 1,) * 3, number + 1)
