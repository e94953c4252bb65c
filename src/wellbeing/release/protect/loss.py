"""What one contribution can change: how many counts it is in, and the privacy loss ρ that this amounts to.

ρ = Σ 1/(2σ²) over all that is measured of it: zero-concentrated differential privacy (Bun and Steinke 2016),
had everything been measured afresh. It is stated so that nobody takes this for differential privacy in the
strict sense; nothing is claimed by it.
"""

import math

import polars as pl

from wellbeing.model.policy import Policy
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.count.sources import parent_keys
from wellbeing.release.protect.grid import COMMENTS, COPIES, HUI_RAISED, HUI_TOLD, dimensions


def memberships(cells: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    """The counts that one contribution is in: it speaks for a community, answers and comments.

    Args:
        cells: ``grid.distinct_counts``.
        axes: the members of each dimension.
    """
    one = _representative(cells, axes)
    inside = [pl.col(name).is_in([ALL, *one.get(name, ())]) for name in dimensions(axes)]
    return cells.filter(inside)


def privacy_loss(mine: pl.DataFrame, axes: Axes, policy: Policy, scale: float) -> float:
    """ρ of one contribution.

    Args:
        mine: ``memberships`` but for public facts, with ``noise``: the class of each.
        axes: the members of each dimension.
        policy: the noise of each class.
        scale: by how much the noise on counts of contributions is larger.
    """
    loss = {name: 1 / (2 * sigma**2) if sigma else math.inf for name, sigma in policy.noise.items()}
    numbers = dict(mine.group_by("noise").len().iter_rows())
    parents = mine.filter(pl.col("question") != ALL).select(parent_keys(axes.lattice)).unique()
    opened = parents.filter(pl.col("question").is_in([asked.id for asked in axes.open])).height
    counts = [number * loss[kind] / (1 if kind == "hui" else scale**2) for kind, number in numbers.items()]
    return float(
        sum(counts)
        + parents.height * (loss["sources"] + loss["largest"])
        + opened * (2 * loss["tone"] + loss["codes"])  # a tone and a theme
    )


def _representative(cells: pl.DataFrame, axes: Axes) -> dict[str, list[str]]:
    """Dimension → the members that a contribution of many memberships counts towards."""
    areas = [(list(group.members), group.id) for group in axes.settings.region_groups]
    types = [(list(group.members), group.id) for group in axes.settings.stakeholder_groups]
    questions = [asked.id for asked in axes.settings.questions]
    figures = [f"{what}.{asked.id}" for asked in axes.open for what in (COMMENTS, COPIES)]
    plain = {
        cut.name: [next(one for one in axes.members[cut.name] if one != cut.rest)]
        for cut in axes.lattice.plain
    }
    opinions = {cut.name: axes.answers(cut)[cut.name].head(1).to_list() for cut in axes.lattice.opinions}
    times = {name: cells[name].filter(cells[name] != ALL).head(1).to_list() for name in ("week", "event")}
    return {
        **plain,
        **opinions,
        **times,
        "area": _with_group(areas),
        "stakeholder": _with_group(types),
        "community": [term.id for term in axes.settings.communities][:1],
        "question": questions,
        "figure": [*figures, HUI_RAISED, HUI_TOLD],
    }


def _with_group(groups: list[tuple[list[str], str]]) -> list[str]:
    """A member of the largest group, and the group."""
    if not groups:
        return []
    members, group = max(groups, key=lambda one: len(one[0]))
    return [members[0], group]
