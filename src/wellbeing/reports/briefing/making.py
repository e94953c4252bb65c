"""A briefing made of a release: its declared scenes, or sensible ones, each described."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import say
from wellbeing.measures.coverage.benchmarks import margins_of
from wellbeing.model.engagement import Engagement
from wellbeing.model.scene import OF_A_CELL, OF_A_QUESTION, SCENE_KINDS, Scene
from wellbeing.reports.briefing.ahead import next_scene, unknown_scene
from wellbeing.reports.briefing.by_round import heard_by_round_scene, said_by_round_scene
from wellbeing.reports.briefing.cell import cell_scene
from wellbeing.reports.briefing.content import Briefing, SceneContent
from wellbeing.reports.briefing.decided import decisions_scene, rounds_scene
from wellbeing.reports.briefing.evidence_line import dates_of
from wellbeing.reports.briefing.heard import gaps_scene, heard_scene, map_scene, question_scene
from wellbeing.reports.briefing.own import own_scenes
from wellbeing.reports.briefing.printable import printable
from wellbeing.reports.briefing.room import communities_table, room_answers
from wellbeing.reports.briefing.said import channels_scene, said_scene
from wellbeing.reports.briefing.spoken_for import spoken_for
from wellbeing.reports.words.protection import small_print
from wellbeing.reports.words.public_figures import release_words
from wellbeing.reports.words.sentences import unit_words
from wellbeing.reports.words.stated import not_stated_sentence
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.cells import rounds_told
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.names import curly

#: Kind → what describes a scene of it.
_SCENES: Final[dict[str, Callable[[Scene, Answer], SceneContent]]] = {
    "question": question_scene,
    "heard": heard_scene,
    "map": map_scene,
    "gaps": gaps_scene,
    "cell": cell_scene,
    "said": said_scene,
    "channels": channels_scene,
    "unknown": unknown_scene,
    "next": next_scene,
    "heard_by_round": heard_by_round_scene,
    "said_by_round": said_by_round_scene,
    "rounds": rounds_scene,
    "decisions": decisions_scene,
}
#: Where a sentence ends and another begins; not after “Dept.”.
_SENTENCES: Final = re.compile(r"(?<=[a-z]{5})\. (?=[A-Z])")
#: Kinds that need answers to closed questions.
_NEED_ANSWERS: Final = frozenset({OF_A_QUESTION, "channels", "said_by_round"})
#: Kinds that need figures of several rounds.
_NEED_ROUNDS: Final = frozenset({"heard_by_round", "said_by_round"})
#: Kinds that make sense once something was decided.
_OF_DECISIONS: Final = frozenset({"rounds", "decisions"})


def briefing(figures: Figures, scenes: Sequence[Scene] = (), benchmark: str = "", page: str = "") -> Briefing:
    """What a briefing on a release says.

    Args:
        figures: of the release.
        scenes: to describe, with their notes; by default those that the release carries, which have none, or
            those that its figures make sense of.
        benchmark: what is compared with; "" is the engagement's default.
        page: the address at which its pages are served, for links; "" where that is not known.
    """
    answer, engagement = answer_to(figures, Choice(benchmark=benchmark)), figures.engagement
    told = [scene for scene in scenes or engagement.scenes if _can_be_told(scene, figures)]
    declared = (_SCENES[scene.shows](scene, answer) for scene in told or usual_scenes(figures))
    described = (*declared, *own_scenes(answer))
    made = Briefing(
        subject=engagement.en,
        agency=engagement.agency,
        language=engagement.language,
        dates=dates_of(engagement),
        release=figures.release.id,
        badge=engagement.badge,
        about=_about(answer),
        scenes=tuple(map(_with_printed_marks, described)),
        room=room_answers(answer),
        communities=communities_table(answer),
        spoken_for=spoken_for(described, answer),
        everywhere=answer.names.everywhere,
        threshold=answer.threshold,
        page=page.partition("?")[0],
    )
    return printable(made)


def _with_printed_marks(scene: SceneContent) -> SceneContent:
    """The sentences with the quotation marks that are printed; files are typed with the others."""
    return msgspec.structs.replace(
        scene, title=curly(scene.title), statements=tuple(map(curly, scene.statements))
    )


def usual_scenes(figures: Figures) -> tuple[Scene, ...]:
    """Every kind of scene that a release has something for, in the usual order; what was said, question by question."""
    engagement = figures.engagement
    left_out = {OF_A_QUESTION, OF_A_CELL, *(() if engagement.decisions else _OF_DECISIONS)}
    left_out |= set() if engagement.has_events else {"next"}
    scenes = [Scene(id=kind, shows=kind) for kind in SCENE_KINDS if kind not in left_out]
    said = [
        Scene(id=f"{OF_A_QUESTION}-{one.id}", shows=OF_A_QUESTION, question=one.id)
        for one in figures.positions.questions
    ]
    before = [kind for kind in SCENE_KINDS if kind != OF_A_CELL].index(OF_A_QUESTION)
    is_both = engagement.has_events and engagement.has_surveys
    every = [*scenes[:before], *said, *scenes[before:]]
    return tuple(one for one in every if _can_be_told(one, figures) and (one.shows != "channels" or is_both))


def _can_be_told(scene: Scene, figures: Figures) -> bool:
    """Whether a release can: one of an earlier version may carry scenes of kinds that there are no longer."""
    needs = (
        (_NEED_ANSWERS, bool(figures.positions.questions)),
        (_NEED_ROUNDS, bool(rounds_told(figures.release))),
    )
    return scene.shows in _SCENES and all(is_there for kinds, is_there in needs if scene.shows in kinds)


def _about(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Whose figures these are, of what, when, by which release, compared with what, under which licence."""
    release = answer.figures.release
    engagement = release.engagement
    stated = not_stated_sentence(answer.figures)
    rows = (
        (say("Subject"), engagement.en),
        (say("Agency"), engagement.agency),
        (say("Dates"), dates_of(engagement)),
        (say("Data"), f"{engagement.badge or say('Real data')}: {engagement.provenance}"),
        (say("Release"), release_words(release)),
        (say("Compared with"), f"{answer.benchmark.en}. {answer.benchmark.note}"),
        (say("Counted"), unit_words(engagement)),
        (say("Not stated"), stated),
        (say("Names"), _names_in_full(engagement)),
        (say("Protection"), small_print(release)),
        (say("Sources"), "; ".join(_sources(answer))),
        (say("Boundaries and licence"), next(iter(release.boundaries["attribution"]), "")),
        (say("Contact"), engagement.care.contact),
    )
    return tuple((name, curly(text)) for name, text in rows if text)


def _names_in_full(engagement: Engagement) -> str:
    """What short names of types and groups stand for: a document calls each by one name, and says it in full once."""
    terms = (*engagement.stakeholder_groups, *engagement.stakeholders)
    told = dict.fromkeys(f"{term.short}: {term.en}" for term in terms if term.short not in {"", term.en})
    return f"{'; '.join(told)}." if told else ""


def _sources(answer: Answer) -> list[str]:
    """Of the figures that are compared with, each once: their first sentence, without the reasons."""
    rows = answer.figures.release.table("benchmarks")
    used = rows.filter(pl.col("set").is_in(margins_of(answer.benchmark).sets))
    return list(dict.fromkeys(_SENTENCES.split(source)[0] for source in used["source"]))
