"""Tone: the mean and the shares of noisy sums and a noisy count, with intervals that cover."""

import numpy as np
import polars as pl
import pytest

from wellbeing.model.vocabulary import TONES
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.tone import SCORED, tone_estimates

KNOWN = {"within": 0.25, "between": 0.01, "ratio": 25.0, "deff": 1.0}


def cell(**known):
    """One parent cell of the whole engagement with 40 comments."""
    whole = dict.fromkeys(PARENT, "") | {"level": "whole|whole"}
    made = {"tone": 10.0, "neutral": 12.0, "codes": 20.0, "scored": 40.0, "scored_sd": 0.0, "sum_sd": 0.0}
    return pl.DataFrame([whole | made | {"few_sources": False} | known])


def told(cells, policy, of_all=400.0, **known):
    """The rows of a cell's tones: the mean of a known within and between, shares of a quarter of them."""
    of_share = KNOWN | {"within": 0.0625, "between": 0.0025}
    rows = [{"level": "whole|whole", "figure": "tone", **KNOWN, **known}]
    rows += [{"level": "whole|whole", "figure": tone, **of_share, **known} for tone in SCORED]
    codes = pl.DataFrame({"level": ["whole|whole"], "codes": [of_all]})
    found = tone_estimates(cells, codes, pl.DataFrame(rows), policy)
    assert found["tone"].to_list() == list(TONES)
    return {row["tone"]: row for row in found.to_dicts()}


def mean(rows):
    return tuple(rows["negative"][name] for name in ("estimate", "lower", "upper", "validation"))


def share(rows, tone):
    return tuple(rows[tone][name] for name in ("share", "share_lower", "share_upper"))


def test_an_estimate_is_the_sum_over_the_count_and_its_interval_by_arithmetic(adviser):
    """10 / 40 = 0.25. B = 20/45; uncoded 20 of 40.

    Variance (1/2)²·((25/45)²·(0.01 + 0.25/400) + (20/45)²·0.25/20) + 20·0.25/40² = 0.00456; 1.96·√ = 0.132.
    """
    assert mean(told(cell(), adviser)) == (0.2, 0.1, 0.4, "ok")


def test_shares_are_those_of_which_the_mean_is_made(adviser):
    """Neutral 12 of 40; the rest, 28, parted by 10: 19 and 9. Half the deviation of the mean: ± 0.067."""
    rows = told(cell(), adviser)
    assert share(rows, "neutral") == (0.3, 0.23, 0.37)
    assert share(rows, "positive") == (0.48, 0.4, 0.55)
    assert share(rows, "negative") == (0.22, 0.15, 0.3)
    assert share(rows, "not_scored") == share(rows, "no_answer") == (None, None, None)


def test_noise_on_sum_and_count_widens_it(adviser):
    """(2/40)² + (0.25·3/40)² = 0.00285 more: 1.96·√0.00741 = 0.169: 0.081 … 0.419."""
    noisy = told(cell(sum_sd=2.0, scored_sd=3.0), adviser)
    assert mean(noisy)[1:3] == (0.0, 0.5)
    # Neutral: 0.00114 + 0.0025 + (0.3·3/40)² = 0.00415, ± 0.126.
    assert share(noisy, "neutral") == (0.3, 0.17, 0.43)
    # Positive: 0.00114 + 0.0025/2 + ((0.5 − 0.475)·3/40)² = 0.00239, ± 0.096: 0.379 … 0.571.
    assert share(noisy, "positive")[1:] == (0.37, 0.58)


@pytest.mark.parametrize(
    ("known", "of_all", "validation"),
    [
        ({"scored": 20.0}, 100.0, "ok"),
        ({"scored": 19.9}, 100.0, "few"),
        ({"few_sources": True}, 100.0, "few"),
        ({"scored": -1.0, "tone": 0.0}, 100.0, "few"),
        ({"scored": 0.0, "tone": 0.0}, 100.0, "few"),
        ({}, 99.0, "unvalidated"),
        ({"scored": 0.0}, 0.0, "unvalidated"),
    ],
)
def test_nothing_is_estimated_of_few_comments_or_sources_or_with_few_codes(
    adviser, known, of_all, validation
):
    rows = told(cell(**known), adviser, of_all)
    assert mean(rows)[3] == validation
    assert (mean(rows)[0] is None) == (share(rows, "neutral")[2] is None) == (validation != "ok")


def test_more_codes_than_comments_are_as_many(adviser):
    assert mean(told(cell(codes=60.0), adviser))[1:3] == (0.2, 0.3)  # 0.25 without any doubt, in tenths


@pytest.mark.parametrize(
    ("known", "shares"),
    [
        ({"tone": 60.0, "neutral": 0.0}, (0.0, 0.0, 1.0)),
        ({"tone": 30.0, "neutral": 20.0}, (0.0, 0.5, 0.5)),
        ({"tone": -3.0, "neutral": 90.0}, (0.0, 1.0, 0.0)),
        ({"tone": 10.0, "neutral": -4.0}, (0.38, 0.0, 0.62)),
    ],
)
def test_shares_stay_shares_whatever_the_noise(adviser, known, shares):
    rows = told(cell(**known), adviser)
    assert tuple(rows[tone]["share"] for tone in SCORED) == shares
    assert mean(rows)[0] == pytest.approx(shares[2] - shares[0], abs=0.05)


@pytest.mark.parametrize("total", [-1.0, 1.0])
def test_there_is_no_negative_nothing(adviser, total):
    rows = told(cell(tone=total), adviser)
    assert not [value for row in rows.values() for value in row.values() if str(value) == "-0.0"]


@pytest.mark.simulation
def test_intervals_cover_what_noise_adds_and_without_it_they_would_not(adviser):
    """Cells of 30 to 90 comments, all coded: only the noise of sums and counts is left."""
    rng = np.random.default_rng(5)
    covered, naive = [], []
    for _ in range(150):
        n = int(rng.integers(30, 90))
        negative, neutral, positive = rng.multinomial(n, rng.dirichlet([8, 4, 8]))
        drawn = {
            "tone": positive - negative + rng.normal(0, 2),
            "neutral": neutral + rng.normal(0, 2),
            "scored": n + rng.normal(0, 2.7),
            "codes": 200.0,
        }
        truth = (negative / n, neutral / n, positive / n)
        for known, found in (({"sum_sd": 2.0, "scored_sd": 2.7}, covered), ({}, naive)):
            rows = told(cell(**drawn, **known), adviser)
            found += [
                rows[t]["share_lower"] <= p <= rows[t]["share_upper"]
                for t, p in zip(SCORED, truth, strict=True)
            ]
    assert 0.93 <= np.mean(covered) <= 0.995
    assert np.mean(naive) < 0.5
