"""What one release says by itself: figures that are equal, neighbours, the calendar, the roster, silence."""

import dataclasses

import numpy as np
import polars as pl
import pytest
from making import made, really
from naive import hidden_beside, of_members, thresholded, validated
from outsider import Best, equations, given_by_others, key, matrix, without
from success import secret, told_apart

#: Releases on either side of a question that an attacker answers.
TRIES = 28


def at(said, **names):
    return said.at[key(**names)]


# Equal figures in a part and its whole: nobody from somebody.


def equal_figures(figures, pairs):
    """The share of tables in which a part and its whole have the same figure."""
    return np.mean([figures[part] == figures[whole] for part, whole in pairs])


@pytest.fixture(scope="session")
def on_south_island(people, islands_true):
    """People of whom nobody is of S2, the same with one who is, and the cells of S1 and their group's."""
    said, persons = people.said, really(people, islands_true)
    region = people.names.index("region")
    nobody = persons[persons[:, region] != people.regions.index("S2")]
    one = persons[persons[:, region] == people.regions.index("S2")][:1]
    cut = [
        (cell, without(cell, "area") | {("area", "south_island")})
        for cell in said.rows
        if ("area", "S1") in cell
    ]
    pairs = [(said.at[part], said.at[whole]) for part, whole in cut if whole in said.at]
    return nobody, np.concatenate([nobody, one]), pairs


def test_equal_figures_do_not_tell_nobody_from_somebody(people, press, on_south_island):
    *cases, pairs = on_south_island
    found = []
    for persons in cases:
        n = press.with_hui(people.count(persons))
        counts = [press.release(secret(seed), n).rows["count"].to_numpy() for seed in range(TRIES)]
        found.append(np.array([equal_figures(figures, pairs) for figures in counts]))
    assert len(pairs) >= 80
    assert told_apart(-found[0], -found[1]) <= 0.7


def test_equal_figures_tell_nobody_from_somebody_where_noise_is_that_of_the_contributions(
    people, on_south_island
):
    """The control: with nobody in S2 the sets are the same, and so is their noise."""
    *cases, pairs = on_south_island
    found = [
        np.array([equal_figures(of_members(people, persons, 2, seed), pairs) for seed in range(5)])
        for persons in cases
    ]
    assert told_apart(-found[0], -found[1]) == 1
    assert found[0].min() == 1


# Minimality: why was this neighbour hidden?


def test_what_is_told_of_neighbours_does_not_depend_on_a_small_count(people, press, islands_true):
    """The documentation's first example: a group's figure, one region's, and "few" for the other: 0 is as likely."""
    said, persons = people.said, really(people, islands_true)
    cells = [at(said, area=area, stakeholder="teacher") for area in ("S1", "S2", "south_island")]
    told = []
    for number in (0, 3):
        n = press.with_hui(people.count(with_teachers(people, persons, number)))
        releases = [press.release(secret(seed), n).rows["status"] for seed in range(TRIES)]
        told.append(["|".join(rows.gather(cells)) for rows in releases])
    assert n[cells[1]] == 3
    patterns = sorted({*told[0], *told[1]})
    apart = sum(abs(told[0].count(one) - told[1].count(one)) for one in patterns) / (2 * TRIES)
    assert apart <= 0.15


def test_hiding_neighbours_where_it_is_needed_tells_nobody_from_somebody():
    """The control, with the figures of that example: a neighbour is hidden only where somebody is there."""
    chance = np.random.default_rng(5)
    found = [[hidden_beside(9 + few, 9, chance) for _ in range(TRIES)] for few in (0, 5)]
    assert np.mean(found[0]) == 0
    assert np.mean(found[1]) >= 0.5


def with_teachers(people, persons, number):
    """So many teachers in S2."""
    names = people.names
    region, kind = people.regions.index("S2"), people.types.index("teacher")
    there = (persons[:, names.index("region")] == region) & (persons[:, names.index("type")] == kind)
    response = (persons[:, names.index("region")] != region) & (persons[:, names.index("arrival")] > MOST_HUI)
    new = persons[response][:number].copy()
    new[:, names.index("region")], new[:, names.index("type")] = region, kind
    return np.concatenate([persons[~there], new])


