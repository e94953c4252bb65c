"""The record in a notebook: its tables as frames, and nothing of it where a notebook is saved."""

import pytest

import wellbeing as wb
from wellbeing.record.store.database import open_record
from wellbeing.record.store.log import append
from wellbeing.record.store.tables import add_tables
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.paths import ENGAGEMENT_VARIABLE, WORKSPACE_VARIABLE


@pytest.fixture
def here(tmp_path, monkeypatch, islands_folder, islands_record):
    """A workspace with a record, named as a notebook's environment names it."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "workspace"))
    monkeypatch.setenv(ENGAGEMENT_VARIABLE, str(islands_folder))
    with (
        open_record(tmp_path / "workspace", "two-islands", make=True) as record,
        transaction(record),
    ):
        add_tables(record, islands_record, append(record, "filled", {}))
    return tmp_path / "workspace"


def test_every_row_that_was_received_is_in_its_frames_and_none_in_what_is_shown(here, islands_record):
    before = (here / "record.sqlite").read_bytes()
    opened = wb.open_record()
    assert opened.contributions.height == islands_record.contributions.height
    assert opened.answers["text"].null_count() == opened.answers.height
    assert wb.open_record(texts=True).answers["text"].null_count() < opened.answers.height
    assert repr(opened).endswith("Exact: for this machine alone>")
    assert opened.contributions["contribution_id"][0] not in repr(opened)
    assert (here / "record.sqlite").read_bytes() == before


def test_a_workspace_without_a_record_is_said_in_words(tmp_path):
    with pytest.raises(wb.DataError):
        wb.open_record(tmp_path / "nowhere")
