"""A list of gaps with how much of it may be chance, in a sentence; and beside it the cells that a rule would move."""

from typing import Final

import polars as pl
from markupsafe import Markup

from wellbeing.language import in_digits
from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import Rule
from wellbeing.model.errors import counted
from wellbeing.reports.display.frame import frame_html
from wellbeing.reports.display.markup import join, line_html
from wellbeing.reports.words.cells import percent
from wellbeing.state.figures import Figures
from wellbeing.state.rows.supposed import FalseGaps, false_gaps, supposed

_MOVED: Final = "Cells of the list’s family whose state would be another:"
_STILL: Final = "No state changes."


def list_sentence(found: FalseGaps) -> str:
    """``9 gaps, of which about 0.6 (7 %) may be chance; 7 more look thin.``."""
    gaps = counted(found.gaps, "gap")
    chance = (
        f", of which about {in_digits(found.false_gaps, 1)} ({percent(found.rate)}) may be chance"
        if found.gaps
        else ""
    )
    thin = (
        f"; {found.thin} more look thin, with which about {in_digits(found.false_together, 1)} may be"
        if found.thin
        else ""
    )
    return f"{gaps}{chance}{thin}."


def supposed_html(figures: Figures, rule: Rule) -> Markup:
    """What the list of gaps would be by another rule, how much of it chance, and which of its cells would change."""
    now, then = figures.coverage(), supposed(figures, "", figures.benchmark("").id, None, rule)
    before = now.filter("family").select(*DIMENSIONS, state_now="state")
    both = before.join(
        then.select(*DIMENSIONS, "count", "expected", "p_under", "state"), on=DIMENSIONS, how="left"
    )
    moved = both.filter(pl.col("state").cast(pl.String) != pl.col("state_now").cast(pl.String))
    owners = [figures.names.cell(*cell) for cell in moved.select("area", "stakeholder").iter_rows()]
    rows = moved.select(
        pl.Series("owner", owners, pl.String), "count", "expected", "p_under", "state_now", "state"
    )
    return join(
        [
            line_html(f"Supposed: {list_sentence(false_gaps(then))}"),
            line_html(f"As it is: {list_sentence(false_gaps(now))}"),
            line_html(
                "Cells of the list’s family whose state would be another:"
                if rows.height
                else "No state changes."
            ),
            frame_html(rows) if rows.height else Markup(""),
        ]
    )
