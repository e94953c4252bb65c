"""1,848 contributions, 17 regions by census share × 10 uneven types, heard fairly and unevenly.

Counts are drawn and published with noise and a threshold of 6, and only what is published is judged.
"""

import msgspec
import numpy as np
import polars as pl
import pytest

from wellbeing.measures.coverage.benchmarks import shares
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.coverage.finest import resolved_share
from wellbeing.measures.coverage.states import UNDER
from wellbeing.model.engagement import Benchmark, Engagement, Group, Term

pytestmark = pytest.mark.simulation

N = 1_848
THRESHOLD = 6
RUNS = 100
#: Ten types, the largest ten times the smallest, in five groups as the engagement's.
TYPES = {f"t{number}": 11 - number for number in range(1, 11)}
GROUPS = (("t1",), ("t2",), ("t3",), ("t4", "t5", "t6"), ("t7", "t8", "t9", "t10"))
#: How fully a planted gap was heard, as a part of the others' coverage; and what counts as planted.
PLANTED_COVERAGE = 0.2
PLANTED = 0.5
#: One block of region group × type group in five is a gap; over five runs each is once.
SPARED = 5

CELLS = (pl.col("area_kind") == "region") & pl.col("stakeholder").is_in(list(TYPES))
GROUPS_BY_TYPE = (pl.col("area_kind") == "group") & pl.col("stakeholder").is_in(list(TYPES))
GROUPS_BY_GROUPS = (pl.col("area_kind") == "group") & ~pl.col("stakeholder").is_in(list(TYPES))


@pytest.fixture(scope="module")
def ten_types(engagement: Engagement) -> Engagement:
    return msgspec.structs.replace(
        engagement,
        stakeholders=tuple(Term(id=name, en=name) for name in TYPES),
        stakeholder_groups=tuple(
            Group(id=f"g{number}", en="", members=members) for number, members in enumerate(GROUPS)
        ),
    )


@pytest.fixture(scope="module")
def benchmark(
    ten_types: Engagement, regions: pl.DataFrame, codes: list[str], margins: Benchmark
) -> pl.DataFrame:
    by_region = regions.select(
        set=pl.lit("regions"),
        region="code",
        stakeholder=pl.lit(""),
        weight=pl.col("population").cast(pl.Float64),
    )
    by_type = pl.DataFrame({"stakeholder": list(TYPES), "weight": [float(w) for w in TYPES.values()]}).select(
        set=pl.lit("types"), region=pl.lit(""), stakeholder="stakeholder", weight="weight"
    )
    rows = pl.concat([by_region, by_type]).with_columns(basis=pl.lit("published"))
    return shares(rows, margins, ten_types, codes)


@pytest.fixture(scope="module")
def members(ten_types: Engagement, codes: list[str]) -> pl.DataFrame:
    """Every area × stakeholder of the grid with each region × type in it."""
    areas = [(code, "region", code) for code in codes]
    areas += [(group.id, "group", code) for group in ten_types.region_groups for code in group.members]
    types = [(name, name) for name in TYPES]
    types += [(group.id, name) for group in ten_types.stakeholder_groups for name in group.members]
    return pl.DataFrame(areas, schema=["area", "area_kind", "region"], orient="row").join(
        pl.DataFrame(types, schema=["stakeholder", "type"], orient="row"), how="cross"
    )


def summed(members: pl.DataFrame, finest: pl.DataFrame) -> pl.DataFrame:
    """Columns of region × type added up over the whole grid."""
    keys = ["area", "area_kind", "stakeholder"]
    joined = members.join(finest, on=["region", "type"], how="left")
    return joined.group_by(keys, maintain_order=True).agg(pl.exclude("region", "type").sum())


def fair_cells(benchmark: pl.DataFrame) -> pl.DataFrame:
    return benchmark.filter(CELLS).select(region="area", type="stakeholder", fair="share")


def run(
    truth: pl.DataFrame,
    members: pl.DataFrame,
    benchmark: pl.DataFrame,
    draws: np.random.Generator,
    publish: object,
) -> pl.DataFrame:
    """One engagement: drawn by ``chance``, published, judged; with each cell's true count and coverage."""
    drawn = draws.multinomial(N, truth["chance"].to_numpy())
    true = summed(members, truth.with_columns(true=pl.Series(drawn)))
    judged = coverage(publish(true.drop("fair", "chance"), draws), benchmark, N, THRESHOLD)
    known = true.select(
        "area", "area_kind", "stakeholder", "true", coverage=pl.col("chance") / pl.col("fair")
    )
    return judged.join(known, on=["area", "area_kind", "stakeholder"], maintain_order="left")


