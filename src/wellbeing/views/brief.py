"""The presenter's page: scenes on a projector, stepped through by keys."""

from typing import Any

from panel.viewable import Viewable, Viewer

from wellbeing.language import say
from wellbeing.release.store.opening import Release
from wellbeing.views.shell.newer import asked_release
from wellbeing.views.shell.page import bare, placed
from wellbeing.views.stage.beside import beside_the_room, is_presenters
from wellbeing.views.stage.deck import Deck, StageSheet


class Brief(Viewer):
    """Scenes of the engagement's briefing, one message each."""

    def __init__(self, release: Release, **params: Any) -> None:
        """Take the deck, which is the same for all who look; the presenter's window has more beside it."""
        super().__init__(**params)
        release, _ = asked_release(release)
        self.deck = Deck(release, beside=beside_the_room(release) if is_presenters() else "")
        self._page = bare(release.engagement, say("Brief"), StageSheet(self.deck))

    def __panel__(self) -> Viewable:
        """The page."""
        return placed(self._page)
