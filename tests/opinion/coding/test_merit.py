"""How well a scorer reads, by codes that stand for unlike numbers of comments."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import pearsonr
from sklearn.metrics import f1_score

from wellbeing.opinion.coding.merit import correlation, macro_f1

TONES = ("negative", "neutral", "positive")


@pytest.fixture
def coded():
    rng = np.random.default_rng(4)
    at = rng.integers(0, 3, 120)
    heard = np.where(rng.random(120) < 0.6, at, rng.integers(0, 3, 120))
    return pl.DataFrame(
        {
            "code": at - 1.0,
            "score": 0.4 * (heard - 1) + rng.normal(0, 0.3, 120),
            "label": [TONES[one] for one in at],
            "heard": [TONES[one] for one in heard],
            "weight": rng.integers(1, 6, 120).astype(float),
        }
    )


def test_alike_weights_give_what_others_libraries_give(coded):
    alike = coded.with_columns(weight=pl.lit(3.0))
    r = correlation(alike)
    assert r.value == pytest.approx(pearsonr(coded["score"], coded["code"]).statistic)
    known = pearsonr(coded["score"], coded["code"]).confidence_interval(0.95)
    assert (r.lower, r.upper) == pytest.approx(known, abs=0.05)
    assert macro_f1(alike).value == pytest.approx(f1_score(coded["label"], coded["heard"], average="macro"))


def test_a_weight_is_so_many_comments_alike(coded):
    repeated = coded[np.repeat(np.arange(120), coded["weight"].cast(pl.Int64))].with_columns(
        weight=pl.lit(1.0)
    )
    for figure in (correlation, macro_f1):
        assert figure(coded).value == pytest.approx(figure(repeated).value)
        assert figure(coded).lower < figure(coded).value < figure(coded).upper


def test_unweighted_f1_of_scikit_learn_is_another(coded):
    unweighted = f1_score(coded["label"], coded["heard"], average="macro")
    weighted = f1_score(coded["label"], coded["heard"], average="macro", sample_weight=coded["weight"])
    assert macro_f1(coded).value == pytest.approx(weighted)
    assert abs(weighted - unweighted) > 0.001


def test_scores_all_alike_say_nothing(coded):
    assert correlation(coded.with_columns(score=pl.lit(0.5))) is None


def test_tones_that_nobody_gave_are_left_out(coded):
    two = coded.filter(pl.col("label") != "neutral").with_columns(heard="label")
    assert macro_f1(two).value == 1
