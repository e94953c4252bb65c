"""Human codes of comments: how they sound and what they are about. Codes are added, never changed."""

import sqlite3
from pathlib import Path
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.tables import Codes
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.reading import source_hashes
from wellbeing.record.store.rows import insert, insert_rows
from wellbeing.record.store.seal import file_hash
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder

#: What a code is of; the last one added counts.
KEY: Final = ("contribution_id", "question_id", "reading")
COMMENT: Final = ("contribution_id", "question_id")
#: A code that says the same in these is the same, whichever day and file it comes from.
SAYING: Final = (*KEY, "coder", "tone", "themes", "purpose", "codebook_version")
STORED: Final = {
    **dict.fromkeys(COMMENT, pl.String),
    "reading": pl.Int64,
    **dict.fromkeys(("coder", "tone", "coded_on", "purpose", "codebook_version", "provenance"), pl.String),
    "added_in": pl.Int64,
}
THEMES: Final = {**{name: STORED[name] for name in (*KEY, "added_in")}, "themes": pl.String}


def add_codes(record: sqlite3.Connection, coded: pl.DataFrame, file: Path | None = None) -> dict[str, int]:
    """Add codes in one transaction; one that says what stands already is not added again.

    Args:
        record: open.
        coded: as ``Codes``; the engagement's own themes.
        file: where they come from, to be known by its content; from a file that is known already, no code
            takes the place of one that stands.

    Returns:
        How many were ``added`` where none stood, ``corrected`` (they take the place of one that stood, which
        is kept) and left ``unchanged``.

    Raises:
        DataError: some break the table's rules or are of comments that the record does not hold; none is
            added.
    """
    given = _checked(coded)
    with transaction(record):
        _check_comments(record, given)
        stand, sha256 = codes(record), file_hash(file) if file else ""
        same = KEY if sha256 in source_hashes(record) else SAYING
        new = given.join(stand, on=same, how="anti", nulls_equal=True)
        corrected = new.join(stand, on=KEY, how="semi").height
        told = {"added": new.height - corrected, "corrected": corrected}
        if new.height:
            _write(record, new, next_entry(record))
            entry = append(record, "coded", dict(told))
            if file and same is SAYING:
                insert_rows(record, "sources", [(sha256, file.name, given.height, entry)])
    return told | {"unchanged": given.height - new.height}


def codes(record: sqlite3.Connection) -> dy.DataFrame[Codes]:
    """The codes that stand: the last of each comment and reading, sorted.

    None of a comment that was answered anew or corrected since it was coded: an answer that says something
    else is a new row, and the code is older than that.
    """
    found = record.execute(
        f"SELECT {', '.join(f'codes.{name}' for name in STORED)}, max(codes.added_in) "  # noqa: S608 (ours)
        "FROM codes JOIN answers USING (contribution_id, question_id) "
        "WHERE text IS NOT NULL AND codes.added_in >= answers.added_in "
        "GROUP BY contribution_id, question_id, reading ORDER BY 1, 2, 3"
    )
    rows = pl.DataFrame([row[:-1] for row in found], STORED, orient="row")
    themes = pl.DataFrame(record.execute("SELECT * FROM code_themes").fetchall(), THEMES, orient="row")
    lists = themes.group_by(*KEY, "added_in").agg(pl.col("themes").sort())
    told = rows.join(lists, on=[*KEY, "added_in"], how="left", maintain_order="left")
    return Codes.cast(
        told.with_columns(pl.col("themes").fill_null([]), pl.col("coded_on").str.to_date("%Y-%m-%d"))
    )


def codebook_version(folder: EngagementFolder) -> str:
    """The version of a codebook: that of its newest entries."""
    return str(max(folder.codebook["version"], key=lambda version: (len(version), version)))


def _checked(coded: pl.DataFrame) -> dy.DataFrame[Codes]:
    """Codes that keep the table's rules, their themes once each and in order."""
    good, failures = Codes.filter(coded, cast=True)
    if len(failures):
        told = "; ".join(f"{rule}: {number}" for rule, number in failures.counts().items())
        first = quoted(failures.invalid().select(KEY).head(3).rows())
        msg = f"{counted(len(failures), 'code')} of {coded.height} break the table's rules ({told}): {first}."
        raise DataError(f"{msg} None was added.")
    return Codes.cast(good.with_columns(pl.col("themes").list.unique().list.sort()))


def _check_comments(record: sqlite3.Connection, coded: pl.DataFrame) -> None:
    asked = "SELECT contribution_id, question_id FROM answers WHERE text IS NOT NULL"
    held = pl.DataFrame(record.execute(asked).fetchall(), dict.fromkeys(COMMENT, pl.String), orient="row")
    absent = coded.join(held, on=COMMENT, how="anti").select(COMMENT).unique().sort(COMMENT)
    if absent.height:
        named = quoted(" ".join(row) for row in absent.iter_rows())
        msg = f"{counted(absent.height, 'comment')} not in the record: {named}. No code was added."
        raise DataError(msg)


def _write(record: sqlite3.Connection, coded: pl.DataFrame, entry: int) -> None:
    rows = coded.sort(KEY).with_columns(added_in=entry)
    insert(record, "codes", rows.drop("themes"))
    each = rows.select(*KEY, "added_in", theme="themes").explode("theme").drop_nulls()
    insert(record, "code_themes", each)
