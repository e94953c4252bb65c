"""Told apart with any colour vision, and readable: the colours are measured, not judged by eye."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from wellbeing.charts import palette
from wellbeing.charts.palette import CHART, DARK, GLYPHS, LIGHT
from wellbeing.desk.collect.page import DeskSheet
from wellbeing.reports.display.markup import filled
from wellbeing.reports.words.picture import CARE, DRAWN, UNSAID
from wellbeing.views.shell.sheet import Sheet
from wellbeing.views.stage.deck import StageSheet

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
#: Complete forms: the hardest case of each (Machado, Oliveira and Fernandes 2009, as colorspacious has it).
VISION = pytest.mark.parametrize("vision", ["", "protanomaly", "deuteranomaly", "tritanomaly"])
#: States that are fills; "no benchmark" is an outline only.
FILLS = ("gap", "thin", "enough", "over", "unclear")


def seen(colour: str, vision: str) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    if not vision:
        return srgb
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    return np.clip(cspace_convert(srgb, space, "sRGB1"), 0, 1)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = seen(colour, "")
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@THEMES
@VISION
def test_every_pair_of_states_is_told_apart(colours, vision):
    near = {
        (one, other): round(float(distance), 1)
        for one, other in combinations(FILLS, 2)
        if (
            distance := deltaE(
                seen(colours.states[one], vision), seen(colours.states[other], vision), "sRGB1"
            )
        )
        < 10
    }
    assert near == {}


@THEMES
@VISION
def test_every_pair_of_sides_is_told_apart(colours, vision):
    sides = ("below", "below_pale", "level", "above_pale", "above")
    near = {
        (one, other): round(float(distance), 1)
        for one, other in combinations(sides, 2)
        if (
            distance := deltaE(
                seen(getattr(colours, one), vision), seen(getattr(colours, other), vision), "sRGB1"
            )
        )
        < 10
    }
    assert near == {}


@THEMES
@VISION
def test_every_pair_of_shades_is_told_apart(colours, vision):
    distances = [
        float(deltaE(seen(one, vision), seen(other, vision), "sRGB1"))
        for one, other in combinations(colours.shades.values(), 2)
    ]
    assert len(distances) == 6
    assert min(distances) >= 10


@THEMES
def test_shades_go_from_the_paper_to_its_opposite(colours):
    away = [contrast(shade, colours.paper) for shade in colours.shades.values()]
    assert away == sorted(away)


@THEMES
@pytest.mark.parametrize(
    "key",
    [*FILLS, "no_benchmark", "care", "below", "below_pale", "level", "above_pale", "above", *LIGHT.shades],
)
def test_text_on_every_fill_can_be_read(colours, key):
    assert contrast(colours.fill(key), colours.text_on(key)) >= 4.5


@THEMES
def test_outlines_and_quiet_text_stand_out_from_the_paper(colours):
    assert contrast(colours.line, colours.paper) >= 3
    assert contrast(colours.quiet, colours.paper) >= 4.5


@THEMES
@pytest.mark.parametrize("key", FILLS)
def test_the_edge_of_what_is_chosen_stands_out_from_its_fill(colours, key):
    assert contrast(colours.chosen, colours.fill(key)) >= 3


def test_fills_are_told_apart_in_grey_print_and_sides_by_their_signs():
    greys = {key: 116 * luminance(LIGHT.fill(key)) ** (1 / 3) for key in FILLS}
    near = {pair for pair in combinations(FILLS, 2) if abs(greys[pair[0]] - greys[pair[1]]) < 5}
    assert near == set()
    assert len({*(glyph for _, glyph in DRAWN.values()), UNSAID, CARE}) == len(DRAWN) + 2 == 7


def test_every_state_has_a_glyph_of_its_own():
    assert len(set(GLYPHS.values())) == len(GLYPHS) == 7


@THEMES
@pytest.mark.parametrize("ink", ["blue", "orange", "grey", "pale_grey"])
def test_lines_and_dots_of_charts_stand_out_from_either_paper(colours, ink):
    assert contrast(getattr(CHART, ink), colours.paper) >= 3


def test_no_colour_stands_anywhere_but_in_the_palette():
    package = Path(palette.__file__).parents[1]
    written = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\(")
    files = [path for kind in ("py", "css", "html", "js") for path in package.rglob(f"*.{kind}")]
    assert len(files) > 100
    holders = [path.name for path in files if written.search(path.read_text(encoding="utf8"))]
    assert holders == ["palette.py"]


def test_what_asks_a_page_for_a_colour_asks_for_one_that_it_has():
    """The style sheets and scripts of pages, and what a frame shows of each state and standing."""
    rooms = Path(palette.__file__).parents[1] / "views"
    texts = [one.read_text("utf8") for kind in ("css", "js", "html") for one in rooms.rglob(f"*.{kind}")]
    keys = [*LIGHT.fills, *(key for key, _ in DRAWN.values()), UNSAID, "a key of tomorrow"]
    shown = [str(filled(key, key)) for key in keys]
    asked = {name for text in (*texts, *shown) for name in re.findall(r"var\(--(?!jp-)([\w-]+)[,)]", text)}
    their_own = {name for text in texts for name in re.findall(r"""--([\w-]+)(?::|["']|\$)""", text)}
    assert asked - their_own - {*re.findall(r"--([\w-]+):", LIGHT.declared)} == set()


@pytest.mark.parametrize("sheet", [Sheet, StageSheet, DeskSheet])
def test_every_key_that_can_be_drawn_is_filled_on_every_page(sheet):
    (style,) = sheet._stylesheets
    for key in LIGHT.fills:
        assert re.search(rf"\.{key}\b[^{{}}]*\{{[^}}]*background:", style), key
