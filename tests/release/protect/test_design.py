"""The design says how exactly each figure will be told, before anything is counted."""

import dataclasses

import msgspec
import numpy as np
import polars as pl
import pytest

from wellbeing.model.policy import LEAST, NOISE, Policy
from wellbeing.release.protect.design import design
from wellbeing.release.protect.facts import public_totals, published_totals, total


@pytest.fixture(scope="module")
def planned(grid, along, held, adviser):
    return design(grid, [total(grid.cells, along, 600)], adviser, held)


@pytest.fixture(scope="module")
def of_more(islands):
    """The engagement with so many regions in each of two groups."""

    def made(number):
        codes = [[f"{island}{place}" for place in range(number)] for island in "NS"]
        groups = tuple(
            msgspec.structs.replace(group, members=tuple(each))
            for group, each in zip(islands.engagement.region_groups, codes, strict=True)
        )
        regions = (
            islands.regions.head(1)
            .drop("code")
            .join(pl.DataFrame({"code": [*codes[0], *codes[1]]}), how="cross")
        )
        settings = msgspec.structs.replace(islands.engagement, region_groups=groups)
        return dataclasses.replace(islands, engagement=settings, regions=regions)

    return made


def of_class(planned, name, values):
    return values[(planned.grid.classes == name).to_numpy()]


def test_noise_is_the_policys_and_none_on_facts(planned, adviser):
    facts = planned.sigma == 0
    counts = planned.sigma[(planned.grid.classes != "hui").to_numpy() & ~facts]
    assert planned.grid.labels.filter(facts).to_list() == [""]
    rest = planned.sigma[(planned.grid.noises == "rest").to_numpy()]
    assert set(counts) == {planned.scale * adviser.noise[name] for name in ("count", "rest")}
    assert rest == pytest.approx(planned.scale * adviser.noise["rest"])
    assert rest.size == planned.grid.cells.filter(campaign="own").height > 0


def test_hui_are_measured_as_the_policy_says_whatever_the_scale(planned):
    assert set(of_class(planned, "hui", planned.sigma)) == {NOISE["hui"]} == {1.0}


def test_each_count_is_of_a_class(planned):
    kinds = dict(zip(planned.grid.labels, planned.grid.classes, strict=True))
    assert kinds["area=N1|"] == kinds["stakeholder=teacher|"] == "margin"
    assert kinds["area=N1|stakeholder=farmer|"] == "crossed"
    assert kinds["area=N1|channel=hui|"] == kinds["figure=responses|"] == "sliced"
    assert kinds["position=support|question=content|"] == "opinion"
    assert kinds["area=N1|figure=hui told of|"] == "hui"
    assert set(kinds.values()) == {*LEAST, "hui"}


def dense(equations, variance):
    """The standard deviation of each count by the formula in dense matrices."""
    gram = (equations * variance) @ equations.T
    gram[np.diag_indices_from(gram)] += 1e-7 * np.median(variance[variance > 0])
    explained = np.einsum("ij,ij->j", equations, np.linalg.solve(gram, equations))
    return np.sqrt((variance - variance**2 * explained).clip(0))


@pytest.mark.slow
def test_deviations_are_those_of_the_dense_formula(planned):
    expected = dense(planned.equations.toarray(), planned.sigma**2)
    sure = planned.deviations > 0
    assert planned.deviations[sure] == pytest.approx(expected[sure], rel=1e-4)
    assert (expected[~sure] <= 0.02 * 2.4).all()


def test_the_least_of_each_class_is_what_the_policy_promises_or_more(planned, adviser):
    for name, least in adviser.least.items():
        found = of_class(planned, name, planned.deviations)
        assert least - 1e-9 <= planned.least[name] <= found[found > 0].min() + 1e-6


@pytest.mark.slow
def test_what_is_promised_counts_in_that_those_on_both_topics_may_be_seen_to_be_those_at_hui(planned):
    """No estimate uses it; whoever sees the two totals alike may average them in every cell."""
    (tied,) = planned.ties
    same = np.zeros((tied.terms["equation"].max() + 1, planned.grid.cells.height))
    for equation, cell, sign in tied.terms.select("equation", "cell", "sign").iter_rows():
        same[equation, cell] = sign
    averaged = dense(np.vstack([planned.equations.toarray(), same]), planned.sigma**2)
    for name, least in planned.least.items():
        found = of_class(planned, name, averaged)
        assert least == pytest.approx(found[found > 0.05].min(), rel=1e-3)


def test_in_a_small_engagement_noise_is_larger(planned, grid, held, along):
    """Sums of few parts keep less of their noise, so all noise is made larger, in steps of 0.05."""
    assert 1 < planned.scale < 1.5
    assert planned.scale * 20 == pytest.approx(round(planned.scale * 20))
    easy = Policy(tier="adviser", threshold=6, least=dict.fromkeys(LEAST, 0.1))
    unscaled = design(grid, planned.facts, easy, held)
    assert unscaled.scale == 1
    assert planned.deviations == pytest.approx(
        unscaled.deviations * np.where(grid.classes == "hui", 1, planned.scale)
    )
    lacking = max(LEAST[name] / unscaled.least[name] for name in LEAST)
    assert lacking <= planned.scale < lacking + 0.05


@pytest.mark.slow
def test_a_larger_engagement_needs_no_larger_noise(of_more, islands_true, counted, held, along, adviser):
    grid = counted(of_more(12), islands_true)
    larger = design(grid, [total(grid.cells, along, 600)], adviser, held.clear())
    assert larger.scale < 1.15


def test_what_facts_give_is_known_and_counts_for_no_least(grid, along, held, adviser, islands):
    facts = [
        total(grid.cells, along, 600),
        published_totals(grid.cells, public_totals(islands.published, ("water", "roads", "both"), 600)),
    ]
    planned = design(grid, facts, adviser, held)
    known = set(grid.labels.filter(planned.deviations == 0))
    # 600 − 240 attendances are responses; less 200 and 160 nobody's are on both topics.
    assert {"", "channel=hui|", "figure=responses|", "figure=responses.both|"} <= known
    assert planned.least["sliced"] >= adviser.least["sliced"]


def test_the_design_knows_nothing_of_counts(planned, grid, along, held, adviser):
    again = design(grid, [total(grid.cells, along, 17)], adviser, held)
    assert (again.deviations == planned.deviations).all()
    assert again.least == planned.least
    assert again.rho == planned.rho


def test_the_privacy_loss_is_stated_for_what_one_contribution_is_in(planned, along, grid):
    """A farmer of N1 at a hui: 12 plain counts, 30 in slices, opinions in as many tables as are made."""
    names = planned.memberships["table"].value_counts()
    times = dict(names.iter_rows())
    assert times["region_stakeholder"] == 2 * 2
    assert times["region_stakeholder_by_channel"] == 2 * 2
    assert times["region_by_position"] == 2 * 2  # two questions, two areas
    assert times["region_stakeholder_by_position"] == 2 * 2  # one of them in crossed tables
    counts = planned.memberships.height
    assert planned.rho > counts * 0.8 / (2 * (2 * planned.scale) ** 2)


def test_noise_that_is_twice_as_large_costs_a_quarter(grid, planned, held):
    twice = Policy(tier="adviser", threshold=6, noise={name: 2 * sd for name, sd in NOISE.items()})
    easy = dict.fromkeys(LEAST, 0.1)
    small, large = (
        design(grid, planned.facts, msgspec.structs.replace(one, least=easy), held)
        for one in (planned.policy, twice)
    )
    assert large.rho == pytest.approx(small.rho / 4)
