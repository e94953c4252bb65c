"""What was withdrawn is gone from every byte, does not come back, and retires the releases that count it."""

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.numbering.kept import kept_rows
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.releases import confirm_release, releases_to_retire, watermark
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import change, insert_rows

CANARY = "something-that-only-Hinemoa-said"


def ids(record, why):
    asked = "SELECT contribution_id FROM answers WHERE text = ?"
    return [one for (one,) in record.execute(asked, (why,))]


def bytes_of(workspace):
    return b"".join(path.read_bytes() for path in sorted(workspace.iterdir()))


@pytest.fixture
def withdrawn(record, take, tmp_path):
    """A record from which one of 200 responses, changed once, was withdrawn; its id."""
    take(export(tmp_path / "a.csv", [line(7, Why=CANARY), *(line(number) for number in range(100, 299))]))
    take(export(tmp_path / "b.csv", [line(7, Why=f"{CANARY} and again")]))
    (one,) = ids(record, f"{CANARY} and again")
    withdraw_contributions(record, [one], "asked for")
    return one


@pytest.mark.slow
def test_no_byte_of_it_is_left_even_while_the_record_is_open(workspace, withdrawn):
    assert CANARY.encode() not in bytes_of(workspace)
    assert withdrawn.encode() not in bytes_of(workspace)


def test_it_was_there_before(workspace, record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(7, Why=CANARY)]))
    assert CANARY.encode() in bytes_of(workspace)


@pytest.mark.slow
def test_rows_of_it_that_wait_in_quarantine_go_with_it(workspace, record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(7), line(8)]))
    waiting = [line(7, Region="Atlantis", Why=CANARY), line(9, Region="Atlantis")]
    take(export(tmp_path / "b.csv", waiting))
    withdraw_contributions(record, ids(record, "reason 7"), "asked for")
    assert CANARY.encode() not in bytes_of(workspace)
    account = "SELECT rows, imported, quarantined, refused FROM imports WHERE file = 'b.csv'"
    assert record.execute(account).fetchone() == (2, 0, 1, 1)
    assert record.execute("SELECT cells ->> 'Response' FROM quarantine").fetchall() == [("9",)]


@pytest.mark.slow
def test_a_word_of_it_that_was_given_a_meaning_goes_with_it(workspace, record, take, folder, tmp_path):
    take(export(tmp_path / "a.csv", [line(7, Region=CANARY), line(8)]))
    mend_word(record, folder, Recode("region", CANARY, "North One"))
    withdraw_contributions(record, ids(record, "reason 7"), "asked for")
    assert CANARY.encode() not in bytes_of(workspace)


@pytest.mark.slow
def test_a_word_stays_while_somebody_else_who_wrote_it_stands(record, take, folder, tmp_path):
    take(export(tmp_path / "a.csv", [line(7, Region="Nth One"), line(8, Region="nth one")]))
    mend_word(record, folder, Recode("region", "Nth One", "North One"))
    mend_word(record, folder, Recode("region", "nth one", "North One"))
    withdraw_contributions(record, ids(record, "reason 7"), "asked for")
    assert take(export(tmp_path / "b.csv", [line(9, Region="Nth One")])).added == 1
    withdraw_contributions(record, ids(record, "reason 8"), "asked for")
    assert record.execute("SELECT count(*) FROM mends").fetchone() == (0,)


@pytest.mark.slow
def test_a_word_of_a_row_that_waits_for_another_word_goes_with_it_too(
    workspace, record, take, folder, tmp_path
):
    take(export(tmp_path / "a.csv", [line(7, Region=CANARY, Who="Poets"), line(8)]), "plain")
    mend_word(record, folder, Recode("region", CANARY, "North One"))
    withdraw_contributions(record, ids(record, "reason 8"), "asked for")
    assert record.execute("SELECT value FROM mends").fetchall() == [(CANARY,)]
    mend_word(record, folder, Recode("stakeholder", "Poets", ""))
    withdraw_contributions(record, ids(record, "reason 7"), "asked for")
    assert CANARY.encode() not in bytes_of(workspace)


@pytest.mark.slow
def test_a_word_that_only_a_withdrawn_row_wrote_is_not_kept(workspace, record, take, folder, tmp_path):
    take(export(tmp_path / "a.csv", [line(7)]), "plain")
    withdraw_contributions(record, ids(record, "reason 7"), "asked for")
    take(export(tmp_path / "b.csv", [line(7, Region=CANARY)]), "plain")
    region = line(7).split(",")[3]
    (done,) = mend_word(record, folder, Recode("region", CANARY, region))
    assert (done.imported, done.withdrawn) == (0, 1)
    assert record.execute("SELECT count(*) FROM mends").fetchone() == (0,)


def test_a_body_that_it_alone_named_goes_with_it(record, filled):
    entry = append(record, "imported", {})
    for name in ("alone", "shared"):
        body = (name, name, "farmer", None, None, "a file", entry, None, 0)
        insert_rows(record, "organisations", [body])
    first, second, third = (f"res-roads-{number}" for number in (1, 2, 3))
    for one, body in ((first, "alone"), (second, "shared"), (third, "shared")):
        change(record, "contributions", {"contribution_id": one}, organisation_id=body)
    withdraw_contributions(record, [first, second], "asked for")
    left = "SELECT organisation_id FROM organisations WHERE provenance = 'a file'"
    assert record.execute(left).fetchall() == [("shared",)]


