import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import gammainc, gammaln

from wellbeing.measures.posterior import EXACT, Evidence, below, evidence, points
from wellbeing.model.engagement import Disclosure

ADVISER = Disclosure(threshold=6)
PUBLIC = Disclosure(threshold=10)


def cell(count: int | None, low: int, high: int, *, held: bool = False) -> pl.DataFrame:
    return pl.DataFrame(
        {"count": [count], "low": [low], "high": [high], "held": [held]},
        schema_overrides={"count": pl.Int64},
    )


def chances(count: int | None, low: int, high: int, disclosure: Disclosure) -> np.ndarray:
    """How likely each true count 0 … high + 3 makes the cell, up to a factor: how many pieces hold it."""
    told = evidence(cell(count, low, high), disclosure)
    true = np.arange(high + 4)[:, None]
    return ((told.first[0] <= true) & (true <= told.last[0])).sum(axis=1)


def rounding_chances(count: int, threshold: int, base: int) -> np.ndarray:
    """The rule of method.md 3.3, sentence by sentence, for true counts 0 … count + base."""
    found = []
    for true in range(count + base + 1):
        down, rest = true - true % base, true % base
        outcomes = {down: 1 - rest / base, down + base: rest / base}
        lifted = sum(chance for value, chance in outcomes.items() if max(value, threshold) == count)
        found.append(lifted if true >= threshold else 0)
    return np.array(found)


def test_a_shown_12_may_be_10_to_14_with_the_chances_of_random_rounding() -> None:
    assert chances(12, 10, 14, ADVISER)[10:15].tolist() == [1, 2, 3, 2, 1]


def test_a_shown_6_at_threshold_6_cannot_have_been_less() -> None:
    assert chances(6, 6, 8, ADVISER).tolist() == [0] * 6 + [3, 2, 1] + [0] * 3


def test_a_shown_10_at_threshold_10_was_rounded_to_9_and_lifted() -> None:
    assert chances(10, 10, 12, PUBLIC).tolist() == [0] * 10 + [2, 1, 0] + [0] * 3


@pytest.mark.parametrize(("threshold", "base"), [(6, 3), (10, 3), (11, 3), (6, 5), (7, 4)])
def test_chances_are_those_of_the_rounding_rule_for_any_threshold_and_base(threshold: int, base: int) -> None:
    disclosure = Disclosure(threshold=threshold, base=base)
    published = {max(x - x % base + step, threshold) for x in range(threshold, 40) for step in (0, base)}
    for count in sorted(published):
        low, high = max(threshold, count - base + 1), count + base - 1
        found = chances(count, low, high, disclosure)[: count + base + 1]
        assert found / base == pytest.approx(rounding_chances(count, threshold, base)), count


def test_bounds_of_the_audit_narrow_what_a_shown_count_may_have_been() -> None:
    assert chances(12, 11, 12, ADVISER)[9:16].tolist() == [0, 0, 2, 3, 0, 0, 0]


def test_no_shown_count_was_below_the_threshold_whatever_its_bounds() -> None:
    assert chances(6, 4, 8, ADVISER)[4:9].tolist() == [0, 0, 3, 2, 1]


def test_few_withheld_held_and_exact_tell_their_bounds_alone() -> None:
    rows = pl.concat(
        [cell(None, 0, 5), cell(None, 6, 40), cell(12, 8, 16, held=True), cell(7, 7, 7)], how="vertical"
    )
    told = evidence(rows, ADVISER)
    assert told.first[:, 0].tolist() == [0, 6, 8, 7]
    assert told.last[:, 0].tolist() == [5, 40, 16, 7]
    assert (told.last[:, 1:] < told.first[:, 1:]).all()


def test_a_count_that_its_bounds_contradict_tells_its_bounds() -> None:
    told = evidence(cell(12, 20, 24), ADVISER)
    assert (told.first[0, 0], told.last[0, 0]) == (20, 24)


def mixture(told: Evidence, mean: float) -> float:
    """Σ m_x·P(Gamma(x + ½) ≤ mean), term by term, of the first cell."""
    true = np.concatenate(
        [np.arange(first, last + 1) for first, last in zip(told.first[0], told.last[0], strict=True)]
    )
    mass = np.exp(gammaln(true + 0.5) - gammaln(true + 1) - gammaln(true[0] + 0.5) + gammaln(true[0] + 1))
    return float((mass * gammainc(true + 0.5, mean)).sum() / mass.sum())


