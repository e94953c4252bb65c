"""The secret is made once, for its owner's eyes only, and missed when it is gone."""

import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.custody.secret import SECRET_FILE, secret_key
from wellbeing.record.store.database import open_record


def test_it_is_256_random_bits_that_only_the_owner_reads(workspace, record):
    key = secret_key(record, workspace)
    assert len(key) == 256 / 8
    assert (workspace / SECRET_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in workspace.glob(".*")] == [".gitignore"]  # and no draft


def test_it_stays_the_same_and_is_never_another_workspaces(workspace, record, tmp_path):
    assert secret_key(record, workspace) == secret_key(record, workspace)
    with open_record(tmp_path / "other", "two-islands", make=True) as other:
        assert secret_key(other, tmp_path / "other") != secret_key(record, workspace)


@pytest.mark.parametrize("content", [None, b"", b"another"])
def test_a_lost_or_changed_secret_is_not_made_anew(workspace, record, content):
    secret_key(record, workspace)
    (workspace / SECRET_FILE).unlink()
    if content is not None:
        (workspace / SECRET_FILE).write_bytes(content)
    with pytest.raises(DataError, match="Restore it from a backup"):
        secret_key(record, workspace)
