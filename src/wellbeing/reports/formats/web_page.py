"""The briefing as one web page: a document to read, a deck by keys, a map that answers; it needs no server."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
import msgspec

from wellbeing.charts.names_apart import laid_apart
from wellbeing.charts.outline import Shape
from wellbeing.charts.palette import DARK, HATCHED, LIGHT
from wellbeing.language import say, say_many
from wellbeing.measures.coverage.states import UNDER
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent
from wellbeing.reports.briefing.references import Reference
from wellbeing.reports.formats.words import TABLED, leading, linked, printed_heads, printed_rows
from wellbeing.reports.naming import slug
from wellbeing.reports.shows.coverage import CoverageShow
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.words.cells import expected_text
from wellbeing.state.choice import from_address

#: Shows of whose cells the file answers from its own: who was heard, which an address leaves out.
_ASKED: Final = (None, CoverageShow.id)
#: Letters of sentences that a slide of 1024 × 576 holds at 24 pixels: beside a map, below a list of few, and alone.
BESIDE_MAP, BELOW_FEW, ALONE = 380, 420, 800
#: Rows of a list that leave room for sentences; beside more the title says what is found.
FEW_ROWS: Final = 3
#: Units of a map that its letters are high, as the style has it.
LETTERS_ON_MAP: Final = 34


_templates: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    auto_reload=False,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
_templates.install_gettext_callables(say, say_many, newstyle=False)  # type: ignore[attr-defined]


_templates.globals |= {"light": LIGHT, "dark": DARK, "hatched": HATCHED}


class Beside(msgspec.Struct, frozen=True):
    """A file that lies beside the page: where, what it is, in which form."""

    path: str
    name: str
    form: str


def web_page(briefing: Briefing, beside: Sequence[Beside] = ()) -> bytes:
    """One file that opens anywhere, and reads without script; it leads to those that lie beside it, if any."""
    style, script = (_templates.get_template(name).render() for name in ("report.css", "report.js"))
    page = _templates.get_template("report.html").render(
        briefing=briefing,
        beside=beside,
        slides=[_slide(scene, briefing) for scene in briefing.scenes],
        outline=next((one.picture for one in briefing.scenes if isinstance(one.picture, Outline)), None),
        areas=[
            (one.area, one.name if one.area else briefing.everywhere)
            for one in briefing.room
            if not one.stakeholder
        ],
        types=[(one.stakeholder, one.name) for one in briefing.room if not one.area],
        asked=_asked(briefing),
        spoken=printed_rows(briefing.spoken_for.table, briefing.threshold),
        spoken_heads=printed_heads(briefing.spoken_for.table),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page.encode()


def _slide(scene: SceneContent, briefing: Briefing) -> dict[str, Any]:
    """A scene with what the template needs of it."""
    lit = {one: number for number, step in enumerate(scene.steps, start=1) for one in step}
    table, is_tabled = scene.table, scene.kind == TABLED
    return {
        "scene": scene,
        "id": f"scene-{slug(scene.id)}",
        "is_map": isinstance(scene.picture, Outline),
        "lit": lit,
        "labels": _labels(scene.picture, lit) if isinstance(scene.picture, Outline) else [],
        "is_tabled": is_tabled,
        "leading": 0 if is_tabled else _leading(scene),
        "heads": printed_heads(table) if table else [],
        "rows": printed_rows(table, briefing.threshold) if table and not scene.leads else [],
        "leads": [(lead.what, [_lead(cell, briefing) for cell in lead.cells]) for lead in scene.leads],
    }


def _labels(outline: Outline, lit: Mapping[str, int]) -> list[tuple[Shape, list[str]]]:
    """What stands on a map: on tiles all of it, on shapes what does not meet; what lights up stays."""
    told = [(one, lines) for one in outline.drawing.shapes if (lines := outline.lines(one.area))]
    return told if outline.shorts else laid_apart(told, LETTERS_ON_MAP, lit)


def _leading(scene: SceneContent) -> int:
    """How many of its sentences a slide shows."""
    if not isinstance(scene.picture, Listing):
        return leading(scene.statements, BESIDE_MAP if scene.picture else ALONE)
    is_long = sum(len(rows) for _, rows in scene.picture.rows) > FEW_ROWS
    return 0 if is_long else leading(scene.statements, BELOW_FEW)


def _lead(cell: Reference, briefing: Briefing) -> dict[str, str]:
    """A cell with where it leads: to the page that shows it, or to what this file holds of it."""
    chosen = from_address(cell.address)
    scenes = [one for one in briefing.scenes if one.address is not None]
    same = [one for one in scenes if _holds(from_address(one.address or ""), chosen)]
    inside = f"#scene-{slug(same[0].id)}" if same else "#ask" if chosen.get("show") in _ASKED else ""
    return {
        "of": cell.of,
        "words": cell.beside_name,
        "href": linked(cell, briefing) or inside,
        "ask": f"{chosen.get('area', '')}|{chosen.get('stakeholder', '')}" if inside == "#ask" else "",
    }


def _holds(scene: dict[str, str], chosen: dict[str, str]) -> bool:
    """Whether a scene tells what is chosen of everybody, or of a type."""
    beside = chosen.keys() - scene.keys()
    return "show" in scene and scene.items() <= chosen.items() and beside <= {"stakeholder"}


def _asked(briefing: Briefing) -> dict[str, Any]:
    """What the page answers from: published cells, as the release has them."""
    return {
        "release": briefing.release,
        "cells": {
            f"{one.area}|{one.stakeholder}": {
                "name": one.name,
                "key": one.picture.key,
                "sign": one.picture.glyph,
                "text": one.picture.text,
                "of": expected_text(one.expected),
                "lacks": one.picture.key in UNDER,
                "words": one.picture.words,
                "sentence": one.sentence,
                "status": one.status,
                "heard": one.heard,
                "low": one.low,
                "high": one.high,
                "expected": one.expected,
            }
            for one in briefing.room
        },
    }


def _hash(text: str) -> str:
    """As a policy of content names a style or a script that may be used."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
