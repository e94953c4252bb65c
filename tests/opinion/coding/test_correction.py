"""Sums of comments corrected by codes: the arithmetic of prediction-powered inference."""

import dataclasses

import numpy as np
import polars as pl
import pytest

from wellbeing.opinion.coding.correction import (
    UNCORRECTED,
    components,
    corrected_sums,
    correction,
    error_variance,
)
from wellbeing.opinion.learning.head import LocalHead, cross_fit

#: Ten codes with their scores, and twelve comments without codes.
CODE = (1.0, 0, -1, -1, 0, 1, -1, 0, -1, 1)
SCORE = (0.6, 0.1, -0.2, -0.5, 0.3, 0.7, 0.1, -0.1, -0.4, 0.2)
UNCODED = (0.5, -0.3, 0.2, 0.0, 0.8, -0.6, 0.1, 0.4, -0.2, 0.3, 0.6, -0.1)


def rows(weight, cell="all"):
    """The ten and the twelve as comments of one cell."""
    nothing = [None] * len(UNCODED)
    return pl.DataFrame(
        {
            "cell": cell,
            "stratum": 1,
            "score": [*SCORE, *UNCODED],
            "code": [*CODE, *nothing],
            "weight": [*weight, *nothing],
        },
        schema_overrides={"code": pl.Float64, "weight": pl.Float64},
    )


def of_uncoded(comments):
    """The estimated mean of the comments without a code."""
    fit = correction(comments.drop_nulls("weight"))
    total = corrected_sums(comments, dataclasses.replace(fit, ratio=0.0))["sum"].item()
    return fit, (total - sum(CODE)) / len(UNCODED)


def test_it_is_prediction_powered_inference_with_the_slope_as_power():
    # ppi_mean_pointestimate(Y, Yhat, Yhat_unlabeled, lam=b) of ppi_python 0.2.3, by its authors.
    fit, mean = of_uncoded(rows([2.2] * 10))
    assert fit.b == pytest.approx(1.8481375358166194)
    assert mean == pytest.approx(0.013968481375358305)


def test_weights_are_those_of_prediction_powered_inference():
    # The same with lam=b and w = (2, 1, 1, 3, 1, 2, 1, 1, 2, 1): each code for so many uncoded comments.
    stands = np.array([2, 1, 1, 3, 1, 2, 1, 1, 2, 1.0])
    comments = rows(1 + stands)
    fit = correction(comments.drop_nulls("weight").with_columns(weight=pl.Series(stands)))
    total = corrected_sums(comments, dataclasses.replace(fit, ratio=0.0))["sum"].item()
    assert fit.b == pytest.approx(1.802088061733999)
    assert (total - sum(CODE)) / len(UNCODED) == pytest.approx(0.03786503253139656)


def test_a_correction_undoes_a_scorer_that_is_too_kind_and_too_timid():
    code = np.tile([-1.0, 0.0, 1.0], 40)
    told = correction(
        pl.DataFrame(
            {
                "cell": np.repeat(["a", "b"], 60),
                "stratum": 1,
                "weight": 2.0,
                "score": 0.25 + 0.5 * code,
                "code": code,
            }
        )
    )
    assert (told.a, told.b) == pytest.approx((-0.5, 2.0))  # code = (score − 0.25) / 0.5
    assert told.codes == 120
    assert told.deff == pytest.approx(1)
    assert told.between == pytest.approx(0.004 * 2 / 3)  # nothing is left to differ, but the floor stays


def test_codes_that_stand_for_more_weigh_more():
    coded = pl.DataFrame(
        {"cell": 1, "stratum": [1, 2], "weight": [9.0, 1.0], "score": [0.0, 0.0], "code": [1.0, -1.0]}
    )
    assert correction(coded).a == pytest.approx((9 - 1) / 10)


def spread(cells, between, rng, weight=3.0):
    """Twenty residuals of a variance of 0.25 in each of so many cells."""
    mean = rng.normal(0, between, cells)
    return pl.DataFrame(
        {
            "cell": np.repeat(np.arange(cells), 20),
            "stratum": np.repeat(np.arange(2 * cells), 10),
            "weight": weight,
            "residual": np.repeat(mean, 20) + rng.normal(0, 0.5, 20 * cells),
        }
    )


