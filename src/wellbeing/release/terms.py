"""The terms of relations between cells: which cell, with which sign, in which relation of which kind."""

from collections.abc import Iterable, Iterator

import polars as pl

from wellbeing.release.universe import DIMENSIONS


def added_up(kind: str, cells: pl.DataFrame, name: str, pairs: Iterable[tuple[str, str]]) -> pl.DataFrame:
    """Parts less their whole, wherever the whole and each of its parts are published."""
    members = pl.DataFrame(list(pairs), {"part": pl.String, "of": pl.String}, orient="row")
    sizes = members.group_by("of").agg(size=pl.len())
    rest = [key for key in DIMENSIONS if key != name]
    wholes = cells.join(sizes, left_on=name, right_on="of").select(*rest, of=name, whole="cell", size="size")
    parts = cells.join(members, left_on=name, right_on="part").join(wholes, on=[*rest, "of"])
    full = parts.filter(pl.len().over("whole") == pl.col("size"))
    taken = full.select(cell="whole", whole="whole", sign=pl.lit(-1)).unique()
    terms = pl.concat([full.select("cell", "whole", sign=pl.lit(1)), taken]).sort("whole", "cell")
    label = f"{name} {len(members)} "
    return related(kind, terms, pl.lit(label) + pl.col("whole").cast(pl.String))


def below(pairs: pl.DataFrame, label: str) -> Iterator[pl.DataFrame]:
    """``cell`` is at most ``whole``, row by row."""
    terms = pl.concat(
        [
            pairs.select("cell", part="cell", sign=pl.lit(1)),
            pairs.select(cell="whole", part="cell", sign=pl.lit(-1)),
        ]
    )
    yield related("at most", terms, pl.lit(f"{label} ") + pl.col("part").cast(pl.String))


def terms_of(cells: pl.DataFrame, sign: int, keep: Iterable[str] = ()) -> pl.DataFrame:
    """The cells with a sign, and with what else is asked for."""
    return cells.select(*keep, "cell", sign=pl.lit(sign))


def related(kind: str, terms: pl.DataFrame, relation: pl.Expr) -> pl.DataFrame:
    """Terms as rows of relations of one kind, each named by an expression."""
    return terms.with_columns(kind=pl.lit(kind), relation=relation).select(
        "kind", "relation", "cell", pl.col("sign").cast(pl.Int64)
    )


def key(names: list[str]) -> pl.Expr:
    """One text for each combination of the columns' values."""
    return pl.concat_str(names, separator="|")
