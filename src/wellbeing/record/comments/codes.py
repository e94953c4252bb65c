"""Human codes of comments: how they sound and what they are about. Codes are added, never changed."""

import sqlite3
from pathlib import Path
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.tables import Codes
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert, insert_rows
from wellbeing.record.store.seal import file_hash
from wellbeing.record.store.tables import source_hashes
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.spelling import key

#: What a code is of; the last one added counts.
_KEY: Final = ("contribution_id", "question_id", "reading")
ANSWER_KEY: Final = ("contribution_id", "question_id")
#: A code that says the same in these is the same, whichever day and file it comes from.
_CONTENT: Final = (*_KEY, "coder", "tone", "themes", "purpose", "codebook_version")
_STORED: Final = {
    **dict.fromkeys(ANSWER_KEY, pl.String),
    "reading": pl.Int64,
    **dict.fromkeys(("coder", "tone", "coded_on", "purpose", "codebook_version", "provenance"), pl.String),
    "added_in": pl.Int64,
}
_THEMES: Final = {**{name: _STORED[name] for name in (*_KEY, "added_in")}, "themes": pl.String}


def add_codes(record: sqlite3.Connection, codes: pl.DataFrame, file: Path | None = None) -> dict[str, int]:
    """Add codes in one transaction; one that says what stands already is not added again.

    Args:
        record: open.
        codes: as ``Codes``; the engagement's own themes.
        file: where they come from, to be known by its content; from a file that is known already, no code
            takes the place of one that stands.

    Returns:
        How many were ``added`` where none stood, ``corrected`` (they take the place of one that stood, which
        is kept) and left ``unchanged``.

    Raises:
        DataError: some break the table's rules or are of comments that the record does not hold; none is
            added.
    """
    valid = _valid(codes)
    with transaction(record):
        _check_comments(record, valid)
        standing, sha256 = standing_codes(record), file_hash(file) if file else ""
        same = _KEY if sha256 in source_hashes(record) else _CONTENT
        new = valid.join(standing, on=same, how="anti", nulls_equal=True)
        corrected = new.join(standing, on=_KEY, how="semi").height
        counts = {"added": new.height - corrected, "corrected": corrected}
        if new.height:
            _write(record, new, next_entry(record))
            entry = append(record, "coded", dict(counts))
            if file and same is _CONTENT:
                insert_rows(record, "sources", [(sha256, file.name, valid.height, entry)])
    return counts | {"unchanged": valid.height - new.height}


def standing_codes(record: sqlite3.Connection) -> dy.DataFrame[Codes]:
    """The codes that stand: the last of each comment and reading, sorted.

    None of a comment that was answered anew or corrected since it was coded: an answer that says something
    else is a new row, and the code is older than that.
    """
    cursor = record.execute(
        f"SELECT {', '.join(f'codes.{name}' for name in _STORED)}, max(codes.added_in) "  # noqa: S608 (ours)
        "FROM codes JOIN answers USING (contribution_id, question_id) "
        "WHERE text IS NOT NULL AND codes.added_in >= answers.added_in "
        "GROUP BY contribution_id, question_id, reading ORDER BY 1, 2, 3"
    )
    rows = pl.DataFrame([row[:-1] for row in cursor], _STORED, orient="row")
    themes = pl.DataFrame(record.execute("SELECT * FROM code_themes").fetchall(), _THEMES, orient="row")
    lists = themes.group_by(*_KEY, "added_in").agg(pl.col("themes").sort())
    table = rows.join(lists, on=[*_KEY, "added_in"], how="left", maintain_order="left")
    return Codes.cast(
        table.with_columns(pl.col("themes").fill_null([]), pl.col("coded_on").str.to_date("%Y-%m-%d"))
    )


def are_coder_s(codes: pl.DataFrame, name: str) -> pl.Series:
    """Which codes are of a person, in whatever spelling of the name: "Ana Rua", "ana  rua"."""
    return pl.Series([key(coder) == key(name) for coder in codes["coder"]], dtype=pl.Boolean)


def codebook_version(folder: EngagementFolder) -> str:
    """The version of a codebook: that of its newest entries, ``none`` where there are no entries."""
    versions = folder.codebook["version"]
    return str(max(versions, key=lambda version: (len(version), version), default="none"))


def _valid(codes: pl.DataFrame) -> dy.DataFrame[Codes]:
    """Codes that keep the table's rules, their themes once each and in order."""
    good, failures = Codes.filter(codes, cast=True)
    if len(failures):
        rules = "; ".join(f"{rule}: {number}" for rule, number in failures.counts().items())
        first = quoted(failures.invalid().select(_KEY).head(3).rows())
        msg = (
            f"{counted(len(failures), 'code')} of {codes.height} break the table's rules ({rules}): {first}."
        )
        raise DataError(f"{msg} None was added.")
    return Codes.cast(good.with_columns(pl.col("themes").list.unique().list.sort()))


def _check_comments(record: sqlite3.Connection, codes: pl.DataFrame) -> None:
    query = "SELECT contribution_id, question_id FROM answers WHERE text IS NOT NULL"
    comments = pl.DataFrame(
        record.execute(query).fetchall(), dict.fromkeys(ANSWER_KEY, pl.String), orient="row"
    )
    absent = codes.join(comments, on=ANSWER_KEY, how="anti").select(ANSWER_KEY).unique().sort(ANSWER_KEY)
    if absent.height:
        named = quoted(" ".join(row) for row in absent.iter_rows())
        msg = f"{counted(absent.height, 'comment')} not in the record: {named}. No code was added."
        raise DataError(msg)


def _write(record: sqlite3.Connection, codes: pl.DataFrame, entry: int) -> None:
    rows = codes.sort(_KEY).with_columns(added_in=entry)
    insert(record, "codes", rows.drop("themes"))
    each = rows.select(*_KEY, "added_in", theme="themes").explode("theme").drop_nulls()
    insert(record, "code_themes", each)
