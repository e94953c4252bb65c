"""Publication: reconciled figures as whole numbers, with their ranges, and the threshold rule."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.model.lattice import MEASURED
from wellbeing.model.policy import Policy
from wellbeing.model.vocabulary import STATUSES
from wellbeing.release.count.axes import ALL
from wellbeing.release.count.sources import parent_keys
from wellbeing.release.protect.design import Design
from wellbeing.release.protect.equations import SILENT
from wellbeing.release.protect.grid import NO_KEY, dimensions
from wellbeing.release.protect.rounding import in_order, round_to_sums

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

STATUS: Final = pl.Enum(STATUSES)
#: The published range is the 95 % range of a normal distribution; what "few" leaves open is one-sided.
TWO_SIDED: Final = 1.959964
ONE_SIDED: Final = 1.644854
#: The columns of a reconciled table after its keys: the reconciled figure, the same as a whole number, its
#: standard deviation, whether it is that of too few sources, the most that its base cell can be, and how many
#: contributions there are, which is told.
RECONCILED: Final = ("estimate", "rounded", "sd", "one_source", "most", "everyone")
#: Reconciled figures are told apart to this many decimals: less is the arithmetic's.
DECIMALS: Final = 6


def reconciled(
    design: Design, estimate: Floats, one_source: npt.NDArray[np.bool_]
) -> dict[str, pl.DataFrame]:
    """Every table of counts with ``RECONCILED`` beside its keys.

    Args:
        design: of the release.
        estimate: the reconciled figure of each count.
        one_source: counts of opinions that come from too few sources.
    """
    grid, known = design.grid, design.public
    sd = design.deviations
    told = np.where(sd == 0, np.rint(estimate), np.round(estimate, DECIMALS))
    settled = np.where(np.isnan(known), told, known)
    cells = pl.DataFrame(
        {
            "cell": np.arange(settled.size),
            "estimate": settled,
            "rounded": round_to_sums(settled, list(in_order(design.batches, grid.cells, grid.axes))),
            "sd": np.round(sd, 4),
            "one_source": one_source,
            "most": _most(design, settled, sd),
            "everyone": _everyone(design, settled),
        }
    )
    rows = grid.rows.select("table", "row", "cell").join(cells, on="cell", maintain_order="left")
    parts = rows.partition_by("table", as_dict=True, include_key=False)
    none = rows.drop("table").clear()
    return {
        name: pl.concat([table, parts.get((name,), none).sort("row").select(RECONCILED)], how="horizontal")
        for name, table in grid.tables.items()
    }


def apply_threshold(table: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """A reconciled table as a tier tells it: ``status``, ``count``, ``low``, ``high``, ``sd``.

    A figure below the threshold is ``few``, an opinion of too few sources ``one_source``, unless it is a
    public fact. ``low`` to ``high`` is the 95 % range of the true count, and nothing is more than everyone.
    """
    everyone = pl.col("everyone")
    figure, sd, fact = pl.min_horizontal("rounded", everyone), pl.col("sd"), pl.col("sd") == 0
    few = ~fact & (figure < policy.threshold)
    hidden = ~fact & pl.col("one_source")
    status = (
        pl.when(few).then(pl.lit("few")).when(hidden).then(pl.lit("one_source")).otherwise(pl.lit("shown"))
    )
    at_most = (policy.threshold - 0.5 + ONE_SIDED * sd).floor()
    low = (pl.col("estimate") - TWO_SIDED * sd).ceil().clip(0, everyone)
    high = (pl.col("estimate") + TWO_SIDED * sd).floor().clip(0, everyone)
    ranged = table.with_columns(status=status.cast(STATUS)).with_columns(
        count=pl.when(pl.col("status") == "shown").then(figure),
        low=pl.when(pl.col("status") == "shown").then(low).otherwise(0.0).cast(pl.Int64),
        high=pl.when(pl.col("status") == "shown")
        .then(high)
        .when(pl.col("status") == "few")
        .then(pl.min_horizontal(at_most, everyone))
        .otherwise("most")
        .cast(pl.Int64),
    )
    return ranged.select(*_keys(table), *MEASURED)


def too_few_sources(parents: pl.DataFrame, answered: pl.Series, policy: Policy) -> pl.Series:
    """Whether opinions of a parent cell come from too few sources, by noisy numbers.

    Args:
        parents: ``sources``, ``largest`` as measured.
        answered: about how many answered.
        policy: of the tier.
    """
    few = parents["sources"] < policy.sources + policy.sources_margin
    return few | (parents["largest"] > policy.dominance * answered)


def opinions(design: Design) -> pl.DataFrame:
    """All counts of opinions: ``cell``, the parent cell's keys, the slices, ``answers``.

    ``answers``: whether it is of an answer, not of silence.
    """
    cuts = [cut.name for cut in design.grid.axes.lattice.opinions]
    said = [pl.col(name) != "" for name in cuts]
    silent = [pl.col(name) == SILENT for name in cuts]
    rows = design.grid.cells.filter(pl.any_horizontal(said), pl.col("question") != "")
    return rows.select(
        *("cell", *parent_keys(design.grid.axes.lattice), *cuts),
        answers=~pl.any_horizontal(silent),
    )


def _most(design: Design, estimate: Floats, sd: Floats) -> Integers:
    """The most that each opinion's base cell can be; the count's own upper end for others."""
    cells = design.grid.cells.with_columns(most=np.floor(estimate + TWO_SIDED * sd).clip(0))
    people = ["area", "stakeholder", "community"]
    others = [name for name in cells.columns if name not in {*people, "cell", "table", "most"}]
    base = cells.filter(pl.all_horizontal(pl.col(others) == "")).select(*people, whole="most")
    both = cells.join(base, on=people, how="left", maintain_order="left")
    return both["whole"].fill_null(0).cast(pl.Int64).to_numpy()


def _everyone(design: Design, estimate: Floats) -> Integers:
    """How many contributions there are, beside each count of them; no end of those that count hui."""
    grid = design.grid
    whole = grid.cells.filter(pl.all_horizontal(pl.col(dimensions(grid.axes)) == ALL))["cell"].to_numpy()
    number = int(estimate[whole].max())
    return np.where(grid.classes.to_numpy() == "hui", np.iinfo(np.int64).max, number)


def _keys(table: pl.DataFrame) -> list[str]:
    return [name for name in table.columns if name not in {*RECONCILED, NO_KEY}]


def apply_thresholds(tables: Mapping[str, pl.DataFrame], policy: Policy) -> dict[str, pl.DataFrame]:
    """All tables of counts that a tier tells."""
    return {
        name: apply_threshold(table, policy) for name, table in tables.items() if name not in policy.without
    }
