"""The committed boundaries are what geo/README.md says they are."""

import csv
import importlib.util
import math
from itertools import combinations

import geopandas as gpd
import polars as pl
import pytest
import shapely

from wellbeing.sources.boundaries import boundary_rings, check_codes
from wellbeing.sources.paths import GEO, ROOT

RESULT = GEO / "nz-regions-2018.parquet"
CODES = [f"{code:02}" for code in (*range(1, 10), *range(12, 19), 99)]
SHIPPED = ROOT / "data/your-say-2018/regions.csv"


@pytest.fixture(scope="module")
def regions():
    return gpd.read_parquet(RESULT).set_index("code")


@pytest.fixture(scope="module")
def drawn():
    """Outlines as a page draws them, from the plain numbers that a release carries."""
    rows = boundary_rings(RESULT).iter_rows(named=True)
    return {
        row["area"]: shapely.MultiPolygon(
            [(list(zip(xs[0], ys[0], strict=True)), []) for xs, ys in zip(row["xs"], row["ys"], strict=True)]
        )
        for row in rows
    }


def test_there_are_sixteen_regions_and_the_chatham_islands(regions):
    assert regions.index.to_list() == CODES


def test_names_carry_their_macrons(regions):
    assert regions.loc["08", "name_en"] == "Manawatū-Whanganui"
    assert regions.loc["14", "name_mi"] == "Ōtākou"
    with (GEO / "names.csv").open(encoding="utf8") as file:
        assert {row["code"]: (row["name_en"], row["name_mi"]) for row in csv.DictReader(file)} == {
            code: (row.name_en, row.name_mi) for code, row in regions.iterrows()
        }


def test_every_border_is_the_same_line_on_both_sides(regions):
    outlines = regions.geometry.to_numpy()
    assert regions.crs == "EPSG:2193"
    assert regions.is_valid.all()
    assert shapely.coverage_is_valid(outlines)


def test_no_two_regions_overlap(regions):
    overlaps = [shapely.intersection(one, other).area for one, other in combinations(regions.geometry, 2)]
    assert len(overlaps) == 17 * 16 / 2
    assert max(overlaps) == 0


def test_no_gap_is_left_between_neighbours(regions):
    land = shapely.union_all(regions.geometry.to_numpy())
    assert land.area == pytest.approx(regions.area.sum(), abs=1)
    assert sum(len(island.interiors) for island in land.geoms) == 0
    assert shapely.coverage_is_valid(regions.geometry.to_numpy(), gap_width=200)


def test_no_piece_is_a_sliver(regions):
    pieces = regions.explode()
    assert (pieces.area / 1e6).min() > 2
    # 1 for a circle, 0.06 for the most ragged coast (Northland), 0.02 for a strip 1 km × 150 km
    assert (4 * math.pi * pieces.area / pieces.length**2).min() > 0.05


def test_no_region_gains_or_loses_more_than_one_percent_of_its_land(regions):
    change = regions.area / 1e6 / regions["land_km2"] - 1
    assert change.abs().max() < 0.01


def test_the_land_stated_is_that_of_the_sources_clipped_to_the_coast(regions):
    pytest.importorskip("nzgeom", reason="the sources are in the extra 'geo'")
    spec = importlib.util.spec_from_file_location("build", GEO / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    land = build.clip(build.read(build.REGIONS), build.read(build.COAST))
    km2 = (land.area / 1e6).groupby(land["code"]).sum()
    assert km2.to_dict() == pytest.approx(regions["land_km2"].to_dict(), abs=0.01)


@pytest.mark.parametrize(
    ("island", "region", "longitude", "latitude"),
    [
        ("Great Barrier", "02", 175.41, -36.20),
        ("Waiheke", "02", 175.10, -36.80),
        ("Kapiti", "09", 174.92, -40.85),
        ("Stewart", "15", 168.00, -47.00),
        ("Chatham", "99", -176.56, -44.03),
        ("Pitt", "99", -176.22, -44.29),
    ],
)
def test_an_island_that_people_know_is_kept(regions, island, region, longitude, latitude):
    point = gpd.GeoSeries.from_xy([longitude], [latitude], crs="EPSG:4326").to_crs(regions.crs)[0]
    assert regions.index[regions.contains(point)].to_list() == [region]


def test_of_the_area_outside_regions_only_chatham_and_pitt_are_drawn(regions):
    islands = regions.loc[["99"]].explode()
    assert (islands.area / 1e6).round().to_list() == [66, 749]


def test_every_label_stands_inside_what_is_drawn(regions, drawn):
    for code, row in regions.iterrows():
        assert drawn[code].contains(shapely.Point(row.label_x, row.label_y)), code


def test_the_chatham_islands_are_drawn_inside_their_frame(regions, drawn):
    inset = regions[regions["inset"]]
    assert inset.index.to_list() == ["99"]
    frame = shapely.box(*inset.iloc[0][["frame_west", "frame_south", "frame_east", "frame_north"]])
    assert frame.contains(drawn["99"].buffer(5_000))


def test_the_frame_stands_well_clear_of_every_other_region(regions, drawn):
    row = regions.loc["99"]
    frame = shapely.box(row.frame_west, row.frame_south, row.frame_east, row.frame_north)
    assert min(frame.distance(outline) for code, outline in drawn.items() if code != "99") > 100_000


def test_what_is_drawn_of_the_other_regions_is_where_it_is(regions, drawn):
    assert all(drawn[code].equals(regions.geometry[code]) for code in CODES if code != "99")


def test_each_region_has_a_tile_of_its_own(regions):
    tiles = list(zip(regions["tile_x"], regions["tile_y"], strict=True))
    assert len(set(tiles)) == 17
    assert min(x for x, _ in tiles) == min(y for _, y in tiles) == 0


def test_tile_rows_count_from_north_to_south(regions):
    row = regions["tile_y"]
    assert row["01"] < row["02"] < row["03"] < row["08"] < row["09"] < row["18"] < row["13"] < row["14"]


@pytest.mark.skipif(not SHIPPED.is_file(), reason="the shipped engagement is not here")
def test_every_region_of_the_shipped_engagement_has_a_boundary_of_the_same_name():
    known = boundary_rings(RESULT)
    shipped = pl.read_csv(SHIPPED, infer_schema=False)
    check_codes(known, shipped["code"], RESULT)
    assert (
        shipped.select("code", "name_en", "name_mi").rows()
        == known.select("area", "name_en", "name_mi").rows()
    )


def test_the_file_is_small_enough_for_a_page_and_names_its_sources(regions):
    assert 40_000 < RESULT.stat().st_size < 220_000
    (attribution,) = set(regions["attribution"])
    assert all(source in attribution for source in ("Stats NZ", "LINZ", "CC BY 4.0"))
