import polars as pl
import pytest

from wellbeing.measures.coverage.clustering import quiet_channels, with_phi

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


KEYS = ["area", "area_kind", "stakeholder"]


def by_cell(*cells):
    """Areas of one channel mix each (area, hui, online), and everybody."""
    everybody = ("", *(sum(column) for column in list(zip(*cells, strict=True))[1:]))
    rows = [
        (area, "region" if area else "", "", channel, "shown", n, n, n, 0.0)
        for area, hui, online in (*cells, everybody)
        for channel, n in (("hui", hui), ("online", online))
    ]
    return pl.DataFrame(rows, [*KEYS, "channel", "status", "count", "low", "high", "sd"], orient="row")


def quiet(*cells):
    parts = by_cell(*cells)
    areas = parts.filter(pl.col("area") != "").select(KEYS).unique(maintain_order=True)
    whole = areas.with_columns(share=pl.lit(1 / areas.height))
    return dict(quiet_channels(parts, whole, CLUSTERING).select("channel", "count").rows())


FAIR = [(f"r{i}", 30, 20) for i in range(10)]


def test_where_nobody_is_loud_everybody_counts():
    assert quiet(*FAIR) == {"hui": pytest.approx(300), "online": pytest.approx(200)}


def test_a_loud_cell_is_loud_in_its_channel_and_counts_there_only_as_far_as_it_may():
    # Nine times 20 and min(800, 1.25·n/10 + ½√(n/10)): n = 180/0.875 and a little.
    loud = quiet(*FAIR[1:], ("r0", 30, 800))
    assert loud["hui"] == pytest.approx(300)
    assert loud["online"] == pytest.approx(180 + 0.125 * loud["online"] + 0.5 * (0.1 * loud["online"]) ** 0.5)


def test_how_loud_makes_no_difference_to_how_many_came_together():
    mixes = [quiet(*FAIR[1:], ("r0", 30, more)) for more in (400, 800, 80_000)]
    assert mixes == [{name: pytest.approx(n) for name, n in mixes[0].items()}] * 3
