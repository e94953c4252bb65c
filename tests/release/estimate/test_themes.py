"""Shares of themes, from noisy sums and a noisy count."""

import polars as pl
import pytest

from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.themes import theme_estimates


def told(policy, of_all=400.0, **known):
    whole = dict.fromkeys(PARENT, "") | {"level": "whole|whole", "theme": "taste"}
    made = {"raised": 12.0, "codes": 20.0, "commented": 40.0, "commented_sd": 0.0, "sum_sd": 0.0}
    cells = pl.DataFrame([whole | made | {"few_sources": False} | known])
    codes = pl.DataFrame({"level": ["whole|whole"], "codes": [of_all]})
    factors = pl.DataFrame(
        [
            {
                "level": "whole|whole",
                "figure": "taste",
                "within": 0.2,
                "between": 0.01,
                "ratio": 20.0,
                "deff": 1.0,
            }
        ]
    )
    row = theme_estimates(cells, codes, factors, policy).row(0, named=True)
    return row["estimate"], row["lower"], row["upper"], row["validation"]


def test_a_share_is_the_sum_over_the_comments_and_its_interval_by_arithmetic(adviser):
    """12/40. B = 1/2: ¼·(¼·(0.01 + 0.2/400) + ¼·0.2/20) + 20·0.2/40² = 0.00378; 1.96·√ = 0.1205."""
    assert told(adviser) == (0.3, 0.17, 0.43, "ok")


def test_noise_on_sum_and_count_widens_it(adviser):
    """(2/40)² + (0.3·3/40)² = 0.00301 more: 1.96·√0.00679 = 0.1615."""
    assert told(adviser, sum_sd=2.0, commented_sd=3.0) == (0.3, 0.13, 0.47, "ok")


@pytest.mark.parametrize(("raised", "share"), [(-3.0, 0.0), (44.0, 1.0)])
def test_it_stays_a_share(adviser, raised, share):
    estimate, lower, upper, _ = told(adviser, raised=raised)
    assert estimate == share
    assert 0 <= lower <= estimate <= upper <= 1


@pytest.mark.parametrize(
    ("known", "of_all", "validation"),
    [({"commented": 19.0}, 400.0, "few"), ({"few_sources": True}, 400.0, "few"), ({}, 99.0, "unvalidated")],
)
def test_nothing_is_told_of_few_comments_or_sources_or_with_few_codes(adviser, known, of_all, validation):
    assert told(adviser, of_all, **known) == (None, None, None, validation)
