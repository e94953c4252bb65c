"""All that a release tells is measured once: equal data equally, other data afresh, kept figures stay."""

import dataclasses

import msgspec
import numpy as np
import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.model.engagement import Group
from wellbeing.model.errors import DataError
from wellbeing.release.build.content import boundaries
from wellbeing.release.build.figures import Earlier, figures
from wellbeing.release.protect.facts import ATTENDANCE, CALENDAR

TWELVE = dict.fromkeys(("status",), "held")


def with_rows(true, contributions):
    return dataclasses.replace(true, contributions=contributions.lazy())


def shuffled(true, seed):
    """The same rows in another order."""
    comments = true.judged.comments.sample(fraction=1, shuffle=True, seed=seed)
    return dataclasses.replace(
        true,
        contributions=true.contributions.collect().sample(fraction=1, shuffle=True, seed=seed).lazy(),
        answers=true.answers.collect().sample(fraction=1, shuffle=True, seed=seed).lazy(),
        judged=dataclasses.replace(true.judged, comments=comments),
    )


def without_one(true):
    return with_rows(true, true.contributions.collect().slice(1))


def values(made, name="measured"):
    return dict(made.measurements.select("label", name).iter_rows())


def earlier(made, *, changed):
    return Earlier(made.measurements, made.beside["quotes"], changed)


@pytest.mark.parametrize("seed", [1, 2])
def test_equal_data_are_told_equally_in_whatever_order_they_come(
    measure, islands, islands_true, measured, seed
):
    again = measure(islands, shuffled(islands_true, seed))
    assert again.measurement == measured.measurement
    assert values(again) == pytest.approx(values(measured), abs=1e-9)
    for name, table in measured.tables.items():
        assert again.tables[name].equals(table), name
    for name, table in measured.beside.items():
        assert again.beside[name].equals(table), name


def test_every_measurement_has_a_label_of_its_own(measured):
    assert measured.measurements["label"].is_unique().all()
    assert set(measured.measurements["since"]) == {measured.measurement}


def test_nobody_is_measured_as_somebody_is(measured):
    nobody = measured.measurements.filter(pl.col("n") == 0, pl.col("sigma") > 0)
    assert nobody.height > 50
    assert (nobody["measured"] != 0).mean() > 0.5


def noise(made):
    """Label → how far what was measured strays from the truth, in standard deviations."""
    rows = made.measurements.filter(pl.col("sigma") > 0)
    strays = (pl.col("measured") - pl.col("n")) / pl.col("sigma")
    return dict(rows.select("label", strays.alias("strays")).iter_rows())


def related(first, second):
    both = noise(first).keys() & noise(second).keys()
    return abs(np.corrcoef([noise(first)[one] for one in both], [noise(second)[one] for one in both])[0, 1])


def test_one_contribution_less_draws_all_noise_afresh(measure, islands, islands_true, measured):
    other = measure(islands, without_one(islands_true))
    assert other.measurement != measured.measurement
    assert related(other, measured) < 4 / np.sqrt(len(noise(measured)))


def test_another_secret_draws_other_noise(islands, islands_true, measured):
    other = figures(islands, islands_true, b"another" * 5, boundaries=boundaries(islands))
    assert related(other, measured) < 4 / np.sqrt(len(noise(measured)))
    assert np.std([*noise(measured).values()]) == pytest.approx(
        1, abs=4 / np.sqrt(2 * len(noise(measured))) + 0.01
    )


def test_what_is_estimated_strays_from_the_truth_as_it_says(measured, grid, truth):
    """(x̂ − n) / sd has mean 0 and variance 1; counts of one release go together, so about."""
    found = []
    for name, table in measured.tables.items():
        cells = grid.rows.filter(table=name).sort("row")["cell"].to_numpy()
        rows = table.filter(~pl.col("figure").is_in(["hui", "places"])) if name == "figures" else table
        true = rows.with_columns(n=pl.Series(truth[cells]))
        found.append(
            true.filter(pl.col("sd") > 0).select(z=(pl.col("estimate") - pl.col("n")) / pl.col("sd"))
        )
    z = pl.concat(found)["z"]
    assert z.mean() == pytest.approx(0, abs=0.15)
    assert z.std() == pytest.approx(1, abs=0.1)
    assert (z.abs() <= 1.96).mean() == pytest.approx(0.95, abs=0.02)


def test_facts_are_told_exactly(measured, truth, grid):
    known = measured.tables["total_by_position"].filter(pl.col("sd") == 0)
    assert known.select("question", "position", "rounded").rows() == [
        ("content", "support_with_conditions", 0),
        ("content", "unclear", 0),
        ("tap", "mixed", 0),
        ("tap", "unclear", 0),
    ]
    figures = measured.tables["figures"].filter(pl.col("sd") == 0)
    assert dict(figures.select("figure", "estimate").iter_rows()) == {
        "attendances": 240,
        "hui": 12,
        "places": 3,
        "responses": 360,
        "responses.water": 200,
        "responses.roads": 160,
        "responses.both": 0,
    }


