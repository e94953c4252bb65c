"""Tone: the ratio of a noisy sum of corrected scores and a noisy count, with an interval that covers."""

import dataclasses

import by_hand
import msgspec
import numpy as np
import polars as pl
import pytest

from wellbeing.model.engagement import Group
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.opinion.coding.correction import corrected_sums, correction, group_estimates
from wellbeing.release.count.axes import axes
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.tone import ESTIMATE_COLUMNS, estimates, levels, sums, with_estimates

LEVELS = (
    *("whole|whole", "member|whole", "group|whole", "whole|member", "whole|group", "group|group"),
    "community|whole",
)


def counted_as(member, groups):
    """A member's group; itself where it is alone in it; none."""
    found = [group for group in groups if member in group.members]
    if not found:
        return NOT_STATED
    return found[0].id if len(found[0].members) > 1 else member


def parents_of(one, axes, level):
    """The cells that one contribution counts towards at a level: (area, stakeholder, community)."""
    by_area, by_type = level.split("|")
    if by_area == "community":
        return [("", "", name) for name in one.row["communities"]]
    settings, own = axes.settings, [one.row[name] or NOT_STATED for name in ("region", "stakeholder")]
    areas = {"member": own[0], "group": counted_as(own[0], settings.region_groups), "whole": ""}
    types = {"member": own[1], "group": counted_as(own[1], settings.stakeholder_groups), "whole": ""}
    return [(areas[by_area], types[by_type], "")]


def comments_of(true, axes, level):
    """The comments of each cell of a level, as ``group_estimates`` takes them."""
    rows = [
        ("|".join((*cell, "why")), one.comments["why"]["score"], one.comments["why"]["code"])
        for one in by_hand.contributions(true)
        if one.comments.get("why", {"tone": "no_answer"})["tone"] != "no_answer"
        for cell in parents_of(one, axes, level)
    ]
    return pl.DataFrame(rows, {"cell": pl.String, "score": pl.Float64, "code": pl.Float64}, orient="row")


@pytest.fixture(scope="module")
def found(islands_true, along):
    return sums(islands_true, along)


def without_noise(found, comments, policy, level):
    """Estimates of one level from sums and counts as they truly are."""
    named = found.cells.filter(level=level).with_columns(cell=pl.concat_str(PARENT, separator="|"))
    scored = comments.filter(pl.col("score").is_not_null() | pl.col("code").is_not_null())
    numbers = scored.group_by("cell").agg(scored=pl.len().cast(pl.Float64))
    cells = named.join(numbers, on="cell").with_columns(scored_sd=pl.lit(0.0), sum_sd=pl.lit(0.0))
    return estimates(cells, found.factors, policy).with_columns(cell=pl.concat_str(PARENT, separator="|"))


@pytest.mark.parametrize("level", LEVELS)
def test_sums_over_comments_are_the_corrected_means(found, islands_true, along, level):
    expected = group_estimates(comments_of(islands_true, along, level), fewest=1).filter(pl.col("n") > 0)
    told = found.cells.filter(level=level).with_columns(cell=pl.concat_str(PARENT, separator="|"))
    both = expected.join(told, on="cell", suffix="_told")
    unclipped = both.filter(pl.col("estimate").abs() < 1)
    assert both.height == expected.height
    assert both["codes_told"].equals(both["codes"], check_names=False)
    if found.factors.filter(level=level)["codes"].item() >= 100:
        means = unclipped["sum"] / unclipped["n"]
        assert means.to_list() == pytest.approx(unclipped["estimate"].to_list())


@pytest.mark.parametrize("level", LEVELS[:-1])
def test_without_noise_estimates_are_the_group_estimates(found, islands_true, along, adviser, level):
    comments = comments_of(islands_true, along, level)
    expected = group_estimates(comments, fewest=adviser.comments).filter(pl.col("n") > 0)
    told = without_noise(found, comments, adviser, level)
    both = expected.join(told, on="cell", suffix="_told", validate="1:1")
    assert both.filter(status="ok").height > 0
    assert both["validation"].to_list() == both["status"].to_list()
    for row in both.filter(status="ok").iter_rows(named=True):
        assert row["estimate_told"] == pytest.approx(row["estimate"], abs=0.0501)
        # Ends are widened to tenths; factors are rounded.
        assert row["lower"] - 0.105 <= row["lower_told"] <= row["lower"] + 0.005
        assert row["upper"] - 0.005 <= row["upper_told"] <= row["upper"] + 0.105


