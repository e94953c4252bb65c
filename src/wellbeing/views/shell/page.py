"""The shell of every page: Material page, both themes, nothing from another host."""

import os
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import panel as pn
import panel_material_ui as pmui
import param
from panel.viewable import Viewable

from wellbeing.language import day, say
from wellbeing.model.engagement import Engagement
from wellbeing.release.store.opening import Release
from wellbeing.sources.paths import LEAVE_VARIABLE
from wellbeing.views.shell.early import EarlyPage
from wellbeing.views.shell.markup import Keys, Markup, render
from wellbeing.views.shell.piece import Block
from wellbeing.views.shell.sheet import Sheet
from wellbeing.views.shell.theme import cell_css, material, page_css, paper_css

#: Parts of Material's page that stay empty here and that a screen reader would stumble over: its own title
#: (the header has the one ``h1``) and its progress bar, which has no name.
UNUSED: Final = {
    "& .MuiToolbar-root .MuiTypography-h5": {"display": "none"},
    "& .MuiLinearProgress-root": {"display": "none"},
}
#: As long as what it says: nothing of Material's is held to the height of a window, and the bar goes with the page.
_LONG: Final = {
    "&": {"display": "block !important", "width": "auto !important"},
    "&, & .main, & .main > *, & .main-content": {
        "height": "auto !important",
        "overflow": "visible !important",
    },
    "& .main, & .main > *, & .main-content": {"display": "block !important", "minHeight": "0 !important"},
    "& .main .MuiToolbar-root": {"display": "none !important"},
    "& .header": {"position": "static !important"},
}
#: On paper, and in a window so low (as one is that is seen at 400 %) that a bar would leave no room.
UNBOUND: Final = {
    "@media print, (max-height: 400px)": _LONG,
    "@media print": {
        "& .header": {
            "color": "var(--ink) !important",
            "background": "none !important",
            "boxShadow": "none !important",
        },
        "& .header button": {"display": "none !important"},
        "& .main": {"background": "none !important"},
        "& .header .MuiToolbar-root": {"padding": "0 !important"},
    },
}
#: A page without Material's bar.
NO_HEADER: Final = {"& .header": {"display": "none !important"}}
ONE_LONG_SHEET: Final = _LONG | NO_HEADER

#: The bar at the top is as low as its text allows: the page is for what it says.
LOW: Final = {"& .MuiToolbar-root": {"minHeight": "48px !important"}}

#: Not pressed before it knows which theme the reader sees (sheet.js).
_SWITCH: Final = {"& [aria-label='Toggle theme']": {"visibility": "var(--switch)"}}
#: The ring of what has the keyboard, where Material draws none of its own.
RING: Final = {"& .header button:focus-visible": {"outline": "3px solid", "outlineOffset": "-3px"}}


class Never(param.Boolean):  # type: ignore[type-arg]
    """No, whatever it is set to."""

    def __set__(self, obj: object, value: object) -> None:
        """Leave it as it is."""
        super().__set__(obj, False)  # noqa: FBT003 - Param's own protocol


class QuietPage(EarlyPage):
    """Material's page without its progress bar, which nobody sees here.

    The bar follows whether any reader of the process is being answered: it walks all models of every page
    twice for each press, and keeps pages alive whose readers have left.
    """

    heard: ClassVar[tuple[str, ...]] = ("dark_theme",)

    busy = Never(default=False, readonly=True, doc="Not told.")


def shell(release: Release, title: str, parts: list[Any]) -> QuietPage:
    """A page of parts under the engagement's header.

    Args:
        release: whose name, badge and id stand in the header.
        title: of the page, as the browser's tab shows it.
        parts: pieces, or what has one, from top to bottom.
    """
    top, main = header(release), Sheet(stack(*parts))
    page = QuietPage(
        title="",
        meta_title=f"{title} · {release.engagement.en}",
        header=[top],
        main=[main],
        raw_css=[page_css(), paper_css(paper_line(release))],
        theme_config=material(),
        sx=UNUSED | LOW | RING | _SWITCH | UNBOUND,
    )
    page.sheets = {"header": top, "main": main}
    return page


def bare(
    engagement: Engagement, title: str, sheet: Sheet, sx: Mapping[str, Mapping[str, str]] = NO_HEADER
) -> QuietPage:
    """A page that is one sheet and nothing else: the screen is its own, or with ``ONE_LONG_SHEET`` a long page."""
    page = QuietPage(
        title="",
        meta_title=f"{title} · {engagement.en}",
        header=[],
        main=[sheet],
        raw_css=[page_css()],
        theme_config=material(),
        sx={**sx, **UNUSED},
    )
    page.sheets = {"main": sheet}
    return page


def placed(page: QuietPage) -> Viewable:
    """The page where it has a document of its own; in a cell of a notebook its sheets and nothing around them."""
    if pn.state.curdoc:
        return page
    for sheet in page.sheets.values():
        sheet.stylesheets = [cell_css()]
    return pn.Column(*page.sheets.values(), sizing_mode="stretch_width")


def follow_theme(page: pmui.Page, keys: Keys) -> None:
    """Keep the page's theme and the one that the browser shows the same, whichever is turned."""

    def turned(_event: object) -> None:
        keys.dark = bool(page.dark_theme)

    def asked(_event: object) -> None:
        page.dark_theme = keys.dark

    page.param.watch(turned, "dark_theme")
    keys.param.watch(asked, "dark")
    keys.dark = bool(page.dark_theme)


def header(release: Release) -> Sheet:
    """Title, dates, badge and release: on every page."""
    engagement = release.engagement
    dates = f"{day(engagement.starts_on, year=False)} – {day(engagement.ends_on)}"
    html = render(
        "header",
        title=engagement.en,
        dates=f"{engagement.agency}, {dates}",
        badge=engagement.badge,
        release=release.id,
        assurance=approval_words(release),
        leave=os.environ.get(LEAVE_VARIABLE, ""),
    )
    return Sheet(Markup(html=html))


def paper_line(release: Release) -> str:
    """What stands at the foot of each printed sheet."""
    engagement = release.engagement
    return " · ".join(
        filter(None, (engagement.badge, engagement.en, say("release {release}", release=release.id)))
    )


def approval_words(release: Release) -> str:
    """Who answers for a release, or that nobody does."""
    manifest = release.manifest
    return (
        say("made for demonstration")
        if manifest.marked
        else say("approved by {approver}", approver=manifest.approver)
    )


def stack(*parts: object) -> Block:
    """Parts from top to bottom, as wide as reads well."""
    return Block("parts", *parts)


def line(*parts: object) -> Block:
    """Parts in one line, the first as wide as the others leave it."""
    return Block("line", *parts)


def three(*parts: object) -> Block:
    """Parts side by side that stay as high as they are; one below the other where there is no room."""
    return Block("three", *parts)


def near(*parts: object) -> Block:
    """Parts that are pressed and the answer among them: where there is little room it stays on the screen."""
    return Block("near", *parts)


def pane(*parts: object) -> Block:
    """One of them: it scrolls within itself."""
    return Block("pane", *parts)
