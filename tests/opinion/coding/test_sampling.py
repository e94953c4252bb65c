"""The sample to code is random, spread over cells and questions, and the same for the same seed."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.opinion.coding.sampling import allocation, coding_sample, most_uncertain

COMMENTS = pl.DataFrame(
    {
        "comment_id": [f"c{place:04d}" for place in range(1000)],
        "cell": ["02 provider"] * 700 + ["02 service_user"] * 296 + ["12 provider"] * 4,
        "question": ["approach", "data"] * 500,
    }
)


def first(sample):
    return sample.filter(pl.col("reading") == 1)


def test_every_stratum_is_coded_and_large_ones_in_proportion():
    counts = first(coding_sample(COMMENTS)).group_by("cell", "question").len()
    taken = {(cell, question): number for cell, question, number in counts.iter_rows()}
    assert sum(taken.values()) == 200
    assert min(taken.values()) >= 1
    assert abs(taken["02 provider", "data"] - 200 * 350 / 1000) <= 2


def test_a_fifth_is_coded_twice():
    again = coding_sample(COMMENTS).filter(pl.col("reading") == 2)
    assert again.height == 200 / 5
    assert set(again["comment_id"]) <= set(first(coding_sample(COMMENTS))["comment_id"])


def test_the_sample_depends_on_the_seed_and_not_on_the_order_of_the_rows():
    shuffled = COMMENTS.sample(fraction=1, shuffle=True, seed=1)
    assert coding_sample(shuffled).equals(coding_sample(COMMENTS))
    assert not coding_sample(COMMENTS, seed="2").equals(coding_sample(COMMENTS))


def test_every_comment_of_a_stratum_is_as_likely():
    places = [int(one[1:]) for seed in range(30) for one in _of_providers(seed)]
    assert abs(sum(places) / len(places) - 349.5) < 3 * 202 / len(places) ** 0.5  # uniform on 0 … 699: sd 202


def _of_providers(seed):
    return first(coding_sample(COMMENTS, seed=str(seed))).filter(pl.col("cell") == "02 provider")[
        "comment_id"
    ]


def test_fewer_comments_than_asked_for_are_all_coded():
    assert first(coding_sample(COMMENTS.head(30))).height == 30


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.integers(0, 400))
def test_an_allocation_spends_all_and_never_more_than_there_is(sizes, total):
    taken = allocation(sizes, total)
    assert sum(taken) == min(total, sum(sizes))
    assert all(0 <= one <= size for one, size in zip(taken, sizes, strict=True))
    if total >= len(sizes):
        assert min(taken) >= 1


def test_the_most_uncertain_uncoded_comment_is_next_and_only_teaches():
    comments = pl.DataFrame(
        {
            "comment_id": ["sure", "torn", "coded", "unread"],
            "probabilities": [[0.0, 0.0, 1.0], [0.4, 0.3, 0.3], [0.33, 0.33, 0.34], None],
        }
    )
    following = most_uncertain(comments, pl.Series(["coded"]), 2)
    assert following.rows() == [("torn", "teach"), ("sure", "teach")]
