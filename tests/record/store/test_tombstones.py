"""What is left of a withdrawn contribution tells those who know its id, and nobody else."""

from wellbeing.record.store.database import open_record
from wellbeing.record.store.tombstones import add_tombstone, is_any_withdrawn, is_withdrawn, tombstone
from wellbeing.record.store.transactions import transaction


def test_it_is_found_by_the_id_only(record):
    assert not is_any_withdrawn(record)
    with transaction(record):
        entry = record.execute("INSERT INTO log (seq, at, action, detail) VALUES (1, '', '', '{}')").lastrowid
        add_tombstone(record, "one", entry)
    assert (is_any_withdrawn(record), is_withdrawn(record, "one"), is_withdrawn(record, "two")) == (
        True,
        True,
        False,
    )


def test_two_records_hash_the_same_id_differently(record, tmp_path):
    with open_record(tmp_path / "other", "two-islands", make=True) as other:
        assert tombstone(other, "one") != tombstone(record, "one")
