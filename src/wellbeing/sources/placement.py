"""Where things stand on the drawn map: opened regions, and places such as those of hui."""

import polars as pl

from wellbeing.model.boundaries import TILED
from wellbeing.sources.boundaries import check_codes


def drawn_extent(boundaries: pl.DataFrame, *areas: str) -> tuple[float, float, float, float]:
    """West, south, east, north of regions as drawn, in metres: where a map goes when they are opened.

    Raises:
        DataError: a region has no boundary.
    """
    check_codes(boundaries, areas)
    opened = boundaries.filter(pl.col("area").is_in(areas))
    points = pl.DataFrame({axis: opened[axis].explode().explode().explode() for axis in ("xs", "ys")})
    west, south, east, north = points.select(
        west=pl.min("xs"), south=pl.min("ys"), east=pl.max("xs"), north=pl.max("ys")
    ).row(0)
    return west, south, east, north


def drawn_places(boundaries: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Places (``region``, ``longitude``, ``latitude`` in WGS 84) with where to draw them: ``x``, ``y``.

    Drawn metres, whole; null where the place's position or its region's boundary is not known, and on tiles. pyproj is
    imported here: positions are worked out when a release is made, not when it is served.
    """
    if (boundaries["crs"] == TILED).any():
        return places.with_columns(pl.lit(None, pl.Float64).alias(axis) for axis in ("x", "y"))
    from pyproj import Transformer  # noqa: PLC0415

    to_metres = Transformer.from_crs("EPSG:4326", boundaries["crs"][0], always_xy=True)
    x, y = to_metres.transform(places["longitude"].to_numpy(), places["latitude"].to_numpy())
    placement = boundaries.select("drawn_scale", "drawn_x", "drawn_y", region="area")
    located = places.with_columns(x=pl.Series(x, dtype=pl.Float64), y=pl.Series(y, dtype=pl.Float64))
    return (
        located.join(placement, on="region", how="left", maintain_order="left")
        .with_columns(_drawn("x"), _drawn("y"))
        .drop("drawn_scale", "drawn_x", "drawn_y")
    )


def _drawn(axis: str) -> pl.Expr:
    metres = pl.col("drawn_scale") * pl.col(axis) + pl.col(f"drawn_{axis}")
    return pl.when(metres.is_finite()).then(metres.round()).alias(axis)
