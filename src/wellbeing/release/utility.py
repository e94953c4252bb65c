"""How much of a release its readers can use, and what kept the rest from them."""

from typing import Any, Final

import numpy as np

from wellbeing.model.lattice import MARGINS
from wellbeing.release.knowledge import Knowledge
from wellbeing.release.requirements import Mask, Published
from wellbeing.release.showing import necessary

#: The tables of which at least 95 % of the cells that reach the threshold should be shown (method.md, 3).
PLAIN: Final = ("total", "region", "stakeholder", "region_stakeholder")
#: Neither plain nor sliced: communities overlap and stand by themselves.
APART: Final = tuple(name for name in MARGINS if name not in PLAIN)


def utility(known: Knowledge, first: Published, told: Published) -> dict[str, dict[str, Any]]:
    """Of plain and of sliced tables: how many published cells reach the threshold, and what became of them.

    Args:
        known: what an outsider knows.
        first: what may be published of each cell by itself.
        told: what is published.
    """
    table, forced = known.rows["table"], necessary(known, first, told)
    plain, apart = (table.is_in(names).to_numpy() for names in (PLAIN, APART))
    return {
        "plain": _of(known, first, told, (plain, forced)),
        "sliced": _of(known, first, told, (~plain & ~apart, forced)),
    }


def _of(known: Knowledge, first: Published, told: Published, which: tuple[Mask, Mask]) -> dict[str, Any]:
    rows, forced = which
    cells = known.rows["cell"].to_numpy()[rows]
    shown, by_rule, hidden = (
        int(np.count_nonzero(mask[cells])) for mask in (told.shown, first.withheld, told.withheld)
    )
    no_other_way = int(np.count_nonzero((forced & told.withheld)[cells]))
    reaching = shown + hidden
    return {
        "reach_the_threshold": reaching,
        "withheld_by_the_rules": by_rule,
        "withheld_for_others": hidden - by_rule,
        "no_other_way": no_other_way,
        "shown": _share(shown, reaching),
        "shown_of_what_each_rule_allows": _share(shown, reaching - by_rule),
        "shown_of_what_can_be": _share(shown, reaching - by_rule - no_other_way),
    }


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)
