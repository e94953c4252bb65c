"""What every peer shows: the map, list, matrix and answers of a release, worked out beforehand into one file.

    .venv/bin/python benchmarks/peers/content.py workspace/releases/ID content.json

Peers do no statistics: what they are measured by is how soon, and at what cost, a choice is on the screen.
"""

import json
import sys
from pathlib import Path
from typing import Any

from wellbeing import open_release
from wellbeing.charts.palette import LIGHT
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.registry import explorer_of, show_of
from wellbeing.reports.words.lending import picture_at
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice


def content(folder: str) -> dict[str, Any]:
    """Everything that a peer draws, as plain values."""
    release = open_release(folder)
    figures = explorer_of(release).figures
    whole = answer_to(figures, Choice())
    show, names = show_of(whole), whole.names
    areas, types = ["", *figures.region_groups.ids], [*figures.type_groups.ids, ""]
    pictures, mapped = show.cell_pictures(whole), show.map_pictures(whole)
    cells = [[picture_at(pictures, figures, area, type_) for type_ in types] for area in areas]
    listed = [row for _, rows in show.listing(whole).rows for row in rows]
    return {
        "title": release.engagement.en,
        "areas": areas,
        "types": types,
        "area_names": [names.area(one) for one in areas],
        "type_names": [names.stakeholder(one) for one in types],
        "members": {one: sorted(figures.region_groups.members_of(one)) if one else [] for one in areas},
        "fills": {key: LIGHT.fill(key) for key in LIGHT.states},
        "cells": [[[one.key, f"{one.glyph} {one.text}"] for one in row] for row in cells],
        "list": [[row.name, row.left, row.right, row.key] for row in listed],
        "map": [
            {"area": row["area"], "key": mapped[row["area"]].key, "x": row["xs"], "y": row["ys"]}
            for row in release.boundaries.iter_rows(named=True)
        ],
        "answers": {f"{area}|{type_}": _told(figures, area, type_) for area in areas for type_ in types},
    }


def _told(figures: Any, area: str, type_: str) -> list[str]:  # noqa: ANN401
    answer = answer_to(figures, Choice(area=area, stakeholder=type_))
    reply, lines = CellReply(answer), show_of(answer).point(answer)
    return [
        *lines,
        *reply.points(),
        *(f"{head}: {text}" for head, text in (reply.lines() if area or type_ else [])),
    ]


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(content(sys.argv[1])), encoding="utf8")
