"""What a funnel draws: dots, limits, how far it reaches; on the page and in a still picture."""

from typing import Any, Final

from wellbeing.charts.funnel import DOT_AT_REST, DOT_CHOSEN, STANDING_FILLS
from wellbeing.charts.in_place import Columns
from wellbeing.language import say
from wellbeing.measures.opinion.funnel import Funnel
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.funnel import FunnelReport
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: Room to the right of the last dot, for its name.
_ROOM: Final = 1.25


def funnel_areas(figures: Figures) -> list[str]:
    """What a dot stands for: groups of regions, or regions where there are none."""
    return figures.region_groups.ids or figures.regions


def chosen_areas(answer: Answer) -> set[str]:
    """The chosen area itself, or the one that it is part of."""
    area, groups = answer.choice.area, answer.figures.region_groups
    chosen = set(groups.members_of(area)) if area else set()
    return {one for one in funnel_areas(answer.figures) if chosen & set(groups.members_of(one))}


def funnel_dots(answer: Answer, chosen: set[str]) -> Columns:
    """A dot per area: where it stands, how it looks, what it is called."""
    areas = funnel_areas(answer.figures)
    cells = {row["area"]: row for row in answer.positions.funnel.cells.iter_rows(named=True)}
    rows = {row["area"]: row for row in FunnelReport(answer).rows(areas)}
    points = [_dot(cells.get(area), rows.get(area), is_chosen=area in chosen) for area in areas]
    return {name: [point[name] for point in points] for name in points[0]}


def funnel_limits(funnel: Funnel) -> Columns:
    """The limits by how much is known."""
    # What is not drawn is NaN: a missing value would be drawn at 0.
    lines = funnel.limits.with_columns(centre=funnel.centre).fill_null(float("nan"))
    return lines.to_dict(as_series=False)


def right_end(funnel: Funnel) -> float:
    """How far it reaches, in independent answers."""
    return _ROOM * float(funnel.limits["n"][-1])


def _dot(cell: Any, row: Any, *, is_chosen: bool) -> dict[str, Any]:
    if cell is None:
        nowhere = {"n": float("nan"), "share": float("nan")}
        return nowhere | {"fill": STANDING_FILLS[LEVEL], "size": DOT_AT_REST, "name": "", "words": ""}
    share, n, interval, standing = row["cells"]
    named = is_chosen or cell["standing"] != LEVEL
    return {
        "n": float(cell["worth"]),
        "share": cell["share"],
        "fill": STANDING_FILLS[cell["standing"]],
        "size": DOT_CHOSEN if is_chosen else DOT_AT_REST,
        "name": row["name"] if named else "",
        "words": say(
            "{name}: {share} ({interval}) of about {n}; {standing}",
            name=row["name"],
            share=share,
            interval=interval,
            n=n,
            standing=standing,
        ),
    }
