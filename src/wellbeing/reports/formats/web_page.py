"""The briefing as one web page: a document to read, a deck by keys, a map that answers; it needs no server."""

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

import jinja2

from wellbeing.charts.palette import LIGHT
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent
from wellbeing.reports.formats.drawing import painted
from wellbeing.reports.formats.words import leading, printed_heads, printed_rows
from wellbeing.reports.naming import slug

#: Letters of sentences that a slide of 1024 × 576 holds at 24 pixels, beside a picture and alone.
BESIDE_PICTURE, ALONE = 380, 800


_templates: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


_templates.globals |= {"fill": painted, "light": LIGHT}


def web_page(briefing: Briefing) -> bytes:
    """One file that opens anywhere, and reads without script."""
    style, script = (_templates.get_template(name).render() for name in ("report.css", "report.js"))
    page = _templates.get_template("report.html").render(
        briefing=briefing,
        slides=[_slide(scene, briefing.threshold) for scene in briefing.scenes],
        outline=next((one.picture for one in briefing.scenes if isinstance(one.picture, Outline)), None),
        areas=[(one.area, one.name) for one in briefing.room if not one.stakeholder],
        types=[(one.stakeholder, one.name) for one in briefing.room if not one.area],
        asked=_asked(briefing),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page.encode()


def _slide(scene: SceneContent, threshold: int) -> dict[str, Any]:
    """A scene with what the template needs of it."""
    lit = {one: number for number, step in enumerate(scene.steps, start=1) for one in step}
    table = scene.table
    return {
        "scene": scene,
        "id": f"scene-{slug(scene.id)}",
        "is_map": isinstance(scene.picture, Outline),
        "lit": lit,
        "leading": leading(scene.statements, BESIDE_PICTURE if scene.picture else ALONE),
        "heads": printed_heads(table) if table else [],
        "rows": printed_rows(table, threshold) if table else [],
    }


def _asked(briefing: Briefing) -> dict[str, Any]:
    """What the page answers from: published cells, as the release has them."""
    return {
        "release": briefing.release,
        "cells": {
            f"{one.area}|{one.stakeholder}": {
                "name": one.name,
                "fill": painted(one.picture.key),
                "sign": one.picture.glyph,
                "text": one.picture.text,
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
