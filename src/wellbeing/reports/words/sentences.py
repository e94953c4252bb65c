"""Sentences made from figures: a cell, a cell answered at the finest level that can, a list of gaps."""

from collections.abc import Mapping, Sequence
from typing import Final

from wellbeing.model.engagement import Engagement
from wellbeing.reports.words.cells import (
    CellRow,
    basis_words,
    expected_words,
    firmness_words,
    heard_words,
    join_words,
    shortfall_words,
    state_words,
    upper_first,
)
from wellbeing.state.names import EventSize, Names

#: As many gaps as The Point names.
MOST_NAMES: Final = 4
#: How one person may have been counted more than once.
BOTH_WAYS: Final = "in both"
TWICE: Final = "among them twice"
#: What stands behind a state, by ``measures.coverage.yardsticks``; {others} are benchmarks that say otherwise.
YARDSTICK_WORDS: Final = {
    "same": "The same answer whichever yardstick",
    "changes": "Changes with the yardstick: not under {others}",
    "one_region_set": "Needs the assumption that its share of all regions is as this yardstick has it",
    "one_type_set": "Needs the assumption that the mix of types is as planned",
    "untested": "",
}


def cell_sentence(row: CellRow, threshold: int, hui_size: EventSize | None = None) -> str:
    """What is known of one cell, in one line."""
    state = upper_first(firmness_words(row) or state_words(row))
    tail = "; ".join(filter(None, (state, shortfall_words(row, hui_size), basis_words(row))))
    return f"{upper_first(heard_words(row, threshold))}, {expected_words(row)}. {tail}."


def yardstick_sentence(row: CellRow, benchmarks: Mapping[str, str]) -> str:
    """Whether another yardstick says otherwise, and which; empty where none was at hand.

    Args:
        row: with ``verdict`` and ``unlike``.
        benchmarks: id → name.
    """
    words = YARDSTICK_WORDS[row["verdict"]]
    others = join_words([f"“{benchmarks[name]}”" for name in row["unlike"]])
    return f"{words.format(others=others)}." if words else ""


def finest_sentence(row: CellRow, names: Names, threshold: int, hui_size: EventSize | None = None) -> str:
    """A question answered at the finest level that can, saying which.

    Args:
        row: of ``measures.coverage.finest``: the ``area`` and ``stakeholder`` of the question, the ``level`` that
            answers with its ``answer_area`` and ``answer_stakeholder``, and that cell's coverage.
        names: of areas and types.
        threshold: below which counts are not shown.
        hui_size: how many usually come to a hui.
    """
    cell = names.cell(row["area"], row["stakeholder"])
    if row["level"] in {"cell", "none"}:
        return f"{cell}: {cell_sentence(row, threshold, hui_size)}"
    owner = names.cell(row["answer_area"], row["answer_stakeholder"])
    return f"{cell} alone cannot be judged. {owner}: {cell_sentence(row, threshold, hui_size)}"


def heard_sentence(figures: Mapping[str, str], engagement: Engagement) -> str:
    """How many were heard, and how.

    Args:
        figures: numbers in words, of ``attendances``, ``hui``, ``places``, ``responses``; none of what there was not.
        engagement: what it calls an event.
    """
    words, parts = engagement.words, []
    if "attendances" in figures and engagement.has_events:
        held = figures.get("hui")
        at = f" at {held} {words.event if held == '1' else words.events}" if held else ""
        where = figures.get("places") if held else None
        among = f" in {where} {'place' if where == '1' else 'places'}" if where else ""
        parts.append(f"{figures['attendances']} attendances{at}{among}")
    if "responses" in figures and engagement.has_surveys:
        parts.append(f"{figures['responses']} survey responses")
    twice = BOTH_WAYS if len(parts) > 1 else TWICE
    said = f"{upper_first(', and '.join(parts))}; the same person may be {twice}."
    return said if parts else "Nobody was heard."


def lacking_sentence(gaps: Sequence[CellRow], thin: int, names: Names) -> str:
    """Where the gaps are, how many of them may be chance, and how many more look thin."""
    tail = f" {upper_first(_looking_thin(thin))}." if thin else ""
    if not gaps:
        return f"No gap stands out on these figures.{tail}"
    cells = [names.cell_short(row["area"], row["stakeholder"]) for row in gaps]
    rest = len(cells) - MOST_NAMES
    listed = "; ".join(cells) if rest <= 0 else f"{'; '.join(cells[:MOST_NAMES])}; {rest} more"
    count = "1 gap" if len(cells) == 1 else f"{len(cells)} gaps"
    return f"{count}: {listed}. {chance_sentence(gaps)}{tail}"


def chance_sentence(gaps: Sequence[CellRow]) -> str:
    """How many of a list of gaps may be none: the mean chance of being wrong, which the list was cut by."""
    wrong = round(sum(1 - row["p_under"] for row in gaps))
    if not wrong:
        return "Probably none of these is chance."
    return f"About {wrong} of these {len(gaps)} may be chance."


def _looking_thin(thin: int) -> str:
    return f"{thin} more {'looks' if thin == 1 else 'look'} thin, not certain"


def unknown_sentence(small: int, unclear: int, uncompared: int, number: int) -> str:
    """What cannot be said of the family of the list.

    Args:
        small: too few expected.
        unclear: not clear yet.
        uncompared: nothing is known of how many could have been heard.
        number: cells of the family.
    """
    tail = "These are the voices of those who took part, not of everyone."
    if not small + unclear + uncompared:
        return f"Each of the {number} groups, regions and types can be judged. {tail}"
    kinds = (
        (unclear, "not clear yet"),
        (small, "too few expected to say"),
        (uncompared, "without a benchmark"),
    )
    why = join_words([f"{count} {words}" for count, words in kinds if count])
    return f"Of {number} groups, regions and types, {why}. {tail}"


def unit_words(engagement: Engagement) -> str:
    """What a contribution to this engagement is."""
    parts = {
        f"attendances at {engagement.words.events}": engagement.has_events,
        "survey responses": engagement.has_surveys,
    }
    kinds = [words for words, is_one in parts.items() if is_one]
    return f"contributions: {' and '.join(kinds)}; the same person may be {BOTH_WAYS if len(kinds) > 1 else TWICE}"
