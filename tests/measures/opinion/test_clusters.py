from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from wellbeing.measures.opinion.clusters import design_effect
from wellbeing.measures.opinion.positions import positions

#: One contribution: its hui and its organisation (null for none), and what it said (null for no answer).
Said = tuple[str | None, str | None, str | None]
SCHEMA = dict.fromkeys(("event_id", "organisation_id", "position"), pl.String)


def counted(rows: Sequence[Said]) -> pl.DataFrame:
    """How many said the same: ``n``."""
    said = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return said.group_by(list(SCHEMA)).len("n")


def hui(name: str, support: int, oppose: int) -> list[Said]:
    return [(name, None, "support")] * support + [(name, None, "oppose")] * oppose


def test_the_size_of_clusters_is_weighted_by_those_in_them() -> None:
    rows = [*hui("a", 3, 1), *hui("b", 1, 1), (None, None, "support"), (None, None, "oppose")]
    found = design_effect(counted(rows))
    assert found.m == pytest.approx((4**2 + 2**2 + 1 + 1) / (4 + 2 + 1 + 1))
    assert (found.hui, found.rho, found.basis) == (2, 0.1, "assumed")
    assert found.deff == round(1 + (22 / 8 - 1) * 0.1, 1)


def test_responses_of_one_organisation_are_one_cluster_and_its_members_at_a_hui_are_the_huis() -> None:
    rows: list[Said] = [(None, "o", "support")] * 3 + [("a", "o", "oppose"), (None, None, "oppose")]
    found = design_effect(counted(rows))
    assert (found.m, found.hui) == (pytest.approx((3**2 + 1 + 1) / 5), 1)


def test_a_hui_and_an_organisation_of_the_same_name_are_two_clusters() -> None:
    rows: list[Said] = [("x", None, "support")] * 2 + [(None, "x", "support")] * 2
    assert design_effect(counted(rows)).m == 2


def test_only_answers_count() -> None:
    found = design_effect(counted([*hui("a", 2, 1), ("a", None, None), ("b", None, None)]))
    assert (found.m, found.hui) == (3, 1)


def test_without_answers_nothing_is_lost() -> None:
    found = design_effect(counted([("a", None, None)]))
    assert (found.deff, found.m, found.hui, found.basis) == (1, 1, 0, "assumed")


def rho_by_hand(hui: list[list[float]]) -> float:
    """Analysis of variance of one indicator, from the data themselves."""
    sizes = [len(one) for one in hui]
    n, k = sum(sizes), len(hui)
    mean = sum(map(sum, hui)) / n
    between = sum(len(one) * (np.mean(one) - mean) ** 2 for one in hui) / (k - 1)
    within = sum(((np.array(one) - np.mean(one)) ** 2).sum() for one in hui) / (n - k)
    typical = (n - sum(size**2 for size in sizes) / n) / (k - 1)
    return (between - within) / (between + (typical - 1) * within)


def test_likeness_is_the_ratio_of_variances_between_and_within_hui() -> None:
    counts = [(9, 1), (2, 8), (5, 5), (1, 0), (3, 9), (7, 2), (4, 4), (6, 1), (0, 7), (5, 6), (8, 8)]
    rows = [row for number, said in enumerate(counts) for row in hui(f"h{number}", *said)]
    found = design_effect(counted([*rows, (None, None, "support")]))
    assert found.rho == pytest.approx(rho_by_hand([[1.0] * a + [0.0] * b for a, b in counts]))
    assert (found.basis, found.hui) == ("estimated", 11)


def test_one_hui_too_few_leaves_likeness_assumed() -> None:
    nine, ten = ([row for number in range(k) for row in hui(f"h{number}", 6, 2)] for k in (9, 10))
    assert (design_effect(counted(nine)).basis, design_effect(counted(ten)).basis) == (
        "assumed",
        "estimated",
    )


def test_hui_that_are_all_alike_cost_nothing_and_hui_that_agree_within_cost_all() -> None:
    mixed = [row for number in range(12) for row in hui(f"h{number}", 5, 5)]
    parted = [row for number in range(12) for row in hui(f"h{number}", *((10, 0) if number % 2 else (0, 10)))]
    assert design_effect(counted(mixed)).deff == 1.0
    found = design_effect(counted(parted))
    assert (found.rho, found.deff) == (pytest.approx(1), 10.0)


@pytest.mark.parametrize("rows", [hui("", 1, 0), hui("", 7, 0)], ids=["one answer each", "all the same"])
def test_where_likeness_cannot_be_seen_it_is_assumed(rows: list[Said]) -> None:
    said = [(f"h{number}", *row[1:]) for number in range(12) for row in rows]
    assert design_effect(counted(said)).basis == "assumed"


def clustered(draws: np.random.Generator, share: float, rho: float, number: int, alone: int) -> list[Said]:
    """Hui of about a dozen whose own shares differ as a Beta does, and responses each for itself."""
    sizes = np.maximum(1, draws.lognormal(np.log(11), 0.5, number).round().astype(int))
    strength = (1 - rho) / rho
    shares = draws.beta(share * strength, (1 - share) * strength, number)
    support = draws.binomial(sizes, shares)
    rows = [row for j in range(number) for row in hui(f"h{j}", int(support[j]), int(sizes[j] - support[j]))]
    said = np.where(draws.random(alone) < share, "support", "oppose")
    return [*rows, *((None, None, str(one)) for one in said)]


def holds(rows: list[Said], deff: float, share: float) -> bool:
    """Whether the published-like interval of an exact table holds the share."""
    said = [row[2] for row in rows]
    names = ("support", "oppose")
    counts = [said.count(name) for name in names]
    cells = pl.DataFrame(
        {"question": "trust", "position": names, "status": "shown", "sd": 0.0}
        | dict.fromkeys(("count", "low", "high"), counts)
    )
    heard = cells.select(pl.col("status").first(), pl.col("count", "low", "high").sum(), pl.col("sd").first())
    found = positions(cells, heard, deff).row(0, named=True)
    return bool(found["lower"] <= share <= found["upper"])


@pytest.mark.simulation
@pytest.mark.parametrize(
    ("number", "alone", "rho"), [(12, 0, 0.05), (40, 60, 0.2)], ids=["12 hui", "40 hui and 60 alone"]
)
def test_with_the_design_effect_intervals_cover_and_without_it_they_do_not(
    number: int, alone: int, rho: float
) -> None:
    draws = np.random.default_rng(20)
    runs = [(share, clustered(draws, share, rho, number, alone)) for share in (0.3, 0.5, 0.7) * 40]
    ours = [holds(rows, design_effect(counted(rows)).deff, share) for share, rows in runs]
    naive = [holds(rows, 1.0, share) for share, rows in runs]
    assert np.mean(ours) >= 0.90
    assert np.mean(naive) < 0.90


@pytest.mark.simulation
def test_the_estimate_of_likeness_is_near_the_truth() -> None:
    draws = np.random.default_rng(7)
    for rho in (0.05, 0.2):
        runs = [clustered(draws, 0.5, rho, 83, 0) for _ in range(40)]
        found = [design_effect(counted(rows)).rho for rows in runs]
        assert np.mean(found) == pytest.approx(rho, abs=0.015)
