"""A typed form whose process dies, or whose disk is full, at any write: sent again, it is in the record once."""

import errno
from uuid import UUID

import msgspec
import pytest
from failing_disk import Disk, can_install
from importer import SERVER
from two_islands import FOLDER

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.forms.saving import TypedForm, save_form
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.failures import plain_failures
from wellbeing.sources.engagement import read_engagement

pytestmark = pytest.mark.skipif(not can_install(), reason="this SQLite shows no hooks")
TYPED = {"received": "2020-04-03", "region": "S1", "topic": "Water", "stakeholder": "Farmers"}
#: Writes of SQLite's in a save: at least, and more than there are.
FEWEST, WRITES = 23, 60


def save(workspace, number):
    """The running number that a form has then."""
    folder, words = read_engagement(FOLDER), f"the water of form {number} is as brown as ever"
    form = TypedForm(f"{UUID(int=number)}", TYPED | {"asked:why": words})
    with open_record(workspace, folder.engagement.id, make=True) as record, plain_failures(workspace):
        return save_form(record, folder, form).number


def _send(workspace, number, told, disk):
    """In a process of its own, that may be killed."""
    disk.install()
    try:
        said = {"saved": save(workspace, number)}
    except DataError as error:
        said = {"error": f"{error}"}
    told.write_bytes(msgspec.json.encode(said))


@pytest.fixture
def workspace(tmp_path):
    assert save(tmp_path / "workspace", 0) == 1
    return tmp_path / "workspace"


def sent(workspace, number, disk):
    """What was answered; nothing where the process died."""
    told = workspace.parent / "told"
    told.unlink(missing_ok=True)
    process = SERVER.Process(target=_send, args=(workspace, number, told, disk))
    process.start()
    process.join()
    return msgspec.json.decode(told.read_bytes()) if told.exists() else {}


def stored(workspace):
    verify_record(workspace / "record.sqlite")
    with read_record(workspace, "two-islands") as record:
        sums = record.execute("SELECT count(*), sum(imported), sum(rows) FROM imports").fetchone()
        return sums, record.execute("SELECT count(*) FROM contributions").fetchone()[0]


@pytest.mark.parametrize(
    "writes",
    [
        pytest.param((2, 9, 23), marks=pytest.mark.slow),
        pytest.param(tuple(range(1, WRITES)), marks=pytest.mark.prove),
    ],
)
def test_a_form_whose_save_is_killed_at_a_write_is_stored_once_when_it_is_sent_again(workspace, writes):
    for number, at in enumerate(writes, 1):
        died = sent(workspace, number, Disk(at)) == {}
        assert died or at > FEWEST
        assert save(workspace, number) == save(workspace, number) > 0
        assert stored(workspace) == ((number + 1,) * 3, number + 1)


@pytest.mark.slow
def test_a_full_disk_is_said_and_the_form_is_stored_once_there_is_room(workspace):
    for number, at in enumerate((1, 6), 1):
        refused = sent(workspace, number, Disk(at, errno.ENOSPC, lasting=True))
        assert "disk" in refused["error"].lower()
        assert save(workspace, number)
        assert stored(workspace) == ((number + 1,) * 3, number + 1)
