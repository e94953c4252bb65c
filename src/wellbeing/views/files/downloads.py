"""The files that a page hands out; each carries its selection, release, provenance and notes."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from wellbeing.language import message, say
from wellbeing.release.store.opening import Release
from wellbeing.reports.files.table import as_csv, next_as_csv
from wellbeing.reports.files.workbook import as_workbook
from wellbeing.reports.naming import chosen_parts, file_name
from wellbeing.reports.progress import progress_of
from wellbeing.state.answer import Answer
from wellbeing.views.shell.address import page_link
from wellbeing.views.shell.markup import Markup

#: A file's name, its media type, its bytes.
File = tuple[str, str, bytes]


class Download(msgspec.Struct, frozen=True):
    """A kind of file: what its button says, its media type, and what makes it of an answer and its address."""

    label: str
    media_type: str
    content: Callable[[Answer, str], bytes]
    #: What is in it where that is not what is chosen: the rest of its name.
    parts: Callable[[Answer], list[str] | None] = lambda _answer: None
    #: Whether it stands in the page's menu; others stand beside what they show.
    is_in_menu: bool = True

    def file(self, answer: Answer, kind: str, link: str = "") -> File:
        """The file of what is shown, with the address that opens the page at it."""
        name = file_name(answer, kind.rpartition(".")[2], self.parts(answer))
        return name, self.media_type, self.content(answer, link)


def _next_parts(answer: Answer) -> list[str]:
    return [say("where next"), say("compared with {benchmark}", benchmark=answer.benchmark.en)]


def _weeks_parts(answer: Answer) -> list[str]:
    """Whose weeks they are."""
    return [answer.names.area(progress_of(answer.figures).group(answer.choice.area)), say("over time")]


def _funnel_parts(answer: Answer) -> list[str]:
    """What is chosen, and that it is the funnel."""
    return [*chosen_parts(answer), say("by how many answered")]


def _still(answer: Answer, link: str, drawn: str, kind: str) -> bytes:
    """A picture: what draws it takes a good part of a second to import, which most readers need not wait for."""
    from wellbeing.views.files.stills import STILLS  # noqa: PLC0415

    return STILLS[drawn](answer, link, kind)


def hand_over(markup: Markup, answer: Answer, deed: str) -> None:
    """Give the reader's browser the file of that kind; nothing where there is none."""
    if deed in DOWNLOADS:
        markup.download(*DOWNLOADS[deed].file(answer, deed, page_link(answer.choice)))


def downloads(release: Release) -> dict[str, Download]:
    """The kinds of file that can be made of a release: no picture of a map where it has no boundaries."""
    is_drawn = not release.boundaries.is_empty()
    return {
        kind: one
        for kind, one in DOWNLOADS.items()
        if one.is_in_menu and (is_drawn or not one.media_type.startswith("image/"))
    }


#: Kind → what makes that file, in the order of the buttons.
DOWNLOADS: Final = {
    "csv": Download(message("Download CSV"), "text/csv", as_csv),
    "xlsx": Download(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook
    ),
    "where-next.csv": Download(message("Where next CSV"), "text/csv", next_as_csv, _next_parts),
    "png": Download(message("Map as PNG"), "image/png", partial(_still, drawn="map", kind="png")),
    "svg": Download("SVG", "image/svg+xml", partial(_still, drawn="map", kind="svg")),
    **{
        f"{name}.{kind}": Download(
            kind.upper(), media, partial(_still, drawn=name, kind=kind), parts, is_in_menu=False
        )
        for name, parts in (("weeks", _weeks_parts), ("funnel", _funnel_parts))
        for kind, media in (("png", "image/png"), ("svg", "image/svg+xml"))
    },
}
