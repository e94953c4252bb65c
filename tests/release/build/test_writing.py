"""A release appears whole or not at all, and holds nothing that it should not."""

import dataclasses
import os
import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import polars as pl
import pyarrow.parquet as pq
import pytest
from two_islands import CANARY, true_tables

from wellbeing.model.lattice import LATTICE
from wellbeing.model.scene import Scene
from wellbeing.release.build.writing import Approval, Naming, inputs_of, record_hash, write_release
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

APPROVAL = Approval("A. Tester", "adviser")
#: What a table's file may say beside its rows.
SAID = {"engagement", "tier", "provenance", "marked", "ARROW:schema"}


def test_a_release_that_fails_halfway_leaves_nothing(tmp_path, islands, published):
    good = published["adviser"]
    no_such_column_in_parquet = pl.DataFrame({"it": [object()]})
    bad = dataclasses.replace(good, tables={**good.tables, "zz": no_such_column_in_parquet})
    with pytest.raises(pl.exceptions.PolarsError):
        write_release(tmp_path, bad, islands, APPROVAL, "")
    assert [path.name for path in tmp_path.iterdir()] == ["releases"]
    assert [path for path in (tmp_path / "releases").iterdir() if path.is_dir()] == []


def test_releases_written_at_once_each_get_an_id_of_their_own(write, trust):
    with ThreadPoolExecutor(4) as threads:
        paths = list(threads.map(lambda _: write(), range(8)))
    assert sorted(path.name for path in paths) == [f"2020-06-09.0{serial}" for serial in range(1, 9)]
    assert [read_release(path, trust).id for path in paths] == [path.name for path in paths]


def test_an_id_that_was_out_before_is_never_anothers(tmp_path, islands, published):
    naming = Naming(taken={"2020-06-09.01", "2020-06-09.04"})
    path = write_release(tmp_path, published["adviser"], islands, APPROVAL, "", naming)
    assert path.name == "2020-06-09.05"


def test_its_id_is_announced_before_its_folder_is_there(tmp_path, islands, published):
    seen = []
    naming = Naming(announce=lambda id_: seen.append((id_, (tmp_path / "releases" / id_).exists())))
    write_release(tmp_path, published["adviser"], islands, APPROVAL, "", naming)
    assert seen == [("2020-06-09.01", False)]


def test_one_that_was_announced_and_never_came_is_made_under_its_id(tmp_path, islands, published):
    naming = Naming(taken={"2020-06-09.01", "2020-06-09.02"}, resumed="2020-06-09.01")
    path = write_release(tmp_path, published["adviser"], islands, APPROVAL, "", naming)
    assert path.name == "2020-06-09.01"


def test_what_a_killed_release_left_is_swept_up_a_day_later(tmp_path, write):
    left = {name: tmp_path / "workspace" / f".release-{name}" for name in ("old", "new")}
    for folder in left.values():
        (folder / "tables").mkdir(parents=True)
    yesterday = time.time() - 25 * 3600
    os.utime(left["old"], (yesterday, yesterday))
    write()
    assert [folder.exists() for folder in left.values()] == [False, True]


def test_the_same_content_gives_the_same_bytes(tmp_path, islands, published):
    folders = [tmp_path / name for name in "ab"]
    manifests = [
        read_release(
            write_release(one, published["adviser"], islands, APPROVAL, ""), Trust(one, islands.path)
        ).manifest
        for one in folders
    ]
    assert manifests[0].tables == manifests[1].tables
    assert manifests[0].files == manifests[1].files


def test_comments_notes_and_ids_stay_behind(released, islands_record):
    whole = b"".join(path.read_bytes() for path in released.rglob("*") if path.is_file())
    tables = [pl.read_parquet(path) for path in (released / "tables").iterdir()]
    values = {str(value) for table in tables for column in table for value in column.unique()}
    assert CANARY.encode() not in whole
    assert not {value for value in values if CANARY in value}
    hidden = {*islands_record.contributions["contribution_id"], *islands_record.events["event_id"]}
    hidden |= set(islands_record.organisations["organisation_id"])
    assert not values & hidden
    assert not [one for one in hidden if one.encode() in whole]