#: Arrivals by hui come first.
MOST_HUI = 11


# Topic both can only be hui, since responses by topic sum to all responses.


def averaged(said):
    """Equations that an outsider adds who sees as many on both as at hui: then they are the same, cell by cell."""
    more = []
    for cell in said.cells:
        names = dict(cell)
        both = without(cell, "channel") | {("topic", "both")}
        if names.get("channel") == "hui" and "week" not in names and both in said.at:
            more.append(([both], [cell]))
    return matrix(said, [*equations(said), *more])


@pytest.mark.parametrize("seed", [2, 4])
def test_hui_and_both_together_leave_what_the_policy_promises_in_other_shapes(shaped, seed):
    """Where no total is public it shows in the figures all the same."""
    assert all(lacking(shaped(seed)[0].said))


def test_hui_and_both_together_leave_what_the_policy_promises(first):
    """They are two looks at the same people: less is left than the printed sd, and no less than is promised."""
    assert all(lacking(first.said))


def lacking(said):
    """Per class of count: whether whoever averages is left with what the policy promises."""
    known = Best(averaged(said), said.sigma).sd(np.arange(len(said.cells)))
    kinds = np.array([kind_of(cell) for cell in said.cells])
    for kind, least in said.manifest["policy"]["least"].items():
        open_ = (kinds == kind) & (said.sd > 0) & (known > TIED)
        yield known[open_].min() >= least - 1e-3


#: Below it a count is known by equations alone: both in all is attendances, which are public.
TIED = 0.05


def kind_of(cell):
    """The class of a count in the policy, by what it is cut by."""
    names = set(dict(cell))
    if names & {"position", "tone", "theme"}:
        return "opinion" if "figure" not in names else "hui"
    if names & {"channel", "topic", "period", "week", "event", "figure"}:
        return "sliced"
    return "crossed" if len(names) > 1 else "margin"


def test_nobody_is_of_both_where_no_hui_was_held_and_the_release_says_so(first):
    rows = first.said.rows
    for area in ("S2", "not stated"):
        assert rows[key(area=area, topic="both")]["high"] == 0
        assert rows[key(area=area, topic="both")]["sd"] == 0


# The calendar: a hui's attendance is in its region's cell and its week's.


def test_the_calendar_tells_attendance_no_better_than_adding_up_does(first, press):
    """All figures, and every relation to the hui that were held: their errors are as large as follows from noise."""
    said = first.said
    cells = [number for number, cell in enumerate(said.cells) if "event" in dict(cell)]
    claimed = Best(matrix(said), said.sigma).sd(cells)
    errors = [press.release(secret(seed)).estimate[cells] - first.true[cells] for seed in range(TRIES)]
    assert len(cells) == 12
    assert claimed.min() >= 0.85
    assert np.sqrt(np.mean(np.square(errors) / claimed**2)) >= 0.9


def test_the_calendar_tells_attendance_where_counts_of_enough_are_exact(first):
    """The control: a region's cell, and its week's, are those of its hui, however attendance is told."""
    said = first.said
    events = np.array(["event" in dict(cell) for cell in said.cells])
    small = np.isnan(thresholded(first.true, said.threshold))
    assert given_by_others(said, events | small)[events].all()


def test_bands_of_attendance_are_those_of_figures_with_noise(islands, islands_true):
    """A hui of nine or ten is told of as either: a band does not say on which side of its edge a number lies."""
    rows = islands_true.contributions.collect()
    ordinal = pl.int_range(pl.len()).over("event_id")
    nine = rows.filter((pl.col("channel") != "hui") | (ordinal < 9))
    held = islands_true.events.with_columns(attendees=pl.when(pl.col("attendees").is_not_null()).then(9))
    true = dataclasses.replace(
        islands_true, contributions=nine.lazy(), events=held.cast(islands_true.events.schema)
    )
    bands = [
        made(islands, true, secret=secret(seed)).said.tables["events"]["attendees_low"].drop_nulls()
        for seed in range(2)
    ]
    low = pl.concat(bands)
    assert 0.1 <= (low == 10).mean() <= 0.6


