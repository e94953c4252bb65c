"""Of rows of one file that have one id, no two ever make one contribution, whatever is done with those that wait."""

import contextlib

import pytest
from exports import export, line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.record.forms.saving import TypedForm, save_form
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.recalling import choose_row, recall_rows, refused_rows, take_awaited
from wellbeing.record.store.database import empty_record
from wellbeing.record.undoing import import_again
from wellbeing.sources.intake.identity import CONTESTED, ID_TAKEN
from wellbeing.sources.profiles.choosing import open_with_profile

#: Each says by itself what the others do not, or in words that nobody understands yet.
ROWS = [
    line(1, Response="7", Content="yes", Why=""),
    line(2, Response="7", Content="", Why="only the second says so"),
    line(3, Response="7", Content="no", Why="the third", Region="Atlantis"),
    line(4, Response="7", Content="", Why="the fourth", Who="Nobody knows"),
    line(5, Response="8", Content="yes", Why=""),
    line(6, Response="8", Content="", Why="the sixth", Region="Atlantis"),
]
DEEDS = st.tuples(
    st.sampled_from(["choose", "recall", "dismiss", "as it is", "new id", "word", "again", "awaited"]),
    st.integers(0, 9),
)


def waiting(record):
    return [number for (number,) in record.execute("SELECT id FROM quarantine ORDER BY id")]


def dismisses(record, folder, one):
    """What is told of a row that is refused is what the account of its file says of it."""
    query = "SELECT (SELECT sum(refused) FROM imports), (SELECT sum(refused) FROM answer_accounts)"
    before = record.execute(query).fetchone()
    told = dismiss_rows(record, folder, [one], "no contribution")
    after = record.execute(query).fetchone()
    assert told == tuple(now - then for now, then in zip(after, before, strict=True))


def does(record, job, deed, which):
    """One of the things that a person may do."""
    folder, rows, refused = job.folder, waiting(record), [number for number, *_ in refused_rows(record)]
    one = rows[which % len(rows)] if rows else 0
    deeds = {
        "choose": lambda: choose_row(record, folder, one),
        "recall": lambda: recall_rows(record, folder, refused[which % 2 :][:2]),
        "dismiss": lambda: dismisses(record, folder, one),
        "as it is": lambda: mend_rows(record, folder, {one: {}}),
        "new id": lambda: mend_rows(record, folder, {one: {"Response": str(7 + which % 3)}}),
        "word": lambda: mend_word(record, folder, Recode("region", "Atlantis", "S1")),
        "again": lambda: import_again(record, job, "anew"),
        "awaited": lambda: take_awaited(record, folder),
    }
    with contextlib.suppress(DataError):
        deeds[deed]()


def spoken(record):
    """What each contribution says, as ``ROWS`` have it: the option, the comment."""
    query = (
        "SELECT max(value), max(text) FROM contributions "
        "JOIN answers USING (contribution_id) GROUP BY contribution_id"
    )
    return record.execute(query).fetchall()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.permutations(ROWS), st.integers(2, 6), st.lists(DEEDS, min_size=1, max_size=7))
def test_every_contribution_says_what_one_row_says_whatever_is_done(folder, tmp_path, rows, number, deeds):
    path = export(tmp_path / "a.csv", rows[:number])
    table, profile = open_with_profile(path, folder, "web")
    job = ImportJob(table, profile, folder, table.sha256)
    of_rows = {tuple(cell or None for cell in row.split(",")[-2:]) for row in rows[:number]}
    with empty_record("two-islands") as record:
        import_file(record, job)
        for deed, which in deeds:
            does(record, job, deed, which)
            assert {*spoken(record)} <= of_rows
            (account,) = record.execute("SELECT imported, quarantined, refused FROM imports").fetchall()
            assert sum(account) == number
            assert account[0] == record.execute("SELECT count(*) FROM contributions").fetchone()[0]
            assert list(account[1:]) == [len(waiting(record)), len(refused_rows(record))]


def test_a_row_called_back_whose_id_is_held_waits_again_with_its_reason(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", ROWS[:2]))
    first, second = waiting(record)
    choose_row(record, folder, first)
    recall_rows(record, folder, [second])
    query = "SELECT id, field, value, reason FROM problems"
    assert record.execute(query).fetchall() == [(second, "id", "7", ID_TAKEN)]
    assert spoken(record) == [("yes", None)]


def test_rows_that_wait_for_each_other_and_are_called_back_together_are_not_joined(
    record, folder, take, tmp_path
):
    take(export(tmp_path / "a.csv", ROWS[:2]))
    assert {reason for (reason,) in record.execute("SELECT reason FROM problems")} == {CONTESTED}
    numbers = waiting(record)
    dismiss_rows(record, folder, numbers, "which of them?")
    recall_rows(record, folder, numbers)
    assert spoken(record) == [("yes", None)]
    assert len(waiting(record)) == 1


@pytest.mark.parametrize("first", ["waits", "set aside"])
def test_a_typed_form_that_comes_in_later_is_not_joined_to_another_of_its_number(record, folder, first):
    said = {"batch": "Sol", "form": "7", "received": "2020-04-03", "region": "S1", "topic": "Water"}
    held = said | {"stakeholder": "Farmers", "asked:content": "yes", "may_publish": "no"}
    other = said | {"stakeholder": "Farmers", "asked:why": "quote me", "may_publish": "yes"}
    unclear = other | {"region": "Atlantis"} if first == "waits" else other
    keys = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
    save_form(record, folder, TypedForm(next(keys), unclear, sure=True, is_twice=first == "set aside"))
    save_form(record, folder, TypedForm(next(keys), held, sure=True))
    if first == "waits":
        mend_word(record, folder, Recode("region", "Atlantis", "S1"))
    else:
        recall_rows(record, folder, [number for number, *_ in refused_rows(record)])
    assert [reason for (reason,) in record.execute("SELECT reason FROM problems")] == [ID_TAKEN]
    assert spoken(record) == [("yes", None)]
    assert record.execute("SELECT may_publish FROM consents").fetchall() == [("no",)]
