"""Figures are kept for their owner only, whole or not at all, and only the newest."""

import dataclasses
import stat

import msgspec
import pytest

from wellbeing.release.build.keeping import keep_figures, prune_figures, read_figures, structure
from wellbeing.sources.paths import HELD_FOLDER

STRUCTURE = "00"


@pytest.fixture
def workspace(tmp_path, measured):
    keep_figures(tmp_path, measured, STRUCTURE)
    return tmp_path


def test_they_are_read_back_as_they_were(workspace, measured):
    found = read_figures(workspace, measured.measurement)
    assert found.structure == STRUCTURE
    assert (found.figures.measurement, found.figures.last) == (measured.measurement, measured.last)
    assert found.figures.account == measured.account
    assert found.figures.measurements.equals(measured.measurements)
    for mine, theirs in ((found.figures.tables, measured.tables), (found.figures.beside, measured.beside)):
        assert mine.keys() == theirs.keys()
        assert all(mine[name].equals(table) for name, table in theirs.items())


def test_what_kaitiaki_allow_is_a_part_of_the_structure(islands):
    """Once they allow it a release is due, as for a group that is declared."""
    terms = tuple(msgspec.structs.replace(one, kaitiaki=True) for one in islands.engagement.stakeholders)
    cared = msgspec.structs.replace(islands.engagement, stakeholders=terms)
    care = msgspec.structs.replace(cared.care, kaitiaki_allows_maori_map=True)
    allowed = msgspec.structs.replace(cared, care=care)
    names = [structure(dataclasses.replace(islands, engagement=one)) for one in (cared, allowed)]
    assert names[0] != names[1] == structure(islands)


def test_they_tell_what_the_figures_themselves_tell(workspace, measured, tell, islands, published):
    found = read_figures(workspace, measured.measurement)
    for tier, made in published.items():
        again = tell(islands, found.figures, tier)
        assert again.tables.keys() == made.tables.keys()
        assert all(again.tables[name].equals(table) for name, table in made.tables.items())


@pytest.mark.parametrize("changed", [False, True])
def test_the_next_figures_are_measured_with_them(workspace, measured, changed):
    before = read_figures(workspace, measured.measurement).earlier(25, changed=changed)
    assert before.measurements.equals(measured.measurements)
    assert before.quotes.equals(measured.beside["quotes"])
    assert (before.changed, before.number, before.measurement) == (changed, 25, measured.measurement)


def test_nobody_else_may_read_them(workspace):
    files = [workspace / HELD_FOLDER, *(workspace / HELD_FOLDER).rglob("*")]
    assert len(files) > 40
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o700, 0o600}


@pytest.mark.parametrize("name", ["", "0123456789abcdef"])
def test_where_there_are_none_of_that_name_there_is_nothing(workspace, name):
    assert read_figures(workspace, name) is None


@pytest.mark.parametrize(
    "lost", ["about.json", "measurements.parquet", "counts.region.parquet", "beside.quotes.parquet"]
)
def test_where_a_file_is_missing_they_are_not_there(workspace, measured, lost):
    (workspace / HELD_FOLDER / measured.measurement / lost).unlink()
    assert read_figures(workspace, measured.measurement) is None


def test_only_the_newest_are_kept(workspace, measured):
    keep_figures(workspace, dataclasses.replace(measured, measurement="newer"), STRUCTURE)
    assert read_figures(workspace, measured.measurement) is not None  # until the newer release is out
    prune_figures(workspace, "newer")
    assert [path.name for path in (workspace / HELD_FOLDER).iterdir()] == ["newer"]


def test_where_nothing_is_kept_there_is_nothing_to_remove(tmp_path):
    prune_figures(tmp_path, "any")
    assert list(tmp_path.iterdir()) == []
