"""What changed: since the release that the reader saw before, and between any two that lie beside each other."""

from collections.abc import Mapping
from typing import Any, Final

from wellbeing.language import message, say
from wellbeing.model.errors import DataError
from wellbeing.release.store.beside import open_beside
from wellbeing.release.store.catalogue import comparable
from wellbeing.reports.changes import FIRST, PROTECTED, Changes
from wellbeing.state.figures import Figures
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

#: What a browser may say to this part alone: which two are compared, and which one was seen before.
ENDS: Final = ("since", "until", "visited")


class WhatChanged(Part):
    """A section that opens other releases when it is opened itself, and keeps what it said, not what it read.

    Which two are compared is its reader’s own choice: it is no part of the selection, which is of one release.
    """

    section, title = "changed", message("What changed")
    follows = ("benchmark",)
    #: The ends of what is compared, as asked for; the id that the browser remembers of an earlier visit.
    since = until = visited = ""

    @property
    def visit(self) -> str:
        """Under which name the browser keeps which release was seen, and which is."""
        manifest = self.explorer.release.manifest
        return f"{manifest.engagement}/{manifest.tier} {manifest.id}"

    def beside(self) -> str:
        """Which releases there are, which was seen, and which two are asked for."""
        return "|".join((*self._ids(), self.visited, self.since, self.until))

    def press(self, data: Mapping[str, Any]) -> None:
        """Take which two are compared, or which was seen; anything else is a choice of the page."""
        asked = data.get("set") or data
        own = {name: asked[name] for name in ENDS if name in asked} if isinstance(asked, Mapping) else {}
        if not own:
            super().press(data)
        ids = self._ids() if own else []
        for name, value in own.items():
            if value in ids:
                setattr(self, name, value)
        if own and self.markup.opened:
            self.write()

    def html(self) -> str:
        """What changed between the two, or that there is nothing before."""
        ids = self._ids()
        since, until = self._ends(ids)
        return render(
            "changed",
            ids=ids,
            since=since,
            until=until,
            visited=self.visited if since == self.visited else "",
            changes=self._changes(since, until) if since else None,
            first=say(FIRST),
            protected=say(PROTECTED),
        )

    def _ids(self) -> list[str]:
        own = self.explorer.release
        found = [path.name for path in comparable(own.path)]
        return found if own.id in found else [own.id]

    def _ends(self, ids: list[str]) -> tuple[str, str]:
        """The earlier and the later of the two; no earlier one where there is none."""
        until = self.until if self.until in ids else self.explorer.release.id
        earlier = ids[: ids.index(until)]
        asked = [one for one in (self.since, self.visited) if one in earlier]
        return next(iter([*asked, *earlier[-1:]]), ""), until

    def _changes(self, since: str, until: str) -> Changes | None:
        try:
            before, now = self._figures(since), self._figures(until)
        except DataError:
            return None
        return Changes(before, now, self.answer.choice.benchmark)

    def _figures(self, name: str) -> Figures:
        own = self.explorer.figures
        return own if name == own.release.id else Figures(open_beside(own.release, name))
