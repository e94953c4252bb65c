"""The demonstration fills an empty record once, whole, and only with words that the engagement knows."""

import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.reading import source_hashes
from wellbeing.sources.engagement import read_engagement


def rows(record, table="contributions"):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def rewrite(folder, name, **columns):
    path = folder / "synthetic" / name
    pl.read_parquet(path).with_columns(**columns).write_parquet(path)


def refusal(record, folder):
    with pytest.raises(DataError) as refused:
        fill_demonstration(record, read_engagement(folder))
    assert [rows(record, table) for table in ("contributions", "sources", "log")] == [0, 0, 0]
    return str(refused.value)


def test_it_is_added_once(record, islands_folder):
    folder = read_engagement(islands_folder)
    added = fill_demonstration(record, folder)
    assert added["contributions"] == rows(record) == 600
    assert fill_demonstration(record, folder) == {}
    assert (rows(record), rows(record, "log")) == (600, 1)


def test_its_files_are_known_by_their_content(record, islands_folder):
    fill_demonstration(record, read_engagement(islands_folder))
    names = record.execute("SELECT file, rows FROM sources ORDER BY rows DESC").fetchall()
    assert names[1] == ("contributions.parquet", 600)
    assert len(set(source_hashes(record))) == 4


def test_another_version_of_it_is_refused(record, islands_folder):
    fill_demonstration(record, read_engagement(islands_folder))
    rewrite(islands_folder, "contributions.parquet", language=pl.lit("mi"))
    with pytest.raises(DataError, match="already holds 600 contributions"):
        fill_demonstration(record, read_engagement(islands_folder))
    assert rows(record) == 600


def test_unknown_words_are_counted_named_and_listed_together(record, islands_folder):
    first, tall = pl.int_range(pl.len()) == 0, pl.lit(pl.Series([["tall"]]))
    rewrite(
        islands_folder,
        "contributions.parquet",
        region=pl.when(first).then(pl.lit("N9")).otherwise("region"),
        communities=pl.when(first).then(tall).otherwise("communities"),
    )
    message = refusal(record, islands_folder)
    assert "1 unknown region: 'N9'. Known: 'N1', 'N2', 'S1', 'S2'." in message
    assert "1 unknown community: 'tall'" in message


def test_an_answer_of_nobody_is_refused(record, islands_folder):
    rewrite(islands_folder, "answers.parquet", contribution_id=pl.lit("nobody ") + pl.col("contribution_id"))
    assert "unknown contributions" in refusal(record, islands_folder)


def test_a_value_outside_the_schema_is_refused_with_its_file(record, islands_folder):
    rewrite(islands_folder, "answers.parquet", tone=pl.lit(7.0))
    assert "answers.parquet: 1,025 rows of 1025" in refusal(record, islands_folder)


def test_a_missing_file_is_named(record, islands_folder):
    (islands_folder / "synthetic/events.csv").unlink()
    assert "events.csv is missing" in refusal(record, islands_folder)


def test_a_damaged_file_is_named(record, islands_folder):
    (islands_folder / "synthetic/answers.parquet").write_bytes(b"PAR1 and then nothing")
    assert "answers.parquet could not be read" in refusal(record, islands_folder)
