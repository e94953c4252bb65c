"""A folder that is wrong is refused with one message: it counts, names, lists and points at the file."""

import shutil

import pytest
from two_islands import FOLDER

from wellbeing.model.errors import DataError
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "engagement")


def change(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def refusal(folder):
    with pytest.raises(DataError) as refused:
        read_engagement(folder)
    return str(refused.value)


def test_the_shipped_engagement_is_whole():
    found = read_engagement(ROOT / "data" / "your-say-2018")
    assert (found.regions.height, len(found.engagement.stakeholders)) == (17, 8)
    assert (len(found.engagement.region_groups), len(found.engagement.stakeholder_groups)) == (9, 5)


def test_a_benchmark_with_an_unknown_region_is_named_with_those_that_are_known(folder):
    first = (folder / "benchmarks.csv").read_text().splitlines()[1]
    with (folder / "benchmarks.csv").open("a") as rows:
        rows.write(first.replace(",N1,", ",N9,") + "\n" + first.replace(",N1,", ",N8,") + "\n")
    said = refusal(folder)
    assert said.startswith("2 unknown regions in")
    assert "benchmarks.csv: 'N8', 'N9'. Known: 'N1'" in said


def test_a_group_that_leaves_a_region_out_is_refused(folder):
    settings = (folder / "engagement.toml").read_text()
    start = settings.index("[[region_groups]]")
    members = settings[settings.index("members", start) :].split("\n")[0]
    change(folder, "engagement.toml", members, 'members = ["N1"]')
    assert "not in exactly one group" in refusal(folder)


def test_an_unknown_position_is_listed_with_the_known_ones(folder):
    change(folder, "engagement.toml", 'position = "support"', 'position = "suport"')
    assert "1 unknown position: 'suport'. Known: 'support'" in refusal(folder)


def test_a_misspelt_key_is_named(folder):
    change(folder, "engagement.toml", "time_zone", "timezone")
    assert "engagement.toml" in refusal(folder)
    assert "timezone" in refusal(folder)


def test_a_missing_file_is_named(folder):
    (folder / "plan.csv").unlink()
    assert "plan.csv is missing" in refusal(folder)


def test_a_missing_column_is_named_with_those_found(folder):
    change(folder, "regions.csv", "population", "people")
    said = refusal(folder)
    assert "regions.csv lacks 1 column: 'population'" in said
    assert "'people'" in said


def test_rows_that_break_a_rule_are_counted_and_shown(folder):
    text = (folder / "benchmarks.csv").read_text().splitlines()
    weight = text[1].split(",")[3]
    change(folder, "benchmarks.csv", f",{weight},", f",-{weight},")
    said = refusal(folder)
    assert "1 row of" in said
    assert "break the table's rules" in said
    assert f"-{weight}" in said
