"""A record of the small engagement, empty and filled; files taken into it."""

import pytest
from exports import profiled

from wellbeing.record.intake.imports import ImportJob, check_file, import_file
from wellbeing.record.store.database import open_record
from wellbeing.record.store.log import append
from wellbeing.record.store.tables import add_tables
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.profiles.choosing import open_with_profile


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def record(workspace):
    with open_record(workspace, "two-islands", make=True) as opened:
        yield opened


@pytest.fixture
def filled(record, islands_record):
    with transaction(record):
        add_tables(record, islands_record, append(record, "filled", {}))
    return record


@pytest.fixture
def folder(islands_folder):
    """The engagement with profiles for the files of ``exports``."""
    return read_engagement(profiled(islands_folder))


@pytest.fixture
def job(folder):
    """What takes a file in: its path and its profile."""

    def made(path, profile="web"):
        table, mapping = open_with_profile(path, folder, profile)
        return ImportJob(table, mapping, folder, table.sha256)

    return made


@pytest.fixture
def take(record, job):
    """Import a file; its account."""
    return lambda path, profile="web": import_file(record, job(path, profile))


@pytest.fixture
def try_out(record, job):
    """Check a file; its account."""
    return lambda path, profile="web": check_file(record, job(path, profile))