def cell(**known):
    """One parent cell of the whole engagement with 40 comments."""
    whole = dict.fromkeys(PARENT, "") | {"level": "whole|whole"}
    made = {"sum": 10.0, "codes": 20.0, "scored": 40.0, "scored_sd": 0.0, "sum_sd": 0.0} | known
    return pl.DataFrame([whole | made])


def factors(**known):
    one = {"level": "whole|whole", "within": 0.25, "between": 0.01, "codes": 400.0}
    return pl.DataFrame([one | known])


def test_an_estimate_is_the_sum_over_the_count_and_its_interval_by_arithmetic(adviser):
    """10 / 40 = 0.25. Shrink 0.01 / (0.01 + 0.25/20) = 4/9; uncoded 20 of 40.

    Variance (1/2)²·(0.01·5/9 + 0.25/400) + 20·0.25/40² = 0.00467; 1.96·√0.00467 = 0.134: 0.116 … 0.384.
    """
    told = estimates(cell(), factors(), adviser).row(0, named=True)
    assert (told["estimate"], told["lower"], told["upper"], told["validation"]) == (0.2, 0.1, 0.4, "ok")


def test_noise_on_sum_and_count_widens_it(adviser):
    """(2/40)² + (0.25·3/40)² = 0.00285 more: 1.96·√0.00752 = 0.170: 0.080 … 0.420."""
    told = estimates(cell(sum_sd=2.0, scored_sd=3.0), factors(), adviser).row(0, named=True)
    assert (told["lower"], told["upper"]) == (0.0, 0.5)


@pytest.mark.parametrize(
    ("known", "of_all", "validation"),
    [
        ({"scored": 20.0}, 100.0, "ok"),
        ({"scored": 19.9}, 100.0, "few"),
        ({"scored": -1.0, "sum": 0.0}, 100.0, "few"),
        ({"scored": 0.0, "sum": 0.0}, 100.0, "few"),
        ({}, 99.0, "unvalidated"),
        ({"scored": 0.0}, 0.0, "unvalidated"),
    ],
)
def test_nothing_is_estimated_of_few_comments_or_with_few_codes(adviser, known, of_all, validation):
    told = estimates(cell(**known), factors(codes=of_all), adviser).row(0, named=True)
    assert told["validation"] == validation
    assert (told["estimate"] is None) == (told["upper"] is None) == (validation != "ok")


def test_more_codes_than_comments_are_as_many(adviser):
    told = estimates(cell(codes=60.0), factors(), adviser).row(0, named=True)
    assert (told["lower"], told["upper"]) == (0.2, 0.3)  # 0.25 without any doubt, in tenths


def test_an_estimate_stays_within_its_scale(adviser):
    told = estimates(cell(sum=60.0), factors(), adviser).row(0, named=True)
    assert told["estimate"] == told["upper"] == 1


@pytest.mark.parametrize("total", [-1.0, 1.0])
def test_there_is_no_negative_nothing(adviser, total):
    told = estimates(cell(sum=total), factors(), adviser)
    assert not [value for value in told.row(0) if str(value) == "-0.0"]


def test_levels_tell_members_from_groups_and_wholes(along):
    cells = [("", "", ""), ("N1", "", ""), ("north_island", "", ""), ("", "teacher", ""), ("", "primary", "")]
    cells += [("north_island", "teacher", ""), (NOT_STATED, "", ""), ("", "", "old")]
    rows = pl.DataFrame(cells, list(PARENT[:3]), orient="row")
    assert levels(rows, along).to_list() == [
        *("whole|whole", "member|whole", "group|whole", "whole|member", "whole|group"),
        *("group|group", "member|whole", "community|whole"),
    ]


def test_every_row_of_a_parent_says_the_same(published):
    table = published["adviser"].tables["region_by_tone"]
    told = table.group_by("area", "question").agg(pl.struct(ESTIMATE_COLUMNS).n_unique().alias("k"))
    assert (told["k"] == 1).all()


def test_every_cell_says_whether_it_is_validated(published):
    for name, table in published["adviser"].tables.items():
        if name.endswith("_by_tone"):
            assert set(table["validation"]) <= {"ok", "few", "unvalidated"}, name
            assert (table["estimate"].is_not_null() == (table["validation"] == "ok")).all()


def test_a_group_of_one_sounds_as_its_member_does(published):
    table = published["adviser"].tables["stakeholder_by_tone"]
    one, group = (
        table.filter(stakeholder=name).select(ESTIMATE_COLUMNS) for name in ("teacher", "public_service")
    )
    assert one.equals(group)
    assert one["validation"].to_list() == ["ok"] * 5


def alone(islands):
    """The engagement with every region a group of its own."""
    groups = tuple(Group(id=f"g{code}", en=code, members=(code,)) for code in ("N1", "N2", "S1", "S2"))
    settings = msgspec.structs.replace(islands.engagement, region_groups=groups)
    return dataclasses.replace(islands, engagement=settings)


