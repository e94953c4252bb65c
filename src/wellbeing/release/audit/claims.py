"""What a release claims, held against its own folder and against the releases beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from wellbeing.model.errors import counted
from wellbeing.model.policy import NOISE
from wellbeing.release.audit.factors import factors
from wellbeing.release.audit.rebuilt import rebuild_design
from wellbeing.release.estimate.themes import THEME_ESTIMATES
from wellbeing.release.estimate.tone import TONE_ESTIMATES
from wellbeing.release.protect.design import Design
from wellbeing.release.protect.grid import EVENTS, FIGURES, HUI_THEMES
from wellbeing.release.protect.publication import TWO_SIDED
from wellbeing.release.store.opening import Release

Floats = npt.NDArray[np.float64]
#: Standard deviations are published to four decimals and recomputed in another order of sums.
_CLOSE: Final = 2e-3
#: A whole number is less than one away from what it was rounded from; a figure below zero is told as "few".
_ROUNDING: Final = 1.0
#: Standard deviations below zero to which noise takes a figure of nobody, at the very most.
BELOW: Final = 8.0
#: Tables that are no tables of cells: bands, and how many of how many hui.
APART: Final = frozenset({EVENTS, HUI_THEMES})
CALENDAR_FIGURES: Final = ("hui", "places")
#: Where so small a share of counts can have changed, at least so many figures are what they were: two in three
#: where measurements are kept, one in five where all are measured anew.
TOUCHED: Final = 0.4
UNMOVED: Final = 0.35


@dataclass(frozen=True)
class Findings:
    """What was found."""

    design: Design
    #: Sentences, one for each claim that fails.
    problems: tuple[str, ...]
    #: Ids of the releases that it was compared with.
    beside: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return not self.problems


def audit(release: Release, beside: tuple[Release, ...] = ()) -> Findings:
    """Recompute what a release claims.

    Args:
        release: opened, so its signature and every file's hash were checked.
        beside: the other releases of the same engagement that are at hand.
    """
    planned = rebuild_design(release)
    cells = _cells(release, planned)
    problems = [
        *_policy(release, planned),
        *_shape(release, planned),
        *_deviations(cells),
        *_statuses(cells, release),
        *_sums(cells, planned, release.policy.threshold),
        *factors(release),
        *(sentence for other in beside for sentence in _over_time(release, other)),
    ]
    return Findings(planned, tuple(problems), tuple(other.id for other in beside))


def _cells(release: Release, planned: Design) -> pl.DataFrame:
    """Every published cell: ``table``, ``row``, ``cell``, what is published, the standard deviation anew."""
    parts = [
        _of_design(release, name)
        .with_row_index("row")
        .select(
            pl.lit(name).alias("table"), "row", pl.col("status").cast(pl.String), "count", "low", "high", "sd"
        )
        for name in planned.grid.tables
        if name in release.tables and name not in APART
    ]
    anew = pl.DataFrame({"cell": np.arange(planned.deviations.size), "anew": planned.deviations})
    public = anew.with_columns(pl.Series("fact", planned.public))
    rows = planned.grid.rows.select("table", "row", "cell").join(public, on="cell", maintain_order="left")
    return pl.concat(parts).join(rows, on=["table", "row"], how="left", maintain_order="left")


def _of_design(release: Release, name: str) -> pl.DataFrame:
    """A table without figures that are no counts of contributions: how many hui, in how many places."""
    table = release.table(name)
    return table.filter(~pl.col("figure").is_in(CALENDAR_FIGURES)) if name == FIGURES else table


def _policy(release: Release, planned: Design) -> Iterator[str]:
    weaker = [name for name, sigma in NOISE.items() if release.policy.noise.get(name, 0) < sigma]
    if weaker:
        yield f"Noise on {', '.join(weaker)} is smaller than the house's policy has it."
    for kind, least in planned.least.items():
        if least < release.policy.least[kind] - _CLOSE:
            left = f"a standard deviation of {least:.2f}"
            yield f"A figure of class {kind} is left with {left}, less than promised."


def _shape(release: Release, planned: Design) -> Iterator[str]:
    for name, grid in planned.grid.tables.items():
        kept = name in release.tables and name not in APART
        if kept and _of_design(release, name).height != grid.height:
            yield f"Table {name} is not on the full grid."
    absent = {*planned.grid.tables} - {*release.tables, *release.policy.without}
    if absent:
        yield f"{counted(len(absent), 'table')} missing: {', '.join(sorted(absent))}."


def _deviations(cells: pl.DataFrame) -> Iterator[str]:
    known = cells.drop_nulls("cell")
    wrong = known.filter((pl.col("sd") - pl.col("anew")).abs() > _CLOSE).height
    if wrong:
        yield f"{counted(wrong, 'figure')} published with another standard deviation than the design gives."


def _statuses(cells: pl.DataFrame, release: Release) -> Iterator[str]:
    threshold, fact = release.policy.threshold, pl.col("sd") == 0
    shown = pl.col("status") == "shown"
    # What is not below nothing and not more than everyone may be told more exactly: anybody could work that out.
    is_open = (pl.col("low") > 0) & (pl.col("high") != release.table("total")["count"].item())
    rules = {
        "shown below the threshold": shown & ~fact & (pl.col("count") < threshold),
        "hidden and published all the same": ~shown & pl.col("count").is_not_null(),
        "shown without a figure": shown & pl.col("count").is_null(),
        "outside its own range": shown & ~pl.col("count").is_between(pl.col("low") - 1, pl.col("high") + 1),
        "told more exactly than its standard deviation allows": shown
        & ~fact
        & is_open
        & (pl.col("high") - pl.col("low") < 2 * TWO_SIDED * pl.col("sd") - 2),
        "another figure than what is public": pl.col("fact").is_not_nan()
        & (pl.col("count") != pl.col("fact")),
    }
    for what, wrong in rules.items():
        if number := cells.filter(wrong).height:
            yield f"{counted(number, 'figure')} {what}."


def _sums(cells: pl.DataFrame, planned: Design, threshold: int) -> Iterator[str]:
    """Every equation holds among published figures, as far as rounding and "few" leave it open."""
    each = cells.drop_nulls("cell").unique("cell", keep="first")
    low, high = np.full(planned.deviations.size, -np.inf), np.full(planned.deviations.size, np.inf)
    sd = each["anew"].to_numpy()
    is_fact, is_shown = sd == 0, (each["status"] == "shown").to_numpy()
    count = each["count"].fill_null(0).to_numpy().astype(float)
    few = (each["status"] == "few").to_numpy()
    slack = np.where(is_fact, 1e-6, _ROUNDING)
    cell = each["cell"].to_numpy()
    low[cell] = np.where(is_shown, count - slack, np.where(few, -BELOW * sd, threshold - _ROUNDING))
    high[cell] = np.where(is_shown, count + slack, np.where(few, threshold, np.inf))
    positive, negative = planned.equations.maximum(0), (-planned.equations).maximum(0)
    least = _times(positive, low) - _times(negative, high)
    most = _times(positive, high) - _times(negative, low)
    broken = int(np.count_nonzero((least > 1e-6) | (most < -1e-6)))
    if broken:
        yield f"{counted(broken, 'sum')} of published figures do not add up."


def _times(matrix: csr_array, values: Floats) -> Floats:
    """Matrix (not negative) times values, of which infinite ones are all of one sign."""
    is_open = ~np.isfinite(values)
    sums = matrix @ np.where(is_open, 0.0, values)
    if not is_open.any():
        return np.asarray(sums)
    end = values[is_open][0]
    return np.asarray(np.where(matrix @ is_open.astype(float) > 0, end, sums))


def _over_time(release: Release, other: Release) -> Iterator[str]:
    """Figures of two releases: the same of one measurement, hardly moved where little changed."""
    both = _beside(release, other)
    moved = (both["count"] - both["count_then"]).abs()
    if release.manifest.measurement == other.manifest.measurement:
        number = both.filter(moved > 0).height
        if number:
            differ = f"{counted(number, 'figure')} differ from release {other.id}"
            yield f"{differ}, which tells the same measurement."
        return
    design = release.manifest.design
    if design["before"] != other.manifest.measurement:
        return
    if not release.table("published").equals(other.table("published")):
        return  # figures are fitted to what is public
    changed = max(abs(_total(release) - _total(other)), design["changed"])
    touched = changed * design["memberships"] / design["counts"]
    if touched < TOUCHED and both.height and both.filter(moved == 0).height < UNMOVED * both.height:
        share = both.filter(moved == 0).height / both.height
        yield f"Only {share:.0%} of figures are those of release {other.id}: all were measured anew."


def _beside(release: Release, other: Release) -> pl.DataFrame:
    """``count`` and ``count_then`` of figures that both releases show, and that are no public facts."""
    frames = []
    for name in {*release.tables} & {*other.tables}:
        now, then = release.table(name), other.table(name)
        keys = [key for key in now.columns if key not in {"status", "count", "low", "high", "sd", *_MORE}]
        if "count" not in now.columns or not keys:
            continue
        shown = now.filter(pl.col("sd") > 0).drop_nulls("count").select(*keys, "count")
        earlier = then.drop_nulls("count").select(*keys, count_then="count")
        frames.append(shown.join(earlier, on=keys).select("count", "count_then"))
    empty = pl.DataFrame(schema={"count": pl.Int64, "count_then": pl.Int64})
    return pl.concat([empty, *frames])


#: Columns of tables of tones and themes that are no keys.
_MORE: Final = {*TONE_ESTIMATES, *THEME_ESTIMATES}


def _total(release: Release) -> int:
    return int(release.table("total")["count"].item())
