"""All tables of a release together: hide what gives others away, publish what anyone can know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from wellbeing.model.engagement import Disclosure, Engagement
from wellbeing.release.hiding import hidden
from wellbeing.release.knowledge import Bounds, Knowledge, knowledge
from wellbeing.release.opening import Release
from wellbeing.release.price import prices
from wellbeing.release.primary import STATUS
from wellbeing.release.proof import Proof
from wellbeing.release.protection import SECRET
from wellbeing.release.requirements import Published, published
from wellbeing.release.utility import utility


@dataclass(frozen=True)
class Audited:
    """What may be published, and the account of how it was found."""

    tables: dict[str, pl.DataFrame]
    #: For the manifest.
    account: dict[str, Any]


def audited(
    marked: Mapping[str, pl.DataFrame],
    beside: Mapping[str, pl.DataFrame],
    settings: Engagement,
    disclosure: Disclosure,
    before: Release | None = None,
) -> Audited:
    """Tables without their true counts, safe against an outsider who knows every rule.

    Args:
        marked: ``protection.protect``'s tables, true counts beside them.
        beside: the release's other tables; ``events`` and ``published`` bear on counts.
        settings: the engagement.
        disclosure: the tier's parameters.
        before: the release before, looked at together with this one.

    Raises:
        DataError: a cell stays too well known whatever is hidden beside it.
    """
    known = knowledge({**marked, **beside}, settings, disclosure, before=before)
    first = published(known.cells, disclosure)
    told, bounds, proof = hidden(known, first, prices(known.cells, settings))
    outcome = _outcome(known, told, bounds)
    tables = {name: _published(table, outcome.filter(table=name)) for name, table in marked.items()}
    account = _account(known, (first, told), proof)
    return Audited(tables, account | {"before": before.id if before else None})


def _outcome(known: Knowledge, told: Published, bounds: Bounds) -> pl.DataFrame:
    """``table``, ``row`` → whether it is withheld now, ``low``, ``high``."""
    low, high = bounds
    found = known.cells.select("cell").with_columns(
        withheld=pl.Series(told.withheld),
        held=pl.Series(told.held),
        least=pl.Series(low).cast(pl.Int64),
        most=pl.Series(high).cast(pl.Int64),
    )
    return known.rows.select("table", "row", "cell").join(found, on="cell")


def _published(table: pl.DataFrame, outcome: pl.DataFrame) -> pl.DataFrame:
    hides = pl.col("withheld")
    return (
        table.with_row_index("row")
        .join(outcome, on="row", how="left", maintain_order="left")
        .with_columns(
            status=pl.when(hides).then(pl.lit("withheld", STATUS)).otherwise("status"),
            count=pl.when(~hides).then("count"),
            held_since=pl.when(pl.col("held")).then("held_since"),
            low="least",
            high="most",
        )
        .select(name for name in table.columns if name not in SECRET)
    )


def _account(known: Knowledge, told: tuple[Published, Published], proof: Proof) -> dict[str, Any]:
    first, last = told
    useful = utility(known, first, last)
    return {
        "published_cells": known.rows.height,
        "distinct_counts": known.cells.height,
        "relations": known.relations.lower.size,
        "few": int(last.few.sum()),
        "withheld_by_the_rules": int(first.withheld.sum()),
        "withheld_for_others": int((last.withheld & ~first.withheld).sum()),
        "rounds": proof.rounds,
        "programmes": proof.solved,
        "held": int(last.held.sum()),
        "weak": 0,
        "assumed": known.assumed,
        "shown": {name: found["shown"] for name, found in useful.items()},
        "utility": useful,
    }
