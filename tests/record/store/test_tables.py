"""What goes into the record comes out of it."""

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.record.store.database import empty_record, open_record
from wellbeing.record.store.digests import noted_digest, table_digest
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import CHUNK, insert
from wellbeing.record.store.tables import LOADING_ORDER, PRIMARY_KEYS, RecordTables, add_tables, read_tables
from wellbeing.record.store.transactions import transaction

SCHEMAS = {
    "events": Events,
    "organisations": Organisations,
    "contributions": Contributions,
    "answers": Answers,
}


def in_order(tables, name):
    """Rows by key, and lists as the sets that they stand for."""
    lists = pl.col(pl.List(pl.String)).list.unique().list.sort()
    return getattr(tables, name).sort(PRIMARY_KEYS[name]).with_columns(lists)


@pytest.mark.parametrize("name", LOADING_ORDER)
def test_every_row_comes_back(filled, islands_record, name):
    read = read_tables(filled, texts=True)
    assert in_order(read, name).equals(in_order(islands_record, name))
    assert SCHEMAS[name].is_valid(getattr(read, name))


@pytest.mark.parametrize("number", [0, 1, 20, 41, CHUNK + 21])
def test_rows_come_back_in_their_order_however_many_enter_together(number):
    rows = pl.DataFrame(
        {"number": range(number), "said": ["it's so"] * number}, {"number": pl.Int64, "said": pl.String}
    )
    with empty_record("two-islands") as record:
        record.execute("CREATE TABLE rows_ (number INTEGER, said TEXT, unsaid TEXT) STRICT")
        assert insert(record, "rows_", rows) == number
        assert record.execute("SELECT number, said FROM rows_ WHERE unsaid IS NULL").fetchall() == rows.rows()
        assert table_digest(record, "rows_") == noted_digest(record, "rows_")


def test_comments_are_read_only_when_asked_for(filled):
    assert read_tables(filled).answers["text"].null_count() == read_tables(filled).answers.height
    assert read_tables(filled, texts=True).answers["text"].drop_nulls().len() == 200


def test_an_empty_record_gives_empty_tables(record):
    read = read_tables(record)
    for name, schema in SCHEMAS.items():
        assert getattr(read, name).schema == schema.create_empty().schema


@pytest.mark.slow
@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_any_table_that_fits_its_schema_comes_back(tmp_path_factory, seed):
    generator = dy.random.Generator(seed)
    events = Events.sample(5, generator=generator)
    tables = RecordTables(
        events=events,
        organisations=Organisations.sample(5, generator=generator),
        contributions=Contributions.sample(
            20, overrides={"event_id": [None] * 20, "organisation_id": [None] * 20}, generator=generator
        ),
        answers=Answers.create_empty(),
    )
    with open_record(tmp_path_factory.mktemp("any"), "any", make=True) as record:
        with transaction(record):
            add_tables(record, tables, append(record, "filled", {}))
        read = read_tables(record, texts=True)
    for name in ("events", "organisations", "contributions"):
        assert in_order(read, name).equals(in_order(tables, name)), name
