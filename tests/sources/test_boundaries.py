"""Boundaries become plain numbers and geometry again; a faulty file is named, counted and listed."""

import subprocess
import sys

import geopandas as gpd
import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPolygon, Polygon, box

from wellbeing.model.errors import DataError
from wellbeing.sources.boundaries import boundary_rings, check_codes, to_geopandas
from wellbeing.sources.paths import GEO

NZ = GEO / "nz-regions-2018.parquet"
BOW_TIE = Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])
WITH_A_LAKE = Polygon(box(0, 0, 10, 10).exterior.coords, [box(4, 4, 6, 6).exterior.coords])
TWO_ISLANDS = MultiPolygon([box(20, 0, 30.4, 10), box(40, 0, 50, 10)])
INSET = {
    "inset": [False, True],
    "drawn_scale": [1.0, 2.0],
    "drawn_x": [0.0, 100.0],
    "drawn_y": [0.0, -7.0],
    "frame_west": [None, 130.0],
    "frame_south": [None, -10.0],
    "frame_east": [None, 210.0],
    "frame_north": [None, 20.0],
}


@pytest.fixture
def saved(tmp_path):
    """A function that saves regions and returns the file."""

    def save(geometry=(WITH_A_LAKE, TWO_ISLANDS), crs="EPSG:2193", **columns):
        path = tmp_path / "regions.parquet"
        columns = {"code": ["01", "02"], "name_en": ["North", "South"]} | columns
        gpd.GeoDataFrame(columns, geometry=list(geometry), crs=crs).to_parquet(path)
        return path

    return save


def refusal(path):
    with pytest.raises(DataError) as refused:
        boundary_rings(path)
    return str(refused.value)


def test_rings_are_polygons_then_outline_and_holes_then_points(saved):
    rings = boundary_rings(saved())
    lake, islands = rings["xs"].to_list()
    assert [len(polygon) for polygon in lake] == [2]
    assert lake[0][1] == [6, 6, 4, 4, 6]
    assert [len(polygon) for polygon in islands] == [1, 1]
    assert rings["ys"].to_list()[0][0][0] == [0, 10, 10, 0, 0]


def test_coordinates_are_whole_metres(saved):
    assert boundary_rings(saved())["xs"].to_list()[1][0] == [[30, 30, 20, 20, 30]]


def test_a_file_without_labels_gets_points_inside_and_no_tiles(saved):
    rings = boundary_rings(saved())
    for outline, x, y in zip((WITH_A_LAKE, TWO_ISLANDS), rings["label_x"], rings["label_y"], strict=True):
        assert outline.contains(shapely.Point(x, y))
    assert rings.select("tile_x", "tile_y", "frame_west").null_count().row(0) == (2, 2, 2)
    assert rings["name_mi"].to_list() == ["", ""]
    assert not rings["inset"].any()


def test_an_inset_is_drawn_at_its_scale_and_in_its_place(saved):
    drawn = boundary_rings(saved(**INSET))["xs"].to_list()[1][1][0]
    assert drawn == [2 * x + 100 for x in (50, 50, 40, 40, 50)]


def test_a_column_named_area_does_not_take_the_place_of_the_code(saved):
    assert boundary_rings(saved(area=[12.5, 800.0]))["area"].to_list() == ["01", "02"]


def test_an_inset_is_put_back_in_its_real_place(saved):
    path = saved(**INSET)
    rings = boundary_rings(path)
    again = to_geopandas(rings, rings.select("area"))
    assert again.crs == "EPSG:2193"
    assert again.hausdorff_distance(gpd.read_parquet(path)).max() <= 0.5


def test_the_way_back_to_geometry_loses_nothing_of_new_zealand():
    rings = boundary_rings(NZ)
    again = to_geopandas(rings, rings.select("area"))
    assert again.geom_equals(gpd.read_parquet(NZ)).all()


def test_a_table_keeps_its_rows_and_a_group_has_no_outline(saved):
    table = pl.DataFrame({"area": ["02", "both", "01"], "count": [7, 16, 9]})
    mapped = to_geopandas(boundary_rings(saved()), table)
    assert mapped["count"].to_list() == [7, 16, 9]
    assert mapped.geometry.isna().to_list() == [False, True, False]


def test_a_table_without_areas_cannot_be_mapped(saved):
    with pytest.raises(DataError, match="Columns of this one: 'stakeholder', 'count'"):
        to_geopandas(boundary_rings(saved()), pl.DataFrame({"stakeholder": ["ngo"], "count": [7]}))


def test_regions_without_a_boundary_are_counted_named_and_listed(saved):
    with pytest.raises(DataError) as refused:
        check_codes(boundary_rings(saved()), ["21", "02", "19", "20"], "geo/regions.parquet")
    assert str(refused.value) == (
        "3 regions have no boundary in geo/regions.parquet: '19', '20', '21'. Known codes: '01', '02'."
    )


@given(st.sets(st.sampled_from(["01", "02", "99"])))
def test_known_codes_pass(codes):
    check_codes(pl.DataFrame({"area": ["01", "02", "99"]}), codes)


