"""Readers are unhindered by a writer and see whole files only; a second writer is told at once."""

import sqlite3
import time
from contextlib import closing

import pytest
from importer import SERVER, run, start

from wellbeing.model.errors import DataError
from wellbeing.record.store.database import RECORD_FILE, open_record, read_record
from wellbeing.record.store.tables import read_tables
from wellbeing.record.store.transactions import snapshot
from wellbeing.record.store.writer import only_writer


def read_for(workspace, seconds, results):
    """Read the whole record again and again; how often, the longest time, and what was wrong."""
    reads, longest, wrong, end = 0, 0.0, [], time.monotonic() + seconds
    while not reads or time.monotonic() < end:
        begun = time.perf_counter()
        with read_record(workspace, "two-islands") as record, snapshot(record):
            tables = read_tables(record, texts=True)
            (files,) = record.execute("SELECT count(*) FROM imports").fetchone()
        longest = max(longest, time.perf_counter() - begun)
        reads += 1
        if tables.contributions.height != 8 * files or tables.answers.height != 16 * files:
            wrong.append(f"{files} files, {tables.contributions.height} contributions")
    results.put((reads, longest, wrong))


def readers_and_a_writer(trial, readers, seconds, files):
    one = trial("read", files)
    assert run(one.arguments(one.files[0]), one.said) == 0
    results = SERVER.Queue()
    reading = [
        SERVER.Process(target=read_for, args=(one.workspace, seconds, results)) for _ in range(readers)
    ]
    for process in reading:
        process.start()
    writer = start(one.arguments(*one.files[1:]), one.said)
    found = [results.get(timeout=seconds + 120) for _ in reading]
    writer.kill()
    for process in (*reading, writer):
        process.join()
    wrong = [text for _, _, told in found for text in told] + one.broken()
    return sum(reads for reads, _, _ in found), max(longest for _, longest, _ in found), wrong, one


def test_three_readers_and_a_writer(trial):
    reads, _, wrong, one = readers_and_a_writer(trial, readers=3, seconds=4, files=300)
    assert wrong == []
    assert reads >= 3
    assert len(one.acknowledged()) > 1


@pytest.mark.prove
def test_eight_readers_and_a_writer_for_a_minute(trial):
    reads, longest, wrong, one = readers_and_a_writer(trial, readers=8, seconds=60, files=3_000)
    written = len(one.acknowledged())
    told = f"{reads} reads, the longest {longest:.2f} s, {written} files written, {len(wrong)} wrong"
    print(f"\n8 readers and a writer for 60 s: {told}")  # noqa: T201
    assert wrong == []
    assert written > 10


def test_a_second_writer_is_told_who_writes(trial):
    one = trial("two", 1)
    with only_writer(one.workspace):
        began = time.monotonic()
        assert run(one.arguments(*one.files), one.said) == 1
        assert time.monotonic() - began < 20
    assert "Another program is writing to the record" in one.said.read_text()
    assert "(process " in one.said.read_text()
    assert run(one.arguments(*one.files), one.said) == 0


def test_somebody_elses_program_that_writes_is_waited_for_and_told_of(trial, monkeypatch):
    monkeypatch.setattr("wellbeing.record.store.database.PATIENCE", 0.2)
    one = trial("short", 1)
    assert run(one.arguments(*one.files), one.said) == 0
    with closing(sqlite3.connect(one.workspace / RECORD_FILE, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(DataError, match=r"Another program is writing to .*sqlite\. Wait"),
            open_record(one.workspace, "two-islands") as own,
        ):
            own.execute("BEGIN IMMEDIATE")