# The roster: a named organisation was heard of a region and type.


def test_the_roster_makes_no_count_certain(first, press):
    """Somebody was heard, that is public; whether it was one or five is not told."""
    cells = of_bodies(first.said)
    true = first.true[cells]
    guesses = []
    for seed in range(TRIES):
        estimate = press.release(secret(seed)).estimate[cells]
        guesses.append(np.maximum(np.rint(estimate), 1) == true)
    assert len(cells) >= 3
    assert np.mean(guesses) <= 0.6


def test_the_roster_makes_counts_certain_where_those_of_enough_are_exact(first):
    """The control."""
    cells = of_bodies(first.said)
    small = np.isnan(thresholded(first.true, first.said.threshold))
    known = ~small | given_by_others(first.said, small)
    assert known[cells].all()


def of_bodies(said):
    """The cells of region and type in which a named organisation was heard."""
    named = said.tables["organisations"].filter("heard").select("region", "stakeholder").drop_nulls().rows()
    return [at(said, area=region, stakeholder=kind) for region, kind in named]


# Breakdowns in which all agree, and contributions that state nothing.


def test_what_is_told_depends_on_figures_not_on_who_agrees(first):
    """A cell is few where its figure is, else shown, unless of few sources: no rule hides what all have said."""
    rows = pl.concat(
        [table.drop("whole", strict=False).select("rounded", "sd", "one_source") for table in tables(first)]
    )
    fact = rows["sd"] == 0
    status = pl.concat([first.said.tables[name]["status"].cast(pl.String) for name in names(first)])
    few = (rows["rounded"] < first.said.threshold) & ~fact
    expected = pl.select(
        pl.when(few)
        .then(pl.lit("few"))
        .when(rows["one_source"] & ~fact)
        .then(pl.lit("one_source"))
        .otherwise(pl.lit("shown"))
    ).to_series()
    assert (status == expected).all()


def names(release):
    return [name for name in release.figures.tables if name in release.said.tables and name != "hui_themes"]


def tables(release):
    return [release.figures.tables[name] for name in names(release)]


def test_who_states_nothing_is_counted_as_all_others_are(first):
    """Rows of "not stated" are there and have noise of their own: their whole leaves no exact rest."""
    rows = [
        row
        for cell, row in first.said.rows.items()
        if ("area", "not stated") in cell and "week" not in dict(cell)
    ]
    assert len(rows) >= 100
    assert np.mean([row["sd"] > 0 for row in rows]) >= 0.7
    assert min(row["sd"] for row in rows if row["sd"] > 0) >= 0.75


# The status of a validation: nobody from somebody.


def test_validation_does_not_tell_one_comment_from_none(islands, islands_true):
    comments = islands_true.judged.comments
    rows = islands_true.contributions.collect()
    there = rows.filter(pl.col("region") == "S2")["contribution_id"]
    told = []
    for keeping in (0, 1):
        mine = pl.col("contribution_id").is_in(there.implode())
        kept = pl.concat(
            [comments.filter(~mine), comments.filter(mine, pl.col("tone") == "neutral").head(keeping)]
        )
        judged = dataclasses.replace(islands_true.judged, comments=kept)
        table = made(islands, dataclasses.replace(islands_true, judged=judged)).said.tables["region_by_tone"]
        told.append(table.filter(pl.col("area") == "S2")["validation"].unique().to_list())
    assert told[0] == told[1]


def test_validation_tells_one_comment_from_none_where_it_follows_true_numbers():
    """The control."""
    assert validated(comments=1, codes=40) != validated(comments=0, codes=40)
