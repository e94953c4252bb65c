"""A release appears whole or not at all, and holds nothing that it should not."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest
from two_islands import CANARY

from wellbeing.model.engagement import Disclosure
from wellbeing.release.building import Content
from wellbeing.release.opening import read_release
from wellbeing.release.writing import Approval, record_hash, write_release

APPROVAL = Approval("A. Tester", "adviser")


def test_a_release_that_fails_halfway_leaves_nothing(tmp_path, islands, published):
    good = published["adviser"]
    no_such_column_in_parquet = pl.DataFrame({"it": [object()]})
    bad = Content({**good.tables, "zz": no_such_column_in_parquet}, good.boundaries, good.last)
    with pytest.raises(pl.exceptions.PolarsError):
        write_release(tmp_path, bad, islands, APPROVAL, "")
    assert [path.name for path in tmp_path.iterdir()] == ["releases"]
    assert [path for path in (tmp_path / "releases").iterdir() if path.is_dir()] == []


def test_releases_written_at_once_each_get_an_id_of_their_own(tmp_path, islands, published):
    def write(_):
        return write_release(tmp_path, published["adviser"], islands, APPROVAL, "")

    with ThreadPoolExecutor(4) as threads:
        paths = list(threads.map(write, range(8)))
    assert sorted(path.name for path in paths) == [f"2020-06-09.0{serial}" for serial in range(1, 9)]
    assert [read_release(path).id for path in paths] == [path.name for path in paths]


def test_what_a_killed_release_left_is_swept_up_a_day_later(tmp_path, islands, published):
    left = {name: tmp_path / f".release-{name}" for name in ("old", "new")}
    for folder in left.values():
        (folder / "tables").mkdir(parents=True)
    yesterday = time.time() - 25 * 3600
    os.utime(left["old"], (yesterday, yesterday))
    write_release(tmp_path, published["adviser"], islands, APPROVAL, "")
    assert [folder.exists() for folder in left.values()] == [False, True]


def test_the_same_content_gives_the_same_bytes(tmp_path, islands, published):
    first, second = (
        write_release(tmp_path / name, published["adviser"], islands, APPROVAL, "") for name in "ab"
    )
    assert read_release(first).manifest.tables == read_release(second).manifest.tables


def test_comments_notes_and_ids_stay_behind(released, islands_record):
    whole = b"".join(path.read_bytes() for path in released.rglob("*") if path.is_file())
    tables = [pl.read_parquet(path) for path in (released / "tables").iterdir()]
    values = {str(value) for table in tables for column in table for value in column.unique()}
    assert CANARY.encode() not in whole
    assert not {value for value in values if CANARY in value}
    assert not values & set(islands_record.contributions["contribution_id"])


def test_every_table_carries_where_it_comes_from(released):
    facts = pl.read_parquet_metadata(released / "tables/total.parquet")
    assert facts["provenance"] == "made for tests"
    assert facts["tier"] == "adviser"


def test_a_release_that_nobody_looked_at_is_marked(tmp_path, islands, published):
    made = [
        write_release(tmp_path, published["adviser"], islands, Approval(name, "adviser"), "")
        for name in ("demonstration", "A. Tester")
    ]
    assert [read_release(path).manifest.marked for path in made] == ["demonstration", None]


def test_the_manifest_names_every_file_that_the_figures_rest_on(release, islands):
    files = {path.name for path in islands.path.iterdir()}
    assert set(release.manifest.inputs) == files | {"record"}
    assert release.manifest.parameters == Disclosure(threshold=6)


def test_the_records_hash_depends_on_the_secret(secret):
    assert record_hash(["a", "b"], secret) == record_hash(["b", "a"], secret)
    assert record_hash(["a", "b"], secret) != record_hash(["a", "b"], b"another")