def test_a_missing_file_is_named(tmp_path):
    assert refusal(tmp_path / "regions.parquet").startswith(f"{tmp_path / 'regions.parquet'} is missing.")


def test_a_file_of_another_format_is_not_geoparquet(tmp_path):
    path = tmp_path / "regions.parquet"
    path.write_text("code,name\n01,Northland\n")
    assert "is damaged or not GeoParquet" in refusal(path)


def test_parquet_without_geometry_is_not_geoparquet(tmp_path):
    path = tmp_path / "regions.parquet"
    pl.DataFrame({"code": ["01"], "name_en": ["North"]}).write_parquet(path)
    assert "is damaged or not GeoParquet" in refusal(path)


@pytest.mark.parametrize("kept", [0, 3, 4, 1_000, 30_000, -8, -1])
def test_a_truncated_file_is_refused(tmp_path, kept):
    path = tmp_path / "regions.parquet"
    path.write_bytes(NZ.read_bytes()[:kept])
    assert f"{path} is damaged or not GeoParquet" in refusal(path)


@pytest.mark.slow
def test_a_flipped_bit_in_the_data_is_refused_or_changes_nothing(tmp_path):
    intact, whole, path = NZ.read_bytes(), boundary_rings(NZ), tmp_path / "regions.parquet"
    footer = len(intact) - 8 - int.from_bytes(intact[-8:-4], "little")
    chance = np.random.default_rng(2018)
    refused = 0
    for _ in range(100):
        flipped = bytearray(intact)
        flipped[chance.integers(footer)] ^= 1 << chance.integers(8)
        path.write_bytes(flipped)
        try:
            assert boundary_rings(path).equals(whole)
        except DataError:
            refused += 1
    assert refused > 90


@pytest.mark.slow
def test_a_flipped_bit_in_the_footer_never_moves_an_outline(tmp_path):
    intact, whole, path = NZ.read_bytes(), boundary_rings(NZ), tmp_path / "regions.parquet"
    footer = len(intact) - 8 - int.from_bytes(intact[-8:-4], "little")
    drawn = ["area", "name_en", "label_x", "tile_x", "inset", "frame_west", "xs", "ys"]
    chance = np.random.default_rng(2018)
    refused = 0
    for _ in range(100):
        flipped = bytearray(intact)
        flipped[chance.integers(footer, len(intact))] ^= 1 << chance.integers(8)
        path.write_bytes(flipped)
        try:
            assert boundary_rings(path).select(drawn).equals(whole.select(drawn))
        except DataError:
            refused += 1
    assert refused > 0


def test_missing_columns_are_counted_and_those_found_listed(tmp_path):
    path = tmp_path / "regions.parquet"
    gpd.GeoDataFrame({"id": ["01"]}, geometry=[box(0, 0, 1, 1)], crs="EPSG:2193").to_parquet(path)
    assert refusal(path) == f"{path}: lacks 2 columns: 'code', 'name_en'. Found: 'id', 'geometry'."


def test_half_an_inset_is_a_missing_column(saved):
    half = {name: values for name, values in INSET.items() if name != "drawn_scale"}
    assert "lacks 1 column: 'drawn_scale'." in refusal(saved(**half))


def test_codes_that_are_numbers_are_refused(saved):
    assert "a number loses the zero in front" in refusal(saved(code=[1, 2]))


def test_coordinates_without_a_reference_system_are_refused(saved):
    assert "no coordinate reference system" in refusal(saved(crs=None))


def test_coordinates_in_degrees_are_refused(saved):
    assert "coordinates in WGS 84, not in metres" in refusal(saved(crs="EPSG:4326"))


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        (None, "without an outline"),
        (Polygon(), "without an outline"),
        (GeometryCollection(), "without an outline"),
        (LineString([(0, 0), (1, 1)]), "that are not areas"),
        (BOW_TIE, "with an outline that crosses itself"),
    ],
)
def test_a_region_that_cannot_be_drawn_is_named(saved, outline, fault):
    path = saved(geometry=[WITH_A_LAKE, outline])
    assert refusal(path) == f"{path}: 1 region {fault}: '02'."


def test_a_code_on_two_rows_is_named(saved):
    path = saved(code=["02", "02"])
    assert refusal(path) == f"{path}: 1 code on more than one row: '02'."


def test_several_faults_are_told_at_once(saved):
    told = refusal(saved(geometry=[BOW_TIE, None], code=["02", "02"])).splitlines()
    assert len(told) == 3


def test_a_file_without_regions_is_refused(saved):
    assert "holds no regions" in refusal(saved(geometry=[], code=[], name_en=[]))


def test_a_region_without_a_name_is_named(saved):
    assert "1 region with values out of range ('name_en|nullability'): '02'" in refusal(
        saved(name_en=["North", None])
    )


def test_labels_that_are_words_are_refused(saved):
    path = saved(label_x=["left", "right"], label_y=[0.0, 0.0])
    assert "a column holds values of the wrong kind" in refusal(path)


@pytest.mark.slow
def test_serving_code_can_import_boundaries_without_a_geometry_library():
    heavy = "{'geopandas', 'shapely', 'pandas', 'pyproj', 'pyarrow'}"
    code = f"import sys, wellbeing.sources.boundaries; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
