"""What each group of types said to a question, in one sentence: shares, and counts of answers too few for them."""

from typing import Any

import polars as pl

from wellbeing.language import join_words, say
from wellbeing.reports.words.agreement import AGREEING, Agreement, told_alike, whom
from wellbeing.reports.words.cells import lower_first
from wellbeing.reports.words.picture import Pictures
from wellbeing.reports.words.protection import counted_of
from wellbeing.state.answer import Answer


def shares_by_type(answer: Answer, pictures: Pictures) -> str:
    """The share of each group of types, in the declared order; empty where none of them can be told."""
    shown = {name: pictures["", name] for name in answer.figures.type_groups.ids if ("", name) in pictures}
    names = {name: lower_first(answer.names.stakeholder_short(name)) for name in shown}
    agree = answer.names.does(answer.positions.question, AGREEING)
    rows, said = _rows(answer), [name for name, one in shown.items() if one.key != "unsaid"]
    shares = [Agreement.amount(row) for row in told_alike([rows[name] for name in said])]
    if not shares:
        return ""
    told = join_words(
        [
            say(
                "{share} of {whom}" if at else "{share} of {whom} {agree}", share=share, whom=who, agree=agree
            )
            for at, (share, who) in enumerate(zip(shares, (names[name] for name in said), strict=True))
        ]
    )
    unsaid = [name for name, one in shown.items() if one.key == "unsaid"]
    counted = _counted_by_type(answer, unsaid)
    if counted:
        few = join_words([f"{number} {names[name]}" for name, number in counted.items()])
        told = say("{shares}; too few for a share, but counted: {few}", shares=told, few=few)
    untold = [names[name] for name in unsaid if name not in counted]
    if not untold:
        return f"{told}."
    return say("{shares}; of {whom} no share is told.", shares=told, whom=join_words(untold))


def _counted_by_type(answer: Answer, types: list[str]) -> dict[str, str]:
    """``14 of about 27`` of each type whose answers are too few for a share, where both numbers are told."""
    rows = _rows(answer)
    found = {one: counted_of(rows[one], answer.threshold) for one in types if one in rows}
    return {one: text for one, text in found.items() if text}


def most_by_type(answer: Answer) -> str:
    """``Trust in use: most disagree among service users and among providers.``: who surely holds something."""
    rows = _rows(answer)
    groups = [one for one in answer.figures.type_groups.ids if one in rows]
    agreement = Agreement(answer.positions.question, answer.names, answer.threshold)
    told = dict[str, list[str]]()
    for one in groups:
        if most := agreement.most(rows[one]):
            told.setdefault(most, []).append(say("among {whom}", whom=whom(answer.names, "", one)))
    label = answer.positions.question.label
    return " ".join(
        say("{question}: most {hold} {among}.", question=label, hold=most, among=join_words(who))
        for most, who in told.items()
    )


def _rows(answer: Answer) -> dict[str, dict[str, Any]]:
    """By type, the row of those who agree."""
    agrees = answer.positions.by_type("").filter(pl.col("position").cast(pl.String) == AGREEING)
    return {row["stakeholder"]: row for row in agrees.iter_rows(named=True)}
