"""A release is opened as it was written, or refused with the files that are wrong."""

import dataclasses
import subprocess
import sys

import msgspec
import pytest

import wellbeing
from wellbeing.model.errors import DataError
from wellbeing.model.lattice import LATTICE
from wellbeing.release.store.catalogue import newest_of_finest, newest_release, releases_folder
from wellbeing.release.store.opening import open_release, read_release
from wellbeing.sources.paths import PAGES_VARIABLE


def change(path, position=100):
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


@pytest.fixture
def refusal(trust):
    """A function of a folder: why it is refused."""

    def said(folder):
        with pytest.raises(DataError) as refused:
            read_release(folder, trust)
        return str(refused.value)

    return said


@pytest.fixture
def here(released, islands, monkeypatch):
    """The workspace and the engagement of a release, as whoever opens one names them."""
    monkeypatch.setenv("WELLBEING_WORKSPACE", str(released.parents[1]))
    monkeypatch.setenv("WELLBEING_ENGAGEMENT", str(islands.path))
    monkeypatch.delenv("WELLBEING_RELEASE", raising=False)
    return released


def test_its_tables_are_those_that_were_published(release, published):
    tables = published["adviser"].tables
    assert set(release.tables) == set(tables)
    for name, table in tables.items():
        assert release.table(name).equals(table)


def test_it_says_what_it_is(release, islands, adviser):
    assert release.id == release.path.name == "2020-06-09.01"
    assert release.engagement == islands.engagement
    assert release.policy == adviser
    assert release.lattice == LATTICE
    assert release.manifest.approver == "A. Tester"
    assert release.boundaries.is_empty()


@pytest.mark.parametrize("file", ["tables/total.parquet", "boundaries.parquet", "engagement.json"])
def test_a_changed_byte_is_refused_with_its_file_named(released, refusal, file):
    change(released / file)
    assert f"1 file changed: '{file}'" in refusal(released)


def test_a_changed_manifest_is_refused(released, refusal):
    change(released / "manifest.json")
    assert "manifest.json was changed" in refusal(released)


def test_missing_and_foreign_files_are_refused_together(released, refusal):
    (released / "tables/region.parquet").rename(released / "tables/religion.parquet")
    message = refusal(released)
    assert "1 file missing: 'tables/region.parquet'" in message
    assert "1 file not part of it: 'tables/religion.parquet'" in message


def test_a_folder_without_a_manifest_is_no_release(tmp_path, refusal):
    assert "is not a release" in refusal(tmp_path)


def test_a_table_that_is_not_there_is_answered_with_those_that_are_like_it(release):
    with pytest.raises(DataError, match=r"no table 'region_stakeholders'. Did you mean 'region_stakeholder'"):
        release.table("region_stakeholders")


def test_what_a_reader_does_to_a_table_stays_with_the_reader(release):
    release.table("region")[0, "area"] = "changed"
    assert "changed" not in release.table("region")["area"]


def test_a_release_cannot_be_changed(release):
    with pytest.raises(dataclasses.FrozenInstanceError):
        release.path = None


def test_it_is_found_by_path_by_id_and_as_the_newest(here, write, monkeypatch):
    second = write()
    assert open_release(here).id == "2020-06-09.01"
    assert open_release("2020-06-09.01").id == "2020-06-09.01"
    assert wellbeing.open_release().path == second
    monkeypatch.setenv("WELLBEING_RELEASE", str(here))
    assert open_release().id == "2020-06-09.01"


def test_without_a_name_it_is_the_adviser_s_whatever_was_published_since(tmp_path):
    for name, tier in (
        ("2020-06-09.01", "adviser"),
        ("2020-06-09.02", "adviser"),
        ("2020-06-09.03", "public"),
    ):
        folder = releases_folder(tmp_path) / name
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(f'{{"tier": "{tier}", "id": "{name}"}}')
    assert newest_of_finest(tmp_path).name == "2020-06-09.02"
    assert newest_release(tmp_path).name == "2020-06-09.03"


def test_one_of_the_first_format_is_refused_in_plain_words(released, refusal):
    fields = msgspec.json.decode((released / "manifest.json").read_bytes())
    older = {**fields, "format": 1, "parameters": {"threshold": 6, "base": 3}}
    (released / "manifest.json").write_bytes(msgspec.json.encode(older))
    message = refusal(released)
    assert message.startswith("Release 2020-06-09.01 has format 1; this version reads format 2.")
    assert "protected in another way: make it again with `wellbeing release`" in message


def test_a_missing_release_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.setenv("WELLBEING_WORKSPACE", str(tmp_path))
    monkeypatch.delenv("WELLBEING_RELEASE", raising=False)
    with pytest.raises(DataError, match="`wellbeing release --approve NAME` make one"):
        open_release()
    with pytest.raises(DataError, match=r"'2001-01-01\.01' is neither"):
        open_release("2001-01-01.01")


@pytest.mark.slow
def test_opening_needs_neither_a_geometry_library_nor_panel_nor_the_record(here):
    opened = f"import sys, wellbeing; wellbeing.open_release({str(here)!r})"
    unwanted = "{'geopandas', 'shapely', 'pandas', 'panel', 'sqlite3', 'wellbeing.record'}"
    code = f"{opened}; print(sorted({unwanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_retired_release_is_refused_and_its_neighbours_are_not(here, write, trust):
    newer = write()
    (here.parent / "retired.json").write_text(f'["{here.name}"]')
    with pytest.raises(DataError, match=r"2020-06-09\.01 is retired: .* withdrawn since. Open a newer one"):
        open_release(here)
    assert open_release(newer).path == newer
    assert read_release(here, trust).id == here.name  # an audit may still look at it


@pytest.mark.slow
def test_a_page_that_is_served_goes_over_to_the_newer_one_and_a_notebook_is_told(here, write, monkeypatch):
    newer = write()
    (here.parent / "retired.json").write_text(f'["{here.name}"]')
    monkeypatch.setenv("WELLBEING_RELEASE", str(here))
    monkeypatch.delenv(PAGES_VARIABLE, raising=False)
    with pytest.raises(DataError, match="is retired"):
        open_release()
    monkeypatch.setenv(PAGES_VARIABLE, "collect analyse")
    assert open_release().path == newer
    (here.parent / "retired.json").write_text(f'["{here.name}", "{newer.name}"]')
    with pytest.raises(DataError, match="is retired"):
        open_release()
