"""A list of gaps with how much of it may be chance, in a sentence; and beside it the cells that a rule would move."""

from typing import Final

import polars as pl
from markupsafe import Markup

from wellbeing.language import in_digits, message, say, say_many
from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import Rule
from wellbeing.reports.display.frame import frame_html
from wellbeing.reports.display.markup import join, line_html
from wellbeing.reports.words.cells import percent
from wellbeing.state.figures import Figures
from wellbeing.state.rows.supposed import FalseGaps, false_gaps, supposed

_MOVED: Final = message("Cells of the list’s family whose state would be another:")
_STILL: Final = message("No state changes.")


def list_sentence(found: FalseGaps) -> str:
    """``9 gaps, of which about 0.6 (7 %) may be chance; 7 more look thin.``."""
    gaps = say_many("{count} gap", "{count} gaps", found.gaps)
    chance = say(
        ", of which about {number} ({share}) may be chance",
        number=in_digits(found.false_gaps, 1),
        share=percent(found.rate),
    )
    thin = say_many(
        "; {count} more looks thin, with which about {chance} may be",
        "; {count} more look thin, with which about {chance} may be",
        found.thin,
        chance=in_digits(found.false_together, 1),
    )
    return f"{gaps}{chance if found.gaps else ''}{thin if found.thin else ''}."


def supposed_line(found: FalseGaps) -> str:
    """The list that another rule gives."""
    return say("Supposed: {list}", list=list_sentence(found))


def present_line(found: FalseGaps) -> str:
    """The list as it is."""
    return say("As it is: {list}", list=list_sentence(found))


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
        pl.Series("owner", owners, pl.String), "state_now", "state", "count", "expected", "p_under"
    )
    return join(
        [
            line_html(supposed_line(false_gaps(then))),
            line_html(present_line(false_gaps(now))),
            line_html(say(_MOVED if rows.height else _STILL)),
            frame_html(rows) if rows.height else Markup(""),
        ]
    )
