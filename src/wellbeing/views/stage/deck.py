"""All scenes of a briefing as one piece, sent whole: a step, an answer, a blank screen ask the server for nothing."""

import os
from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import Any, Final

import msgspec
import param

from wellbeing.charts.palette import GLYPHS, HATCHED
from wellbeing.language import message, say
from wellbeing.release.store.opening import Release
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.evidence.quotes import Quotes
from wellbeing.reports.formats.words import TABLED, printed_heads, printed_rows
from wellbeing.reports.room.asking import RoomIndex
from wellbeing.reports.shows.share_words import POSITION_LEGEND
from wellbeing.reports.shows.shares import side_legend
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.sources.paths import PAGES_VARIABLE
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.rows.shared import figures_of
from wellbeing.views.shell.markup import render
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.sheet import ASSETS, Sheet, bundled, styled

STAGE: Final = ASSETS / "stage"
#: Of a slide of sentences: its lines, the letters of a line, and the space between two sentences in lines.
_LINES, _LETTERS, _BETWEEN = 9.6, 64, 0.55
#: Words of a question that name nobody, and those that mean everybody, as people type them.
SMALL_WORDS: Final = message(
    "a about all an and any are as asked at been by can come did do does feel for from gap gave get give had has have "
    "hear heard here how i in is it like many me much my no nobody not of on or our people persons said saw say says "
    "some tell than that the their them there these they think this those to told us was we were what when where "
    "which who whom whose why will with you your"
)
EVERYONE_WORDS: Final = message("everyone everybody everywhere total overall anyone")


class Deck(Piece):
    """Every scene, and what the presenter's keys do with them."""

    html = param.String(default="", constant=True, doc="Escaped HTML of all scenes, by ``render`` alone.")
    lang = param.String(default="en", constant=True, doc="Language of the page, BCP 47.")
    release = param.String(default="", constant=True, doc="Id of the release that is told.")
    beside = param.String(
        default="", constant=True, doc="Escaped HTML of what the presenter's window alone is given."
    )
    room = param.String(default="", constant=True, doc="What a room may ask, and every answer, as JSON.")

    _esm = STAGE / "deck.js"

    def __init__(self, release: Release, **params: Any) -> None:
        """Take what is the same for all readers of a release."""
        figures = figures_of(release)
        made: dict[str, str] = figures.kept.get((Deck,), partial(_sent, figures))
        super().__init__(**made | params)


class StageSheet(Sheet):
    """The one component of the presenter's pages, with their own scripts and sheet alone."""

    _esm = bundled(STAGE)
    _stylesheets = [styled("stage/stage.css")]  # noqa: RUF012 - Panel's own protocol


def briefing_of(figures: Figures) -> Briefing:
    """What is told of a release, made once for all who look."""
    made: Briefing = figures.kept.get((briefing_of,), partial(briefing, figures))
    return made


def index_of_room(figures: Figures) -> RoomIndex:
    """What can be asked of a release, found out once."""
    made: RoomIndex = figures.kept.get((RoomIndex,), partial(RoomIndex, briefing_of(figures), figures))
    return made


def _sent(figures: Figures) -> dict[str, str]:
    told = briefing_of(figures)
    said = [scene for scene in told.scenes if scene.replies]
    replies = {scene.id: scene.replies for scene in said}
    about = {scene.id: scene.about for scene in said}
    room = _room(index_of_room(figures)) | {"replies": replies, "about": about}
    html = _html(told, Quotes(answer_to(figures, Choice())))
    asked = msgspec.json.encode(room).decode()
    return {"html": html, "lang": told.language, "release": told.release, "room": asked}


def _room(index: RoomIndex) -> dict[str, Any]:
    """Names with what leads to them, the keys, and the answers: area and type → name, sentence, how firm, key, sign."""
    where, who = (
        [(one.name, one.also, one.area or one.stakeholder, one.kind, one.is_place) for one in some]
        for some in (index.where, index.who)
    )
    answers = {
        f"{area}|{stakeholder}": (
            one.name,
            one.spoken,
            one.firm,
            one.picture.key,
            one.picture.glyph,
            one.is_answered,
        )
        for (area, stakeholder), one in index.answers.items()
    }
    return {"where": where, "who": who, "keys": index.keys, "answers": answers}


def _html(told: Briefing, quotes: Quotes) -> str:
    return render(
        "deck",
        briefing=told,
        slides=[_slide(scene) for scene in told.scenes],
        fill=painted_in_theme,
        signs=_signs(),
        small_words=say(SMALL_WORDS),
        everyone_words=say(EVERYONE_WORDS),
        leads=[lead for scene in told.scenes for lead in scene.leads],
        pages=os.environ.get(PAGES_VARIABLE, ""),
        quotes=quotes.rows(),
        rule=quotes.note(),
    )


def _signs() -> list[tuple[str, str]]:
    """Every sign that may stand on a slide, and what it says."""
    states = [(glyph, say(STATE_WORDS[state])) for state, glyph in GLYPHS.items()]
    return [*states, *((entry.glyph, entry.words) for entry in side_legend(POSITION_LEGEND))]


def _slide(scene: SceneContent) -> dict[str, Any]:
    """A scene with what the template needs of it: at which step each part lights up, and what the map shows."""
    is_map, is_tabled = isinstance(scene.picture, Outline), scene.kind == TABLED and scene.table is not None
    kind = "map" if is_map else "dots" if scene.picture else "tabled" if is_tabled else "words"
    pages = said_in_steps(scene.statements) if kind == "words" else [scene.statements]
    return {
        "scene": scene,
        "kind": kind,
        "pages": pages,
        "steps": len(scene.steps) or len(pages) - 1,
        "heads": printed_heads(scene.table) if is_tabled and scene.table else [],
        "rows": printed_rows(scene.table, 0) if is_tabled and scene.table else [],
        "lit": {one: number for number, step in enumerate(scene.steps, start=1) for one in step},
        "legend": _legend(scene.picture) if isinstance(scene.picture, Outline) else [],
        "named": _named(scene) if isinstance(scene.picture, Outline) else [],
    }


def said_in_steps(statements: Sequence[str]) -> list[tuple[str, ...]]:
    """Sentences as so many as a slide holds at a time, each page a step: none of them is out of a room's reach."""
    pages, room = [list[str]()], float(_LINES)
    for statement in statements:
        needed = ceil(len(statement) / _LETTERS) + _BETWEEN
        if needed > room and pages[-1]:
            pages.append([])
            room = _LINES
        pages[-1].append(statement)
        room -= needed
    return [tuple(page) for page in pages]


def _legend(outline: Outline) -> list[tuple[str, str, str, int]]:
    """Key, sign, words and number of each state that is on the map, and of no other."""
    keys = [picture.key for _, picture, _ in outline.areas.values()]
    return [
        (entry.key, entry.glyph, entry.words, keys.count(entry.key))
        for entry in outline.legend
        if entry.key in keys
    ]


def _named(scene: SceneContent) -> list[tuple[str, str, str, str]]:
    """Key, sign, name and figure (``16 of 69``) of each area that lights up; where none does, of all."""
    areas = scene.picture.areas if isinstance(scene.picture, Outline) else {}
    lit = [areas[one] for step in scene.steps for one in step if one in areas] or [*areas.values()]
    return [
        (picture.key, picture.glyph, name, next(iter(label.split("\n")[1:]), picture.text))
        for name, picture, label in lit
    ]


def painted_in_theme(key: str) -> str:
    """What a shape is filled with: a colour of the theme, or the hatch of what says nothing."""
    return "url(#hatch)" if key in HATCHED else f"var(--{key})"
