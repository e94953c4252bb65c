"""A record of the small engagement, empty and filled."""

import pytest

from wellbeing.record.database import open_record
from wellbeing.record.log import append
from wellbeing.record.transactions import transaction
from wellbeing.record.writing import add


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
        add(record, islands_record, append(record, "filled", {}))
    return record
