"""Make ``nz-regions-2018.parquet``: the land of New Zealand's regions, small enough for a page.

Run by hand from anywhere, ``python geo/build.py``, with the ``geo`` extra installed; the result is committed.
It prints the table of area errors that stands in ``geo/README.md``, where every choice is explained.
Regions come from Stats NZ and reach 12 miles out to sea; coastlines come from LINZ; both are CC BY 4.0.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

import geopandas as gpd
import polars as pl
import shapely

FOLDER: Final = Path(__file__).resolve().parent
RESULT: Final = FOLDER / "nz-regions-2018.parquet"
REGIONS: Final = "regions/regional-council-2018-generalised.gpkg"
COAST: Final = "coastlines/nz-coastlines-and-islands-polygons-topo-150k.gpkg"
ATTRIBUTION: Final = (
    "Regions: Regional Council 2018 (generalised), Stats NZ, CC BY 4.0. "
    "Coast: NZ Coastlines and Islands Polygons (Topo 1:50k), Land Information New Zealand (LINZ), "
    "sourced from the LINZ Data Service and licensed for reuse under CC BY 4.0. "
    "Both adapted: clipped to the coast, simplified."
)
#: NZGD2000 / New Zealand Transverse Mercator 2000, metres: the reference system of both sources.
CRS: Final = "EPSG:2193"
#: Coordinates are whole metres, so that borders meet exactly and compress well.
GRID: Final = 1.0
#: A map 500 pixels wide shows about 2 km in a pixel: half a pixel may be lost.
TOLERANCE: Final = 1_000.0
#: Smaller islands would be a pixel (2 km × 2 km) or less.
SMALLEST_KM2: Final = 5.0
#: "Area Outside Region": of its islands only the Chathams are lived on; they are drawn in an inset.
INSET: Final = "99"
INSET_ISLANDS: Final = "Chatham Islands"
#: Drawn at twice the size, or they could not be clicked on; so they are simplified half as much.
INSET_SCALE: Final = 2.0
#: West, south, east, north of the inset's frame: the empty sea east of the South Island.
FRAME: Final = (1_850_000.0, 4_945_000.0, 2_030_000.0, 5_115_000.0)


def main() -> None:
    """Read the sources, make the regions, write them, print what they lost."""
    land = clip(read(REGIONS), read(COAST))
    regions = with_names(with_inset(outlines(land)))
    regions["land_km2"] = (land.area / 1e6).groupby(land["code"]).sum().reindex(regions.index).round(3)
    regions["attribution"] = ATTRIBUTION
    regions.reset_index().to_parquet(RESULT, compression="zstd", write_page_checksum=True)
    print(account(regions), islets(land), sep="\n\n")
    print(f"{regions.count_coordinates().sum():,} vertices, {RESULT.stat().st_size / 1000:.0f} kB")


def read(name: str) -> gpd.GeoDataFrame:
    """A layer of the package nzgeom, as packaged: its own functions turn coastlines into degrees and back."""
    layer = gpd.read_file(str(files("nzgeom.data").joinpath(name)))
    if layer.crs != CRS:
        msg = f"{name} is in {layer.crs}, not {CRS}"
        raise ValueError(msg)
    return layer


def clip(regions: gpd.GeoDataFrame, coast: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every piece of land of every region: one row per polygon, with the region's code."""
    island, region = regions.sindex.query(coast.geometry, predicate="intersects")
    shapes = shapely.intersection(
        coast.geometry.to_numpy()[island], regions.geometry.to_numpy()[region], grid_size=GRID
    )
    names = {
        "code": regions["REGC2018_V1_00"].to_numpy()[region],
        "group": coast["grp_name"].to_numpy()[island],
    }
    pieces = gpd.GeoDataFrame(names, geometry=shapes, crs=CRS).explode(ignore_index=True)
    elsewhere = (pieces["code"] == INSET) & (pieces["group"] != INSET_ISLANDS)
    return pieces[(pieces.geom_type == "Polygon") & ~elsewhere]


def outlines(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One simplified shape per region, indexed by code; neighbours keep one border between them."""
    regions = land[land.area / 1e6 >= SMALLEST_KM2].dissolve("code")[["geometry"]]
    inset = regions.index == INSET
    regions.loc[~inset, "geometry"] = regions[~inset].simplify_coverage(TOLERANCE)
    regions.loc[inset, "geometry"] = regions[inset].simplify_coverage(TOLERANCE / INSET_SCALE)
    return regions


def with_inset(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The shapes where they really are, and where they are drawn: ``drawn_scale`` × real + ``drawn_x``."""
    west, south, east, north = regions.loc[[INSET]].total_bounds
    x = (FRAME[0] + FRAME[2] - INSET_SCALE * (west + east)) / 2
    y = (FRAME[1] + FRAME[3] - INSET_SCALE * (south + north)) / 2
    placed = regions.assign(inset=regions.index == INSET, drawn_scale=1.0, drawn_x=0.0, drawn_y=0.0)
    placed.loc[INSET, ["drawn_scale", "drawn_x", "drawn_y"]] = INSET_SCALE, round(x), round(y)
    frame = ["frame_west", "frame_south", "frame_east", "frame_north"]
    placed[frame] = float("nan")
    placed.loc[INSET, frame] = FRAME
    return placed


def with_names(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Names and tiles from ``names.csv``, and a label point in the widest part of the drawn shape."""
    names = pl.read_csv(FOLDER / "names.csv", schema_overrides={"code": pl.String})
    regions = regions.join(names.to_pandas().set_index("code"), validate="one_to_one")
    centres = [shapely.maximum_inscribed_circle(shape, 1.0) for shape in regions.geometry]
    x, y = shapely.get_coordinates(shapely.get_point(centres, 0)).T
    regions["label_x"] = (x * regions["drawn_scale"] + regions["drawn_x"]).round()
    regions["label_y"] = (y * regions["drawn_scale"] + regions["drawn_y"]).round()
    return regions


def account(regions: gpd.GeoDataFrame) -> str:
    """The land before and after, region by region, as a Markdown table."""
    drawn = regions.area / 1e6
    lines = [
        f"| {code} | {name} | {land:,.1f} | {kept:,.1f} | {100 * (kept / land - 1):+.2f} % |"
        for code, name, land, kept in zip(
            regions.index, regions["name_en"], regions["land_km2"], drawn, strict=True
        )
    ]
    head = "| code | region | land km² | drawn km² | difference |\n| --- | --- | ---: | ---: | ---: |"
    return "\n".join([head, *lines])


def islets(land: gpd.GeoDataFrame) -> str:
    """What was dropped, as a sentence."""
    sizes = land.area / 1e6
    dropped = sizes[sizes < SMALLEST_KM2]
    return (
        f"Dropped: {len(dropped):,} of {len(land):,} pieces of land, {dropped.sum():,.1f} km² in all, "
        f"the largest {dropped.max():.2f} km². Kept: {len(land) - len(dropped)}, "
        f"the smallest {sizes[sizes >= SMALLEST_KM2].min():.2f} km²."
    )


if __name__ == "__main__":
    main()