def test_in_crossed_tables_too(islands, islands_true, measure, tell):
    folder = alone(islands)
    tables = tell(folder, measure(folder, islands_true)).tables
    crossed = tables["region_stakeholder_by_tone"].filter(area="gN1", stakeholder="primary")
    assert crossed["validation"].to_list() == ["ok"] * 5
    (of_group,) = set(tables["region_by_tone"].filter(area="gN1").select(ESTIMATE_COLUMNS).rows())
    assert set(tables["region_by_tone"].filter(area="N1").select(ESTIMATE_COLUMNS).rows()) == {of_group}


def test_who_states_no_region_sounds_as_they_do(islands, islands_true):
    """Their sum is that of their own comments, not nothing."""
    missing = pl.col("region") == "N1"
    rows = islands_true.contributions.with_columns(region=pl.when(~missing).then("region"))
    told = sums(dataclasses.replace(islands_true, contributions=rows), axes(islands, islands_true))
    unstated = told.cells.filter(area=NOT_STATED, level="member|whole").row(0, named=True)
    assert unstated["codes"] > 20
    assert unstated["sum"] < -2


def test_tables_of_other_things_are_left_as_they_are(islands):
    table = pl.DataFrame({"area": ["N1"]})
    assert with_estimates({"region": table}, pl.DataFrame(), islands.engagement)["region"].equals(table)


#: 24 cells of 20 to 90 comments, in three size classes.
SIZES = (20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 55, 60, 65, 70, 75, 80, 85, 90)
CLASSES = ((20, 35), (36, 54), (55, 90))


def simulated(rng):
    """Comments whose score follows their tone loosely, too kindly, otherwise in each cell; 300 are coded."""
    names = np.repeat([f"{place:02d}" for place in range(len(SIZES))], SIZES)
    human = np.concatenate([rng.choice([-1.0, 0, 1], size, p=rng.dirichlet([4, 2, 4])) for size in SIZES])
    shift = np.repeat(rng.normal(0, 0.05, len(SIZES)), SIZES)
    score = np.clip(0.12 + shift + 0.45 * human + rng.normal(0, 0.27, names.size), -1, 1)
    coded = np.zeros(names.size, dtype=bool)
    coded[rng.choice(names.size, 300, replace=False)] = True
    rows = pl.DataFrame({"cell": names, "human": human, "score": score, "coded": coded})
    return rows.with_columns(code=pl.when("coded").then("human"))


def told_of(comments, rng, policy, *, honest=True):
    """Estimates from sums, codes and counts with noise; the naive ones do not allow for it."""
    told = correction(comments.drop_nulls("code"))
    cells = corrected_sums(comments, told).sort("cell")
    noise = policy.noise
    measured = cells.with_columns(
        pl.lit("whole|whole").alias("level"),
        pl.Series("sum", cells["sum"].to_numpy() + rng.normal(0, noise["tone"], cells.height)),
        pl.Series("codes", cells["codes"].to_numpy() + rng.normal(0, noise["codes"], cells.height).round()),
        pl.Series("scored", cells["n"].to_numpy() + rng.normal(0, 2.7, cells.height)),
        *(pl.lit(cells["cell"]).alias(name) for name in PARENT),
        scored_sd=pl.lit(2.7 if honest else 0.0),
        sum_sd=pl.lit(noise["tone"] if honest else 0.0),
    )
    known = factors(within=round(told.within, 2), between=round(told.between, 3), codes=float(told.codes))
    return estimates(measured, known, policy).with_columns(cells["cell"], cells["n"])


def covered(runs, rng, policy, *, honest):
    """By size class, how often the interval holds the true mean."""
    rows = []
    for _ in range(runs):
        comments = simulated(rng)
        truth = comments.group_by("cell").agg(truth=pl.col("human").mean())
        rows.append(told_of(comments, rng, policy, honest=honest).join(truth, on="cell"))
    ok = pl.concat(rows).filter(validation="ok")
    inside = pl.col("truth").is_between("lower", "upper")
    return [ok.filter(pl.col("n").is_between(*sizes)).select(inside.mean()).item() for sizes in CLASSES]


@pytest.mark.simulation
def test_intervals_cover_in_every_size_class_and_without_the_noise_they_would_not(adviser):
    ours = covered(60, np.random.default_rng(5), adviser, honest=True)
    naive = covered(60, np.random.default_rng(5), adviser, honest=False)
    assert all(0.94 <= cover <= 0.995 for cover in ours), ours
    assert naive[0] < 0.94, naive
