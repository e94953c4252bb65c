"""What is copied for a paper: who, how many, gaps and how firm, what was said, who holds otherwise, limits."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.language import join_words, message, say
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.limits import ALWAYS
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.shows.said_lists import rows_by_type
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.agreement import AGREEING, Agreement, told_alike, whom
from wellbeing.reports.words.cells import CellRow, lower_first
from wellbeing.reports.words.judging import firmness_sentence
from wellbeing.state.answer import Answer, answer_to

#: Gaps of which it is said how firm they are.
MOST_GAPS: Final = 3
#: What holds of all that is copied.
LIMITS: Final = (ABOUT_VOICES, ALWAYS[0])
NOT_OF_THE_SLICE: Final = message("What they said is told of everyone heard, not of “{cut}” alone.")
NONE_APART: Final = message("No other group of {types} is told apart from them ({question}).")


def paragraph(answer: Answer, said: list[str]) -> list[str]:
    """The sentences of the page, with what a paper needs beside them.

    Args:
        answer: what is shown; of two beside each other nothing is added but the limits.
        said: the sentences of the page about it.
    """
    limits = [say(one) for one in LIMITS]
    own = [sentence for sentence in said if sentence not in limits]
    if answer.choice.community or answer.choice.beside:
        return [*own, *limits]
    others = [show for show in available_shows(answer.figures) if _is_other(show, answer)][:1]
    more = [sentence for show in others for sentence in _point(show, answer) if sentence not in own]
    compared = [
        say("Compared with: {compared}.", compared=one) for show in others if (one := show.compared(answer))
    ]
    heard, told = (own, more) if show_of(answer).family == HEARD else ([*more, *compared], own)
    return [
        text for text in (*heard, gaps_sentence(answer), *told, diverse_sentence(answer), *limits) if text
    ]


def gaps_sentence(answer: Answer) -> str:
    """How firm the largest gaps are among those chosen, but for the one that is answered; empty where there is none."""
    choice, figures = answer.choice, answer.figures
    of = {
        "area": (choice.area, figures.region_groups),
        "stakeholder": (choice.stakeholder, figures.type_groups),
    }
    names = {
        name: {one, group.group_of(one), *group.same(one), *group.members_of(one)}
        for name, (one, group) in of.items()
        if one and not choice.is_several
    }
    gaps = answer.coverage.gaps.filter(
        pl.col("tipping").is_not_null(), *(pl.col(name).is_in(sorted(some)) for name, some in names.items())
    )
    told = [
        f"{answer.names.cell(row['area'], row['stakeholder'])} ({_firm(row)})"
        for row in gaps.iter_rows(named=True)
        if (row["area"], row["stakeholder"]) not in _told_of(answer)
    ][:MOST_GAPS]
    return say("How firm: {gaps}.", gaps="; ".join(told)) if told and not choice.is_several else ""


def _told_of(answer: Answer) -> set[tuple[str, str]]:
    """The cell whose firmness stands in the answer itself, under all its names."""
    cells = answer.coverage.finest.select("answer_area", "answer_stakeholder").iter_rows()
    return {same for cell in cells for same in answer.figures.same_cell(*cell)}


def diverse_sentence(answer: Answer) -> str:
    """Who answered otherwise than those chosen; empty where all types are told already, or nothing is.

    Types within the chosen area, or everywhere: those alone whose interval lies apart.
    """
    choice, figures = answer.choice, answer.figures
    is_told = figures.positions.questions and not (answer.is_kept or choice.is_several)
    if not is_told or not (choice.area or choice.stakeholder) or answer.positions.bars.is_lent:
        return ""
    own = next(iter(_agree(answer.positions.chosen).to_dicts()), None)
    if own is None:
        return ""
    label, groups = answer.positions.question.label, figures.type_groups
    rows = rows_by_type(_agree(answer.positions.by_type(choice.area)))
    others = [one for one in groups.ids if one in rows and one != groups.group_of(choice.stakeholder)]
    apart = [one for one in others if _is_apart(rows[one], own)]
    if not apart:
        return say(NONE_APART, types=answer.names.words.types, question=label)
    agree = answer.names.does(answer.positions.question, AGREEING)
    *theirs, here = told_alike([*(rows[one] for one in apart), own])
    told = [
        say("{share} of {whom}", share=Agreement.amount(row), whom=whom(answer.names, "", one))
        for one, row in zip(apart, theirs, strict=True)
    ]
    told[0] = f"{told[0]} {agree}"
    shares, given = join_words(told), Agreement.amount(here)
    if not choice.area:
        return say(
            "Others answered otherwise ({question}): {told}, beside {own} here.",
            question=label,
            told=shares,
            own=given,
        )
    return say(
        "Others {where} answered otherwise ({question}): {told}, beside {own} here.",
        where=answer.names.within(choice.area),
        question=label,
        told=shares,
        own=given,
    )


def _firm(row: CellRow) -> str:
    return lower_first(firmness_sentence(row).removesuffix("."))


def _is_apart(row: CellRow, other: CellRow) -> bool:
    return bool(row["lower"] > other["upper"] or row["upper"] < other["lower"])


def _agree(rows: pl.DataFrame) -> pl.DataFrame:
    said, tier = pl.col("position").cast(pl.String), pl.col("tier").cast(pl.String)
    return rows.filter(said == AGREEING, tier.is_in(SHARED), pl.col("share").is_not_null())


def _is_other(show: Show, answer: Answer) -> bool:
    return (show.family == HEARD) != (show_of(answer).family == HEARD)


def _point(show: Show, answer: Answer) -> list[str]:
    """What another show says of the same area and type, of all channels."""
    choice = answer.choice.only({"area", "stakeholder"})
    asked = answer_to(answer.figures, msgspec.structs.replace(choice, show=show.id))
    slice_ = [say(NOT_OF_THE_SLICE, cut=answer.names.cut(answer.choice.cut))] if answer.choice.cut else []
    return [*slice_, *(one for one in show.point(asked) if one != say(ABOUT_VOICES))]