def test_variances_within_and_between_are_found():
    within, between, ratio, deff = components(spread(400, 0.3, np.random.default_rng(1)), 0.001)
    assert within == pytest.approx(0.25, rel=0.05)
    assert between == pytest.approx(0.09, rel=0.2)
    assert ratio == within / between
    assert deff == pytest.approx(1)


def test_of_few_groups_each_speaks_for_itself():
    rng = np.random.default_rng(1)
    assert components(spread(7, 0.3, rng), 0.001)[2] == 0
    assert components(spread(8, 0.3, rng), 0.001)[2] > 0


def test_codes_that_stand_for_unlike_numbers_count_for_fewer():
    """Ten stand for 1 more each, ten for 3: (10·1 + 10·3)² / (10·1 + 10·9) = 16 of 20."""
    weight = np.tile(np.repeat([2.0, 4.0], 10), 9)
    known = spread(9, 0.3, np.random.default_rng(1)).with_columns(weight=pl.Series(weight))
    assert components(known, 0.001)[3] == pytest.approx(20 / 16)


def test_a_cell_all_coded_is_the_sum_of_its_codes():
    coded = pl.DataFrame(
        {
            "cell": "a",
            "stratum": 1,
            "weight": 1.0,
            "score": [0.1, 0.2, 0.9],
            "code": [-1.0, 1.0, 1.0],
        }
    )
    assert corrected_sums(coded, correction(coded)).rows() == [("a", 3, 3, -1 + 1 + 1)]


def test_a_human_code_counts_where_no_scorer_may_read_and_nothing_else_is_guessed():
    comments = pl.DataFrame(
        {"cell": "a", "score": [0.4, None, None], "code": [None, 1.0, None], "weight": [None, None, None]},
        schema_overrides={"weight": pl.Float64},
    )
    assert corrected_sums(comments, UNCORRECTED).rows() == [("a", 2, 1, 0.4 + 1)]


def test_a_cell_is_drawn_towards_the_whole_as_far_as_its_codes_are_few():
    """Two codes of residual 1 that stand for 4 more each, ratio 2: half of it for each of 8 uncoded."""
    comments = pl.DataFrame(
        {
            "cell": "a",
            "score": [0.0] * 10,
            "code": [1.0, 1.0, *[None] * 8],
            "weight": [5.0, 5.0, *[None] * 8],
        }
    )
    fit = dataclasses.replace(UNCORRECTED, a=0.0, b=1.0, ratio=2.0)
    assert corrected_sums(comments, fit)["sum"].item() == 1 + 1 + 8 * 2 / (2 + 2)


def error(**known):
    cell = {"n": 40.0, "codes": 10.0, "of_all": 200.0, "within": 0.3, "between": 0.02, "ratio": 15.0}
    return pl.DataFrame([cell | {"deff": 1.0} | known]).select(error_variance()).item()


def test_the_error_s_variance_by_arithmetic():
    """B = 10/25; 0.6²·(0.02 + 0.3/200) + 0.4²·0.3/10 = 0.01254; (30/40)²·that + 30·0.3/40²."""
    assert error() == pytest.approx(0.75**2 * (0.36 * 0.0215 + 0.16 * 0.03) + 30 * 0.3 / 1600)


def test_a_design_effect_makes_codes_fewer():
    """B = 5/20 of 10/2 codes, and the line rests on 200/2."""
    expected = 0.75**2 * (0.75**2 * (0.02 + 0.3 / 100) + 0.25**2 * 0.3 / 5) + 30 * 0.3 / 1600
    assert error(deff=2.0) == pytest.approx(expected)


def test_a_cell_that_speaks_for_itself_errs_as_its_codes_do():
    """As the variance of the rectifier and of the uncoded: within/m + within/k, of k of n."""
    assert error(ratio=0.0) == pytest.approx(0.75**2 * (0.3 / 10 + 0.3 / 30))


def test_equal_comments_in_the_same_order_have_the_same_sum_to_the_last_bit():
    comments = rows([2.2] * 10)
    fit = correction(comments.drop_nulls("weight"))
    assert len({corrected_sums(comments, fit)["sum"].item() for _ in range(10)}) == 1


def test_the_head_s_own_scores_are_not_used_on_what_it_learnt_from():
    texts = [f"{word} service number {place}" for place in range(50) for word in ("good", "poor", "plain")]
    labels = ["positive", "negative", "neutral"] * 50
    apart = cross_fit(texts, labels)
    assert len(apart) == 150
    assert apart != LocalHead().fit(texts, labels).predict(texts)
