"""Not stated is not "not heard": a fair draw has no more gaps where many leave their region blank; the page says it."""

import csv
import re
import shutil

import pytest
from walking import command, released
from walking import written as words_of

from wellbeing.sources.paths import ROOT
from wellbeing.views.explore import Explore

PROFILE = """\
about = "Made for this test"
evidence = "our own template"
id = ["id"]
received_on = { columns = ["received"] }
channel = { constant = "online" }
topic = { constant = "both" }
region = { columns = ["region"] }
stakeholder = { columns = ["role"] }
questions = [{ id = "trust", columns = ["trust"] }]
"""
HEADS = ("id", "received", "region", "role", "trust")
DRAWS = list(csv.DictReader((ROOT / "tests/samples/cases/fair-draws.csv").read_text("utf-8").splitlines()))


def release_of(folder, draw):
    """The release of a draw of 3,000, in a fresh workspace of the shipped engagement."""
    ignored = shutil.ignore_patterns("synthetic")
    shutil.copytree(ROOT / "data/your-say-2018", folder / "engagement", ignore=ignored)
    (folder / "engagement/profiles/made.toml").write_text(PROFILE, "utf8")
    people = [
        (one["region"], one["role"]) for one in DRAWS if one["draw"] == draw for _ in range(int(one["rows"]))
    ]
    with (folder / "fair.csv").open("w", encoding="utf8", newline="") as file:
        days = [f"2018-{6 + at % 3:02}-{1 + at % 30:02}" for at in range(len(people))]
        rows = [(at, days[at], *who, "agree") for at, who in enumerate(people)]
        csv.writer(file).writerows([HEADS, *rows])
    account = command(folder, "import", folder / "fair.csv", "--profile", "made")
    assert "3,000 rows read = 3,000 imported + 0 quarantined + 0 refused." in account
    return released(folder)


@pytest.mark.prove
def test_a_fair_draw_has_no_more_gaps_where_two_in_five_state_no_region(tmp_path):
    gaps = {}
    for number, draw in enumerate(dict.fromkeys(one["draw"] for one in DRAWS)):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        page = Explore(release_of(folder, draw))
        listed = page.explorer.answer.coverage.gaps["state"].cast(str)
        gaps[draw] = int((listed == "gap").sum())
        told = re.findall(r"[^.]*state no region[^.]*\.", words_of(page))
        print(f"\n{draw}: {gaps[draw]} gaps, {len(listed)} listed; {told[:2]}")  # noqa: T201
    assert told
    stated, unstated = gaps.values()
    assert unstated <= stated
