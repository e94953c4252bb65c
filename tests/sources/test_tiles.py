"""Where there is no file of boundaries, two columns of regions.csv make a map of equal squares."""

import polars as pl
import pytest

from wellbeing.charts.outline import drawn_map, drawn_tiles, is_tiled
from wellbeing.sources.boundaries import boundary_rings, to_geopandas
from wellbeing.sources.checking.tiles import tile_problems
from wellbeing.sources.paths import GEO
from wellbeing.sources.placement import drawn_places
from wellbeing.sources.tiles import has_tiles, tile_outlines

REGIONS = pl.DataFrame(
    {
        "code": ["N", "S", "E"],
        "name_en": ["North", "South", "East"],
        "name_mi": ["", "", ""],
        "tile_x": [0, 0, 2],
        "tile_y": [0, 1, 1],
    }
)
TILES = tile_outlines(REGIONS)


def test_each_region_is_a_square_of_one_size_in_its_place():
    drawn = drawn_map(TILES, pl.DataFrame(schema={"x": pl.Float64, "y": pl.Float64}))
    north, south, east = drawn.shapes
    assert {one.path.count("L") for one in drawn.shapes} == {4}
    assert (north.area, south.area, east.area) == ("N", "S", "E")
    assert [(one.x, one.y) for one in drawn_tiles(TILES).shapes] == [(50, 50), (50, 150), (250, 150)]


def test_it_is_no_map_beside_tiles_and_has_no_place_on_earth():
    assert is_tiled(TILES)
    assert not is_tiled(boundary_rings(GEO / "nz-regions-2018.parquet"))
    assert to_geopandas(TILES, pl.DataFrame({"area": ["N"]})).crs is None
    here = pl.DataFrame({"place": ["here"], "region": ["N"], "longitude": [1.0], "latitude": [1.0]})
    assert drawn_places(TILES, here).select("x", "y").row(0) == (None, None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tile_x": [0, None, 2]}, "1 region without tile_x and tile_y, which others have: 'S'."),
        ({"tile_y": [0, 0, 1]}, "2 regions on a tile that another has too: 'N', 'S'."),
        ({"tile_x": [None] * 3}, None),
    ],
)
def test_tiles_are_of_all_regions_or_of_none_and_each_its_own(change, told):
    columns = {name: pl.Series(values, dtype=pl.Int64) for name, values in change.items()}
    regions = REGIONS.with_columns(**columns)
    assert [*tile_problems(regions)] == ([told] if told else [])
    assert not has_tiles(regions) or told