def test_estimates_add_up(measured):
    total = measured.tables["total"]["estimate"].item()
    region = measured.tables["region"]
    by_kind = dict(region.group_by("area_kind").agg(pl.col("estimate").sum()).iter_rows())
    assert by_kind["region"] + by_kind["not_stated"] == pytest.approx(total, abs=1e-3)
    assert by_kind["group"] + by_kind["not_stated"] == pytest.approx(total, abs=1e-3)
    crossed = measured.tables["region_stakeholder_by_channel"].group_by("area", "stakeholder")
    both = crossed.agg(pl.col("estimate").sum()).join(
        measured.tables["region_stakeholder"], on=["area", "stakeholder"], suffix="_whole"
    )
    assert both["estimate"].to_list() == pytest.approx(both["estimate_whole"].to_list(), abs=1e-3)


def test_whole_numbers_add_up_in_a_table_and_differ_by_little_between_tables(measured):
    region = measured.tables["region"]
    for kind in ("region", "group"):
        rows = region.filter(pl.col("area_kind").is_in([kind, "not_stated"]))
        assert rows["rounded"].sum() == 600
    groups = region.group_by("area").agg(pl.col("rounded").first())
    known = dict(groups.iter_rows())
    assert known["N1"] + known["N2"] == known["north_island"]
    for name in ("channel", "topic", "period"):
        assert measured.tables[f"total_by_{name}"]["rounded"].sum() == 600
    crossed = measured.tables["region_stakeholder"]
    types = crossed.filter(~pl.col("stakeholder").is_in(["primary", "public_service"]))
    added = types.group_by("area").agg(pl.col("rounded").sum()).join(region, on="area", suffix="_whole")
    assert (added["rounded"] - added["rounded_whole"]).abs().max() <= 2


def test_the_account_says_what_follows_from_the_design(measured, grid):
    account = measured.account
    assert account["counts"] == grid.cells.height
    assert account["published_cells"] == grid.rows.height
    assert set(account["least"]) == {"margin", "crossed", "sliced", "opinion"}
    assert account["facts"][0] == "all contributions"
    assert CALENDAR in account["facts"]
    assert account["rho"] > 5


@pytest.mark.parametrize(
    ("name", "keys"), [("region", ["area"]), ("region_stakeholder", ["area", "stakeholder"])]
)
def test_the_positions_of_a_cell_add_up_to_it(measured, name, keys):
    asked = measured.tables[f"{name}_by_position"].filter(question="content")
    added = asked.group_by(keys).agg(pl.col("rounded").sum())
    both = added.join(measured.tables[name], on=keys, suffix="_whole")
    assert both.height == measured.tables[name].height
    assert both["rounded"].to_list() == both["rounded_whole"].to_list()


# What stands between one release and the next.


def test_where_no_contribution_has_changed_nothing_is_measured_anew(measure, islands, islands_true, measured):
    again = measure(islands, islands_true, earlier(measured, changed=False))
    kept = again.measurements.filter(pl.col("sigma") > 0)
    then = values(measured)
    assert kept.filter(pl.col("measured") != pl.col("label").replace_strict(then, default=None)).is_empty()
    assert set(kept["since"]) == {measured.measurement}


def test_where_some_have_changed_some_figures_stay_and_some_do_not(measure, islands, measured):
    again = measure(islands, true_tables(seed=2), earlier(measured, changed=True))
    stays = again.measurements.filter(pl.col("sigma") > 0, since=measured.measurement)
    fresh = again.measurements.filter(since=again.measurement)
    then = values(measured)
    assert stays.height > 300
    assert fresh.height > 100
    assert all(then[label] == value for label, value in stays.select("label", "measured").iter_rows())
    known = values(measured, "n")
    moved = [abs(known[label] - n) for label, n in fresh.select("label", "n").iter_rows()]
    still = [abs(known[label] - n) for label, n in stays.select("label", "n").iter_rows()]
    assert max(still) == 0  # what is kept of a figure is the count when it was measured
    assert np.mean(np.array(moved) >= 3) > 0.6


def test_a_changed_setting_measures_only_what_is_new(measure, islands, islands_true, measured):
    one = Group(id="islands", en="Both islands", members=("N1", "N2", "S1", "S2"))
    settings = msgspec.structs.replace(islands.engagement, region_groups=(one,))
    folder = dataclasses.replace(islands, engagement=settings)
    again = measure(folder, islands_true, earlier(measured, changed=False))
    then = values(measured)
    now = again.measurements.filter(pl.col("sigma") > 0)
    # Sums of tones are corrected by how groups differ: with other groups they are other sums.
    old = now.filter(pl.col("label").is_in(list(then)), ~pl.col("label").str.starts_with("sums sum"))
    assert set(old["since"]) == {measured.measurement}  # more noise may have been added, none drawn anew
    new = now.filter(~pl.col("label").is_in(list(then)))
    assert new["label"].str.contains("islands").all()
    assert set(new["since"]) == {again.measurement}


