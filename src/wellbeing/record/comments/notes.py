"""Facilitators' notes: what was raised at a hui, by no contribution. Themes are counted, words never quoted."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.model.intake import Notes
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.store.seal import file_hash
from wellbeing.record.store.tables import add_table
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.validity import check_notes
from wellbeing.sources.checking.tabular import read_table, validate_rows
from wellbeing.sources.engagement import EngagementFolder

_THEMES: Final = dict.fromkeys(("event_id", "theme"), pl.String)


class _NotesFile(dy.Schema):
    """One row per note of ``notes.csv``; columns as in ``Notes``, but for where it stands."""

    note_id = dy.String(primary_key=True)
    event_id = dy.String()
    topic = dy.String(nullable=True)
    stakeholder = dy.String(nullable=True)
    text = dy.String(min_length=1)
    themes = dy.List(dy.String())
    provenance = dy.String(min_length=1)


def read_notes(path: Path, folder: EngagementFolder, hui: pl.Series) -> dy.DataFrame[Notes]:
    """The notes of a file, checked against the engagement's words and the ids of the demonstration's hui.

    Raises:
        DataError: the file breaks the table's rules, or names a theme, topic, type or hui that is not known.
    """
    notes = read_table(path, _NotesFile)
    check_notes(notes, hui, folder, path)
    return validate_rows(notes.with_columns(source_row=pl.int_range(1, pl.len() + 1)), Notes, path)


def add_notes(record: sqlite3.Connection, notes: dy.DataFrame[Notes], file: Path) -> int:
    """Add notes of hui that the record holds, each once, and remember the file; how many were added."""
    with transaction(record):
        new = notes.join(_ids(record, "events"), on="event_id", how="semi")
        new = new.join(_ids(record, "notes"), on="note_id", how="anti")
        entry = append(record, "noted", {"file": file.name, "notes": new.height})
        add_table(record, "notes", new.with_columns(source_file=pl.lit(file.name)), entry)
        insert_rows(record, "sources", [(file_hash(file), file.name, notes.height, entry)])
    return new.height


def note_themes(record: sqlite3.Connection) -> pl.DataFrame:
    """``event_id``, ``theme``: each theme that a hui's notes raise, or null where they raise none."""
    rows = record.execute(
        "SELECT DISTINCT event_id, theme FROM notes LEFT JOIN note_themes USING (note_id) ORDER BY 1, 2"
    )
    return pl.DataFrame(rows.fetchall(), _THEMES, orient="row")


@dataclass(frozen=True)
class NotedWords:
    """What was noted at a hui, or remarked on it."""

    held_on: str
    place: str
    text: str
    is_remark: bool
    #: The numbers of the imports with the last of which it goes.
    imports: list[int]


def noted_words(record: sqlite3.Connection) -> Iterator[NotedWords]:
    """Every note, and every remark on a hui as a whole."""
    notes = (
        "SELECT 'notes', note_id, held_on, place, text, notes.added_in FROM notes JOIN events USING (event_id) "
        "UNION ALL SELECT 'events', event_id, held_on, place, notes, added_in FROM events WHERE notes IS NOT NULL "
        "ORDER BY 3, 4, 1"
    )
    brought = (
        "SELECT DISTINCT imports.added_in FROM imports JOIN takings USING (sha256) WHERE entry = ? OR entry IN "
        "(SELECT entry FROM mentions WHERE kind = ? AND id = ?) ORDER BY 1"
    )
    for kind, one, held_on, place, text, entry in record.execute(notes).fetchall():
        imports = [number for (number,) in record.execute(brought, (entry, kind, one))]
        yield NotedWords(held_on, place, text, kind == "events", imports)


def _ids(record: sqlite3.Connection, table: str) -> pl.DataFrame:
    name = f"{table.removesuffix('s')}_id"
    rows = record.execute(f"SELECT {name} FROM {table}").fetchall()  # noqa: S608 (our schema's names)
    return pl.DataFrame(rows, {name: pl.String}, orient="row")
