"""From one release to the next: what is measured anew, what is told again, and what stands in the way."""

import contextlib
import json
import shutil
import sqlite3

import polars as pl
import pytest

from wellbeing.record.store.database import open_record
from wellbeing.record.store.log import append
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

FIRST, SECOND = "2020-06-09.01", "2020-06-09.02"


@pytest.fixture
def opened(workspace, islands_folder):
    """A function of an id: the release."""

    def read(name):
        return read_release(workspace / "releases" / name, Trust(workspace, islands_folder))

    return read


@pytest.fixture
def make(wellbeing):
    """Order a release of a tier; what came of it."""

    def ordered(tier="adviser", *more):
        return wellbeing("release", "--tier", tier, "--approve", "A. Tester", *more)

    return ordered


def made(done):
    """The id of the release that a command printed."""
    assert done.exit_code == 0, done.output
    return done.stdout.strip().rpartition("/")[2]


def change(islands_folder, before, after):
    settings = islands_folder / "engagement.toml"
    text = settings.read_text()
    assert before in text
    settings.write_text(text.replace(before, after))


def log(workspace, action):
    """The details of the log's entries of a kind."""
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        rows = record.execute("SELECT detail FROM log WHERE action = ? ORDER BY seq", (action,))
        return [json.loads(detail) for (detail,) in rows]


def same_figures(first, second):
    return all(first.table(name).equals(second.table(name)) for name in first.tables)


# The second tier.


def test_the_other_tier_is_told_from_what_was_measured_and_the_record_is_not_read(
    released, make, workspace, opened
):
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
        record.execute("UPDATE contributions SET answers = '[]'")
    done = make("public")
    assert "Reading the record" not in done.stderr
    adviser, public = opened(FIRST), opened(made(done))
    assert public.manifest.measurement == adviser.manifest.measurement
    asked = ("total_by_position", "region_by_position")
    for name in asked:
        told = adviser.table(name).filter((pl.col("count") >= 10) | (pl.col("sd") == 0))
        again = public.table(name)
        assert again.join(told, on=told.columns, how="semi", nulls_equal=True).height == told.height > 5


def test_fewer_than_twenty_changes_do_not_show_in_it(released, make, withdraw, opened):
    withdraw(19)
    public = opened(made(make("public")))
    assert public.table("total")["count"].item() == 600
    assert public.manifest.measurement == opened(FIRST).manifest.measurement


def test_it_is_printed_again_as_long_as_it_stands(released, make):
    assert made(make("public")) == made(make("public")) == SECOND
    assert "the newest stands" in make("public").stderr


def test_twenty_changes_since_any_release_make_one_due_whatever_its_tier(released, make, withdraw, opened):
    withdraw(12)
    make("public")
    withdraw(8)
    third = opened(made(make()))
    assert third.id == "2020-06-09.03"
    assert third.table("total")["count"].item() == 580
    assert third.manifest.measurement != opened(FIRST).manifest.measurement


def test_after_that_the_other_tier_is_told_anew_too(released, make, withdraw, opened):
    make("public")
    withdraw(20)
    third = opened(made(make()))
    fourth = opened(made(make("public")))
    assert (fourth.id, fourth.manifest.measurement) == ("2020-06-09.04", third.manifest.measurement)


def test_only_the_newest_figures_are_kept(released, make, withdraw, workspace, opened):
    withdraw(20)
    second = opened(made(make()))
    assert [path.name for path in (workspace / "held").iterdir()] == [second.manifest.measurement]


# Settings.


def test_a_changed_setting_makes_a_release_due_with_the_same_figures(released, make, islands_folder, opened):
    change(islands_folder, "What the two islands say", "What they say")
    first, second = opened(FIRST), opened(made(make()))
    assert (second.id, second.engagement.en) == (SECOND, "What they say")
    assert second.manifest.measurement == first.manifest.measurement
    assert same_figures(first, second)
    assert made(make()) == SECOND