def test_no_table_tells_true_counts(released, published, grid, truth):
    """No column is that of the counts: of figures that are no public facts fewer than half are true."""
    rows = []
    for name, made in published["adviser"].tables.items():
        table = pl.read_parquet(released / f"tables/{name}.parquet")
        assert table.columns == made.columns
        if name in grid.tables and {"count", "low", "high"} <= set(table.columns) and name != "figures":
            cells = grid.rows.filter(table=name).sort("row")["cell"].to_numpy()
            rows.append(table.select("count", "low", "high", "sd").with_columns(n=pl.Series(truth[cells])))
    private = pl.concat(rows).filter(pl.col("sd") > 0, pl.col("n") >= 6)
    assert private.height > 300
    for column in ("count", "low", "high"):
        assert private.select((pl.col(column) == pl.col("n")).mean()).item() < 0.5


def test_a_file_says_of_its_columns_only_what_its_rows_say(released):
    for path in (released / "tables").iterdir():
        rows, told = pl.read_parquet(path), pq.read_metadata(path)
        assert {key.decode() for key in told.metadata} <= SAID
        for group in range(told.num_row_groups):
            for place in range(told.num_columns):
                chunk = told.row_group(group).column(place)
                known = {
                    str(value) for value in rows[chunk.path_in_schema.split(".")[0]].explode().cast(pl.String)
                }
                if chunk.statistics and chunk.statistics.has_min_max and chunk.physical_type == "INT64":
                    ends = {str(chunk.statistics.min), str(chunk.statistics.max)}
                    assert {end for end in ends if end.isdigit()} <= known, path.name


def test_the_manifest_names_no_count(release, measure, islands, measured):
    """What it says of the design would be the same whoever had been heard."""
    other = measure(islands, true_tables(seed=2))
    assert other.account == measured.account == release.manifest.design


def test_presenters_notes_and_spellings_stay_behind(tmp_path, islands, published):
    scene = Scene(id="one", shows="map", title="Where", notes="pause here")
    channels = tuple(msgspec.structs.replace(term, also=("kanohi",)) for term in islands.engagement.channels)
    settings = msgspec.structs.replace(islands.engagement, scenes=(scene,), channels=channels)
    folder = dataclasses.replace(islands, engagement=settings)
    path = write_release(tmp_path, published["adviser"], folder, APPROVAL, "")
    text = (path / "engagement.json").read_text()
    assert "Where" in text
    assert "pause here" not in text
    assert "kanohi" not in text


def test_every_table_carries_where_it_comes_from(released):
    facts = pl.read_parquet_metadata(released / "tables/total.parquet")
    assert facts["provenance"] == "made for tests"
    assert facts["tier"] == "adviser"


@pytest.mark.parametrize(("approver", "marked"), [("demonstration", "demonstration"), ("A. Tester", None)])
def test_a_release_that_nobody_looked_at_is_marked(write, trust, approver, marked):
    assert read_release(write(approver=approver), trust).manifest.marked == marked


def test_the_manifest_names_every_file_that_the_figures_rest_on_and_no_other(
    islands_folder, release, islands
):
    files = {path.name for path in islands.path.iterdir()}
    assert set(release.manifest.inputs) == files | {"record"}
    (islands_folder / "letter to the minister.txt").write_text("Dear")
    again = inputs_of(dataclasses.replace(islands, path=islands_folder))
    assert set(again) == files
    assert again == {name: release.manifest.inputs[name] for name in files}


def test_the_manifest_holds_policy_lattice_and_design(release, adviser, measured):
    assert release.manifest.policy == adviser
    assert release.manifest.lattice == LATTICE
    assert release.manifest.measurement == measured.measurement
    assert set(release.manifest.design) >= {"counts", "equations", "scale", "least", "rho", "facts"}


def test_the_records_hash_depends_on_the_secret(secret):
    assert record_hash(["a", "b"], secret) == record_hash(["b", "a"], secret)
    assert record_hash(["a", "b"], secret) != record_hash(["a", "b"], b"another")
