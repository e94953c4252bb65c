"""From an empty workspace to a release, and what stands in the way."""

import time

import pytest
from importer import start

from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

FIRST = "2020-06-09.01"


@pytest.fixture
def opened(workspace, islands_folder):
    """A function of an id or a folder: the release."""

    def read(name):
        return read_release(workspace / "releases" / name, Trust(workspace, islands_folder))

    return read


def test_demo_fills_the_record_once_and_makes_no_release(wellbeing, workspace):
    assert "600 contributions" in wellbeing("demo").stdout
    again = wellbeing("demo")
    assert (again.exit_code, again.stdout) == (
        0,
        "Nothing was added: the demonstration is in the record already.\n",
    )
    assert not (workspace / "releases").exists()


def test_release_prints_the_folder_of_a_release_that_opens(released, workspace, opened):
    printed = released("release", "--approve", "A. Tester").stdout.strip()
    assert printed == str(workspace / "releases" / FIRST)
    assert opened(FIRST).manifest.marked == "demonstration"


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


def test_a_release_says_which_scorer_was_asked_for(wellbeing, workspace, opened):
    wellbeing("demo")
    refused = wellbeing("release", "--approve", "A. Tester", "--scorer", "crystal-ball")
    assert refused.exit_code == 1
    assert "No scorer is called 'crystal-ball'" in refused.stderr
    assert releases(workspace) == []
    wellbeing("release", "--approve", "A. Tester", "--scorer", "vader-nz")
    table = opened(FIRST).table("scoring")
    assert table["scorer"].unique().to_list() == [LexiconScorer().id]


def test_each_tier_has_releases_of_its_own(released, workspace, opened):
    assert released("release", "--tier", "public", "--approve", "A. Tester").stdout.strip().endswith(".02")
    tiers = [opened(path).manifest.tier for path in releases(workspace)]
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


@pytest.fixture
def begin(islands_folder, workspace, tmp_path):
    """Begin a release in a process of its own; what it prints goes to the file ``said``."""
    folders = ["--engagement", islands_folder, "--workspace", workspace]
    return lambda said="said": start([*folders, "release", "--approve", "A. Tester"], tmp_path / said)


def test_of_releases_made_at_once_one_is_made_and_the_others_wait_or_say_why(
    wellbeing, begin, workspace, opened, tmp_path
):
    wellbeing("demo")
    at_once = {name: begin(name) for name in ("one", "two", "three")}
    for process in at_once.values():
        process.join()
    refused = [(tmp_path / name).read_text() for name, process in at_once.items() if process.exitcode]
    assert len(refused) < len(at_once)
    assert all("Another program is writing to the record" in text for text in refused)
    made = releases(workspace)
    assert [opened(path).id for path in made] == [path.name for path in made] == [FIRST]


@pytest.fixture
def killed(wellbeing, withdraw, begin):
    """The commands, after releases were killed at various times."""
    wellbeing("demo")
    alone = time.monotonic()
    begin().join()
    alone = time.monotonic() - alone
    for part in (0.3, 0.6, 0.8, 0.95):
        withdraw(20)
        process = begin()
        process.join(alone * part)
        process.kill()
        process.join()
    return wellbeing


def test_a_release_that_is_killed_leaves_no_part_of_one_and_stands_in_no_way(killed, workspace, opened):
    for path in releases(workspace):
        assert opened(path).id == path.name
    done = killed("release", "--approve", "A. Tester")
    assert done.exit_code == 0, done.output
    assert opened(done.stdout.strip()).manifest.tier == "adviser"


def test_a_change_of_settings_makes_a_release_due_with_the_same_measurements(
    released, islands_folder, opened
):
    settings = islands_folder / "engagement.toml"
    text = settings.read_text(encoding="utf8")
    settings.write_text(text.replace('en = "Farmers"', 'en = "People who farm"'), encoding="utf8")
    again = released("release", "--approve", "A. Tester").stdout.strip()
    first, second = opened(FIRST), opened(again)
    assert second.id != first.id
    assert "People who farm" in {term.en for term in second.engagement.stakeholders}
    assert second.table("region").equals(first.table("region"))
    assert released("release", "--approve", "A. Tester").stdout.strip() == again
