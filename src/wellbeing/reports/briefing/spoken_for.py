"""For whom the sentences of a briefing stand, beside a random draw of contributions: from published cells only."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say
from wellbeing.measures.cells import middle
from wellbeing.measures.opinion.answered import NO_ANSWER
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.measures.representativeness.mentions import beside_draw, reach
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.briefing.content import Mention, SceneContent, SceneTable, SpokenFor
from wellbeing.reports.briefing.tables import table_of
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import lower_first, percent, upper_first, with_article
from wellbeing.state.answer import Answer
from wellbeing.state.margins import Breakdown, breakdowns

HOW: Final = message(
    "Counted are sentences that say what {region}, {type} or a position was heard to say, or "
    "that it was not heard; one about everybody stands for no group, and one about what is "
    "ahead for nobody yet."
)
NONE_LEFT_OUT: Final = message(
    "No group that answers otherwise than everyone heard is left out by much more than the others."
)
#: Whoever does not know dissents from nobody.
UNDECIDED_ANSWER: Final = "unclear"
_COLUMNS: Final = (
    "group_kind",
    "group",
    "share_heard",
    "mentions",
    "share_told",
    "draw_from",
    "draw_to",
    "left_out",
)
_Row = dict[str, Any]


def spoken_for(scenes: Sequence[SceneContent], answer: Answer) -> SpokenFor:
    """What the scenes of a briefing say of whom."""
    mentions = [one for scene in scenes for one in scene.mentions]
    both = breakdowns(answer.figures)
    rows = [row for breakdown in both for row in _of_breakdown(breakdown, mentions, answer)]
    rows += _positions(mentions, answer)
    told = beside_draw(pl.DataFrame(rows))
    named = _named(told.filter(pl.col("kind").is_in([breakdown.word for breakdown in both])))
    words = answer.names.words
    how = say(HOW, region=with_article(words.region), type=with_article(words.type))
    return SpokenFor(sentences=(named, _left_out(told), *_reach(told), how), table=_table(told))


def _named(told: pl.DataFrame) -> str:
    """``The sentences of this briefing name 5 of 17 by region and 8 of 8 by type.``."""
    numbers = told.group_by("kind", maintain_order=True).agg((pl.col("mentions") > 0).sum(), pl.len())
    said = [
        say("{number} of {every} by {kind}", number=number, every=every, kind=lower_first(kind))
        for kind, number, every in numbers.iter_rows()
    ]
    return say("The sentences of this briefing name {said}.", said=join_words(said))


def _of_breakdown(breakdown: Breakdown, mentions: Sequence[Mention], answer: Answer) -> Iterator[_Row]:
    """Every region, or every type."""
    chosen = [getattr(one, breakdown.column) for one in mentions]
    named = [breakdown.groups.members_of(one) for one in chosen if one]
    cells = answer.figures.release.table(breakdown.table).filter(pl.col(breakdown.column) != NOT_STATED)
    heard, told = _heard(cells, breakdown.column)
    for one in breakdown.members:
        name = (
            answer.names.stakeholder_short(one) if breakdown.column == "stakeholder" else breakdown.name(one)
        )
        yield _row(breakdown.word, name, heard, one, named) | {
            "differs": _differs(breakdown, one, answer),
            "is_told": one in told,
        }


def _positions(mentions: Sequence[Mention], answer: Answer) -> Iterator[_Row]:
    """What was answered to each headline question: whoever did not say the commonest differs."""
    for question in answer.figures.positions.questions:
        cells = answer.figures.positions.answers("total", question.id).with_columns(
            pl.col("position").cast(str)
        )
        heard, told = _heard(cells.filter(pl.col("position") != NO_ANSWER), "position")
        named = [[one.position] for one in mentions if one.question == question.id and one.position]
        most = max(heard.values(), default=0.0)
        for position, number in heard.items():
            name = f"{question.label}: {answer.names.position(question, position)}"
            row = _row(say("answer ({question})", question=question.label), name, heard, position, named)
            differs = number < most and position != UNDECIDED_ANSWER
            yield row | {"differs": differs, "is_told": position in told}


def _row(kind: str, name: str, heard: dict[str, float], one: str, named: list[Any]) -> _Row:
    """A group: a mention of several is parted among them as their contributions are."""
    parts = [
        heard.get(one, 0.0) / max(sum(heard.get(each, 0.0) for each in some), 1.0)
        for some in named
        if one in some
    ]
    return {"kind": kind, "group": name, "contributions": heard.get(one, 0.0), "mentions": float(sum(parts))}


def _heard(cells: pl.DataFrame, column: str) -> tuple[dict[str, float], set[str]]:
    """About how many contributions each group has, and of which the number is published."""
    about = dict(cells.select(column, middle()).iter_rows())
    return about, {*cells.filter(pl.col("count").is_not_null())[column]}


def _differs(breakdown: Breakdown, one: str, answer: Answer) -> bool:
    """Whether a group stands apart from everyone heard on any headline question, surely or as it looks."""
    positions = answer.figures.positions
    standings = [
        positions.beside_whole(breakdown.table, question.id).filter(
            pl.col(breakdown.column) == one, pl.col("position").cast(pl.String) == AGREEING
        )["standing"]
        for question in positions.questions
    ]
    return any(f"{each}" != LEVEL for found in standings for each in found.drop_nulls())


def _reach(told: pl.DataFrame) -> Iterator[str]:
    for (kind,), groups in told.group_by("kind", maintain_order=True):
        found = reach(groups)
        number = groups.filter(pl.col("mentions") > 0).height
        if not number:
            continue
        yield (
            say(
                "By {kind}: {number} of {all} are named, which gave {named} of contributions. Had "
                "{mentions} contributions been drawn at random, those drawn would be of groups that gave "
                "about {drawn}.",
                kind=lower_first(f"{kind}"),
                number=number,
                all=groups.height,
                named=percent(found.named),
                mentions=in_digits(found.mentions),
                drawn=percent(found.drawn),
            )
        )


def _left_out(told: pl.DataFrame) -> str:
    names = told.filter("is_left_out")["group"].to_list()
    if not names:
        return say(NONE_LEFT_OUT)
    return say(
        "Left out, though they answer otherwise than most or than everyone heard: {names}.",
        names="; ".join(names),
    )


def _table(told: pl.DataFrame) -> SceneTable:
    rows = [
        {
            "group_kind": upper_first(row["kind"]),
            "group": row["group"],
            "share_heard": row["share"] if row["is_told"] else None,
            "mentions": round(row["mentions"], 1),
            "share_told": row["told"],
            "draw_from": row["draw_low"] if row["is_told"] else None,
            "draw_to": row["draw_high"] if row["is_told"] else None,
            "left_out": say("left out") if row["is_left_out"] else None,
        }
        for row in told.iter_rows(named=True)
    ]
    return table_of(say("Whom this briefing speaks for"), rows, _COLUMNS)
