"""Scenes of what was said: what each group said to a question, and where events and surveys differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import join_words, say
from wellbeing.measures.opinion.channels import SURVEYS
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import Mention, SceneContent
from wellbeing.reports.briefing.evidence_line import all_answered, evidence_line
from wellbeing.reports.briefing.tables import members_picture, share_row, table_of
from wellbeing.reports.evidence.headline import Headline
from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.evidence.standing_out import StandingOut
from wellbeing.reports.shows.position import PositionShow
from wellbeing.reports.shows.said_lists import rows_by_type, types_in_order
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import lower_first, upper_first
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice, to_address

#: The words of a question, or of a benchmark.
_QUOTED: Final = re.compile("“[^”]*”")
_SHARE = ("status", "agree", "answered", "share", "lower", "upper", "why")


def said_scene(scene: Scene, answer: Answer) -> SceneContent:
    """The share that agrees, group by group, beside everyone."""
    asked, show = _asked(answer, scene.question), PositionShow()
    headline, point, out = Headline(asked, AGREEING), show.point(asked), StandingOut(asked)
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or headline.short(),
        statements=(*point[:-1], *filter(None, [out.sentence()]), *point[-1:], *show.firmness(asked)),
        picture=show.listing(asked),
        table=table_of(
            say(
                "Share who {agree}: “{question}”",
                agree=asked.names.does(asked.positions.question, AGREEING),
                question=asked.positions.question.en,
            ),
            _by_type(asked, show),
            ("stakeholder", "stakeholder_name", "question", *_SHARE, "told"),
        ),
        evidence=evidence_line(asked, headline.answered()),
        address=to_address(asked.choice),
        mentions=(*_mentions(asked, point), *_apart(asked, out)),
        apart=out.sentence(),
        about=asked.positions.question.label,
        replies=_replies(asked, show),
        notes=scene.notes,
    )


def _apart(answer: Answer, out: StandingOut) -> Iterator[Mention]:
    """Of whom it is said that they stand apart."""
    question = answer.positions.question.id
    return (Mention(area, type_, question, AGREEING) for area, type_ in out.named())


def _mentions(answer: Answer, sentences: Sequence[str]) -> tuple[Mention, ...]:
    """Of whom sentences about a question speak: of types, and of what was answered, by the words that name them."""
    names, question = answer.names, answer.positions.question
    types = {one: lower_first(names.stakeholder_short(one)) for one in answer.figures.type_groups.ids}
    positions = {f"{one}": names.does(question, f"{one}") for one in answer.positions.whole["position"]}
    return tuple(
        Mention(stakeholder=type_, question=question.id, position=position)
        for sentence in sentences
        for type_ in _named(types, sentence) or ("",)
        for position in _named(positions, sentence)
    )


def _named(words: Mapping[str, str], sentence: str) -> list[str]:
    """The ids whose words stand in a sentence, outside of what it quotes, unless they quote an answer themselves."""
    said = {False: _QUOTED.sub("", sentence), True: sentence}
    return [one for one, word in words.items() if re.search(rf"\b{re.escape(word)}(?!\w)", said["“" in word])]


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
        picture=members_picture(
            rows,
            "channel",
            every,
            say("Share who {agree}, by how answers came", agree=who_agree(every)),
        ),
        table=table_of(
            say("Share who {agree}, at {events} and in surveys", agree=who_agree(every), events=words.events),
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


def who_agree(every: Sequence[Answer]) -> str:
    """``agree``; of questions that put it in several ways, each of these: ``agree / answered “Quay Street”``."""
    return " / ".join(dict.fromkeys(one.names.does(one.positions.question, AGREEING) for one in every))


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
