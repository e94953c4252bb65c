"""Group means corrected by codes cover the truth; plain means of scores do not."""

import numpy as np
import polars as pl
import pytest

from wellbeing.opinion.coding.correction import corrected_sums, correction, group_estimates
from wellbeing.opinion.coding.sampling import FEWEST_CODES
from wellbeing.opinion.learning.head import LocalHead, cross_fit
from wellbeing.opinion.reading import values

#: 24 groups of 5 to 80 comments in four size classes, 1,007 comments in all.
SIZES = (5, 5, 6, 8, 10, 10, 12, 15, 18, 20, 22, 25, 30, 35, 40, 45, 48, 50, 55, 60, 68, 75, 80, 80)
CLASSES = ((5, 10), (11, 25), (26, 50), (51, 80))
CODES = 200
#: Shares of negative, neutral and positive comments around which groups differ.
SHARES = np.array([0.27, 0.12, 0.61])


def strata(rng):
    """How many comments of each group are coded: in proportion, at least one."""
    coded = np.maximum(1, np.floor(CODES * np.array(SIZES) / sum(SIZES))).astype(int)
    while coded.sum() < CODES:
        coded[rng.integers(len(SIZES))] += 1
    return np.minimum(coded, SIZES)


def chosen(rng):
    """Which comments are coded, group by group."""
    return np.concatenate(
        [rng.permutation(size) < codes for size, codes in zip(SIZES, strata(rng), strict=True)]
    )


def cells():
    return np.repeat([f"{place:02d}" for place in range(len(SIZES))], SIZES)


def simulated(rng):
    """Comments whose score follows their tone loosely (r ≈ 0.7), too kindly, otherwise in each group."""
    parts = []
    for size in SIZES:
        human = rng.choice([-0.7, 0.0, 0.8], size, p=rng.dirichlet(8 * SHARES))
        parts.append(
            (human, np.clip(0.12 + rng.normal(0, 0.05) + 0.45 * human + rng.normal(0, 0.27, size), -1, 1))
        )
    human, score = (np.concatenate(part) for part in zip(*parts, strict=True))
    return table(human, score, chosen(rng))


def table(human, score, coded):
    rows = pl.DataFrame({"cell": cells(), "human": human, "score": score, "coded": coded})
    return rows.with_columns(code=pl.when("coded").then("human"))


def judged(comments):
    """Each group's estimate and its plain mean with the usual interval, against the truth."""
    truth = comments.group_by("cell").agg(
        truth=pl.col("human").mean(),
        naive=pl.col("score").mean(),
        naive_margin=1.96 * pl.col("score").std() / pl.len().sqrt(),
    )
    return group_estimates(comments, fewest=1).join(truth, on="cell")


def covered(rows, low, high):
    inside = pl.col("truth").is_between(low, high)
    return [rows.filter(pl.col("n").is_between(*sizes)).select(inside.mean()).item() for sizes in CLASSES]


def error(rows, estimate):
    return rows.select(((pl.col(estimate) - pl.col("truth")) ** 2).mean().sqrt()).item()


@pytest.mark.simulation
def test_corrected_intervals_cover_in_every_size_class_and_naive_ones_fail():
    rng = np.random.default_rng(5)
    rows = pl.concat([judged(simulated(rng)) for _ in range(60)])
    ours = covered(rows, pl.col("lower"), pl.col("upper"))
    naive = covered(rows, pl.col("naive") - pl.col("naive_margin"), pl.col("naive") + pl.col("naive_margin"))
    assert all(0.88 <= cover <= 0.98 for cover in ours), ours
    assert error(rows, "estimate") <= 0.13
    assert not all(0.88 <= cover <= 0.98 for cover in naive), naive
    assert error(rows, "naive") > 0.13


@pytest.mark.datasets
@pytest.mark.simulation
def test_the_same_holds_of_real_comments_read_by_the_default_scorer(tone_dev):
    rng, pool = np.random.default_rng(6), readable(tone_dev("nhs_fft"))
    rows = pl.concat([judged(drawn(pool, rng)) for _ in range(60)])
    ours = covered(rows, pl.col("lower"), pl.col("upper"))
    naive = covered(rows, pl.col("naive") - pl.col("naive_margin"), pl.col("naive") + pl.col("naive_margin"))
    assert all(0.88 <= cover <= 0.98 for cover in ours), ours
    assert error(rows, "estimate") <= 0.13
    assert max(naive) < 0.88, naive


def readable(rows):
    scores = values([row["text"] for row in rows], [row["question"] for row in rows])
    return [row | {"tone": score} for row, score in zip(rows, scores, strict=True) if score is not None]


