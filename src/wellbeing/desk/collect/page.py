"""The steward's page."""

import os
from collections.abc import Mapping
from typing import Any, Final

import msgspec
import param
from panel.viewable import Viewable, Viewer

from wellbeing.desk.collect.coding import CommentCoding
from wellbeing.desk.collect.deeds import Deed, Desk, done
from wellbeing.desk.collect.door import ADDRESS, is_open
from wellbeing.desk.collect.fields import choosable, first_kept
from wellbeing.desk.collect.forms import PaperForms
from wellbeing.desk.collect.gatherings import TypedGatherings
from wellbeing.desk.collect.imported import Imported
from wellbeing.desk.collect.quoting import QuoteReview
from wellbeing.desk.collect.requests import PeoplesRequests
from wellbeing.desk.collect.uploads import Uploads
from wellbeing.desk.collect.waiting import Waiting
from wellbeing.language import message, say, speak
from wellbeing.sources.paths import PAGES_VARIABLE, engagement_folder, workspace_folder
from wellbeing.views.shell.markup import render
from wellbeing.views.shell.page import ONE_LONG_SHEET, bare, placed
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.sheet import ASSETS, Sheet, bundled, styled

_OWN: Final = ASSETS / "collect"
#: The parts of the page: id, name, what asks for it when it is opened, and whether that is asked again whenever the
#: window is looked at, or something was done.
TABS: Final = (
    ("forms", message("Paper forms"), "open forms", True),
    ("files", message("Files"), "open files", True),
    ("waiting", message("What waits"), "open waiting", True),
    ("quotes", message("Quotes"), "open quotes", False),
    ("coding", message("Coding"), "open coding", False),
    ("requests", message("Requests"), "open requests", False),
)
_EVENTS: Final = "gatherings"
#: Parts whose fields stand in the page from the first; of the others all is asked.
STANDING: Final = frozenset({"forms", "files", _EVENTS})


def deeds_of(desk: Desk) -> dict[str, Deed]:
    """Everything that the page may ask for."""
    intake = (PaperForms(desk), TypedGatherings(desk), Uploads(desk), Imported(desk), Waiting(desk))
    parts = (*intake, QuoteReview(desk), CommentCoding(desk), PeoplesRequests(desk))
    return {name: deed for part in parts for name, deed in part.deeds.items()}


def tabs_of(desk: Desk) -> list[tuple[str, str, str, bool]]:
    """The parts of the page; that of events only where the engagement holds some."""
    settings = desk.folder.engagement
    events = [(_EVENTS, f"{settings.words.events[:1].upper()}{settings.words.events[1:]}", "", False)]
    first, *others = TABS
    parts = [first, *(events if settings.has_events else []), *others]
    return [(part, say(name), asks, live) for part, name, asks, live in parts]


class DeskPiece(Piece):
    """The desk, as a browser sees it."""

    html = param.String(default="", constant=True, doc="Escaped HTML of the page, by ``render`` alone.")
    lang = param.String(default="en", constant=True, doc="Language of the page, BCP 47.")
    address = param.String(
        default="", constant=True, doc="Where the desk answers; by messages of the page where empty."
    )
    engagement = param.String(default="", constant=True, doc="Whose drafts the browser keeps.")
    told = param.String(
        default="",
        constant=True,
        doc="What may be chosen by typing, days, and forms that were begun, as JSON.",
    )

    _esm = _OWN / "desk.js"

    def __init__(self, desk: Desk, **params: Any) -> None:
        """Take where things are, and lay the page out."""
        self._deeds = deeds_of(desk)
        forms = PaperForms(desk)
        settings = desk.folder.engagement
        speak(settings.language)
        told = {
            "listed": choosable(desk.folder),
            "kept": first_kept(desk.folder),
            "begun": forms.begun(),
            "first": settings.starts_on.isoformat(),
            "last": settings.ends_on.isoformat(),
        }
        super().__init__(
            html=render(
                "collect/desk",
                engagement=settings,
                tabs=tabs_of(desk),
                standing=STANDING,
                pages=os.environ.get(PAGES_VARIABLE, "").split() if is_open() else [],
                **forms.seen(),
                **TypedGatherings(desk).seen(),
                **Uploads(desk).seen(),
            ),
            lang=settings.language,
            address=ADDRESS if is_open() else "",
            engagement=settings.id,
            told=msgspec.json.encode(told).decode(),
            **params,
        )

    def hear(self, data: Mapping[str, Any]) -> None:
        """Answer by a message what a page asks that has no other line."""
        said = data.get("said")
        if isinstance(said, dict):
            self._send_msg({"to": data.get("to"), "answer": done(self._deeds, said)})


class DeskSheet(Sheet):
    """The one component of the steward's page."""

    _esm = bundled(_OWN)
    _stylesheets = [styled("page.css", "layout.css", "collect/collect.css")]  # noqa: RUF012 - Panel's own


class Collect(Viewer):
    """Forms, files and what waits, on the machine of who looks after them."""

    def __init__(self, **params: Any) -> None:
        """Lay out the desk of the engagement and the workspace that the environment names."""
        super().__init__(**params)
        self.desk = Desk(engagement_folder(), workspace_folder())
        speak(self.desk.folder.engagement.language)
        self._page = bare(
            self.desk.folder.engagement, say("Collect"), DeskSheet(DeskPiece(self.desk)), ONE_LONG_SHEET
        )

    def __panel__(self) -> Viewable:
        """The page."""
        return placed(self._page)
