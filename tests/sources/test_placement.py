"""Places are drawn where their region is drawn; an opened region has an extent."""

import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.sources.boundaries import boundary_rings
from wellbeing.sources.paths import GEO
from wellbeing.sources.placement import drawn_extent, drawn_places

BOUNDARIES = boundary_rings(GEO / "nz-regions-2018.parquet")


def drawn(region, longitude, latitude):
    places = pl.DataFrame(
        {"place": ["here"], "region": [region], "longitude": [longitude], "latitude": [latitude]},
        schema_overrides={"longitude": pl.Float64, "latitude": pl.Float64},
    )
    return drawn_places(BOUNDARIES, places).select("x", "y").row(0)


def test_the_origin_of_the_projection_is_drawn_at_its_false_easting():
    # NZTM2000 (LINZS25002): 173° E lies at 1,600,000 m east, the equator at 10,000,000 m north
    assert drawn("13", 173, 0) == (1_600_000, 10_000_000)


def test_a_place_on_the_chatham_islands_is_drawn_inside_the_inset():
    x, y = drawn("99", -176.56, -43.95)
    inset = BOUNDARIES.filter(area="99").row(0, named=True)
    assert inset["frame_west"] < x < inset["frame_east"]
    assert inset["frame_south"] < y < inset["frame_north"]


def test_manukau_lies_in_what_opens_as_auckland():
    x, y = drawn("02", 174.88, -36.99)
    west, south, east, north = drawn_extent(BOUNDARIES, "02")
    assert west < x < east
    assert south < y < north


def test_a_place_of_unknown_position_or_region_is_listed_but_not_drawn():
    assert drawn("02", None, None) == (None, None)
    assert drawn("77", 175, -37) == (None, None)


def test_places_keep_their_order_and_columns():
    places = pl.DataFrame(
        {
            "place": ["b", "a", "c"],
            "region": ["13", "02", "77"],
            "longitude": [172.6, 174.8, 175.0],
            "latitude": [-43.5, -36.9, -37.0],
        }
    )
    found = drawn_places(BOUNDARIES, places)
    assert found.columns == ["place", "region", "longitude", "latitude", "x", "y"]
    assert found.select(places.columns).equals(places)


def test_no_places_are_no_places():
    none = pl.DataFrame(
        schema={"place": pl.String, "region": pl.String, "longitude": pl.Float64, "latitude": pl.Float64}
    )
    assert drawn_places(BOUNDARIES, none).shape == (0, 6)


def test_the_extent_of_all_regions_holds_that_of_each():
    west, south, east, north = drawn_extent(BOUNDARIES, *BOUNDARIES["area"])
    each = [drawn_extent(BOUNDARIES, area) for area in BOUNDARIES["area"]]
    assert (west, south) == (min(one[0] for one in each), min(one[1] for one in each))
    assert (east, north) == (max(one[2] for one in each), max(one[3] for one in each))


def test_a_region_without_boundary_has_no_extent():
    with pytest.raises(DataError, match="1 region has no boundary"):
        drawn_extent(BOUNDARIES, "19")
