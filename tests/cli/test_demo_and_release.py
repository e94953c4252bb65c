"""From an empty workspace to a release, and what stands in the way."""

import os
import signal
import subprocess
import time

import pytest
from serving import WELLBEING

from wellbeing.opinion.lexicon import LexiconScorer
from wellbeing.release.finding import releases
from wellbeing.release.opening import read_release

FIRST = "2020-06-09.01"


def test_demo_fills_the_record_once_and_makes_no_release(wellbeing, workspace):
    assert "600 contributions" in wellbeing("demo").stdout
    again = wellbeing("demo")
    assert (again.exit_code, again.stdout) == (
        0,
        "Nothing was added: the demonstration is in the record already.\n",
    )
    assert not (workspace / "releases").exists()


def test_release_prints_the_folder_of_a_release_that_opens(released, workspace):
    printed = released("release", "--approve", "A. Tester").stdout.strip()
    assert printed == str(workspace / "releases" / FIRST)
    assert read_release(workspace / "releases" / FIRST).manifest.marked == "demonstration"


@pytest.mark.parametrize("name", [[], ["--approve", ""], ["--approve", "  "]])
def test_without_somebody_who_approves_it_is_wrong_usage(wellbeing, workspace, name):
    wellbeing("demo")
    refused = wellbeing("release", *name)
    assert refused.exit_code == 2
    assert "--approve NAME" in refused.stderr
    assert releases(workspace) == []


def test_without_a_record_the_message_says_what_to_do(wellbeing):
    refused = wellbeing("release", "--approve", "A. Tester")
    assert refused.exit_code == 1
    assert "`wellbeing demo` fills" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_release_says_which_scorer_was_asked_for(wellbeing, workspace):
    wellbeing("demo")
    refused = wellbeing("release", "--approve", "A. Tester", "--scorer", "crystal-ball")
    assert refused.exit_code == 1
    assert "No scorer is called 'crystal-ball'" in refused.stderr
    assert releases(workspace) == []
    wellbeing("release", "--approve", "A. Tester", "--scorer", "vader-nz")
    table = read_release(workspace / "releases" / FIRST).table("scoring")
    assert table["scorer"].unique().to_list() == [LexiconScorer().id]


def test_each_tier_has_releases_of_its_own(released, workspace):
    assert released("release", "--tier", "public", "--approve", "A. Tester").stdout.strip().endswith(".02")
    tiers = [read_release(path).manifest.tier for path in releases(workspace)]
    assert tiers == ["adviser", "public"]
    assert releases(workspace, "public")[0].name == "2020-06-09.02"


@pytest.mark.parametrize(("withdrawn", "newest"), [(19, FIRST), (20, "2020-06-09.02")])
def test_a_release_is_made_when_twenty_contributions_have_changed(released, withdraw, withdrawn, newest):
    withdraw(withdrawn)
    done = released("release", "--approve", "A. Tester")
    assert done.exit_code == 0
    assert done.stdout.strip().endswith(newest)


def test_another_engagements_workspace_is_refused(released, islands_folder, workspace):
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text().replace('id = "two-islands"', 'id = "three-islands"'))
    for command in (["demo"], ["release", "--approve", "A. Tester"]):
        refused = released(*command)
        assert refused.exit_code == 1
        assert "is the record of engagement 'two-islands', not of 'three-islands'" in refused.stderr


def start(islands_folder, workspace):
    folders = ["--engagement", str(islands_folder), "--workspace", str(workspace)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    return subprocess.Popen([WELLBEING, *folders, "release", "--approve", "A. Tester"], **quiet)


def test_releases_made_at_once_do_not_hurt_each_other(wellbeing, islands_folder, workspace):
    wellbeing("demo")
    at_once = [start(islands_folder, workspace) for _ in range(3)]
    assert [process.wait() for process in at_once] == [0, 0, 0]
    made = releases(workspace)
    assert [read_release(path).id for path in made] == [path.name for path in made]
    assert 1 <= len(made) <= 3


def test_a_release_that_is_killed_leaves_no_part_of_one(wellbeing, withdraw, islands_folder, workspace):
    wellbeing("demo")
    alone = time.monotonic()
    start(islands_folder, workspace).wait()
    alone = time.monotonic() - alone
    for part in (0.5, 0.7, 0.8, 0.9, 0.95):
        withdraw(20)
        process = start(islands_folder, workspace)
        time.sleep(alone * part)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    for path in releases(workspace):
        assert read_release(path).id == path.name