@pytest.mark.slow
def test_it_does_not_come_back_with_a_file(record, take, withdrawn, tmp_path):
    account = take(export(tmp_path / "c.csv", [line(7, Why=CANARY), line(8)]))
    assert (account.rows, account.imported, account.refused, account.withdrawn) == (2, 1, 1, 1)
    assert account.reasons().row(0) == ("was withdrawn: it is not taken in again", 1)
    assert ids(record, CANARY) == []


@pytest.mark.slow
def test_the_twin_of_a_row_without_id_stays(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(1)]), "plain")
    withdraw_contributions(record, ids(record, "reason 1")[:1], "asked for")
    account = take(export(tmp_path / "b.csv", [line(1), line(1), line(2)]), "plain")
    assert (account.added, account.unchanged, account.withdrawn) == (1, 1, 1)


@pytest.mark.slow
def test_the_record_says_so_to_whoever_asks(record, withdrawn):
    with pytest.raises(DataError, match="was withdrawn: nothing is held about it"):
        subject_access(record, withdrawn)
    with pytest.raises(DataError, match="1 contribution withdrawn before"):
        withdraw_contributions(record, [withdrawn], "again")


@pytest.mark.slow
def test_the_record_is_sound_afterwards(workspace, record, withdrawn):
    append(record, "tried", {})
    found = verify_record(workspace / RECORD_FILE)
    assert found.seq == record.execute("SELECT max(seq) FROM log").fetchone()[0]


def test_either_all_are_withdrawn_or_none(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1)]))
    with pytest.raises(DataError, match="1 contribution not in the record: 'nobody'"):
        withdraw_contributions(record, [*ids(record, "reason 1"), "nobody"], "asked for")
    assert len(ids(record, "reason 1")) == 1


@pytest.mark.slow
def test_the_log_names_nobody(record, withdrawn):
    log = " ".join(str(entry) for entry in record.execute("SELECT * FROM log"))
    assert withdrawn not in log
    assert '"contributions":1,"held_since":1,"reason":"asked for"' in log  # 200 came with it


def test_it_leaves_the_attendance_of_its_hui(filled):
    (one,) = filled.execute(
        "SELECT min(contribution_id) FROM contributions WHERE event_id = 'hui-03'"
    ).fetchone()
    withdraw_contributions(filled, [one], "asked for")
    assert filled.execute("SELECT attendees FROM events WHERE event_id = 'hui-03'").fetchone() == (19,)


def test_releases_that_count_it_are_retired_when_the_next_exists(filled):
    def release(name):
        confirm_release(filled, name, "adviser", watermark(filled))

    def withdraw_one():
        (one,) = filled.execute("SELECT min(contribution_id) FROM contributions").fetchone()
        withdraw_contributions(filled, [one], "asked for")

    release("r1")
    withdraw_one()
    assert releases_to_retire(filled) == []
    release("r2")
    assert releases_to_retire(filled) == ["r1"]
    withdraw_one()
    assert releases_to_retire(filled) == ["r1"]
    release("r3")
    assert releases_to_retire(filled) == ["r1", "r2"]


def released(record, name):
    confirm_release(record, name, "adviser", watermark(record))


def taken(record, take, tmp_path, number, **said):
    """One response in a file of its own; its id, "" where it waits."""
    take(export(tmp_path / f"{number}.csv", [line(number, **said)]))
    return next(iter(ids(record, f"reason {number}")), "")


def test_a_release_that_never_counted_what_was_withdrawn_stays(record, take, tmp_path):
    taken(record, take, tmp_path, 1)
    released(record, "before it came")
    came = taken(record, take, tmp_path, 2)
    released(record, "with it")
    withdraw_contributions(record, [came], "asked for")
    released(record, "without it")
    assert releases_to_retire(record) == ["with it"]


def test_what_only_waited_retires_no_release(record, take, tmp_path, folder):
    taken(record, take, tmp_path, 1)
    taken(record, take, tmp_path, 2, Region="Atlantis")
    released(record, "first")
    (waiting,) = [one.contribution for one in kept_rows(record)]
    assert withdraw_contributions(record, [waiting], "asked for").releases == []
    released(record, "second")
    assert releases_to_retire(record) == []


def test_of_several_withdrawn_at_once_the_first_that_came_decides(record, take, tmp_path):
    first = taken(record, take, tmp_path, 1)
    released(record, "with the first")
    second = taken(record, take, tmp_path, 2)
    withdraw_contributions(record, [second, first], "asked for")
    released(record, "with neither")
    assert releases_to_retire(record) == ["with the first"]


def test_one_that_was_changed_since_counted_from_the_day_it_came(record, take, tmp_path):
    came = taken(record, take, tmp_path, 1)
    released(record, "as it came")
    take(export(tmp_path / "again.csv", [line(1, Why="now otherwise")]))
    withdraw_contributions(record, [came], "asked for")
    released(record, "without it")
    assert releases_to_retire(record) == ["as it came"]


def test_a_withdrawal_of_before_its_beginning_was_noted_retires_every_earlier_release(record, take, tmp_path):
    taken(record, take, tmp_path, 1)
    released(record, "first")
    append(record, "withdrawn", {"contributions": 1, "reason": "asked for"})
    released(record, "second")
    assert releases_to_retire(record) == ["first"]
