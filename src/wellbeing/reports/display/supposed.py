"""A list of gaps with how much of it may be chance, in a sentence."""

from wellbeing.model.errors import counted
from wellbeing.reports.words.cells import percent
from wellbeing.state.rows.supposed import FalseGaps


def list_sentence(found: FalseGaps) -> str:
    """``9 gaps, of which about 0.6 (7 %) may be chance; 7 more look thin.``."""
    gaps = counted(found.gaps, "gap")
    chance = (
        f", of which about {found.false_gaps:.1f} ({percent(found.rate)}) may be chance" if found.gaps else ""
    )
    thin = (
        f"; {found.thin} more look thin, with which about {found.false_together:.1f} may be"
        if found.thin
        else ""
    )
    return f"{gaps}{chance}{thin}."
