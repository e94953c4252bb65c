"""The shipped engagement's published totals, as its release tells them."""

import polars as pl
import pytest

from wellbeing.record.demonstration import read_demonstration
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

pytestmark = pytest.mark.slow

TOTALS = (
    *("hui", "places", "attendances", "responses"),
    *("responses.investing_for_social_wellbeing", "responses.data_protection_and_use"),
)


@pytest.fixture(scope="module")
def folder():
    return read_engagement(ROOT / "data/your-say-2018")


@pytest.fixture(scope="module")
def true(folder):
    rows = read_demonstration(folder)
    return TrueTables(rows.events, rows.organisations, rows.contributions.lazy(), rows.answers.lazy())


@pytest.fixture(scope="module")
def told(measure, tell, folder, true):
    """Tier → what a release of it holds, comments left out."""
    made = measure(folder, true)
    return {tier: tell(folder, made, tier) for tier in ("adviser", "public")}


@pytest.mark.parametrize("tier", ["adviser", "public"])
@pytest.mark.parametrize("total", TOTALS)
def test_a_published_total_is_told_as_it_was_published(folder, told, tier, total):
    (value,) = folder.published.filter(figure=total)["value"]
    row = told[tier].tables["figures"].filter(figure=total).row(0, named=True)
    assert (row["status"], row["sd"]) == ("shown", 0)
    assert row["low"] == row["count"] == row["high"] == value


def test_its_protection_is_what_the_policy_says(told):
    made = told["adviser"]
    assert made.design["scale"] == 1
    assert all(made.design["least"][kind] >= least for kind, least in made.policy.least.items())
    assert made.design["counts"] > 9_000


def test_every_region_is_shown_to_advisers_but_those_of_hardly_more_than_six(told, true):
    regions = told["adviser"].tables["region"].filter(area_kind="region")
    assert regions.height == 17
    heard = true.contributions.group_by(area="region").len("n").filter(pl.col("n") >= 6 + 2).collect()
    assert heard.height >= 15
    assert set(regions.join(heard, on="area")["status"]) == {"shown"}


def test_hui_are_drawn_where_the_map_is(told, true):
    made = told["adviser"]
    events = made.tables["events"].drop_nulls(["x", "y"])
    assert events.height == made.tables["events"].height == true.events.height
    corners = made.boundaries.select("xs", "ys").explode("xs", "ys").explode("xs", "ys").explode("xs", "ys")
    for axis, points in (("x", corners["xs"]), ("y", corners["ys"])):
        assert points.min() <= events[axis].min()
        assert events[axis].max() <= points.max()
