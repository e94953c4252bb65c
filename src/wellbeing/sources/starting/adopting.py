"""Give an engagement a file of outlines: its regions are compared with it, or made from it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.sources.checking.unfilled import FILL_IN
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.starting.regions import write_regions

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

#: The file that is made.
_OUTLINES: Final = "boundaries.parquet"


def adopt_boundaries(folder: Path, outlines: "GeoDataFrame") -> Iterator[str]:
    """Write outlines into an engagement's folder, and name them in its settings; what was done, a sentence each.

    Where ``regions.csv`` is still the example, it and ``benchmarks.csv`` are written anew for these regions.

    Args:
        folder: of the engagement.
        outlines: of ``simplified_outlines``.

    Raises:
        DataError: a region of the engagement has no outline; nothing is then written.
    """
    found = read_engagement(folder)
    named = [*zip(outlines["code"], outlines["name_en"], strict=True)]
    is_example = FILL_IN in (folder / "regions.csv").read_text("utf-8-sig")
    if is_example:
        types = [one.id for one in found.engagement.stakeholders]
        write_regions(folder, named, types, f"{found.engagement.starts_on}")
        yield f"regions.csv and benchmarks.csv were examples: they now have the file's {counted(len(named), 'region')}."
    else:
        _check(found, [code for code, _ in named])
    outlines.to_parquet(folder / _OUTLINES, compression="zstd", write_page_checksum=True)
    _name_it(folder / "engagement.toml")
    size = (folder / _OUTLINES).stat().st_size / 1000
    points = f"{outlines.count_coordinates().sum():,} points, {size:,.0f} kB"
    yield f"{_OUTLINES}: {counted(len(named), 'region')}, {points}; engagement.toml names it."
    if not is_example:
        yield from _places(found, outlines)


def _check(found: EngagementFolder, drawn: list[str]) -> None:
    codes = found.regions["code"].to_list()
    lacking = [code for code in codes if code not in drawn]
    if lacking:
        none = f"{counted(len(lacking), 'region')} of regions.csv without an outline in the file: {quoted(lacking)}."
        msg = f"{none} Codes of the file: {quoted(drawn, 30)}. Nothing was written."
        raise DataError(msg)


def _name_it(settings: Path) -> None:
    """Set the one key, whatever else the file holds."""
    text, line = settings.read_text("utf-8"), f'boundaries = "{_OUTLINES}"'
    top = re.split(r"(?m)^(?=\[)", text, maxsplit=1)[0]
    changed, number = re.subn(r"(?m)^boundaries\s*=.*$", line, top)
    settings.write_text(
        (changed if number else f"{top.rstrip()}\n{line}\n\n") + text[len(top) :], encoding="utf-8"
    )


def _places(found: EngagementFolder, outlines: "GeoDataFrame") -> Iterator[str]:
    """Places that lie in another region than ``places.csv`` says."""
    import geopandas as gpd  # noqa: PLC0415

    places = found.places.drop_nulls(["longitude", "latitude"])
    if places.is_empty():
        return
    at = gpd.points_from_xy(places["longitude"].to_list(), places["latitude"].to_list(), crs=4326)
    points = gpd.GeoDataFrame(places.select("place", "region").to_dict(as_series=False), geometry=at)
    within = points.to_crs(outlines.crs).sjoin(outlines[["code", "geometry"]], predicate="within")
    rows = zip(within["place"], within["region"], within["code"], strict=True)
    other = [f"{place} ({code}, not {region})" for place, region, code in rows if code != region]
    if other:
        number = counted(len(other), "place")
        yield f"places.csv: {number} in another region than it says: {quoted(other)}. Mend the file or leave it so."
