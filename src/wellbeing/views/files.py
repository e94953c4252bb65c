"""The files that a page hands out; each carries its selection, release, provenance and notes."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from wellbeing.charts import geography
from wellbeing.charts.palette import LIGHT
from wellbeing.charts.still import as_file, still_map
from wellbeing.release.store.opening import Release
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.table import as_csv, as_workbook, next_as_csv
from wellbeing.state.answer import Answer

#: A file's name, its media type, its bytes.
File = tuple[str, str, bytes]


class Download(msgspec.Struct, frozen=True):
    """A kind of file: what its button says, its media type, and what makes it of an answer."""

    label: str
    media_type: str
    content: Callable[[Answer], bytes]

    def file(self, answer: Answer, kind: str) -> File:
        """The file of what is shown."""
        release = answer.figures.release
        return f"{release.engagement.id}-{release.id}.{kind}", self.media_type, self.content(answer)


def _picture(answer: Answer, kind: str) -> bytes:
    """The map as a still picture, with what its signs mean."""
    release, show = answer.figures.release, show_of(answer)
    regions, mapped = release.boundaries, show.map_pictures(answer)
    pictures = [mapped[code] for code in regions["area"]]
    signs = {
        "x": regions["label_x"].to_list(),
        "y": regions["label_y"].to_list(),
        "sign": [one.glyph for one in pictures],
    }
    columns = {"fill": [LIGHT.fill(one.key) for one in pictures]}
    heading = (
        f"{show.title(answer)}: {answer.names.selection(answer.choice) or f'all {answer.names.words.types}'}"
    )
    key = "  ".join(f"{glyph} {words}" for glyph, words in show.signs(answer))
    notes = f"{release.engagement.badge}. Release {release.id}. Compared with: {answer.benchmark.en}.\n{key}"
    shapes = geography.outlines(regions)
    return as_file(still_map(shapes, columns, signs, heading, notes), kind)


def downloads(release: Release) -> dict[str, Download]:
    """The kinds of file that can be made of a release: no picture of a map where it has no boundaries."""
    is_drawn = not release.boundaries.is_empty()
    return {
        kind: one for kind, one in DOWNLOADS.items() if is_drawn or not one.media_type.startswith("image/")
    }


#: Kind → what makes that file, in the order of the buttons.
DOWNLOADS: Final = {
    "csv": Download("Download CSV", "text/csv", as_csv),
    "xlsx": Download(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook
    ),
    "where-next.csv": Download("Where next CSV", "text/csv", next_as_csv),
    "png": Download("Map as PNG", "image/png", partial(_picture, kind="png")),
    "svg": Download("SVG", "image/svg+xml", partial(_picture, kind="svg")),
}
