"""Tables of tones and themes with their estimates."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.release.count.axes import ALL, head
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.intervals import ESTIMATE, VALIDATION
from wellbeing.release.estimate.themes import THEME_ESTIMATES
from wellbeing.release.estimate.tone import TONE_ESTIMATES

#: What a table is cut by → the columns that estimates add.
ESTIMATED: Final = {"tone": TONE_ESTIMATES, "theme": THEME_ESTIMATES}


def with_estimates(
    tables: Mapping[str, pl.DataFrame], found: Mapping[str, pl.DataFrame], settings: Engagement
) -> dict[str, pl.DataFrame]:
    """The tables, those of tones and of themes with their estimates.

    Args:
        tables: published cells.
        found: ``tone`` and ``theme`` → ``PARENT``, the same word and ``ESTIMATED`` columns.
        settings: the engagement; a group of one has the estimate of its member.
    """
    alone = {
        name: {group.id: head(group) for group in groups}
        for name, groups in (("area", settings.region_groups), ("stakeholder", settings.stakeholder_groups))
    }
    cuts = {name: name.rpartition("_by_")[2] for name in tables}
    return {
        name: _joined(table, cut, found[cut], alone) if (cut := cuts[name]) in ESTIMATED else table
        for name, table in tables.items()
    }


def _joined(
    table: pl.DataFrame, cut: str, found: pl.DataFrame, alone: Mapping[str, dict[str, str]]
) -> pl.DataFrame:
    present = [name for name in PARENT if name in table.columns]
    absent = [pl.col(name) == ALL for name in PARENT if name not in present]
    keys = [*present, cut]
    own = found.filter(absent).select(*(pl.col(name).alias(f"_{name}") for name in keys), *ESTIMATED[cut])
    keyed = table.with_columns(
        pl.col(name).cast(pl.String).replace(alone.get(name, {})).alias(f"_{name}") for name in keys
    )
    by = [f"_{name}" for name in keys]
    joined = keyed.join(own, on=by, how="left", maintain_order="left").drop(by)
    return _themes_shown(joined) if cut == "theme" else joined


def _themes_shown(table: pl.DataFrame) -> pl.DataFrame:
    """No share of a theme that fewer than the threshold raise, or too few sources."""
    shown = pl.col("status").cast(pl.String) == "shown"
    known = pl.col(VALIDATION)
    return table.with_columns(
        *(pl.when(shown).then(name).alias(name) for name in ESTIMATE),
        pl.when(shown | (known != "ok")).then(known).otherwise(pl.lit("few")).alias(VALIDATION),
    )
