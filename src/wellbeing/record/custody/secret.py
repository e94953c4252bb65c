"""The workspace's secret: what noise is drawn with. Never in a repository, never in a release."""

import hashlib
import secrets
import sqlite3
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.record.store.log import append
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.private import make_private

SECRET_FILE: Final = "secret.key"  # noqa: S105 (a name)
_BYTES: Final = 32


def secret_key(record: sqlite3.Connection, workspace: Path) -> bytes:
    """256 random bits, made on first use and the same for the life of the engagement.

    Raises:
        DataError: the file is lost or is not the one that this record was first released with.
    """
    path = workspace / SECRET_FILE
    first_hash = _noted_hash(record)
    if first_hash is None:
        make_private(path, secrets.token_bytes(_BYTES))
        _note(record, path)
        first_hash = _noted_hash(record)
    key = path.read_bytes() if path.is_file() else b""
    if _sha256(key) != first_hash:
        loss = f"{path} is missing or is not the secret of this record. Restore it from a backup:"
        msg = f"{loss} figures drawn with another one could be averaged with those already released."
        raise DataError(msg)
    return key


def _note(record: sqlite3.Connection, path: Path) -> None:
    """The first to come decides."""
    with transaction(record):
        first = "UPDATE identity SET secret_sha256 = ? WHERE secret_sha256 IS NULL"
        if record.execute(first, (_sha256(path.read_bytes()),)).rowcount:
            append(record, "secret made", {})


def _noted_hash(record: sqlite3.Connection) -> str | None:
    (sha256,) = record.execute("SELECT secret_sha256 FROM identity").fetchone()
    return sha256 if sha256 is None else str(sha256)


def _sha256(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()
