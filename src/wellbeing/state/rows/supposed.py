"""States as they would be under other targets, or under other numbers of the rule."""

from collections.abc import Mapping
from typing import Final

import msgspec
import numpy as np
import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.coverage.coverage import coverage
from wellbeing.measures.coverage.states import METHOD, UNDER, Rule
from wellbeing.model.errors import DataError, quoted
from wellbeing.state.cells import compared_cells
from wellbeing.state.figures import Figures
from wellbeing.state.rows.arguments import as_given
from wellbeing.state.rows.cells import NamedCell, cell_of
from wellbeing.state.rows.words import check

#: Area, type or both → how many were to be heard there.
Targets = Mapping[str | tuple[str, str], float]
_TARGETS: Final = {"area": pl.String, "stakeholder": pl.String, "wished": pl.Float64}
_TARGET: Final = message(
    "The target of {cell} is {number}: a target is a number of contributions from {least} to {most}."
)
#: A thousandth of one; more than there are people: beyond either no count could be held against it.
_LEAST, _MOST = 1e-3, 1e12
#: Of other libraries too, as of a column of a frame.
_NUMBERS: Final = (int, float, np.integer, np.floating)
_TWICE: Final = message("Targets {one} and {other} are both of {cell}: give it one.")
_ORDER: Final = message(
    "`under` of the rule ({under}) lies above `over` ({over}): too little would be too much."
)
_BOUNDS: Final = message(
    "{names} of the rule cannot be {given}: `under`, `false_gaps`, `false_thin` and `doubt` lie between 0 and 1, the "
    "others above 0."
)
_TOGETHER: Final = message(
    "`false_thin` ({thin}) is of gaps and thin together: it is at least `false_gaps` ({gaps})."
)


class FalseGaps(msgspec.Struct, frozen=True, kw_only=True):
    """A list of gaps, and how much of it is expected to be chance."""

    #: How many of the family are called gaps, and how many look thin.
    gaps: int
    thin: int
    #: Of the gaps, and of both together: the sum of the chances that each was heard enough.
    false_gaps: float
    false_together: float

    @property
    def rate(self) -> float:
        """The false ones among the gaps, from 0 to 1; 0 where there is none."""
        return self.false_gaps / self.gaps if self.gaps else 0.0


def rule_of(numbers: Rule | Mapping[str, float] | None) -> Rule:
    """A rule, or the method's with some numbers changed.

    Raises:
        DataError: a rule has no such number, or it is none, or out of bounds.
    """
    if numbers is None or isinstance(numbers, Rule):
        return _checked(numbers or METHOD)
    for name in numbers:
        check(name, "rule", Rule.__struct_fields__)
    return _checked(msgspec.structs.replace(METHOD, **numbers))


def supposed(
    figures: Figures, cut: str, benchmark: str, targets: Targets | None = None, rule: Rule = METHOD
) -> pl.DataFrame:
    """Coverage of every cell (``measures.coverage.coverage``) against other numbers, or by another rule.

    Args:
        figures: of a release.
        cut: a slice and its value; "" is everybody.
        benchmark: its id.
        targets: cells of which a number is expected, in place of their share of those who came.
        rule: the numbers that part one state from another.

    Raises:
        DataError: a cell of the targets is not known, or its target is no number above 0.
    """
    shares = figures.shares(benchmark)
    cells = compared_cells(figures.release, cut, shares, figures.type_groups)
    wished = _with_targets(shares, targets_of(targets, figures))
    few = figures.release.policy.threshold
    return coverage(cells, wished, figures.region_groups, figures.type_groups, few, rule)


def false_gaps(cells: pl.DataFrame) -> FalseGaps:
    """How many of the list of gaps are expected to be none, by what was published of all cells together."""
    listed = cells.filter("family", pl.col("state").cast(pl.String).is_in(UNDER))
    chance = listed.select(pl.col("state").cast(pl.String), false=1 - pl.col("p_under"))
    gaps = chance.filter(state=UNDER[0])
    return FalseGaps(
        gaps=gaps.height,
        thin=chance.height - gaps.height,
        false_gaps=float(gaps["false"].sum()),
        false_together=float(chance["false"].sum()),
    )


def targets_of(targets: Targets | None, figures: Figures) -> dict[NamedCell, float]:
    """The number of each cell of which one is wished.

    Raises:
        DataError: a cell is not known or named twice, or its target is no number above 0.
    """
    if not targets:
        return {}
    numbers = [_target(cell, number) for cell, number in targets.items()]
    return dict(zip(_cells_of(targets, figures), numbers, strict=True))


def _with_targets(shares: pl.DataFrame, targets: Mapping[NamedCell, float]) -> pl.DataFrame:
    if not targets:
        return shares
    rows = [(*cell, number) for cell, number in targets.items()]
    wished = pl.DataFrame(rows, schema=_TARGETS, orient="row")
    joined = shares.join(wished, on=[*NamedCell._fields], how="left", maintain_order="left")
    before = pl.col("target") if "target" in shares.columns else pl.lit(None, pl.Float64)
    basis = (
        pl.when(pl.col("wished").is_not_null())
        .then(pl.lit("assumed"))
        .otherwise(pl.col("basis").cast(pl.String))
    )
    target = pl.coalesce("wished", before)
    return joined.with_columns(target=target, basis=basis.cast(shares["basis"].dtype)).drop("wished")


def _cells_of(targets: Targets, figures: Figures) -> list[NamedCell]:
    """The cell of each target; none is named twice, a group of one as its member neither."""
    named: dict[NamedCell, tuple[object, NamedCell]] = {}
    for word in targets:
        cell = cell_of(word, "", figures)
        only_areas, only_types = figures.region_groups.only_member, figures.type_groups.only_member
        same = NamedCell(
            only_areas.get(cell.area, cell.area), only_types.get(cell.stakeholder, cell.stakeholder)
        )
        if same in named:
            msg = say(_TWICE, one=f"{named[same][0]!r}", other=f"{word!r}", cell=figures.names.cell(*cell))
            raise DataError(msg)
        named[same] = (word, cell)
    return [cell for _, cell in named.values()]


def _target(cell: object, number: float) -> float:
    if not _is_number(number) or not _LEAST <= number <= _MOST:
        msg = say(
            _TARGET,
            cell=f"{cell!r}",
            number=as_given(number),
            least=in_digits(_LEAST, 3),
            most=in_digits(_MOST),
        )
        raise DataError(msg)
    return float(number)


def _is_number(number: object) -> bool:
    return isinstance(number, _NUMBERS) and not isinstance(number, bool)


def _checked(rule: Rule) -> Rule:
    numbers = msgspec.structs.asdict(rule)
    wrong = [
        name for name, number in numbers.items() if not _is_number(number) or not 0 < number < _most(name)
    ]
    if wrong:
        given = quoted(numbers[name] for name in wrong)
        msg = say(_BOUNDS, names=quoted(wrong), given=given)
        raise DataError(msg)
    if rule.under > rule.over:
        msg = say(_ORDER, under=f"{rule.under}", over=f"{rule.over}")
        raise DataError(msg)
    if rule.false_thin < rule.false_gaps:
        msg = say(_TOGETHER, thin=f"{rule.false_thin}", gaps=f"{rule.false_gaps}")
        raise DataError(msg)
    return rule


def _most(name: str) -> float:
    return 1.0 if name in {"under", "false_gaps", "false_thin", "doubt"} else _MOST
