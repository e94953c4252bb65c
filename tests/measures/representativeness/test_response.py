import numpy as np
import polars as pl
import pytest

from wellbeing.measures.representativeness.response import unevenness


def margin(heard, share, phi=1.0, sd=0.0):
    return pl.DataFrame(
        {
            "area": [f"r{i}" for i in range(len(heard))],
            "count": heard,
            "low": heard,
            "high": heard,
            "share": share,
        }
    ).with_columns(sd=pl.lit(sd), phi=pl.lit(phi))


def test_alike_everywhere_is_no_variation():
    found = unevenness(margin([50, 30, 20], [0.5, 0.3, 0.2]), ["area"])
    assert (found.variation, found.error) == (0, 0)
    assert found.categories["partial"].to_list() == pytest.approx([0, 0, 0])


def test_partial_indicators_add_up_to_the_whole_before_chance():
    # λ = 0.6, 1.4, so Σq(λ − 1)² = 0.5·0.16 + 0.5·0.16 = 0.4².
    found = unevenness(margin([30_000, 70_000], [0.5, 0.5]), ["area"])
    assert found.variation == pytest.approx(0.4, abs=1e-4)
    assert found.categories["partial"].to_list() == pytest.approx([-(0.5**0.5) * 0.4, 0.5**0.5 * 0.4])


@pytest.mark.slow
def test_what_chance_makes_is_taken_off_and_the_error_is_that_of_repeats():
    draws = np.random.default_rng(1)
    share, truth = np.full(10, 0.1), np.linspace(0.4, 1.6, 10) / 10
    found = [
        unevenness(margin(draws.multinomial(2_000, truth).tolist(), share.tolist()), ["area"])
        for _ in range(400)
    ]
    variations = np.array([one.variation for one in found])
    exact = float(np.sqrt((share * (truth / share - 1) ** 2).sum()))
    assert variations.mean() == pytest.approx(exact, abs=0.005)
    assert np.mean([one.error for one in found]) == pytest.approx(variations.std(), rel=0.15)
