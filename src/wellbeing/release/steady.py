"""Estimates that stay from one release to the next: one or two new comments are not to be seen in them."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.release.opening import Release
from wellbeing.release.scoring import SCORING

#: What stays together.
TOLD: Final = ("estimate", "lower", "upper", "validation")
#: What makes estimates comparable: by the same scorer, corrected by as many codes.
SAME: Final = ["question", "scorer", "codes"]


def steady(
    tables: Mapping[str, pl.DataFrame], scoring: pl.DataFrame, before: Release | None
) -> dict[str, pl.DataFrame]:
    """The tables of tones; a cell whose every count is held keeps the estimate that it had with them.

    Args:
        tables: ``tone.with_estimates``'s.
        scoring: ``scoring.scoring``'s: with other codes or another scorer, estimates are new.
        before: the release before; null for the first.
    """
    if before is None or SCORING not in before.tables:
        return dict(tables)
    same = scoring.join(before.table(SCORING), on=SAME, how="semi")["question"].to_list()
    known = [name for name in tables if name in before.tables]
    kept = {name: _kept(tables[name], before.table(name), same) for name in known}
    return {**tables, **kept}


def _kept(now: pl.DataFrame, then: pl.DataFrame, questions: list[str]) -> pl.DataFrame:
    parent = [name for name in ("area", "stakeholder", "community", "question") if name in now.columns]
    earlier = then.group_by(parent).agg(pl.first(*TOLD).name.suffix("_then"))
    held = pl.col("held_since").is_not_null().all().over(parent) & pl.col("question").is_in(questions)
    both = (pl.col("validation") == "ok") & (pl.col("validation_then") == "ok")
    joined = now.join(earlier, on=parent, how="left", maintain_order="left")
    told = [pl.when(held & both).then(f"{name}_then").otherwise(name).alias(name) for name in TOLD]
    return joined.with_columns(told).select(now.columns)