def test_each_tier_gets_the_changed_setting(released, make, islands_folder, opened):
    make("public")
    change(islands_folder, "What the two islands say", "What they say")
    for tier in ("public", "adviser"):
        assert opened(made(make(tier))).engagement.en == "What they say"


def test_a_figure_that_is_public_now_is_kept_to_and_every_claim_holds(
    released, make, wellbeing, workspace, islands_folder, opened
):
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        counted = "SELECT sum(channel = 'hui'), sum(channel <> 'hui') FROM contributions"
        at_hui, others = record.execute(counted).fetchone()
    numbers = {"attendances": at_hui, "responses": others}
    rows = [(name, number, "contributions", "published", "a report", "") for name, number in numbers.items()]
    head = ("figure", "value", "unit", "basis", "source", "note")
    pl.DataFrame(rows, head, orient="row").write_csv(islands_folder / "published.csv")
    first, second = opened(FIRST), opened(made(make()))
    assert second.manifest.measurement != first.manifest.measurement
    assert second.table("total_by_channel").filter(channel="hui")["count"].item() == at_hui
    assert wellbeing("audit", second.id).exit_code == 0


def test_a_changed_threshold_tells_otherwise_of_the_same_figures(released, make, islands_folder, opened):
    change(islands_folder, "threshold = 6", "threshold = 30")
    second = opened(made(make()))
    told, before = (one.table("region_stakeholder") for one in (second, opened(FIRST)))
    assert second.policy.threshold == 30
    assert told["count"].drop_nulls().min() >= 30
    assert told.filter(status="shown").equals(before.filter(pl.col("count") >= 30))


def test_a_title_that_is_changed_with_a_few_contributions_lets_none_of_them_out(
    released, make, withdraw, islands_folder, opened
):
    change(islands_folder, "What the two islands say", "What they say")
    withdraw(19)
    first, second = opened(FIRST), opened(made(make()))
    assert (second.id, second.engagement.en) == (SECOND, "What they say")
    assert second.table("total")["count"].item() == 600
    assert same_figures(first, second)


def regrouped(islands_folder):
    """N2 and S1 have changed places."""
    change(islands_folder, 'members = ["N1", "N2"]', 'members = ["N1", "S1"]')
    change(islands_folder, 'members = ["S1", "S2"]', 'members = ["N2", "S2"]')


def test_other_groups_are_measured_anew_and_all_else_stays(released, make, workspace, islands_folder, opened):
    regrouped(islands_folder)
    first, second = opened(FIRST), opened(made(make()))
    kept = pl.read_parquet(workspace / "held" / second.manifest.measurement / "measurements.parquet")
    fresh = kept.filter(pl.col("sigma") > 0, since=second.manifest.measurement)["label"]
    assert fresh.str.contains("_island").all()
    assert kept.filter(since=first.manifest.measurement)["label"].str.contains("area=N1").any()
    north = second.table("region").filter(area="north_island").row(0, named=True)
    parts = second.table("region").filter(pl.col("area").is_in(["N1", "S1"]))["count"].sum()
    assert north["count"] == parts


def test_they_wait_for_a_batch_where_a_few_contributions_have_changed(
    released, make, withdraw, islands_folder, opened
):
    regrouped(islands_folder)
    withdraw(5)
    for tier in ("adviser", "public"):
        refused = make(tier)
        assert refused.exit_code == 1
        assert "What the engagement counts was changed" in refused.stderr
        assert "fewer than 20: they could be told" in refused.stderr
    withdraw(15)
    assert opened(made(make())).table("total")["count"].item() == 580


# What is lost, unknown or unfinished.


def test_where_what_was_measured_is_lost_nothing_is_measured_afresh(released, make, withdraw, workspace):
    shutil.rmtree(workspace / "held")
    for tier in ("adviser", "public"):
        refused = make(tier)
        assert refused.exit_code == 1
        assert f"What was measured for release {FIRST}, which is out, is not in" in refused.stderr
        assert "figures could be compared with those that are out" in refused.stderr
    withdraw(40)
    assert make().exit_code == 1
    assert [path.name for path in releases(workspace)] == [FIRST]


