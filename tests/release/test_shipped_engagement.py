"""The shipped engagement's published totals, as its release counts them."""

import pytest

from wellbeing.record.demonstration import read_demonstration
from wellbeing.release.building import content
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

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


@pytest.fixture(scope="module", params=["adviser", "public"])
def figures(request, folder, true, secret):
    tables = content(folder, true, request.param, secret).tables
    return {row["figure"]: row for row in tables["figures"].iter_rows(named=True)}


@pytest.mark.parametrize("total", TOTALS)
def test_a_published_total_lies_within_what_the_release_says(folder, figures, total):
    (value,) = folder.published.filter(figure=total)["value"]
    assert figures[total]["low"] <= value <= figures[total]["high"]
    assert figures[total]["count"] == pytest.approx(value, abs=2)


def test_hui_are_drawn_where_the_map_is(folder, true, secret):
    made = content(folder, true, "adviser", secret)
    events = made.tables["events"].drop_nulls(["x", "y"])
    assert events.height == made.tables["events"].height == true.events.height
    corners = made.boundaries.select("xs", "ys").explode("xs", "ys").explode("xs", "ys").explode("xs", "ys")
    for axis, points in (("x", corners["xs"]), ("y", corners["ys"])):
        assert points.min() <= events[axis].min()
        assert events[axis].max() <= points.max()
