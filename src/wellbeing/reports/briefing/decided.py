"""Scenes of what was decided: round beside round, and each decision with the figures that it rests on."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from wellbeing.language import day, join_words, message, say, say_many, spelled
from wellbeing.model.decisions.decision import Decision
from wellbeing.model.decisions.rounds import ROUND_WORDS
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import Lead, Mention, SceneContent
from wellbeing.reports.briefing.evidence_line import evidence_line
from wellbeing.reports.briefing.references import Reference, reference
from wellbeing.reports.briefing.tables import table_of
from wellbeing.reports.shows.position import PositionShow
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import lower_first, upper_first
from wellbeing.state.answer import Answer
from wellbeing.state.cells import rounds_told
from wellbeing.state.choice import from_address

UNDECIDED = message(
    "Nothing was decided yet: decisions stand here with what people said for and against them."
)
NOT_BY_ROUND = message("Figures are of all who were heard so far, and are not told by round.")
#: Of what people are said to have said, where all that is named for it is hidden or missing.
NOT_BORNE_OUT = message("no figure bears this out")
#: The round after which nothing is open.
FINAL = "final"
#: Of a decision in a scene's table.
_COLUMNS = ("option", "round", "said_for", "evidence_for", "said_against", "evidence_against", "changed")
_WHO = ("decided_by", "decided_on", "source")


def decisions_scene(scene: Scene, answer: Answer) -> SceneContent:
    """Each decision, newest first, and the published figures for and against it."""
    written = _in_order(answer)
    found = {cell: reference(answer.figures, cell) for one in written for cell in _cells(one)}
    decisions = [_as_borne_out(one, found) for one in written]
    untold = [one for one in found.values() if one.told != "told"]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or (_latest(decisions) if decisions else say("Nothing was decided yet")),
        statements=(
            *map(_sentence, reversed(decisions)),
            *_sources(decisions),
            *_untold(untold),
            *_one_figure(decisions, answer),
        )
        or (say(UNDECIDED),),
        table=table_of(
            say("What was decided, and on what evidence"), _rows(decisions, found), (*_COLUMNS, *_WHO)
        )
        if decisions
        else None,
        evidence=evidence_line(answer),
        leads=tuple(_leads(decisions, found)),
        mentions=tuple(_mention(one) for one in found.values() if one.told == "told"),
        notes=scene.notes,
    )


def rounds_scene(scene: Scene, answer: Answer) -> SceneContent:
    """What became of each option from round to round."""
    decisions = _in_order(answer)
    changed = {(one.option, one.round): one.changed for one in decisions}
    rows = [
        {"option": option, **{name: changed.get((option, name)) for name in ROUND_WORDS}}
        for option in dict.fromkeys(one.option for one in decisions)
    ]
    told = _by_round(decisions)
    not_told = [] if rounds_told(answer.figures.release) else [say(NOT_BY_ROUND)]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or told,
        statements=(say("Taken so far: {told}.", told=lower_first(told)), *not_told, *_sources(decisions)),
        table=table_of(say("Rounds side by side"), rows, ("option", *ROUND_WORDS)) if rows else None,
        evidence=evidence_line(answer),
        notes=scene.notes,
    )


def _in_order(answer: Answer) -> list[Decision]:
    rounds = list(ROUND_WORDS)
    return sorted(
        answer.figures.engagement.decisions, key=lambda one: (rounds.index(one.round), one.decided_on)
    )


def _cells(decision: Decision) -> tuple[str, ...]:
    return (*decision.for_cells, *decision.against_cells)


def _sentence(one: Decision) -> str:
    """``Share by default. On the draft: it stays out. Decided by the steering group, 5 November 2018.``."""
    sides = [f"{upper_first(side)}: {said.rstrip('.')}." for side, said, _ in _sides(one) if said]
    changed = f"{say(ROUND_WORDS[one.round])}: {one.changed.rstrip('.')}."
    by = say("Decided by {decided_by}, {day}.", decided_by=one.decided_by, day=day(one.decided_on))
    return " ".join((f"{one.option.rstrip('.')}.", changed, *sides, by))


def _as_borne_out(one: Decision, found: dict[str, Reference]) -> Decision:
    """The same; what people are said to have said says where none of the cells that are named for it tells a figure."""
    told = {
        name: said for name, said in (("said_for", one.said_for), ("said_against", one.said_against)) if said
    }
    cells = {"said_for": one.for_cells, "said_against": one.against_cells}
    hidden = [
        name for name in told if cells[name] and all(found[cell].told != "told" for cell in cells[name])
    ]
    return msgspec.structs.replace(
        one, **{name: f"{told[name].rstrip('.')} ({say(NOT_BORNE_OUT)})" for name in hidden}
    )


def _sources(decisions: Iterable[Decision]) -> list[str]:
    """Where they are written, each once."""
    every = dict.fromkeys(one.source for one in decisions)
    return [say("Source of decisions: {sources}.", sources="; ".join(every))] if every else []


def _one_figure(decisions: list[Decision], answer: Answer) -> list[str]:
    """That decisions of several rounds rest on the same figures, where these are not told by round."""
    several = len({one.round for one in decisions}) > 1
    return [say(NOT_BY_ROUND)] if several and not rounds_told(answer.figures.release) else []


def _untold(untold: list[Reference]) -> list[str]:
    """Evidence that a reader would look for and not find, by name."""
    return [say("Evidence that cannot be shown: {words}", words=one.words) for one in untold]


def _leads(decisions: list[Decision], found: dict[str, Reference]) -> Iterator[Lead]:
    """From each decision to the cells for and against it; what several rounds rest on alike, once."""
    rounds: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    for one in decisions:
        for side, said, cells in _sides(one):
            if cells:
                key = one.option.rstrip("."), side, said.rstrip("."), cells
                rounds.setdefault(key, []).append(lower_first(say(ROUND_WORDS[one.round])))
    for (option, side, said, cells), when in rounds.items():
        what = f"{option}, {join_words(when)}, {side}{f': {said}' if said else ''}"
        yield Lead(what, tuple(found[cell] for cell in cells))


def _mention(cell: Reference) -> Mention:
    """Of whom the evidence of a decision speaks."""
    chosen = from_address(cell.address)
    is_said = chosen.get("show") == PositionShow.id
    return Mention(
        area=chosen.get("area", ""),
        stakeholder=chosen.get("stakeholder", ""),
        question=chosen.get("question", "") if is_said else "",
        position=AGREEING if is_said else "",
    )


def _sides(one: Decision) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    pro, con = say("for it"), say("against it")
    return (pro, one.said_for, one.for_cells), (con, one.said_against, one.against_cells)


def _by_round(decisions: list[Decision]) -> str:
    """``Three decisions on the approach, one on the draft, none final yet``."""
    times = {name: sum(one.round == name for one in decisions) for name in ROUND_WORDS}
    if not decisions:
        return say("Nothing was decided yet")
    taken = [(number, _in_short(name)) for name, number in times.items() if number]
    (number, first), *rest = taken
    told = [
        say_many(
            "{number} decision {round}",
            "{number} decisions {round}",
            number,
            number=spelled(number),
            round=first,
        ),
        *(say("{number} {round}", number=spelled(number), round=name) for number, name in rest),
        *([] if times[FINAL] else [say("none final yet")]),
    ]
    return upper_first(", ".join(told))


def _in_short(name: str) -> str:
    """What a round is called behind a number of decisions."""
    return say("final") if name == FINAL else lower_first(say(ROUND_WORDS[name]))


def _latest(decisions: list[Decision]) -> str:
    """``Last of four: “Share by default”: stays out``: a title of the slides of all of them."""
    one = decisions[-1]
    last = f"“{one.option.rstrip('.')}”: {lower_first(one.changed.partition(';')[0].rstrip('.'))}"
    if len(decisions) == 1:
        return say("Decided: {last}", last=last)
    return say("Last of {number}: {last}", number=spelled(len(decisions)), last=last)


def _rows(decisions: list[Decision], found: dict[str, Reference]) -> list[dict[str, Any]]:
    return [
        {
            "option": one.option,
            "round": say(ROUND_WORDS[one.round]),
            "said_for": one.said_for or None,
            "evidence_for": _evidence(one.for_cells, found),
            "said_against": one.said_against or None,
            "evidence_against": _evidence(one.against_cells, found),
            "changed": one.changed,
            "decided_by": one.decided_by,
            "decided_on": one.decided_on,
            "source": one.source,
        }
        for one in decisions
    ]


def _evidence(cells: tuple[str, ...], found: dict[str, Reference]) -> str | None:
    return " ".join(found[cell].words for cell in cells) or None
