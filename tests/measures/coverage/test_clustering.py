import polars as pl
import pytest

from wellbeing.measures.coverage.clustering import with_phi

CLUSTERING = pl.DataFrame(
    [
        *(("hui", "area", 15.0), ("hui", "stakeholder_group", 8.0), ("hui", "stakeholder", 7.0)),
        *(("online", "area", 1.0), ("online", "stakeholder_group", 1.0), ("online", "stakeholder", 1.0)),
    ],
    schema=["channel", "together", "phi"],
    orient="row",
)
CELLS = pl.DataFrame({"stakeholder": ["", "providers", "provider"]})


def channels(**counts):
    return pl.DataFrame(
        [(name, n, 0, 7) for name, n in counts.items()],
        schema=["channel", "count", "low", "high"],
        orient="row",
    )


def phi(by_channel, clustering=CLUSTERING):
    return with_phi(CELLS, by_channel, clustering, ["providers"])["phi"].to_list()


def test_it_is_the_mean_of_the_channels_by_how_many_came_through_each():
    assert phi(channels(hui=60, online=40)) == [
        pytest.approx(0.6 * 15 + 0.4),
        pytest.approx(0.6 * 8 + 0.4),
        pytest.approx(0.6 * 7 + 0.4),
    ]


def test_a_channel_that_is_few_counts_with_the_middle_of_its_range():
    assert phi(channels(hui=None, online=96.5))[0] == pytest.approx((3.5 * 15 + 96.5) / 100)


def test_of_one_channel_it_is_that_channels():
    assert phi(channels(hui=60)) == [15, 8, 7]


def test_where_nothing_is_known_each_came_alone():
    assert phi(channels(hui=60), CLUSTERING.clear()) == [1, 1, 1]
    assert phi(channels(paper=60)) == [1, 1, 1]
