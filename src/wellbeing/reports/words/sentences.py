"""Sentences made from figures: a cell, a cell answered at the finest level that can, a list of gaps."""

from collections.abc import Mapping, Sequence
from typing import Final

from wellbeing.language import in_digits
from wellbeing.model.engagement import Engagement, Nouns
from wellbeing.reports.words.cells import (
    CellRow,
    added_words,
    hidden_sentence,
    join_words,
    lower_first,
    shortfall_sentence,
    spelled,
    standing_words_of,
    upper_first,
)
from wellbeing.reports.words.judging import (
    basis_sentence,
    firmness_sentence,
    too_few_sentence,
    unlisted_sentence,
)
from wellbeing.state.names import Names

#: As many gaps as the finding names.
MOST_NAMES: Final = 4
#: How one person may have been counted more than once.
BOTH_WAYS: Final = "in both"
TWICE: Final = "among them twice"


def cell_sentence(row: CellRow, threshold: int) -> str:
    """What is known of one cell, and how firm it is."""
    return f"{upper_first(standing_words_of(row, threshold))} {firm_sentence(row)}".strip()


def finest_lead(row: CellRow, names: Names, threshold: int, cut: str = "") -> str:
    """A question answered at the finest level that can, saying which, in one line.

    Args:
        row: of ``measures.coverage.finest``: the ``area`` and ``stakeholder`` of the question, the ``level`` that
            answers with its ``answer_area`` and ``answer_stakeholder``, and that cell's coverage.
        names: of areas and types.
        threshold: below which counts are not shown.
        cut: the slice that is told; "" for everybody.
    """
    of_whom = f" · {names.cut(cut)}" if cut else ""
    cell = names.cell(row["area"], row["stakeholder"]) + of_whom
    if row["level"] in {"cell", "none"}:
        return f"{cell}: {standing_words_of(row, threshold)}"
    owner = names.cell(row["answer_area"], row["answer_stakeholder"]) + of_whom
    return f"{cell} alone cannot be judged. {owner}: {standing_words_of(row, threshold)}"


def firm_sentence(row: CellRow) -> str:
    """How firm that is, what would bring it to its share, and what it is held against; empty of what cannot be said."""
    said = (
        *(unlisted_sentence(row), hidden_sentence(row), too_few_sentence(row), firmness_sentence(row)),
        *(shortfall_sentence(row), basis_sentence(row)),
    )
    return " ".join(filter(None, said))


def several_sentence(row: CellRow, threshold: int) -> str:
    """How figures of several at once were added up, between which numbers the true one is, and what is not added."""
    if row["count"] is None:
        return "Not each of these is published, so they are not added up."
    span = f"from {in_digits(row['low'])} to {in_digits(row['high'])} (95\N{NO-BREAK SPACE}%)"
    how = f"{upper_first(added_words(row, threshold))}: the true number is {span}."
    expected = " Judged by itself, against the sum of what is expected of each." if row["expected"] else ""
    return f"{how} Their errors hang together, so this range is as wide as theirs added up.{expected}"


def finest_sentence(row: CellRow, names: Names, threshold: int, cut: str = "") -> str:
    """Both: what is known of a question at the finest level that can answer, and how firm it is."""
    return f"{finest_lead(row, names, threshold, cut)} {firm_sentence(row)}".strip()


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
    """Where the gaps are, regions first, and how many of them may be chance; else how many look thin."""
    if not gaps:
        tail = f" {upper_first(_looking_thin(thin))}." if thin else ""
        return f"No gap stands out on these figures.{tail}"
    named = gaps[:MOST_NAMES]
    regions = [names.area(row["area"]) for row in named if not row["stakeholder"]]
    noun = names.words.region if len(regions) == 1 else names.words.regions
    phrases = [f"{join_words(regions)} as {noun}"] if regions else []
    phrases += [_phrase(row, names) for row in named if row["stakeholder"]]
    if rest := len(gaps) - len(named):
        phrases.append(f"{spelled(rest)} more")
    return f"{upper_first('; '.join(phrases))}. {chance_sentence(gaps)}"


def _phrase(row: CellRow, names: Names) -> str:
    """``councils in Auckland``; of a type alone ``councils everywhere``."""
    who = lower_first(names.stakeholder_short(row["stakeholder"]))
    return f"{who} in {names.area(row['area'])}" if row["area"] else f"{who} everywhere"


def chance_sentence(gaps: Sequence[CellRow]) -> str:
    """How many of a list of gaps may be none: the mean chance of being wrong, which the list was cut by."""
    wrong = round(sum(1 - row["p_under"] for row in gaps))
    if len(gaps) == 1:
        return "It may be chance." if wrong else "It is probably no chance."
    if not wrong:
        return "Probably none of these is chance."
    return f"About {spelled(wrong)} of these {spelled(len(gaps))} may be chance."


def _looking_thin(thin: int) -> str:
    return f"{spelled(thin)} {'looks' if thin == 1 else 'look'} thin, not certain"


def account_sentence(times: Mapping[str, int], words: Nouns) -> str:
    """The family of the list, state by state: what stands in it adds up before the reader's eyes.

    Args:
        times: state → how many of its regions, types and groups are in it.
        words: what the engagement calls these.
    """
    number, resolved = sum(times.values()), times.get("enough", 0) + times.get("over", 0)
    kinds = (
        (times.get("gap", 0), "gap", "gaps"),
        (times.get("thin", 0), "looks thin", "look thin"),
        (resolved, "enough or more", "enough or more"),
        (times.get("unclear", 0), "not clear yet", "not clear yet"),
        (times.get("too_few", 0), "with too few expected to say", "with too few expected to say"),
        (times.get("no_benchmark", 0), "with nothing to compare with", "with nothing to compare with"),
    )
    parts = [f"{count} {one if count == 1 else several}" for count, one, several in kinds if count]
    return f"Of {number} {words.regions}, {words.types} and groups of them: {join_words(parts)}."


def unit_words(engagement: Engagement) -> str:
    """What a contribution to this engagement is."""
    parts = {
        f"attendances at {engagement.words.events}": engagement.has_events,
        "survey responses": engagement.has_surveys,
    }
    kinds = [words for words, is_one in parts.items() if is_one]
    return f"contributions: {' and '.join(kinds)}; the same person may be {BOTH_WAYS if len(kinds) > 1 else TWICE}"