@pytest.fixture(scope="module")
def fair(benchmark: pl.DataFrame, members: pl.DataFrame, publish: object) -> pl.DataFrame:
    draws = np.random.default_rng(1)
    truth = fair_cells(benchmark).with_columns(chance="fair")
    return pl.concat([run(truth, members, benchmark, draws, publish) for _ in range(RUNS)])


@pytest.fixture(scope="module")
def planted(benchmark: pl.DataFrame, members: pl.DataFrame, publish: object) -> pl.DataFrame:
    draws = np.random.default_rng(2)
    block = pl.struct("area", "stakeholder").rank("dense")
    blocks = members.filter(GROUPS_BY_GROUPS).select("region", "type", block=block)
    number = int(blocks["block"].max())
    found = []
    for turn in range(RUNS):
        if turn % SPARED == 0:
            order = draws.permutation(number)
        missed = order[turn % SPARED :: SPARED] + 1
        heard = pl.when(pl.col("block").is_in(missed.tolist())).then(PLANTED_COVERAGE).otherwise(1.0)
        truth = fair_cells(benchmark).join(blocks, on=["region", "type"], maintain_order="left")
        truth = truth.with_columns(chance=pl.col("fair") * heard).drop("block")
        truth = truth.with_columns(pl.col("chance") / pl.col("chance").sum())
        found.append(run(truth, members, benchmark, draws, publish))
    return pl.concat(found)


def part(cells: pl.DataFrame, *states: str) -> float:
    return cells["state"].cast(pl.String).is_in(states).mean()


def test_the_naive_rule_calls_over_thirty_in_a_hundred_cells_gaps_although_coverage_is_fair(
    fair: pl.DataFrame,
) -> None:
    cells = fair.filter(CELLS)
    assert (cells["true"] / cells["expected"] < 0.8).mean() > 0.30


@pytest.mark.parametrize("view", [CELLS, GROUPS_BY_GROUPS], ids=["17 x 10", "groups x groups"])
def test_ours_calls_three_in_a_hundred_gaps_and_twelve_with_those_that_look_thin(
    fair: pl.DataFrame, view: pl.Expr
) -> None:
    assert part(fair.filter(view), "gap") <= 0.03
    assert part(fair.filter(view), *UNDER) <= 0.12


def test_groups_by_types_stay_near_the_same_limits(fair: pl.DataFrame) -> None:
    # 3 % is not reached: more of these cells expect 7 to 11, where 4 to 30 % of fair draws are 5 or fewer.
    assert 0.03 < part(fair.filter(GROUPS_BY_TYPE), "gap") <= 0.04
    assert part(fair.filter(GROUPS_BY_TYPE), *UNDER) <= 0.12


@pytest.mark.parametrize(
    ("view", "least"),
    [(CELLS, 0.49), (GROUPS_BY_TYPE, 0.8), (GROUPS_BY_GROUPS, 0.9)],
    ids=["17 x 10", "groups x 10", "groups x groups"],
)
def test_planted_gaps_are_found(planted: pl.DataFrame, view: pl.Expr, least: float) -> None:
    gaps = planted.filter(view, pl.col("coverage") < PLANTED)
    assert gaps.height == planted.filter(view).height / SPARED
    assert part(gaps, *UNDER) >= least


def test_planted_gaps_large_enough_to_be_found_are_found_cell_by_cell(planted: pl.DataFrame) -> None:
    gaps = planted.filter(CELLS, pl.col("coverage") < PLANTED, pl.col("expected") >= 15)
    assert part(gaps, *UNDER) >= 0.9


def test_few_cells_without_a_planted_gap_are_called_gaps(planted: pl.DataFrame) -> None:
    for view in (CELLS, GROUPS_BY_TYPE, GROUPS_BY_GROUPS):
        assert part(planted.filter(view, pl.col("coverage") >= PLANTED), "gap") <= 0.05


def test_most_of_the_default_view_resolves_where_coverage_is_uneven(planted: pl.DataFrame) -> None:
    assert resolved_share(planted.filter(GROUPS_BY_GROUPS)) >= 0.80


def test_under_fair_coverage_less_of_the_default_view_resolves(fair: pl.DataFrame) -> None:
    # Of 20, 30 or 41 expected it takes 22, 31 or 41 to say that enough were heard: half of all fair draws.
    assert 0.55 < resolved_share(fair.filter(GROUPS_BY_GROUPS)) < 0.80
