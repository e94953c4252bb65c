"""Sentences made from figures: a cell, a cell answered at the finest level that can, a list of gaps."""

from collections.abc import Mapping, Sequence
from typing import Final

from wellbeing.language import in_digits, join_words, message, say, say_many, spelled
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.engagement import Engagement, Nouns
from wellbeing.reports.words.cells import (
    CellRow,
    added_words,
    hidden_sentence,
    lower_first,
    shortfall_sentence,
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
BOTH_WAYS: Final = message("the same person may be in both")
TWICE: Final = message("the same person may be among them twice")


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
    return say(
        "{cell} alone cannot be judged. {owner}: {standing}",
        cell=cell,
        owner=owner,
        standing=standing_words_of(row, threshold),
    )


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
        return say("Not each of these is published, so they are not added up.")
    how = say(
        "{added}: the true number is from {low} to {high} (95\N{NO-BREAK SPACE}%).",
        added=upper_first(added_words(row, threshold)),
        low=in_digits(row["low"]),
        high=in_digits(row["high"]),
    )
    wide = say("Their errors hang together, so this range is as wide as theirs added up.")
    expected = (
        say("Judged by itself, against the sum of what is expected of each.") if row["expected"] else ""
    )
    return f"{how} {wide} {expected}".strip()


def finest_sentence(row: CellRow, names: Names, threshold: int, cut: str = "") -> str:
    """Both: what is known of a question at the finest level that can answer, and how firm it is."""
    return f"{finest_lead(row, names, threshold, cut)} {firm_sentence(row)}".strip()


def heard_sentence(figures: Mapping[str, str], engagement: Engagement) -> str:
    """How many were heard, and how.

    Args:
        figures: numbers in words, of ``attendances``, ``hui``, ``places``, ``responses``; none of what there was not.
        engagement: what it calls an event.
    """
    parts = []
    if "attendances" in figures and engagement.has_events:
        parts.append(_attended(figures, engagement.words))
    if "responses" in figures and engagement.has_surveys:
        parts.append(say("{responses} survey responses", responses=figures["responses"]))
    if not parts:
        return say("Nobody was heard.")
    first, *more = parts
    said = say("{attendances}, and {responses}", attendances=first, responses=more[0]) if more else first
    return f"{upper_first(said)}; {say(say(BOTH_WAYS) if more else say(TWICE))}."


def _attended(figures: Mapping[str, str], words: Nouns) -> str:
    """``1,047 attendances at 83 hui in 27 places``: as much of it as is known."""
    told, held, where = {"attendances": figures["attendances"]}, figures.get("hui"), figures.get("places")
    if not held:
        return say("{attendances} attendances", **told)
    told |= {"held": held, "events": words.event if held == "1" else words.events}
    if not where:
        return say("{attendances} attendances at {held} {events}", **told)
    one_place, places = (
        message("{attendances} attendances at {held} {events} in {places} place"),
        message("{attendances} attendances at {held} {events} in {places} places"),
    )
    return say(one_place if where == "1" else places, **told, places=where)


def lacking_sentence(gaps: Sequence[CellRow], times: Mapping[str, int], names: Names) -> str:
    """Where the gaps are, regions first, and how many of them may be chance; else how many look thin.

    Args:
        gaps: of the list.
        times: state → how many of all that the list judges are in it.
        names: what they are called.
    """
    if not gaps:
        thin = times.get("thin", 0)
        return _no_gap(times) + (f" {upper_first(_looking_thin(thin))}." if thin else "")
    named = gaps[:MOST_NAMES]
    regions = [names.area(row["area"]) for row in named if not row["stakeholder"]]
    noun = names.words.region if len(regions) == 1 else names.words.regions
    phrases = [say("{regions} as {noun}", regions=join_words(regions), noun=noun)] if regions else []
    phrases += [_phrase(row, names) for row in named if row["stakeholder"]]
    if rest := len(gaps) - len(named):
        phrases.append(say("{rest} more", rest=spelled(rest)))
    return f"{upper_first('; '.join(phrases))}. {chance_sentence(gaps)}"


def _no_gap(times: Mapping[str, int]) -> str:
    """That none stands out; where most cannot be judged, this too."""
    whole, unjudged = sum(times.values()), sum(times.get(one, 0) for one in (*UNRESOLVED, "no_benchmark"))
    told = {"unjudged": in_digits(unjudged), "whole": in_digits(whole)}
    if 2 * unjudged <= whole:
        return say("No gap stands out on these figures.")
    return say("No gap can be seen: {unjudged} of {whole} cannot be judged on these figures.", **told)


def _phrase(row: CellRow, names: Names) -> str:
    """``councils in Auckland``; of a type alone ``councils everywhere``."""
    who = lower_first(names.stakeholder_short(row["stakeholder"]))
    return (
        say("{who} {where}", who=who, where=names.within(row["area"]))
        if row["area"]
        else say("{who} everywhere", who=who)
    )


def chance_sentence(gaps: Sequence[CellRow]) -> str:
    """How many of a list of gaps may be none: the mean chance of being wrong, which the list was cut by."""
    wrong = round(sum(1 - row["p_under"] for row in gaps))
    if len(gaps) == 1:
        return say("It may be chance.") if wrong else say("It is probably no chance.")
    if not wrong:
        return say("Probably none of these is chance.")
    return say("About {wrong} of these {gaps} may be chance.", wrong=spelled(wrong), gaps=spelled(len(gaps)))


def _looking_thin(thin: int) -> str:
    return say_many(
        "{number} looks thin, not certain", "{number} look thin, not certain", thin, number=spelled(thin)
    )


def account_sentence(times: Mapping[str, int], judged: str) -> str:
    """The family of the list, state by state: what stands in it adds up before the reader's eyes.

    Args:
        times: state → how many of its regions, types and groups are in it.
        judged: what these are called (``judged_words``).
    """
    number, gaps, thin = sum(times.values()), times.get("gap", 0), times.get("thin", 0)
    others = {
        message("{count} enough or more"): times.get("enough", 0) + times.get("over", 0),
        message("{count} not clear yet"): times.get("unclear", 0),
        message("{count} with too few expected to say"): times.get("too_few", 0),
        message("{count} with nothing to compare with"): times.get("no_benchmark", 0),
    }
    parts = [say_many("{count} gap", "{count} gaps", gaps)] if gaps else []
    parts += [say_many("{count} looks thin", "{count} look thin", thin)] if thin else []
    parts += [say(state, count=count) for state, count in others.items() if count]
    return say("Of {number} {judged}: {parts}.", number=number, judged=judged, parts=join_words(parts))


def unit_words(engagement: Engagement) -> str:
    """What a contribution to this engagement is."""
    is_both = engagement.has_events and engagement.has_surveys
    events = engagement.words.events
    if is_both:
        kinds = say("contributions: attendances at {events} and survey responses", events=events)
    elif engagement.has_events:
        kinds = say("contributions: attendances at {events}", events=events)
    else:
        kinds = say("contributions: survey responses")
    return f"{kinds}; {say(say(BOTH_WAYS) if is_both else say(TWICE))}"
