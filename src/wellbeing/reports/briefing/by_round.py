"""Scenes of rounds side by side: who was heard in each, and whether another round was answered otherwise."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.measures.opinion.channels import members_apart
from wellbeing.model.decisions.rounds import IN_ROUND, ROUND_WORDS
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import SceneContent, SceneTable
from wellbeing.reports.briefing.evidence_line import all_answered, evidence_line
from wellbeing.reports.briefing.said import every_question, who_agree
from wellbeing.reports.briefing.tables import coverage_table, members_picture, share_row, table_of
from wellbeing.reports.evidence.positions import points
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.gap_list import LARGE_TICKS, range_rows
from wellbeing.reports.shows.listing import Listing, ListRow
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import CellRow, count_text, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.cells import rounds_told
from wellbeing.state.choice import to_address

#: The slice.
ROUND: Final = "round"
#: How a round stands to the one before.
_NOT_KNOWN: Final = message(
    "Whether more or fewer {agree} {here} than {there} cannot be told: too few answered in one of them."
)
_AS_MANY: Final = message(
    "{here} as many {agree} as {there}, as far as can be told: {points} ({lower} to {upper} points)."
)
_MORE: Final = message("{here} more {agree} than {there}: by {points} points ({lower} to {upper}).")
_FEWER: Final = message("{here} fewer {agree} than {there}: by {points} points ({lower} to {upper}).")
OTHERS: Final = message("Those who took part in one round need not be those of the other.")
_SHARE: Final = ("status", "agree", "answered", "share", "lower", "upper")


def heard_by_round_scene(scene: Scene, answer: Answer) -> SceneContent:
    """How many were heard in each round, and of whom, beside those expected of as many."""
    each = {one: _in_round(answer, one) for one in rounds_told(answer.figures.release)}
    said = [f"{say(ROUND_WORDS[one])}. {show_of(found).point(found)[0]}" for one, found in each.items()]
    title = say("Heard beside expected, by {type}, round by round", type=answer.names.words.type)
    blocks = tuple((say(ROUND_WORDS[one]), _listed(one, found)) for one, found in each.items())
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or _heard_title(each),
        statements=(*said, say(OTHERS), say(ABOUT_VOICES)),
        picture=Listing(title=title, rows=blocks, left=say("Heard"), right=say("Expected"), ticks=LARGE_TICKS)
        if any(rows for _, rows in blocks)
        else None,
        table=_heard_table(title, each),
        evidence=evidence_line(answer),
        address=to_address(next(reversed(each.values())).choice),
        notes=scene.notes,
    )


def said_by_round_scene(scene: Scene, answer: Answer) -> SceneContent:
    """Whether a round was answered otherwise than the one before, question by question."""
    every = every_question(answer)
    told = {one.positions.question.label: _differences(one) for one in every}
    rows = [row for one in every for row in _shares(one)]
    found = [f"{_headed(label)} {said}" for label, some in told.items() for _, said in some]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or _said_title(told),
        statements=(*(upper_first(one) for one in found), say(OTHERS)),
        picture=members_picture(
            rows, ROUND, every, say("Share who {agree}, round by round", agree=who_agree(every))
        ),
        table=table_of(
            say("Share who {agree}, round by round", agree=who_agree(every)),
            rows,
            ("question", "question_asked", ROUND, *_SHARE),
        ),
        evidence=evidence_line(answer, all_answered(every)),
        notes=scene.notes,
    )


def _headed(label: str) -> str:
    """What a question is called, before what was said to it: ``Trust in use.``, ``Are you content?``."""
    return label if label.endswith("?") else f"{label}."


def _in_round(answer: Answer, one: str) -> Answer:
    return answer_to(answer.figures, msgspec.structs.replace(answer.choice, cut=f"{ROUND}:{one}"))


def _heard_title(each: dict[str, Answer]) -> str:
    """``1,204 were heard on the approach, 644 on the draft``."""
    counts = {
        one: count_text(found.coverage.at("", "").row(0, named=True), found.threshold)
        for one, found in each.items()
    }
    told = [
        say(
            "{number} {round}" if at else "{number} were heard {round}",
            number=count,
            round=say(IN_ROUND[one]),
        )
        for at, (one, count) in enumerate(counts.items())
    ]
    return ", ".join(told)


def _of_types(found: Answer) -> pl.DataFrame:
    groups = found.figures.type_groups.ids
    return found.coverage.stakeholders.filter(pl.col("stakeholder").is_in(groups))


def _listed(one: str, found: Answer) -> tuple[ListRow, ...]:
    rows = range_rows(_of_types(found), found)
    return tuple(msgspec.structs.replace(row, id=f"{one}-{row.id}") for row in rows)


def _heard_table(caption: str, each: dict[str, Answer]) -> SceneTable:
    """Everybody and each group of types, in each round."""
    tables = dict[str, SceneTable]()
    for one, found in each.items():
        types = _of_types(found)
        whole = found.coverage.at("", "").select(types.columns)
        tables[one] = coverage_table(caption, pl.concat([whole, types]), found)
    rows = [
        table.rows.select(pl.lit(say(ROUND_WORDS[one])).alias(ROUND), pl.all())
        for one, table in tables.items()
    ]
    columns = table_of("", [], (ROUND,)).columns | next(iter(tables.values())).columns
    return SceneTable(caption, pl.concat(rows), columns)


def _shares(asked: Answer) -> list[dict[str, Any]]:
    question = asked.positions.question
    found = _agreeing(asked)
    return [
        share_row(row, asked.threshold)
        | {"question": question.id, "question_asked": question.en, ROUND: say(ROUND_WORDS[row[ROUND]])}
        for one in rounds_told(asked.figures.release)
        for row in found.filter(pl.col(ROUND) == one).iter_rows(named=True)
    ]


def _agreeing(asked: Answer) -> pl.DataFrame:
    found = asked.figures.positions.by_round("total", asked.positions.question.id)
    return pl.DataFrame(schema=[ROUND]) if found is None else found.filter(pl.col("position") == AGREEING)


def _differences(asked: Answer) -> list[tuple[bool, str]]:
    """A sentence for each round beside the one before, and whether it tells the two apart."""
    found, told, agree = _agreeing(asked), [], asked.names.does(asked.positions.question, AGREEING)
    for before, later in pairwise(rounds_told(asked.figures.release)):
        rows = members_apart(found, ROUND, later, before).to_dicts()
        told.append((_is_apart(rows), _difference(later, before, rows, agree)))
    return told


def _is_apart(rows: Sequence[CellRow]) -> bool:
    ends = [round(100 * rows[0][name]) for name in ("apart_lower", "apart_upper")] if _has(rows) else [0, 0]
    return not ends[0] <= 0 <= ends[1]


def _has(rows: Sequence[CellRow]) -> bool:
    return bool(rows) and rows[0]["apart"] is not None


def _difference(later: str, before: str, rows: Sequence[CellRow], agree: str) -> str:
    """``On the draft more agree than on the approach: by 12 points (5 to 19).``."""
    here, there = say(IN_ROUND[later]), say(IN_ROUND[before])
    if not _has(rows):
        return say(_NOT_KNOWN, here=here, there=there, agree=agree)
    apart, lower, upper = (round(100 * rows[0][name]) for name in ("apart", "apart_lower", "apart_upper"))
    if lower <= 0 <= upper:
        told = {"points": points(apart), "lower": points(lower), "upper": points(upper)}
        return say(_AS_MANY, here=upper_first(here), there=there, agree=agree, **told)
    more, ends = (_MORE, (lower, upper)) if apart > 0 else (_FEWER, (-upper, -lower))
    told = {"points": abs(apart), "lower": ends[0], "upper": ends[1]}
    return say(more, here=upper_first(here), there=there, agree=agree, **told)


def _said_title(told: dict[str, list[tuple[bool, str]]]) -> str:
    """The first finding in which a round differs from the one before; else the first of all."""
    every = [(label, *found) for label, some in told.items() for found in some]
    label, _, said = next((one for one in every if one[1]), every[0])
    return f"{_headed(label)} {said.partition(':')[0]}"
