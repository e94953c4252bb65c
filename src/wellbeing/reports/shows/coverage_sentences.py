"""The point of coverage: how many were heard, where the gaps are, what cannot be said."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say, spelled
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.grouping import each_of
from wellbeing.reports.communities import communities_sentence
from wellbeing.reports.words.cells import CellRow, added_words, lower_first, upper_first
from wellbeing.reports.words.judging import heard_and_judged, judged_words
from wellbeing.reports.words.public_figures import headline_figures
from wellbeing.reports.words.sentences import (
    account_sentence,
    finest_lead,
    firm_sentence,
    heard_sentence,
    lacking_sentence,
)
from wellbeing.reports.words.stated import many_not_stated_sentence
from wellbeing.state.answer import Answer
from wellbeing.state.margins import Breakdown, breakdowns

ABOUT_VOICES: Final = message("These are the voices of those who took part, not public opinion.")
NO_GAPS: Final = message(
    "No gap can be seen on these figures. What cannot be judged is hatched, which is not the same as heard."
)
#: The same as a title.
_NO_GAP: Final = message("No gap can be seen on these figures")
#: Begins what is said of the group of types to which a choice belongs.
OF_PART: Final = message("Of {part},")
NOTHING_EXPECTED: Final = message("there are no figures of how many could have been heard")
#: State → what parts in it are said to be.
LACKING: Final = {"gap": message("not heard enough"), "thin": message("looking thin, not certain")}


def whole_sentences(answer: Answer) -> list[str]:
    """About everyone who was heard."""
    times = Counter(answer.coverage.family["state"].cast(pl.String))
    gaps = answer.coverage.gaps.filter(pl.col("state").cast(pl.String) == "gap").to_dicts()
    if times["no_benchmark"] == answer.coverage.family.height:
        return [no_gaps(answer), _heard(answer), say(ABOUT_VOICES)]
    return [
        lacking_sentence(gaps, times, answer.names),
        _heard(answer),
        account_sentence(times, judged_words(answer.figures)),
        *filter(None, [communities_sentence(answer)]),
        say(ABOUT_VOICES),
    ]


def no_gaps(answer: Answer) -> str:
    """What stands in place of a list of gaps that is empty, and why it is."""
    if answer.coverage.family["expected"].null_count() == answer.coverage.family.height:
        return say("No gap can be told: {why}.", why=say(NOTHING_EXPECTED))
    return say(NO_GAPS)


def no_gaps_in_short(answer: Answer) -> str:
    """The same as a title."""
    has_figures = answer.coverage.family["expected"].null_count() < answer.coverage.family.height
    return say(_NO_GAP) if has_figures else no_gaps(answer)


def _heard(answer: Answer) -> str:
    """How many were heard: what is public of the engagement, or how many of the chosen slice."""
    if not answer.choice.cut:
        heard = heard_sentence(headline_figures(answer), answer.figures.engagement)
        return f"{heard} {many_not_stated_sentence(answer.figures)}".strip()
    return say(
        "{cut} only: about {contributions} contributions.",
        cut=answer.names.cut(answer.choice.cut),
        contributions=in_digits(answer.contributions),
    )


def chosen_sentences(answer: Answer) -> list[str]:
    """About the chosen region, type or both: its answer, the gaps in it, what cannot be said."""
    finest = answer.coverage.finest.row(0, named=True)
    is_cell = answer.choice.area and answer.choice.stakeholder
    said = [
        finest_lead(finest, answer.names, answer.threshold, answer.choice.cut),
        f"{upper_first(added_words(finest, answer.threshold))}." if finest.get("cells") else "",
        firm_sentence(finest),
        _around(answer) if is_cell else _within(answer),
        "" if is_cell else _one_by_one(answer),
        communities_sentence(answer),
        say(ABOUT_VOICES),
    ]
    return [sentence for sentence in said if sentence]


def _around(answer: Answer) -> str:
    """A cell's row and column, to read it against; but not the one that answers in the cell's place."""
    choice, finest = answer.choice, answer.coverage.finest.row(0, named=True)
    names = {
        (choice.area, ""): answer.names.area(choice.area),
        ("", choice.stakeholder): answer.names.stakeholder(choice.stakeholder),
    }
    said = answer.figures.same_cell(finest["answer_area"], finest["answer_stakeholder"])
    rows = {cell: answer.coverage.at(*cell).row(0, named=True) for cell in names if cell not in said}
    return " ".join(
        say(
            "{name} as a whole: {told}.",
            name=names[cell],
            told=heard_and_judged(row, answer.threshold),
        )
        for cell, row in rows.items()
    )


def _within(answer: Answer) -> str:
    """Which parts of it lack voices: of the cells that the list of gaps judges, so that both tell the same."""
    own, apart = _chosen_breakdown(answer)
    chosen, family = getattr(answer.choice, own.column), answer.coverage.family
    homes = sorted({own.groups.group_of(one) for one in each_of(chosen)})
    told = [
        _parts(family.filter(pl.col(own.column) == home, pl.col(apart.column) != ""), answer)
        for home in homes
    ]
    is_own = len(homes) == 1 and homes[0] in {chosen, *own.groups.same(chosen)}
    is_area, names = own.column == "area", answer.names
    lead = [
        f"{upper_first(names.within(one))}," if is_area else say(OF_PART, part=own.name(one)) for one in homes
    ]
    leads = [""] * len(homes) if is_own else lead
    both = zip(leads, told, strict=True)
    return " ".join(f"{lead} {lower_first(text)}" if lead else text for lead, text in both)


def _one_by_one(answer: Answer) -> str:
    """Which single types of an area, or single regions of a type, lack voices, though the list judges their groups."""
    own, apart = _chosen_breakdown(answer)
    rows = answer.figures.of_members(answer.coverage.cells).filter(
        pl.col(own.column).is_in(each_of(getattr(answer.choice, own.column))), pl.col("with_family").not_()
    )
    states = rows["state"].cast(pl.String)
    told = [_lacking(rows.filter(states == state).to_dicts(), state, answer) for state in LACKING]
    said = ". ".join(upper_first(text) for text in told if text)
    return (
        say("Single {parts} are judged apart from the list of gaps. {said}.", parts=apart.words, said=said)
        if said
        else ""
    )


def overlap_sentence(gaps: Sequence[CellRow], answer: Answer) -> str:
    """Which regions and types are among the gaps as a whole and by parts as well; empty where none is."""
    by_region, by_type = breakdowns(answer.figures)
    crossed = [row for row in gaps if row["area"] and row["stakeholder"]]
    told = []
    for row in gaps:
        if row in crossed:
            continue
        breakdown = by_region if row["area"] else by_type
        own = row[breakdown.column]
        number = sum(one[breakdown.column] in {own, *breakdown.groups.same(own)} for one in crossed)
        name = answer.names.cell(row["area"], row["stakeholder"])
        if number:
            whole = message("{name} counts as a whole and by {number} of its parts")
            told.append(say(whole, name=name, number=spelled(number)))
    return say("Gaps overlap: {told}.", told=join_words(told)) if told else ""


def _parts(parts: pl.DataFrame, answer: Answer) -> str:
    states = parts["state"].cast(pl.String)
    lacking = [_lacking(parts.filter(states == state).to_dicts(), state, answer) for state in LACKING]
    texts = [text for text in lacking if text] or [say("no part is on the list of gaps")]
    unclear = int(states.is_in(UNRESOLVED).sum())
    tail = (
        [say("{number} of {all} parts cannot be judged alone", number=unclear, all=parts.height)]
        if unclear
        else []
    )
    return f"{'. '.join(map(upper_first, [*texts, *tail]))}."


def _lacking(rows: Sequence[CellRow], state: str, answer: Answer) -> str:
    if not rows:
        return ""
    called = (
        [answer.names.stakeholder_short(row["stakeholder"]) for row in rows]
        if _is_by_type(answer)
        else [answer.names.area(row["area"]) for row in rows]
    )
    return f"{say(LACKING[state])}: {'; '.join(called)}"


def _chosen_breakdown(answer: Answer) -> tuple[Breakdown, Breakdown]:
    """The breakdown that is chosen, and the one by which it is parted."""
    by_region, by_type = breakdowns(answer.figures)
    return (by_region, by_type) if _is_by_type(answer) else (by_type, by_region)


def _is_by_type(answer: Answer) -> bool:
    """Whether what is chosen is made of types: an area over all of them."""
    return bool(answer.choice.area and not answer.choice.stakeholder)