def test_a_new_series_starts_once_a_batch_has_changed(released, make, withdraw, workspace, opened):
    shutil.rmtree(workspace / "held")
    refused = make("adviser", "--new-series")
    assert refused.exit_code == 1
    assert f"A new series needs 20 contributions changed since release {FIRST}" in refused.stderr
    withdraw(20)
    second = opened(made(make("adviser", "--new-series")))
    assert second.id == SECOND
    assert opened(made(make("public"))).manifest.measurement == second.manifest.measurement


def test_where_nothing_is_lost_asking_for_a_new_series_starts_none(
    released, make, withdraw, workspace, opened
):
    assert made(make("adviser", "--new-series")) == FIRST
    withdraw(20)
    both = [opened(name).manifest.measurement for name in (FIRST, made(make("adviser", "--new-series")))]
    kept = pl.read_parquet(workspace / "held" / both[1] / "measurements.parquet")
    stays = kept.filter(pl.col("sigma") > 0, since=both[0])
    assert stays.height > 0.5 * kept.height
    assert set(kept["since"]) == set(both)


def test_a_release_that_the_log_knows_nothing_of_is_in_the_way(released, make, workspace):
    """The record was restored from before it: another could be compared with it."""
    shutil.copytree(workspace / "releases" / FIRST, workspace / "releases" / "2020-06-09.07")
    refused = make()
    assert refused.exit_code == 1
    assert "1 release in" in refused.stderr
    assert "not in the record's log: '2020-06-09.07'" in refused.stderr
    assert "Restore the newest backup of the record" in refused.stderr


def test_a_release_of_the_older_way_needs_a_new_series_and_a_batch(wellbeing, make, workspace, withdraw):
    wellbeing("demo")
    with open_record(workspace, "two-islands") as record:
        older = {"release": FIRST, "tier": "adviser", "upto": 5, "contributions": 600}
        append(record, "released", older)
    refused = make()
    assert refused.exit_code == 1
    assert f"Release {FIRST}, which is out, was protected in an older way" in refused.stderr
    assert make("adviser", "--new-series").exit_code == 1
    withdraw(20)
    assert made(make("adviser", "--new-series")) == SECOND


@pytest.fixture
def interrupted(wellbeing, make, workspace):
    """The commands, after a release was announced in the log and could not be given its name."""
    wellbeing("demo")
    (workspace / "releases").mkdir(mode=0o700)
    (workspace / "releases" / FIRST).write_text("in the way")
    assert make().exit_code == 1
    (workspace / "releases" / FIRST).unlink()
    return wellbeing


def test_a_release_that_was_announced_is_made_under_its_id_with_the_same_figures(
    interrupted, make, withdraw, workspace, opened
):
    (announced,) = log(workspace, "releasing")
    assert (announced["release"], log(workspace, "released")) == (FIRST, [])
    withdraw(19)
    release = opened(made(make()))
    assert release.id == FIRST
    assert release.manifest.measurement == announced["measurement"]
    assert release.table("total")["count"].item() == 600
    assert [entry["release"] for entry in log(workspace, "released")] == [FIRST]


def test_it_counts_as_out(interrupted, make, withdraw, workspace):
    withdraw(20)
    assert made(make()) == SECOND  # it may have been seen: its id is never another's
    assert [entry["release"] for entry in log(workspace, "releasing")] == [FIRST, SECOND]


def test_a_release_whose_folder_is_gone_is_told_again_as_it_was(released, make, workspace, opened):
    first = opened(FIRST)
    shutil.rmtree(workspace / "releases" / FIRST)
    again = opened(made(make()))
    assert again.id == SECOND  # an id that was out is never given to another folder
    assert again.manifest.measurement == first.manifest.measurement
    assert same_figures(first, again)
