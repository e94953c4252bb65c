"""Comments of a file, for finding texts that many people sent."""

import sqlite3

import polars as pl


def comments_of(record: sqlite3.Connection, sha256: str, limit: int) -> pl.DataFrame:
    """``comment_id``, ``respondent``, ``text`` of what a file added, at most ``limit`` rows."""
    found = record.execute(
        "SELECT contribution_id || ' ' || question_id, contribution_id, text FROM answers "
        "WHERE text IS NOT NULL AND added_in = (SELECT added_in FROM imports WHERE sha256 = ?) LIMIT ?",
        (sha256, limit),
    ).fetchall()
    schema = {"comment_id": pl.String, "respondent": pl.String, "text": pl.String}
    return pl.DataFrame(found, schema, orient="row")
