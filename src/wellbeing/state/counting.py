"""Other ways to count and to compare what a release holds, each with the states that follow from it."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.clustering import with_phi
from wellbeing.measures.coverage.counting import recounted, with_unstated
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.coverage.states import METHOD
from wellbeing.model.vocabulary import STATES
from wellbeing.state.cells import CAMPAIGN, channels_heard, every_cell, unstated

if TYPE_CHECKING:
    from wellbeing.state.figures import Figures

#: Of those who answered a survey, the part who may have been at a hui too: rule → part.
DOUBLE: Final = {"double_10": 0.1, "double_30": 0.3}
#: The channel whose contributions are attendances.
_HUI: Final = "hui"
_ONCE: Final = {"own": 1.0}
#: Ends the name of a rule that compares with another benchmark.
COMPARED: Final = "benchmark:"


def ways_of_counting(figures: "Figures", benchmark: str) -> dict[str, pl.DataFrame]:
    """Rule → coverage of every cell under it, from published cells only.

    Rules: ``campaigns`` (each counted once), ``hui`` and ``surveys`` (alone), ``double_10`` and ``double_30``
    (of those who answered a survey, so many were at a hui too), ``unstated`` (all who state no area or type
    are of the cell), ``benchmark:<id>`` for each other yardstick. A rule that a release has no cells for is
    left out.
    """
    shown = figures.coverage("", benchmark)
    others = [one.id for one in figures.readings if one.id != figures.benchmark(benchmark).id]
    return {
        **_recounted(figures, benchmark),
        "unstated": with_unstated(shown, _unstated(figures, shown), METHOD.under),
        **{f"{COMPARED}{name}": figures.coverage("", name) for name in others},
    }


def _recounted(figures: "Figures", benchmark: str) -> dict[str, pl.DataFrame]:
    channels = [term.id for term in figures.engagement.channels]
    surveys = dict.fromkeys([name for name in channels if name != _HUI], 1.0)
    rules: dict[str, tuple[str, Mapping[str, float]]] = {"campaigns": (CAMPAIGN, _ONCE)}
    if _HUI in channels and surveys:
        rules |= {"hui": ("channel", {_HUI: 1.0}), "surveys": ("channel", surveys)}
        rules |= {
            rule: ("channel", {_HUI: 1.0, **dict.fromkeys(surveys, 1 - part)})
            for rule, part in DOUBLE.items()
        }
    return {
        rule: _judged(figures, benchmark, by, weights)
        for rule, (by, weights) in rules.items()
        if figures.release.lattice.named(by)
    }


def _judged(figures: "Figures", benchmark: str, by: str, weights: Mapping[str, float]) -> pl.DataFrame:
    """Coverage of cells that are counted anew; as many came together as in the channels that count."""
    few, types = figures.release.policy.threshold, figures.type_groups
    shares = figures.shares(benchmark)
    cells = recounted(every_cell(figures.release, by), by, weights, few)
    channels = channels_heard(figures.release, "", shares, types)
    if by == "channel":
        channels = channels.filter(pl.col(by).cast(pl.String).is_in(list(weights)))
    outside = sum(part * unstated(figures.release, f"{by}:{one}", shares) for one, part in weights.items())
    cells = cells.with_columns(unstated=pl.lit(outside))
    together = with_phi(cells, channels, figures.release.table("clustering"), types.ids)
    return coverage(together, shares, figures.region_groups, types, few)


def _unstated(figures: "Figures", shown: pl.DataFrame) -> pl.DataFrame:
    """Of each cell, how many state no area (where it is of one) and no type (where it is of one)."""
    number = {column: row["high"] for column, row in figures.not_stated.items()}
    of_area = pl.when(pl.col("area") != "").then(number.get("area", 0)).otherwise(0)
    of_type = pl.when(pl.col("stakeholder") != "").then(number.get("stakeholder", 0)).otherwise(0)
    return shown.select(*DIMENSIONS, (of_area + of_type).alias("unstated"))


def times_of_states(cells: pl.DataFrame) -> dict[str, int]:
    """How many cells are in each state."""
    times = Counter(cells["state"].cast(pl.String))
    return {state: times[state] for state in STATES}
