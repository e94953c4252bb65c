"""Read boundaries into plain numbers that a page can draw, and back into geometry for an analyst.

GeoPandas and Shapely are imported where they are used: a page that draws a release needs neither.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import dataframely as dy
import polars as pl

from wellbeing.model.boundaries import TILED, Boundaries
from wellbeing.model.errors import DataError, counted, quoted

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely import MultiPolygon

_NEEDED: Final = ("code", "name_en")
#: Columns that are made here, whatever a file calls by these names (an "area" is often in km²).
_MADE: Final = ("area", "crs", "xs", "ys")
#: Columns that mean nothing without each other: a file has all of a line or none.
_TOGETHER: Final = (
    ("label_x", "label_y"),
    ("tile_x", "tile_y"),
    ("inset", "drawn_scale", "drawn_x", "drawn_y", "frame_west", "frame_south", "frame_east", "frame_north"),
)
#: What a file says by its silence. Without a placement, regions are drawn where they are: 1 × real + 0.
_SILENCE: Final[Mapping[str, str | float | bool]] = {
    "name_mi": "",
    "inset": False,
    "drawn_scale": 1.0,
    "drawn_x": 0.0,
    "drawn_y": 0.0,
    "attribution": "",
}


def boundary_rings(path: Path) -> dy.DataFrame[Boundaries]:
    """The regions of a GeoParquet file with columns ``code`` and ``name_en`` and coordinates in metres.

    The other columns of ``Boundaries`` are taken where the file has them; label points are worked out where
    it has none.

    Raises:
        DataError: the file is missing, damaged, lacks columns or a reference system in metres, or has
            regions without an outline, with a faulty one, or on several rows.
    """
    regions = _read(path)
    problems = list(_unreadable(regions)) or list(_undrawable(regions))
    if problems:
        raise DataError("\n".join(f"{path}: {problem}" for problem in problems))
    return _checked(_with_rings(_attributes(regions, path), regions), path)


def check_codes(
    boundaries: pl.DataFrame, codes: Iterable[str], path: Path | str = "the boundary file"
) -> None:
    """Make sure that every code has a boundary.

    Raises:
        DataError: some have none; ``path`` names the file that should hold them.
    """
    drawn = boundaries["area"].sort().to_list()
    missing = sorted(set(codes) - set(drawn))
    if missing:
        count = f"{counted(len(missing), 'region')} {'has' if len(missing) == 1 else 'have'}"
        msg = f"{count} no boundary in {path}: {quoted(missing)}. Known codes: {quoted(drawn, 30)}."
        raise DataError(msg)


def to_geopandas(boundaries: pl.DataFrame, table: pl.DataFrame) -> "GeoDataFrame":
    """The rows of a table with the outline of their ``area``; a group of regions has none.

    Outlines are where they really are, in the file's reference system: what a page draws in an inset is put
    back in its place. Of a map of tiles there are squares, in no reference system.

    Raises:
        DataError: the table has no column ``area``.
    """
    import geopandas as gpd  # noqa: PLC0415

    if "area" not in table.columns:
        columns = quoted(table.columns, 30)
        msg = f"Only a table with the column 'area' has a place on a map. Columns of this one: {columns}."
        raise DataError(msg)
    outlines = {row["area"]: _outline(row) for row in boundaries.iter_rows(named=True)}
    geometry = [outlines.get(area) for area in table["area"]]
    crs = next((one for one in boundaries["crs"] if one != TILED), None)
    return gpd.GeoDataFrame(table.to_pandas(), geometry=geometry, crs=crs)


def _read(path: Path) -> "GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415
    from pyarrow import ArrowException  # noqa: PLC0415
    from pyproj.exceptions import ProjError  # noqa: PLC0415
    from shapely.errors import ShapelyError  # noqa: PLC0415

    if not path.is_file():
        msg = f"{path} is missing. Boundaries are kept in geo/; geo/README.md says how they are made."
        raise DataError(msg)
    try:
        return gpd.read_parquet(path, page_checksum_verification=True)
    except (ArrowException, ProjError, ShapelyError, OSError, ValueError, TypeError, LookupError) as error:
        reason = str(error).partition("\n")[0]
        msg = f"{path} is damaged or not GeoParquet ({reason}). Restore it or make it again (geo/README.md)."
        raise DataError(msg) from error


def _unreadable(regions: "GeoDataFrame") -> Iterator[str]:
    missing = _missing(set(regions.columns))
    if missing:
        columns = quoted(regions.columns, 30)
        yield f"lacks {counted(len(missing), 'column')}: {quoted(missing)}. Found: {columns}."
    elif not all(isinstance(code, str) for code in regions["code"]):
        yield "the column 'code' must hold text, as '02': a number loses the zero in front."
    if regions.crs is None:
        yield "no coordinate reference system; say which where the file is made (GeoPandas: set_crs)."
    elif {axis.unit_name for axis in regions.crs.axis_info} != {"metre"}:
        yield f"coordinates in {regions.crs.name}, not in metres; project them first (GeoPandas: to_crs)."


def _missing(columns: set[str]) -> list[str]:
    begun = [name for line in _TOGETHER if columns.intersection(line) for name in line]
    return [name for name in (*_NEEDED, *begun) if name not in columns]


def _undrawable(regions: "GeoDataFrame") -> Iterator[str]:
    outlines = regions.geometry
    absent = outlines.isna() | outlines.is_empty
    faults = {
        "without an outline": absent,
        "that are not areas": ~absent & ~outlines.geom_type.isin(["Polygon", "MultiPolygon"]),
        "with an outline that crosses itself": ~absent & ~outlines.is_valid,
    }
    if regions.empty:
        yield "holds no regions."
    for fault, rows in faults.items():
        if rows.any():
            yield f"{counted(int(rows.sum()), 'region')} {fault}: {quoted(regions['code'][rows])}."
    twice = [code for code, rows in Counter(regions["code"]).items() if rows > 1]
    if twice:
        yield f"{counted(len(twice), 'code')} on more than one row: {quoted(twice)}."


def _attributes(regions: "GeoDataFrame", path: Path) -> pl.DataFrame:
    columns = Boundaries.create_empty().schema
    given = [name for name in columns if name in regions.columns and name not in _MADE]
    read = pl.from_pandas(regions[["code", *given]]).rename({"code": "area"})
    absent = [pl.lit(None).alias(name) for name in columns if name not in read.columns]
    try:
        typed = read.with_columns(absent).cast(columns)
    except pl.exceptions.PolarsError as error:
        msg = f"{path}: a column holds values of the wrong kind: {error}"
        raise DataError(msg) from error
    return typed.with_columns(pl.col(name).fill_null(value) for name, value in _SILENCE.items())


def _with_rings(attributes: pl.DataFrame, regions: "GeoDataFrame") -> pl.DataFrame:
    from shapely.affinity import affine_transform  # noqa: PLC0415

    placements = attributes.select("drawn_scale", "drawn_x", "drawn_y").iter_rows()
    outlines = [
        affine_transform(outline, (scale, 0, 0, scale, x, y))
        for outline, (scale, x, y) in zip(regions.geometry, placements, strict=True)
    ]
    inside = [outline.representative_point() for outline in outlines]
    return attributes.with_columns(
        pl.col("label_x").fill_null(pl.Series([point.x for point in inside])),
        pl.col("label_y").fill_null(pl.Series([point.y for point in inside])),
        pl.Series("xs", [_rings(outline, 0) for outline in outlines]),
        pl.Series("ys", [_rings(outline, 1) for outline in outlines]),
        crs=pl.lit(regions.crs.to_string()),
    )


def _rings(outline: "MultiPolygon", axis: int) -> list[list[list[float]]]:
    from shapely import get_coordinates, get_parts, get_rings  # noqa: PLC0415

    return [
        [get_coordinates(ring)[:, axis].round().tolist() for ring in get_rings(polygon)]
        for polygon in get_parts(outline)
    ]


def _checked(boundaries: pl.DataFrame, path: Path) -> dy.DataFrame[Boundaries]:
    good, failures = Boundaries.filter(boundaries)
    if len(failures):
        rules = quoted(failures.counts())
        areas = quoted(failures.invalid()["area"])
        msg = f"{path}: {counted(len(failures), 'region')} with values out of range ({rules}): {areas}."
        raise DataError(msg)
    return good


def _outline(row: Mapping[str, Any]) -> "MultiPolygon":
    from shapely import MultiPolygon  # noqa: PLC0415
    from shapely.affinity import affine_transform  # noqa: PLC0415

    polygons = [
        [list(zip(*ring, strict=True)) for ring in zip(*axes, strict=True)]
        for axes in zip(row["xs"], row["ys"], strict=True)
    ]
    back = 1 / row["drawn_scale"]
    return affine_transform(
        MultiPolygon([(outer, holes) for outer, *holes in polygons]),
        (back, 0, 0, back, -back * row["drawn_x"], -back * row["drawn_y"]),
    )
