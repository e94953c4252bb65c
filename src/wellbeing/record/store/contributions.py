"""Contributions as the record keeps them: one row each, with its communities and answers in it as JSON."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.model.consent import CONSENTS
from wellbeing.model.errors import counted
from wellbeing.record.store.rows import columns, insert, insert_rows
from wellbeing.sources.intake.mapping.distinct import changed_once

#: What an answer holds beside whose it is; what it does not say is left out.
ANSWER_FIELDS: Final = ("question_id", "value", "text", "position", "added_in")
#: Digits of an id by which rows are put in order.
_BEGINNING: Final = 8
#: Between communities; none has it in its name.
_BETWEEN: Final = "\x1f"


def add_contributions(
    record: sqlite3.Connection, contributions: pl.DataFrame, answers: pl.DataFrame, entry: int
) -> int:
    """Add contributions with all that they answered, within the caller's transaction; how many.

    Nearly in order of their ids, which are random: an index written at random is many times slower, and one that is
    made afterwards takes twice as long.

    Args:
        record: open.
        contributions: as their schema, with ``version``, and perhaps ``fingerprint``, ``basis`` and consents.
        answers: as their schema, and perhaps ``added_in``, where an answer came with an earlier entry.
        entry: the log's.

    Raises:
        ValueError: an answer is of none of the contributions, which is a fault of this program.
    """
    dated = answers if "added_in" in answers.columns else answers.with_columns(added_in=pl.lit(entry))
    begins = contributions["contribution_id"].str.head(_BEGINNING)
    rows = contributions[begins.str.to_integer(base=16, strict=False).arg_sort()]
    words = pl.col("communities")
    joined = rows.select(pl.when(words.list.len() > 0).then(words.list.join(_BETWEEN))).to_series()
    lists = changed_once(joined, _json_arrays)["communities"]
    whole = rows.with_columns(lists, _answers_of(rows, dated), added_in=entry)
    if set(CONSENTS) <= set(rows.columns):
        said = pl.any_horizontal(pl.col(CONSENTS).is_not_null())
        insert(record, "consents", rows.filter(said).select("contribution_id", *CONSENTS))
    return insert(record, "contributions", whole)


def knows_any(record: sqlite3.Connection) -> bool:
    """Whether the record holds any contribution, or held one."""
    tables = ("contributions", "versions", "parts")
    return any(record.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables)  # noqa: S608


@contextmanager
def first_indexed_last(record: sqlite3.Connection) -> Iterator[None]:
    """Of a record that knows no contribution, the index of ids made after the rows of the block, which is quicker.

    Within the caller's transaction: whatever ends it, the index is there. No row is found by its id meanwhile.
    """
    if knows_any(record):
        yield
        return
    (index,) = _index_of_ids(record)
    record.execute("DROP INDEX contributions_by_id")
    yield
    record.execute(index)


def add_contribution(
    record: sqlite3.Connection, person: dict[str, Any], answers: list[dict[str, Any]]
) -> None:
    """Add one contribution under the entry that it says, within the caller's transaction.

    Args:
        record: open.
        person: its columns by name, ``communities`` a list; what is missing is null.
        answers: of each, what stands in ``answers``, in the order of the questions.
    """
    said = [{name: one[name] for name in ANSWER_FIELDS if one[name] is not None} for one in answers]
    held = {"communities": sorted(person["communities"]), "answers": said}
    row = person | {name: msgspec.json.encode(value).decode() for name, value in held.items()}
    insert_rows(record, "contributions", [tuple(row.get(name) for name in columns(record, "contributions"))])
    consents = [person.get(name) for name in CONSENTS]
    if any(consents):
        insert_rows(record, "consents", [(person["contribution_id"], *consents)])


def _index_of_ids(record: sqlite3.Connection) -> list[str]:
    """The statement that makes it; nothing where there is none now."""
    query = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = 'contributions_by_id'"
    return [statement for (statement,) in record.execute(query)]


def _json_arrays(joined: pl.Series) -> pl.DataFrame:
    """Joined words, each once and sorted, as a JSON array; null is none."""
    several = (set() if words is None else set(words.split(_BETWEEN)) for words in joined)
    arrays = [msgspec.json.encode(sorted(words)).decode() for words in several]
    return pl.DataFrame({"communities": arrays}, {"communities": pl.String})


def _answers_of(rows: pl.DataFrame, answers: pl.DataFrame) -> pl.Series:
    """A JSON array for each contribution, in the order of the rows."""
    # Numbers join several times as fast as texts; the few that might be alike within a batch are told by their ids.
    whose = pl.col("contribution_id").hash()
    if rows["contribution_id"].hash().n_unique() < rows.height:
        whose = pl.col("contribution_id")
    said = rows.select(whose)
    placed = 0
    for question in answers["question_id"].unique().sort():
        mine = answers.filter(pl.col("question_id") == question)
        fields = [name for name in ANSWER_FIELDS if mine[name].null_count() < mine.height]
        encoded = mine.select(whose, pl.struct(fields).struct.json_encode().alias(question))
        said = said.join(encoded, on="contribution_id", how="left", maintain_order="left", validate="1:1")
        placed += said.height - said[question].null_count()
    if placed != answers.height:
        msg = f"{counted(answers.height - placed, 'answer')} of contributions that are not there"
        raise ValueError(msg)
    objects = pl.concat_str(pl.exclude("contribution_id"), separator=",", ignore_nulls=True)
    joined = objects if said.width > 1 else pl.lit("")
    return said.with_columns(answers=pl.concat_str(pl.lit("["), joined, pl.lit("]")))["answers"]
