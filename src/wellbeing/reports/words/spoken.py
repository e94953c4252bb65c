"""One sentence to be spoken in a room: of whom, how many of how many, and what that means."""

from wellbeing.language import say
from wellbeing.reports.words.cells import CellRow, lower_first, standing_words_of, upper_first
from wellbeing.state.names import Names


def spoken_sentence(row: CellRow, names: Names, threshold: int) -> str:
    """A question answered at the finest level that can, with whose figure it is, in one sentence.

    Args:
        row: of ``measures.coverage.finest``.
        names: of areas and types.
        threshold: below which counts are not shown.
    """
    asked = spoken_name(names, row["area"], row["stakeholder"])
    said = standing_words_of(row, threshold)
    if row["level"] in {"cell", "none"}:
        return f"{upper_first(asked)}: {said}"
    owner = spoken_name(names, row["answer_area"], row["answer_stakeholder"])
    return say(
        "{asked} alone cannot be judged; {owner}: {said}", asked=upper_first(asked), owner=owner, said=said
    )


def spoken_name(names: Names, area: str, stakeholder: str) -> str:
    """``councils in Auckland``; of one alone ``councils everywhere``, ``Auckland``."""
    if not stakeholder:
        return names.area(area)
    who = lower_first(names.stakeholder_short(stakeholder))
    return (
        say("{who} {where}", who=who, where=names.within(area)) if area else say("{who} everywhere", who=who)
    )
