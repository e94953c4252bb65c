"""Which SQLite can damage a record that two programs write at once (sqlite.org/wal.html#walresetbug)."""

import sqlite3

import pytest

from wellbeing.record.custody.library import has_reset_fault, library_warning


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ((3, 6, 23), False),  # before there were write-ahead logs
        ((3, 40, 1), True),  # Debian 12
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 46, 1), True),  # Debian 13
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_the_fault_ends_with_3_51_3_and_in_two_older_lines(version, fault):
    assert has_reset_fault(version) is fault


@pytest.mark.parametrize(("version", "warned"), [((3, 51, 2), True), ((3, 51, 3), False)])
def test_the_warning_says_what_keeps_the_record_safe(monkeypatch, version, warned):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert ("holds the writer's lock" in library_warning()) is warned
