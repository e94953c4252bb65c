"""The files that a page hands out; each carries its selection, release, provenance and notes."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from wellbeing.charts.still import Caption, Look, as_file, still_map, tiled
from wellbeing.model.grouping import each_of
from wellbeing.release.store.opening import Release
from wellbeing.reports.files.table import as_csv, next_as_csv
from wellbeing.reports.files.workbook import as_workbook
from wellbeing.reports.naming import chosen_title, file_name, tile_name
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.picture import LegendEntry
from wellbeing.reports.words.protection import protection
from wellbeing.state.answer import Answer

#: A file's name, its media type, its bytes.
File = tuple[str, str, bytes]


class Download(msgspec.Struct, frozen=True):
    """A kind of file: what its button says, its media type, and what makes it of an answer and its address."""

    label: str
    media_type: str
    content: Callable[[Answer, str], bytes]
    #: What is in it where that is not what is chosen: the rest of its name.
    about: str = ""

    def file(self, answer: Answer, kind: str, link: str = "") -> File:
        """The file of what is shown, with the address that opens the page at it."""
        name = file_name(answer, kind.rpartition(".")[2], self._parts(answer))
        return name, self.media_type, self.content(answer, link)

    def _parts(self, answer: Answer) -> list[str] | None:
        return [self.about, f"compared with {answer.benchmark.en}"] if self.about else None


def _picture(answer: Answer, link: str, kind: str) -> bytes:
    """The map as it is seen: names, counts, what is chosen; with what its colours mean, and whose it is."""
    boundaries, show, names = answer.figures.release.boundaries, show_of(answer), answer.names
    mapped, labels, chosen = show.map_pictures(answer), show.labels(answer), _chosen_areas(answer)
    is_tiled = answer.choice.drawing == "tiles"
    looks = {}
    for area in boundaries["area"]:
        one, name = mapped[area], names.area(area) if area in chosen else ""
        text = f"{one.glyph} {one.text}\n{tile_name(names.area(area))}" if is_tiled else ""
        looks[area] = Look(one.key, text or _label(one.glyph, labels.get(area) or name), area in chosen)
    legend = [(one.key, _entry(one)) for one in show.signs(answer)]
    notes = [*_notes(answer), *filter(None, [link])]
    drawn = tiled(boundaries) if is_tiled else boundaries
    return as_file(still_map(drawn, looks, Caption(chosen_title(answer), legend, notes)), kind)


def _chosen_areas(answer: Answer) -> frozenset[str]:
    """The chosen regions, and those of chosen groups."""
    area, groups = answer.choice.area, answer.figures.region_groups
    return frozenset([*each_of(area), *groups.members_of(area)] if area else ())


def _label(glyph: str, text: str) -> str:
    return f"{glyph} {text}" if text else glyph


def _entry(one: LegendEntry) -> str:
    number = "" if one.number is None else f": {one.number}"
    return f"{one.glyph} {one.words}{number}"


def _notes(answer: Answer) -> list[str]:
    """Whose figures these are, of when, compared with what, by which release."""
    release, show = answer.figures.release, show_of(answer)
    engagement = release.engagement
    compared = f" Compared with: {told}." if (told := show.compared(answer)) else ""
    dates = f"{engagement.starts_on:%-d %B} to {engagement.ends_on:%-d %B %Y}"
    whose = f"{engagement.en}, {engagement.agency}, {dates}"
    return [
        f"{show.map_title(answer)}. {show.map_note(answer)}".strip(),
        f"{engagement.badge or 'Figures'}. {whose}. Release {release.id}.{compared}",
        protection(release),
        *release.boundaries["attribution"].to_list()[:1],
    ]


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
    "where-next.csv": Download("Where next CSV", "text/csv", next_as_csv, "where next"),
    "png": Download("Map as PNG", "image/png", partial(_picture, kind="png")),
    "svg": Download("SVG", "image/svg+xml", partial(_picture, kind="svg")),
}
