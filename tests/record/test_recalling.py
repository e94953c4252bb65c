"""Refused rows are kept, and come in after all when a person calls them back."""

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.recalling import recall_rows, refused_rows


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