def test_a_title_changes_nothing_that_is_measured(measure, islands, islands_true, measured):
    settings = msgspec.structs.replace(islands.engagement, en="What they say")
    again = measure(
        dataclasses.replace(islands, engagement=settings), islands_true, earlier(measured, changed=False)
    )
    assert again.measurement == measured.measurement
    assert again.measurements.equals(measured.measurements)


# Records that say little, or say something else than their events.


def test_an_empty_record_is_not_released(measure, islands, islands_true):
    with pytest.raises(DataError, match="holds no contributions"):
        measure(islands, with_rows(islands_true, islands_true.contributions.collect().clear()))


def test_three_contributions_are_released_and_their_number_told(measure, tell, islands, islands_true):
    three = measure(islands, with_rows(islands_true, islands_true.contributions.collect().tail(3)))
    tables = tell(islands, three).tables
    assert tables["total"].select("status", "count", "low", "high").rows() == [("shown", 3, 3, 3)]
    assert set(tables["region"]["status"]) == {"few"}


def test_a_record_of_one_hui_is_released_without_its_opinions(measure, tell, islands, islands_true):
    one = islands_true.contributions.collect().filter(event_id="hui-01")
    tables = tell(islands, measure(islands, with_rows(islands_true, one))).tables
    answers = tables["total_by_position"].filter(pl.col("position") != "no_answer", pl.col("sd") > 0)
    assert set(answers["status"]) <= {"few", "one_source"}
    assert tables["total"]["count"].item() == 20


def test_answers_of_one_hui_are_not_told_where_it_is_the_only_one(measure, tell, islands, islands_true):
    """In S1 only one hui answered, and all alike; who did not answer is told."""
    rows = islands_true.contributions.collect()
    (event,) = islands_true.events.filter(region="S1", status="held")["event_id"].head(1)
    silenced = rows.filter(pl.col("region") == "S1", pl.col("event_id").ne_missing(event))
    here = rows.filter(region="S1")["contribution_id"].implode()
    position = pl.col("position").cast(pl.String)
    alike = pl.when(pl.col("contribution_id").is_in(here), position.is_not_null()).then(pl.lit("support"))
    answers = islands_true.answers.filter(
        ~pl.col("contribution_id").is_in(silenced["contribution_id"].implode())
    ).with_columns(position=alike.otherwise(position))
    true = dataclasses.replace(islands_true, answers=answers)
    told = tell(islands, measure(islands, true)).tables["region_by_position"]
    found = dict(told.filter(area="S1", question="content").select("position", "status").iter_rows())
    assert (found["support"], found["oppose"], found["no_answer"]) == ("one_source", "few", "shown")
    assert told.filter(area="N1", question="content", position="support")["status"].item() == "shown"
    row = told.filter(area="S1", question="content", position="support").row(0, named=True)
    base = tell(islands, measure(islands, true)).tables["region"].filter(area="S1")["high"].item()
    assert (row["count"], row["low"], row["high"]) == (None, 0, base)


def test_where_attendances_are_not_those_of_the_events_nothing_is_taken_from_the_calendar(
    measure, tell, islands, islands_true
):
    rows = islands_true.contributions.collect()
    elsewhere = pl.when(pl.col("contribution_id") == "att-hui-00-0").then(pl.lit("S2")).otherwise("region")
    made = measure(islands, with_rows(islands_true, rows.with_columns(region=elsewhere)))
    assert CALENDAR not in made.account["facts"]
    tables = tell(islands, made).tables
    assert tables["region_by_channel"].filter(area="S2", channel="hui")["status"].item() == "few"
    assert tables["total_by_channel"].filter(channel="hui")["count"].item() == 240


def test_attendance_is_told_exactly_only_where_it_is_declared_public(
    measure, islands, islands_true, measured
):
    settings = msgspec.structs.replace(islands.engagement, attendance_is_public=True)
    made = measure(dataclasses.replace(islands, engagement=settings), islands_true)
    assert ATTENDANCE in made.account["facts"]
    assert ATTENDANCE not in measured.account["facts"]
    told = [
        one.beside["events"].filter(**TWELVE).select("attendees_low", "attendees_high")
        for one in (made, measured)
    ]
    assert set(told[0].rows()) == {(20, 20)}
    assert set(told[1].rows()) <= {(10, 19), (20, 39)}


def test_a_published_figure_that_is_not_true_any_more_is_no_fact(measure, islands, islands_true):
    made = measure(islands, without_one(islands_true))
    assert "published totals" in measure(islands, islands_true).account["facts"]
    assert "published totals" not in made.account["facts"]
    assert made.tables["total_by_channel"].filter(channel="hui")["sd"].item() > 0