def drawn(pool, rng):
    """Groups of real comments, each with a mix of tones of its own."""
    places = {
        name: np.array([p for p, row in enumerate(pool) if row["label"] == name])
        for name in ("neg", "neu", "pos")
    }
    picked = []
    for size in SIZES:
        counts = rng.multinomial(size, rng.dirichlet(8 * SHARES))
        picked += [rng.choice(of, k, replace=False) for of, k in zip(places.values(), counts, strict=True)]
    rows = [pool[place] for place in np.concatenate(picked)]
    return table([row["score"] for row in rows], [row["tone"] for row in rows], chosen(rng))


def test_a_correction_undoes_a_scorer_that_is_too_kind_and_too_timid():
    code = np.tile([-1.0, 0.0, 1.0], 40)
    told = correction(
        pl.DataFrame({"cell": np.repeat(["a", "b"], 60), "score": 0.25 + 0.5 * code, "code": code})
    )
    assert (told.a, told.b) == pytest.approx((-0.5, 2.0))  # code = (score − 0.25) / 0.5
    assert told.codes == 120
    assert told.between == 0.0025  # nothing is left to differ, but the floor stays


def test_a_group_all_coded_is_the_mean_of_its_codes_without_doubt():
    coded = pl.DataFrame(
        {"cell": ["a"] * 120, "score": np.linspace(-1, 1, 120), "code": np.tile([-1.0, 1.0, 1.0], 40)}
    )
    row = group_estimates(coded).row(0, named=True)
    assert row["estimate"] == pytest.approx(1 / 3)
    assert row["upper"] - row["lower"] == pytest.approx(0)


def test_sums_are_what_estimates_are_made_of():
    comments = simulated(np.random.default_rng(8))
    told = correction(comments.drop_nulls("code"))
    both = group_estimates(comments, fewest=1).join(corrected_sums(comments, told), on="cell", suffix="_sum")
    assert both.height == len(SIZES)
    assert (both["sum"] / both["n"]).to_list() == pytest.approx(both["estimate"].to_list())
    assert both["codes"].equals(both["codes_sum"], check_names=False)


def test_a_sum_of_comments_all_coded_is_that_of_their_codes():
    coded = pl.DataFrame({"cell": ["a"] * 3, "score": [0.1, 0.2, 0.9], "code": [-1.0, 1.0, 1.0]})
    assert corrected_sums(coded, correction(coded)).rows() == [("a", 3, 3, -1 + 1 + 1)]


def test_equal_comments_in_the_same_order_have_the_same_sum_to_the_last_bit():
    comments = simulated(np.random.default_rng(8))
    told = correction(comments.drop_nulls("code"))
    found = {tuple(corrected_sums(comments, told).sort("cell")["sum"]) for _ in range(10)}
    assert len(found) == 1


def statuses(comments):
    return dict(group_estimates(comments).select("cell", "status").iter_rows())


def mixed(codes):
    """Three groups: 200 comments with codes, 19 without, 5 that could not be scored."""
    return pl.DataFrame(
        {
            "cell": ["large"] * 200 + ["small"] * 19 + ["te reo"] * 5,
            "score": [*np.linspace(-1, 1, 219), *[None] * 5],
            "code": [*np.tile([-1.0, 1.0], 100)[:codes], *[None] * (224 - codes)],
        },
        schema_overrides={"score": pl.Float64, "code": pl.Float64},
    )


def test_statuses_say_what_may_be_shown():
    assert statuses(mixed(FEWEST_CODES)) == {"large": "ok", "small": "few", "te reo": "not_shown"}


def test_without_a_hundred_codes_there_is_no_interval():
    rows = group_estimates(mixed(FEWEST_CODES - 1))
    assert rows["status"].to_list() == ["unvalidated", "unvalidated", "not_shown"]
    assert rows["lower"].null_count() == rows["upper"].null_count() == 3


def test_what_could_not_be_scored_is_counted_and_not_guessed():
    row = group_estimates(mixed(FEWEST_CODES)).filter(pl.col("cell") == "te reo").row(0, named=True)
    assert (row["n"], row["not_scored"], row["estimate"]) == (0, 5, None)


def test_a_human_code_counts_where_no_scorer_may_read():
    comments = mixed(FEWEST_CODES).with_columns(
        code=pl.when(pl.col("cell") == "te reo").then(pl.lit(1.0)).otherwise("code")
    )
    row = group_estimates(comments).filter(pl.col("cell") == "te reo").row(0, named=True)
    assert (row["n"], row["codes"], row["estimate"], row["status"]) == (5, 5, 1.0, "few")


def test_the_head_s_own_scores_are_not_used_on_what_it_learnt_from():
    texts = [f"{word} service number {place}" for place in range(50) for word in ("good", "poor", "plain")]
    labels = ["positive", "negative", "neutral"] * 50
    apart = cross_fit(texts, labels)
    assert len(apart) == 150
    assert apart != LocalHead().fit(texts, labels).predict(texts)
