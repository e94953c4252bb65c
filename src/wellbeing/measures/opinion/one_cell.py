"""The same contributions under two names, of a group of one and of its member: one figure."""

from collections.abc import Mapping

import polars as pl

#: Of a cell: what it is of, and of what kind that is.
_OF = ("area", "stakeholder")
_ROW = "row"


def under_one_name(rows: pl.DataFrame, homes: Mapping[str, Mapping[str, str]], by: str) -> pl.DataFrame:
    """Figures in which a group of one and its only member say the same: what is said of the group.

    Shares learn from the cells of their own list, so that the same answers, once in a list of regions and once in one
    of their groups, could stand on two sides of "certain".

    Args:
        rows: ``area`` or ``stakeholder`` or both, ``by``, and figures.
        homes: of each of these columns, a member → the group that it is all of.
        by: the column that tells rows of one cell apart.
    """
    own = [name for name in _OF if name in rows.columns and homes.get(name)]
    if not own:
        return rows
    keys = [name for name in (*_OF, "area_kind") if name in rows.columns]
    typed = rows.with_columns(pl.col([*own, by]).cast(pl.String)).with_row_index(_ROW)
    group = [pl.col(name).replace(homes[name]).alias(f"of_{name}") for name in own]
    others = [name for name in _OF if name in keys and name not in own]
    said = typed.drop(_ROW, *(name for name in keys if name not in (*own, *others))).rename(
        {name: f"of_{name}" for name in own}
    )
    on = [*(f"of_{name}" for name in own), *others, by]
    named = typed.select(_ROW, *keys, by, *group)
    found = named.join(said, on=on, how="inner").select(_ROW, *rows.columns)
    alone = typed.join(found, on=_ROW, how="anti").select(_ROW, *rows.columns)
    return pl.concat([found, alone]).sort(_ROW).drop(_ROW).cast(rows.schema)
