"""Why a share is not told: of too few, from too few sources, or since not each answer is counted."""

from typing import Final

from wellbeing.language import message, say
from wellbeing.measures.opinion.positions import FEWEST_FOR_WORDS
from wellbeing.reports.words.cells import CellRow

#: Why an opinion is not told whose cell is large enough.
FEW_SOURCES: Final = message("from fewer than three sources, or mostly from one")
#: Why a share is not told of a cell in which enough answered: how many did is not published of it.
NOT_EACH_COUNTED: Final = message("not told, since too few gave some of the answers")
TOO_FEW_ANSWERED: Final = message("too few answered")


def why_no_share(row: CellRow) -> str:
    """Why the share of a row of ``measures.opinion.positions`` is not told."""
    if row["one_source"]:
        return say(FEW_SOURCES)
    is_hidden = row["answered"] is None and (row.get("answered_low") or 0) >= FEWEST_FOR_WORDS
    return say(NOT_EACH_COUNTED) if is_hidden else say(TOO_FEW_ANSWERED)
