"""Scenes of what was said: what each group said to a question, and where events and surveys differ."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say
from wellbeing.measures.opinion.channels import SURVEYS
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import Mention, SceneContent
from wellbeing.reports.briefing.evidence_line import all_answered, evidence_line
from wellbeing.reports.briefing.tables import share_row, table_of
from wellbeing.reports.evidence.headline import Headline
from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.shows.listing import Listing, ListRow, share_bar
from wellbeing.reports.shows.position import PositionShow
from wellbeing.reports.shows.said_lists import SHARES, rows_by_type, types_in_order
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import band, lower_first, percent, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice, to_address

#: The words of a question, or of a benchmark.
_QUOTED: Final = re.compile("“[^”]*”")
#: Where some answers are too few for a share.
_NOT_TOLD: Final = message("not told")
_SHARE = ("status", "agree", "answered", "share", "lower", "upper", "why")


def said_scene(scene: Scene, answer: Answer) -> SceneContent:
    """The share that agrees, group by group, beside everyone."""
    asked, show = _asked(answer, scene.question), PositionShow()
    headline, point = Headline(asked, AGREEING), show.point(asked)
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or headline.short(),
        statements=(*point, *show.firmness(asked)),
        picture=show.listing(asked),
        table=table_of(
            say(
                "Share who {agree}: “{question}”",
                agree=asked.names.position(asked.positions.question, AGREEING),
                question=asked.positions.question.en,
            ),
            _by_type(asked, show),
            ("stakeholder", "stakeholder_name", "question", *_SHARE, "told"),
        ),
        evidence=evidence_line(asked, headline.answered()),
        address=to_address(asked.choice),
        mentions=_mentions(asked, point),
        about=asked.positions.question.label,
        replies=_replies(asked, show),
        notes=scene.notes,
    )


def _mentions(answer: Answer, sentences: Sequence[str]) -> tuple[Mention, ...]:
    """Of whom sentences about a question speak: of types, and of what was answered, by the words that name them."""
    names, question = answer.names, answer.positions.question
    types = {one: lower_first(names.stakeholder_short(one)) for one in answer.figures.type_groups.ids}
    positions = {f"{one}": names.position(question, f"{one}") for one in answer.positions.whole["position"]}
    return tuple(
        Mention(stakeholder=type_, question=question.id, position=position)
        for sentence in sentences
        for type_ in _named(types, sentence) or ("",)
        for position in _named(positions, sentence)
    )


def _named(words: Mapping[str, str], sentence: str) -> list[str]:
    """The ids whose words stand in a sentence, outside of what it quotes."""
    said = _QUOTED.sub("", sentence)
    return [one for one, word in words.items() if re.search(rf"\b{re.escape(word)}\b", said)]


def _replies(answer: Answer, show: PositionShow) -> dict[str, str]:
    """Area and type → what was said there to the question, or why that is not told."""
    label, pictures = lower_first(answer.positions.question.label), show.cell_pictures(answer)
    return {
        f"{area}|{type_}": say("On {question}: {words}.", question=label, words=one.words)
        for (area, type_), one in pictures.items()
    }


def channels_scene(scene: Scene, answer: Answer) -> SceneContent:
    """Whether events and surveys differ, question by question."""
    every = every_question(answer)
    told = {one.positions.question.label: PositionEvidence(one).channels_sentence() for one in every}
    words = answer.figures.engagement.words
    differing = {one.positions.question.label for one in every if PositionEvidence(one).channels_differ()}
    leads = dict[str, list[str]]()
    for label, sentence in told.items():
        if label in differing:
            leads.setdefault(sentence.partition(":")[0], []).append(
                say("on {question}", question=lower_first(label))
            )
    lead = "; ".join(f"{found} {join_words(on)}" for found, on in leads.items())
    rows = [row for one in every for row in _by_channel(one)]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title
        or lead
        or _alike(told)
        or say("All was heard through {events} or surveys alone", events=words.events),
        statements=tuple(f"{label.rstrip('?')}. {said}" for label, said in told.items() if said),
        picture=members_picture(rows, "channel", _labels(every), say("Share who agree, by how answers came")),
        table=table_of(
            say("Share who agree, at {events} and in surveys", events=words.events),
            rows,
            ("question", "question_asked", "channel", *_SHARE),
        ),
        evidence=evidence_line(answer, all_answered(every)),
        notes=scene.notes,
    )


def _alike(told: Mapping[str, str]) -> str:
    """The first finding of questions of which none is answered otherwise at events: that it is not told apart."""
    return next((sentence.partition(":")[0] for sentence in told.values() if sentence), "")


def every_question(answer: Answer) -> list[Answer]:
    """The same of each closed question that has crossed tables."""
    return [_asked(answer, one.id) for one in answer.figures.positions.questions]


def _asked(answer: Answer, question: str) -> Answer:
    """The same of one closed question."""
    return answer_to(
        answer.figures, Choice(show=PositionShow.id, question=question, benchmark=answer.choice.benchmark)
    )


def _by_type(answer: Answer, show: PositionShow) -> list[dict[str, Any]]:
    agrees, names = pl.col("position").cast(pl.String) == AGREEING, answer.names
    whole = rows_by_type(answer.positions.at("", "").filter(agrees))
    rows = whole | rows_by_type(answer.positions.by_type("").filter(agrees))
    pictures = show.cell_pictures(answer)
    return [
        share_row(rows[one], answer.threshold)
        | {
            "stakeholder": one,
            "stakeholder_name": names.stakeholder_short(one),
            "question": answer.positions.question.id,
            "told": pictures["", one].words,
        }
        for one in types_in_order(answer)
        if one in rows and ("", one) in pictures
    ]


def _by_channel(answer: Answer) -> list[dict[str, Any]]:
    question = answer.positions.question
    found = answer.figures.positions.by_channel("total", question.id)
    if found is None:
        return []
    return [
        share_row(row, answer.threshold)
        | {
            "question": question.id,
            "question_asked": question.en,
            "channel": _channel(row["channel"], answer),
        }
        for row in found.filter(pl.col("position").cast(pl.String) == AGREEING).iter_rows(named=True)
    ]


def _channel(channel: str, answer: Answer) -> str:
    return say("All surveys") if channel == SURVEYS else upper_first(answer.names.cut(f"channel:{channel}"))


def _labels(every: Sequence[Answer]) -> dict[str, str]:
    return {one.positions.question.id: one.positions.question.label for one in every}


def members_picture(
    rows: list[dict[str, Any]], cut: str, labels: Mapping[str, str], title: str
) -> Listing | None:
    """Members of a slice with their shares, question by question; None where no share is told."""
    blocks: dict[str, list[ListRow]] = {}
    for at, row in enumerate(rows):
        number = row["answered"]
        blocks.setdefault(labels[row["question"]], []).append(
            ListRow(
                id=f"{cut}-{at}",
                name=row[cut],
                choice={},
                key="level",
                glyph="",
                words=row[cut] if row["lower"] is not None else f"{row[cut]}: {say(_NOT_TOLD)}",
                left=_share_text(row),
                right="" if number is None else in_digits(number),
                bar=share_bar(row),
            )
        )
    if not any(row.bar for block in blocks.values() for row in block):
        return None
    return Listing(
        title=title,
        rows=tuple((asked, tuple(block)) for asked, block in blocks.items()),
        left=say("Share"),
        right=say("About n"),
        ticks=SHARES,
    )


def _share_text(row: Mapping[str, Any]) -> str:
    if row["lower"] is None:
        return say(_NOT_TOLD)
    return band(row["lower"], row["upper"]) if row["share"] is None else percent(row["share"])
