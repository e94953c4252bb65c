"""Take another boundary file: any vector format and reference system, checked, simplified with shared borders kept.

GeoPandas is imported where it is used: nothing else in the library reads such files.
"""

from collections.abc import Iterator
from math import atan2, cos, degrees, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wellbeing.model.errors import DataError, counted, quoted

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

#: A drawing is about a thousand units across: what is finer than one is not seen …
_UNITS: Final = 1_000
#: … and a part of a region smaller than this many by as many neither, unless it is its largest.
_SMALLEST: Final = 2.5
#: Degrees and Web Mercator, whose areas grow with latitude: both are drawn anew.
_WEB_MERCATOR: Final = 3857


def simplified_outlines(path: Path, code: str, name: str, attribution: str = "") -> "GeoDataFrame":
    """The regions of a file as ``sources.boundaries`` reads them: ``code``, ``name_en``, ``attribution``, in metres.

    Rows of one code are one region. Where the file is in degrees or in Web Mercator, outlines are in an equal-area
    projection around their middle.

    Args:
        path: of a file that GeoPandas reads: GeoPackage, Shapefile, GeoJSON, GeoParquet, …
        code: the column with the regions' codes.
        name: the column with their names.
        attribution: whom to name beside the map.

    Raises:
        DataError: the file cannot be read, lacks a column or a reference system, or holds no areas.
    """
    import geopandas as gpd  # noqa: PLC0415

    read = _read(path)
    if problems := [*_problems(read, code, name)]:
        raise DataError("\n".join(f"{path}: {problem}" for problem in problems))
    named = {"code": [_text(one) for one in read[code]], "name_en": [f"{one}".strip() for one in read[name]]}
    valid = gpd.GeoDataFrame(named, geometry=read.geometry.make_valid().to_numpy(), crs=read.crs)
    whole = _in_metres(valid).dissolve("code", as_index=False)
    across = _across(whole)
    whole["geometry"] = [_without_specks(one, (_SMALLEST * across) ** 2) for one in whole.geometry]
    whole["geometry"] = whole.geometry.simplify_coverage(across).make_valid()
    return whole.assign(attribution=attribution)


def _read(path: Path) -> "GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415

    if not path.exists():
        msg = f"{path} is missing."
        raise DataError(msg)
    try:
        found = gpd.read_parquet(path) if path.suffix.lower() == ".parquet" else gpd.read_file(path)
    except Exception as error:  # GDAL, Arrow and GeoPandas have an error each for what is no such file
        reason = f"{error}".partition("\n")[0]
        msg = f"{path} could not be read as a file of areas ({reason}). Formats: GeoPackage, Shapefile, GeoJSON, …"
        raise DataError(msg) from error
    if not isinstance(found, gpd.GeoDataFrame):
        msg = f"{path} is a table without areas. Formats: GeoPackage, Shapefile, GeoJSON, …"
        raise DataError(msg)
    return found


def _problems(read: "GeoDataFrame", code: str, name: str) -> Iterator[str]:
    """What is wrong with a file, a line each."""
    columns = [column for column in read.columns if column != read.geometry.name]
    lacking = [one for one in (code, name) if one not in columns]
    if lacking:
        yield f"{counted(len(lacking), 'column')} missing: {quoted(lacking)}. Columns: {quoted(columns, 30)}."
        return
    if read.crs is None:
        yield "it says no coordinate reference system: a Shapefile needs its .prj beside it."
    blank = read[code].isna() | read[name].isna()
    if blank.any():
        yield f"{counted(int(blank.sum()), 'row')} without '{code}' or '{name}': take them out, or fill them in."
    flat = ~read.geom_type.isin(["Polygon", "MultiPolygon"])
    if read.empty or flat.any():
        yield f"{counted(int(flat.sum()), 'row')} of {len(read)} that are not areas: {quoted(read[code][flat])}."


def _text(code: object) -> str:
    """A code as text; a program that writes numbers may write 1.0."""
    return f"{code:.0f}" if isinstance(code, float) else f"{code}".strip()


def _in_metres(regions: "GeoDataFrame") -> "GeoDataFrame":
    is_metric = {axis.unit_name for axis in regions.crs.axis_info} == {"metre"}
    if is_metric and regions.crs.to_epsg() != _WEB_MERCATOR:
        return regions
    points = regions.to_crs(4326).representative_point()
    angles = [radians(x) for x in points.x]  # a country may lie on both sides of 180°
    east = degrees(atan2(sum(map(sin, angles)), sum(map(cos, angles))))
    north = float((points.y.min() + points.y.max()) / 2)
    return regions.to_crs(f"+proj=laea +lat_0={north:.2f} +lon_0={east:.2f} +datum=WGS84 +units=m +no_defs")


def _across(regions: "GeoDataFrame") -> float:
    """Metres that are one unit of a drawing."""
    west, south, east, north = regions.total_bounds
    return float(max(east - west, north - south)) / _UNITS


def _without_specks(outline: object, smallest: float) -> object:
    from shapely import MultiPolygon, get_parts  # noqa: PLC0415

    parts = [part for part in get_parts(outline) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area)
    return MultiPolygon([part for part in parts if part.area >= smallest or part is largest])