@st.composite
def published(draw: st.DrawFn) -> tuple[pl.DataFrame, Disclosure]:
    disclosure = Disclosure(threshold=draw(st.sampled_from([6, 10])))
    threshold = disclosure.threshold
    shown = draw(st.integers(threshold // 3 + 1, 300)) * 3
    low = draw(st.integers(0, 400))
    kinds = [
        cell(shown, max(threshold, shown - 2), shown + 2),
        cell(None, 0, threshold - 1),
        cell(None, low, low + draw(st.integers(0, 500))),
        cell(low, low, low),
    ]
    return draw(st.sampled_from(kinds)), disclosure


@given(published(), st.floats(0, 800))
@settings(max_examples=300, deadline=None)
def test_the_closed_form_is_the_mixture_of_gammas(
    given_cell: tuple[pl.DataFrame, Disclosure], mean: float
) -> None:
    told = evidence(*given_cell)
    assert below(told, np.array([mean]))[0] == pytest.approx(mixture(told, mean), abs=1e-9)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(None, 0, 5), (12, 10, 14), (6, 6, 8), (None, 6, 60), (9, 9, 9)]
)
def test_the_posterior_is_what_integrating_likelihood_times_prior_gives(
    count: int | None, low: int, high: int
) -> None:
    expected, ratio = 11.0, 0.8
    weight = chances(count, low, high, ADVISER)

    def density(root: float) -> float:
        """Poisson likelihood × λ^-½ with λ = root², so that the prior's pole at 0 is gone (dλ = 2·root)."""
        true, mean = np.arange(len(weight)), root**2 * expected
        poisson = np.exp(true * np.log(mean) - mean - gammaln(true + 1)) if mean else (true == 0) * 1.0
        return float((weight * poisson).sum() * 2)

    under, everything = quad(density, 0, ratio**0.5)[0], quad(density, 0, 20**0.5, limit=200)[0]
    told = evidence(cell(count, low, high), ADVISER)
    assert below(told, np.array([ratio * expected]))[0] == pytest.approx(under / everything, abs=1e-8)


@given(published(), st.sampled_from([0.025, 0.5, 0.9, 0.975]))
@settings(deadline=None)
def test_points_are_where_the_posterior_reaches_the_probability(
    given_cell: tuple[pl.DataFrame, Disclosure], probability: float
) -> None:
    told = evidence(*given_cell)
    assert below(told, points(told, probability))[0] == pytest.approx(probability, abs=1e-9)


def test_an_exact_count_has_the_points_of_its_gamma() -> None:
    # 2·Gamma(2 + ½) is χ² with 5 degrees of freedom; its tables give 0.8312 at 2.5 % and 12.8325 at 97.5 %.
    told = evidence(cell(2, 2, 2), EXACT)
    assert points(told, 0.025)[0] == pytest.approx(0.8312 / 2, abs=5e-5)
    assert points(told, 0.975)[0] == pytest.approx(12.8325 / 2, abs=5e-5)


def test_exact_counts_stay_accurate_in_the_millions() -> None:
    true = 2_000_000
    told = evidence(cell(true, true, true), EXACT)
    near = np.array([true + 500.0])
    assert below(told, near)[0] == pytest.approx(gammainc(true + 0.5, near)[0], abs=1e-6)


def test_ten_thousand_different_cells_with_wide_ranges_take_well_under_a_second() -> None:
    number = np.arange(10_000)
    shown = number % 2 == 0
    rows = pl.DataFrame(
        {
            "count": pl.Series([int(3 * i) + 6 if i % 2 == 0 else None for i in number], dtype=pl.Int64),
            "low": np.where(shown, 3 * number + 4, 6),
            "high": np.where(shown, 3 * number + 8, 6 + 50 * number),
            "held": False,
        }
    )
    started = time.perf_counter()
    below(evidence(rows, ADVISER), number * 2.0)
    assert time.perf_counter() - started < 0.5
