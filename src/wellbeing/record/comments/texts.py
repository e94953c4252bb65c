"""Comments as the opinion of texts needs them: those of a file, and all with where they come from."""

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


def placed_comments(record: sqlite3.Connection) -> pl.DataFrame:
    """Every comment, sorted: its ids and ``text``; ``region``, ``stakeholder``, null where not stated."""
    columns = ("contribution_id", "question_id", "text", "region", "stakeholder")
    found = record.execute(
        f"SELECT {', '.join(columns)} FROM answers JOIN contributions USING (contribution_id) "  # noqa: S608 (ours)
        "WHERE text IS NOT NULL ORDER BY 1, 2"
    ).fetchall()
    return pl.DataFrame(found, dict.fromkeys(columns, pl.String), orient="row")
