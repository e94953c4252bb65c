"""Places: in their regions, and never a claim that a hui was held where none is known."""

import geopandas as gpd
import polars as pl
import pytest

from wellbeing.sources.paths import GEO


def test_every_place_lies_in_its_region(folder):
    boundaries = gpd.read_parquet(GEO / folder.engagement.boundaries)
    places = folder.places
    points = gpd.GeoDataFrame(
        {"place": places["place"].to_list(), "region": places["region"].to_list()},
        geometry=gpd.points_from_xy(places["longitude"].to_numpy(), places["latitude"].to_numpy()),
        crs="EPSG:4326",
    ).to_crs(boundaries.crs)
    found = points.sjoin(boundaries[["code", "geometry"]], how="left", predicate="within")
    assert found.loc[found["code"] != found["region"], "place"].tolist() == []


def test_only_manukau_is_named_without_the_word_synthetic(folder, events, contributions):
    named = {*folder.places["place"], *folder.plan["place"], *events["place"], *contributions["place"]}
    assert {place for place in named - {None} if "(synthetic)" not in place} == {"Manukau"}


def test_manukau_has_the_published_hui_and_no_other(events):
    hui = events.filter(pl.col("place") == "Manukau")
    assert hui["provenance"].to_list() == ["published; attendance synthetic"]
    assert events.filter(pl.col("place") != "Manukau")["provenance"].unique().to_list() == ["synthetic"]


@pytest.mark.parametrize("table", ["events", "contributions"])
def test_every_place_is_described_and_in_the_region_that_the_row_says(folder, request, table):
    rows = request.getfixturevalue(table).filter(
        pl.col("place").is_not_null(), pl.col("region").is_not_null()
    )
    joined = rows.join(folder.places, on="place", how="left", suffix="_of_place")
    assert joined.filter(pl.col("region").ne_missing(pl.col("region_of_place"))).is_empty()


def test_auckland_opens_into_five_places(folder):
    opened = folder.places.filter(pl.col("region").is_in(folder.engagement.opens))
    assert opened.height == 5


def test_hui_are_as_many_in_each_place_as_planned_but_for_the_one_not_held(folder, held):
    planned = dict(folder.plan.select("place", "events").iter_rows())
    came = dict(held.group_by("place").len().iter_rows())
    assert {place: n - came.get(place, 0) for place, n in planned.items() if n != came.get(place, 0)} == {
        "Blenheim (synthetic)": 1
    }


def test_planned_weeks_begin_on_mondays_within_the_engagement(folder):
    weeks = folder.plan["week"]
    assert weeks.dt.weekday().unique().to_list() == [1]
    assert (weeks >= folder.engagement.starts_on.replace(day=28)).all()
    assert (weeks <= folder.engagement.ends_on).all()
