"""The demonstration's release as if comments had sounded otherwise: what a page says of it is then known."""

import dataclasses

import polars as pl

from wellbeing.release.store.opening import Release

#: A cell's estimate, interval and validation.
Estimated = tuple[float | None, float | None, float | None, str]
CALM: Estimated = (0.0, -0.1, 0.1, "ok")


def sounding(release: Release, of: str, estimated: Estimated, margin: str = "region") -> Release:
    """The release with one area (or type, of the other margin) sounding like this, and the whole engagement calm."""
    tables, name = dict(release._frames), f"{margin}_by_tone"
    key = {"region": "area"}.get(margin, margin)
    tables[name] = _with(tables[name], pl.col(key) == of, estimated)
    tables["total_by_tone"] = _with(tables["total_by_tone"], pl.lit(value=True), CALM)
    return dataclasses.replace(release, _frames=tables)


def _with(table: pl.DataFrame, where: pl.Expr, estimated: Estimated) -> pl.DataFrame:
    values = dict(zip(("estimate", "lower", "upper", "validation"), estimated, strict=True))
    return table.with_columns(
        pl.when(where).then(pl.lit(value, table.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )
