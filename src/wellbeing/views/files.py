"""The files that a page hands out; each carries its selection, release, provenance and notes."""

from collections.abc import Callable
from functools import partial

from wellbeing.charts import geography
from wellbeing.charts.palette import GLYPHS, LIGHT
from wellbeing.charts.still import as_file, still_map
from wellbeing.reports.cells import UNMAPPED, mapped_pictures
from wellbeing.reports.keys import opinion_entries
from wellbeing.reports.names import Names
from wellbeing.reports.point import about
from wellbeing.reports.table import as_csv, as_workbook
from wellbeing.reports.titles import title
from wellbeing.reports.words import STATE_WORDS
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer
from wellbeing.views import drawings

File = tuple[str, str, bytes]
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def downloads(explorer: Explorer) -> dict[str, Callable[[], File]]:
    """Kind → what makes that file of the present view."""
    return {kind: partial(_file, explorer, kind) for kind in TYPES}


def _file(explorer: Explorer, kind: str) -> File:
    names = Names(explorer.release.engagement, explorer.release.table("areas"))
    makers = {"csv": as_csv, "xlsx": as_workbook}
    maker = makers.get(kind)
    content = maker(explorer.answer, explorer.figures, names) if maker else _picture(explorer, names, kind)
    return f"{explorer.release.engagement.id}-{explorer.release.id}.{kind}", TYPES[kind], content


def _picture(explorer: Explorer, names: Names, kind: str) -> bytes:
    release, answer = explorer.release, explorer.answer
    regions = release.boundaries
    pictured = mapped_pictures(answer, explorer.figures)
    pictures = [pictured[code] for code in regions["area"]]
    signs = drawings.signs(pictures, LIGHT)
    signs |= {"x": regions["label_x"].to_list(), "y": regions["label_y"].to_list()}
    columns = drawings.fills(pictures, [False] * len(pictures), LIGHT)
    heading = f"{title(answer, explorer.figures)}: {about(answer, names) or 'all types'}"
    key = "  ".join(f"{glyph} {words}" for glyph, words in _key(answer))
    notes = f"{release.engagement.badge}. Release {release.id}. Benchmark: {answer.benchmark.en}.\n{key}"
    shapes = geography.outlines(regions)
    return as_file(still_map(shapes, columns, signs, heading, notes), kind)


def _key(answer: Answer) -> list[tuple[str, str]]:
    """What the signs on the picture mean; why there are none where opinion may not be mapped."""
    if answer.choice.show == "coverage":
        return [(GLYPHS[state], words) for state, words in STATE_WORDS.items()]
    if not answer.mappable:
        return [(UNMAPPED.glyph, UNMAPPED.words)]
    entries = [entry for entry in opinion_entries(answer) if not entry["key"].endswith("_pale")]
    return [(entry["glyph"], entry["words"]) for entry in entries]
