"""The map as a picture for papers: vector text that typst draws, and the same in words for whoever does not see it."""

from html import escape
from typing import Final

import typst

from wellbeing.charts.names_apart import LINE, any_meet, laid_apart
from wellbeing.charts.palette import HATCHED, LIGHT
from wellbeing.charts.tile_names import tile_names
from wellbeing.reports.briefing.content import Outline

#: Units of room around the drawing, for labels in the open; of a letter's height, to be read in a paper.
LABEL_ROOM, LETTERS = 200, 58
#: The same on a tile.
ON_TILE: Final = 44
#: Lines of a label: a name and a figure. What is counted beside them is read on a page.
_LINES: Final = 2
_HATCH: Final = (
    '<pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="12" height="12" fill="{LIGHT.paper}"/><line x1="0" x2="0" y1="0" y2="12" stroke="{LIGHT.line}" '
    'stroke-opacity="0.5" stroke-width="4"/></pattern>'
)
_ANCHORS: Final = {"east": "start", "west": "end"}
#: Around letters, which stand on dark and on light and over lines.
_HALO: Final = (
    f'fill="{LIGHT.ink}" stroke="{LIGHT.paper}" stroke-width="14" stroke-linejoin="round" '
    'paint-order="stroke"'
)
_FONTS: Final = "'DejaVu Sans', 'Liberation Sans', Arial, sans-serif"
_DOTS_PER_INCH: Final = 220


def painted(key: str) -> str:
    """The colour of a key, or the hatch of what says nothing."""
    return "url(#hatch)" if key in HATCHED else LIGHT.fill(key)


def as_svg(outline: Outline) -> str:
    """The map as vector text, with the names and counts of regions that lack voices."""
    drawing, areas = outline.drawing, outline.areas
    shapes = [
        f'<path d="{one.path}" fill="{painted(areas[one.area][1].key)}" stroke="{_edge(areas[one.area][1].key)}"/>'
        for one in drawing.shapes
    ]
    frames = [f'<path d="{one}" fill="none" stroke="{LIGHT.line}"/>' for one in drawing.frames]
    labels = _labels(outline)
    legend, below = _legend(outline)
    box = f"{-LABEL_ROOM} 0 {drawing.width + 2 * LABEL_ROOM} {drawing.height + below}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" stroke-width="2" font-size="{LETTERS}" '
        f'font-family="{_FONTS}"><defs>{_HATCH}</defs>{"".join([*frames, *shapes, *labels, *legend])}</svg>'
    )


def as_png(outline: Outline) -> bytes:
    """The same as dots, for files that hold no vector text."""
    page = "#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing), height: 5cm)"
    made = typst.compile(
        page.encode(), format="png", ppi=_DOTS_PER_INCH, sys_inputs={"drawing": as_svg(outline)}
    )
    return bytes(made)


def map_words(outline: Outline) -> str:
    """What the map shows, region by region where voices are lacking."""
    told = [f"{name}: {picture.words}" for name, picture, label in outline.areas.values() if "\n" in label]
    numbers = [f"{entry.words}: {entry.number}" for entry in outline.legend if entry.number]
    return f"{outline.title}. {'; '.join(numbers)}. {'. '.join(told)}".strip()


def _legend(outline: Outline) -> tuple[list[str], float]:
    """What the colours on the map mean, below it, and the room that this takes."""
    shown = {picture.key for _, picture, _ in outline.areas.values()}
    lines, first = [], outline.drawing.height + LETTERS
    entries = [entry for entry in outline.legend if entry.key in shown]
    for number, entry in enumerate(entries):
        top, side = first + number * LINE * LETTERS, LETTERS
        square = f'x="{-LABEL_ROOM}" y="{top}" width="{side}" height="{side}"'
        lines.append(f'<rect {square} fill="{painted(entry.key)}" stroke="{LIGHT.line}"/>')
        where = f'x="{-LABEL_ROOM + 1.4 * side}" y="{top + 0.85 * side}"'
        lines.append(f"<text {where}>{escape(entry.words)}: {entry.number}</text>")
    return lines, (len(entries) * LINE + 1) * LETTERS


def _labels(outline: Outline) -> list[str]:
    """The labels: where names on regions meet others, all of these are short; of two that still meet, the first."""
    areas = outline.areas
    told = [(one, _named(areas[one.area][0], areas[one.area][2])) for one in outline.drawing.shapes]
    told = [(one, lines) for one, lines in told if lines]
    if outline.shorts:
        return [
            _label(one.x, one.y, one.side, [outline.shorts[one.area], *lines[1:]], ON_TILE)
            for one, lines in told
        ]
    if any_meet(told, LETTERS):
        shorts = tile_names({area: name for area, (name, *_) in areas.items()})
        told = [(one, lines if one.side else [shorts[one.area], *lines[1:]]) for one, lines in told]
    return [_label(one.x, one.y, one.side, lines) for one, lines in laid_apart(told, LETTERS)]


def _named(name: str, label: str) -> list[str]:
    """The name of a region that lacks voices, with its figure; nothing of one that only has parts that do."""
    return label.split("\n")[:_LINES] if label.startswith(name) else []


def _edge(key: str) -> str:
    return LIGHT.line if key in HATCHED else LIGHT.paper


def _label(x: float, y: float, side: str, told: list[str], size: int = LETTERS) -> str:
    lines = "".join(
        f'<tspan x="{x}" dy="{"1.1em" if number else "0"}">{escape(line)}</tspan>'
        for number, line in enumerate(told)
    )
    anchor = _ANCHORS.get(side, "middle")
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" {_HALO}>{lines}</text>'
