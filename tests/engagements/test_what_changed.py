"""What changed since last week tells nobody who: three second releases after a first, by the commands alone."""

import contextlib
import csv
import hashlib
import re
import shutil
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from walking import command, released
from walking import written as written_words

from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.sources.paths import ROOT
from wellbeing.views.explore import Explore

PROFILE = """\
about = "Made for this test"
evidence = "our own template"
id = ["id"]
received_on = { columns = ["received"] }
channel = { constant = "online" }
topic = { constant = "data_protection_and_use" }
region = { columns = ["region"] }
stakeholder = { columns = ["role"] }
questions = [{ id = "trust", columns = ["trust"] }]
"""
HEADS = ("id", "received", "region", "role", "trust")
REGIONS, ROLES = ("Auckland", "Gisborne", "Wellington", "Otago"), ("service user", "NGO", "iwi")
ANSWERS = ("agree", "disagree", "neither agree nor disagree")
#: Gisborne × NGOs: 4 at first, 7 a week later; the three who came say the same. Of every other cell there are 36.
CELL = {"area": "05", "stakeholder": "provider"}
FIRST, MORE = 4, 3
#: How many came, in the cell and in all, as a sentence would tell it.
MORE_CAME = re.compile(r"\b(?:3|three|30|thirty) more\b|\b(?:from )?4 to 7\b", re.IGNORECASE)


def responses(region, role, number, start, answer=None):
    return [
        (
            f"{region}-{role}-{start + at}",
            f"2018-06-{1 + at % 28:02}",
            region,
            role,
            answer or ANSWERS[at % 3],
        )
        for at in range(number)
    ]


def written(path, rows):
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def first_rows():
    cells = [(region, role) for region in REGIONS for role in ROLES]
    return [
        row
        for region, role in cells
        for row in responses(region, role, FIRST if (region, role) == ("Gisborne", "NGO") else 36, 0)
    ]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A workspace with the first release, to be copied."""
    folder = tmp_path_factory.mktemp("first")
    shutil.copytree(
        ROOT / "data/your-say-2018", folder / "engagement", ignore=shutil.ignore_patterns("synthetic")
    )
    (folder / "engagement/profiles/made.toml").write_text(PROFILE, "utf8")
    account = command(folder, "import", written(folder / "a.csv", first_rows()), "--profile", "made")
    assert "= 400 imported + 0 quarantined" in account
    return folder, released(folder).path


@pytest.fixture
def week(first, tmp_path):
    """The same, one's own: the folder and the path of its first release."""
    folder = Path(shutil.copytree(first[0], tmp_path / "week"))
    return folder, folder / first[1].relative_to(first[0])


def fingerprint(path):
    files = sorted(one for one in path.rglob("*") if one.is_file())
    return {str(one.relative_to(path)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def newest(folder):
    """What is said where a release is asked for, and the newest release's folder."""
    said = command(folder, "release", "--approve", "A. Tester")
    return said, Path(said.strip().splitlines()[-1])


def of_the_cell(release, table):
    """The published rows of Gisborne × NGOs, by all else that tells them apart."""
    rows = release.table(table)
    return rows.filter(*(pl.col(name).cast(pl.String) == value for name, value in CELL.items()))


@pytest.mark.slow
def test_a_week_later_neither_how_many_came_nor_what_they_say_can_be_told(week):
    folder, before = week
    others = responses("Auckland", "service user", 27, 36)
    came = responses("Gisborne", "NGO", MORE, FIRST, "disagree")
    command(folder, "import", written(folder / "b.csv", [*first_rows(), *others, *came]), "--profile", "made")
    one, two = released_at(folder, before), released(folder)
    assert two.path != before
    said = command(folder, "audit", two.id)
    assert f"the figures of {before.name}, which lie beside it" in said
    assert "Every claim holds." in said
    for name in set(one.tables) & set(two.tables):
        if {*CELL, "low", "high"} <= {*one.table(name).columns}:
            assert_open(of_the_cell(one, name), of_the_cell(two, name), name)
            assert_same_order(one.table(name), two.table(name), name)
    for release in (one, two):
        assert_nothing_rides_along(release.path, folder / "again.parquet")
        assert not re.search(MORE_CAME, page_of_the_cell(release))


def assert_open(one, two, name):
    """The difference of two releases is known less closely than by as many as came.

    So far as their ranges tell; a figure that is public, or of nobody by definition, says nothing of who came.
    """
    keys = [key for key in one.columns if key not in {"status", "count", "low", "high", "sd"}]
    both = one.join(two, on=[key for key in keys if one.schema[key] != pl.List(pl.String)], suffix="_two")
    measured = both.filter(pl.col("sd") > 0, pl.col("sd_two") > 0)
    width = measured.select((pl.col("high") - pl.col("low")) + (pl.col("high_two") - pl.col("low_two")))
    assert width.filter(width.to_series() <= MORE).is_empty(), name


def assert_same_order(one, two, name):
    """Rows stand as what they are about does, never as how many there are."""
    keys = [key for key in one.columns if key in {"area", "area_kind", *CELL, "community", "question"}]
    mine, theirs = (table.select(keys).unique(maintain_order=True) for table in (one, two))
    common = {"on": keys, "how": "semi", "nulls_equal": True, "maintain_order": "left"}
    assert mine.join(theirs, **common).equals(theirs.join(mine, **common)), name


def assert_nothing_rides_along(release, copy):
    """A table's file is as long as the rows that it publishes make it: whoever writes them again has as many bytes."""
    for path in sorted((release / "tables").glob("*.parquet")):
        facts = {key: said for key, said in pl.read_parquet_metadata(path).items() if key != "ARROW:schema"}
        pl.read_parquet(path).write_parquet(copy, metadata=facts)
        assert copy.stat().st_size == path.stat().st_size, path.name


def page_of_the_cell(release):
    """All that explore says where the cell is chosen."""
    page = Explore(release)
    page.explorer.filters.choose({**CELL, "show": "position"})
    return written_words(page)


def released_at(folder, path):
    return read_release(path, Trust(folder / "workspace", folder / "engagement"))


@pytest.mark.slow
def test_three_rows_that_one_mend_brings_in_wait_for_the_next_batch(week):
    folder, before = week
    was = fingerprint(before)
    rows = [(f"z{at}", "2018-06-20", "Tairawhiti coast", "NGO", "disagree") for at in range(MORE)]
    assert "3 quarantined" in command(folder, "import", written(folder / "c.csv", rows), "--profile", "made")
    command(folder, "quarantine", "mend", "--word", "region", "Tairawhiti coast", "Gisborne")
    said, now = newest(folder)
    assert "Too few contributions have changed for a new release: the newest stands." in said
    assert not any(number in said.split() for number in ("3", "three"))
    assert (now, fingerprint(now)) == (before, was)


@pytest.mark.slow
def test_one_who_withdraws_changes_no_figure_that_is_out(week):
    folder, before = week
    was = fingerprint(before)
    command(folder, "withdraw", of_gisborne_ngos(folder), "--reason", "asked for it")
    said, now = newest(folder)
    assert (now, fingerprint(now)) == (before, was)
    assert "the newest stands" in said


def of_gisborne_ngos(folder):
    """The id of a contribution of the cell."""
    query = "SELECT contribution_id FROM contributions WHERE region = ? AND stakeholder = ? ORDER BY 1"
    with contextlib.closing(sqlite3.connect(folder / "workspace/record.sqlite")) as record:
        return record.execute(query, tuple(CELL.values())).fetchone()[0]
