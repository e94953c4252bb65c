"""Refused rows are kept, and come in after all when a person calls them back."""

from uuid import UUID

import pytest
from exports import PROFILE, export, line

from wellbeing.model.errors import DataError
from wellbeing.record.forms.saving import TypedForm, save_form
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.recalling import recall_rows, refused_rows
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.intake.identity import ID_TAKEN
from wellbeing.sources.profiles.choosing import open_with_profile


def test_a_row_that_was_dismissed_or_refused_comes_in_when_it_is_called_back(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2) + ",surplus", line(3, Region="Atlantis")]))
    (waiting,) = (number for (number,) in record.execute("SELECT id FROM quarantine"))
    dismiss_rows(record, folder, [waiting], "a total")
    numbers = [number for number, *_ in refused_rows(record)]
    (account,) = recall_rows(record, folder, numbers)
    assert (account.imported, account.quarantined, account.refused) == (1, 1, 0)
    assert refused_rows(record) == []
    query = "SELECT read, stored, quarantined, refused FROM answer_accounts WHERE question_id = 'why'"
    assert record.execute(query).fetchall() == [(3, 2, 1, 0)]
    assert record.execute("SELECT imported, quarantined, refused FROM imports").fetchall() == [(2, 1, 0)]
    with pytest.raises(DataError, match="not among those refused"):
        recall_rows(record, folder, numbers)


RULED = PROFILE.format(id='id = ["Response"]').replace(
    "questions", 'refuse = [{ column = "Who", values = ["Fishers"], reason = "a test" }]\nquestions', 1
)
MENDS = {
    "its row": lambda record, folder, one: mend_rows(record, folder, {one: {"Region": "North One"}}),
    "its word": lambda record, folder, _: mend_word(record, folder, Recode("region", "Atlantis", "N1")),
}


@pytest.mark.parametrize("how", MENDS)
def test_a_row_that_was_called_back_and_waits_is_not_refused_again_when_it_is_mended(
    record, islands_folder, tmp_path, how
):
    (islands_folder / "profiles").mkdir(exist_ok=True)
    (islands_folder / "profiles" / "web.toml").write_text(RULED)
    folder = read_engagement(islands_folder)
    path = export(tmp_path / "a.csv", [line(1, Who="Fishers", Region="Atlantis")])
    table, profile = open_with_profile(path, folder, "web")
    import_file(record, ImportJob(table, profile, folder, table.sha256))
    recall_rows(record, folder, [number for number, *_ in refused_rows(record)])
    ((waiting,),) = record.execute("SELECT id FROM quarantine").fetchall()
    MENDS[how](record, folder, waiting)
    assert record.execute("SELECT imported, quarantined, refused FROM imports").fetchall() == [(1, 0, 0)]
    assert refused_rows(record) == []


def test_a_paper_set_aside_that_is_called_back_comes_in_with_a_number_of_its_own(record, folder):
    said = {"batch": "Sol", "form": "7", "received": "2020-04-03", "region": "S1", "stakeholder": "Farmers"}
    first = said | {"topic": "Water", "asked:content": "yes"}
    save_form(record, folder, TypedForm(str(UUID(int=1)), first, sure=True))
    save_form(record, folder, TypedForm(str(UUID(int=2)), first | {"asked:content": "no"}, is_twice=True))
    recall_rows(record, folder, [number for number, *_ in refused_rows(record)])
    ((waiting, reason),) = record.execute("SELECT id, reason FROM waiting").fetchall()
    assert reason == ID_TAKEN
    mend_rows(record, folder, {waiting: {"Form number": "8"}})
    assert refused_rows(record) == []
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (2,)
