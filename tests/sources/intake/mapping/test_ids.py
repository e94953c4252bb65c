"""Ids: a platform's tell people apart by letters too; those that people write by hand do not."""

import polars as pl
import pytest

from wellbeing.model.profile import Profile
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.reading.batch import ROW

WRITTEN = [
    ("Sol", "b1"),
    ("SOL", "B1"),
    ("sol", "b1"),
    ("Ārai", "7"),
    ("āRAI", "007"),
    ("A\u0304rai", "7.0"),
]
PAPERS = [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("by_hand", [True, False])
def test_only_ids_that_are_written_by_hand_are_the_same_in_other_letters(by_hand):
    batches, numbers = zip(*WRITTEN, strict=True)
    rows = pl.DataFrame({ROW: range(len(WRITTEN)), "batch": batches, "form": numbers})
    profile = Profile(name="p", about="", evidence="", id=("batch", "form"), id_by_hand=by_hand)
    ids = contributions_of_rows(rows, profile, "tried").to_list()
    first = [ids.index(one) for one in ids]
    assert [PAPERS[one] for one in first] == PAPERS
    assert (len({*ids}) == 2) is by_hand
