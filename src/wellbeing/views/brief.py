"""The presenter's page: scenes on a projector, stepped through by keys."""

from typing import Any

import panel_material_ui as pmui
from panel.viewable import Viewer

from wellbeing.release.store.opening import Release
from wellbeing.views.shell.newer import asked_release
from wellbeing.views.shell.page import bare
from wellbeing.views.stage.beside import beside_the_room, is_presenters
from wellbeing.views.stage.deck import Deck, Stage


class Brief(Viewer):
    """Scenes of the engagement's briefing, one message each."""

    def __init__(self, release: Release, **params: Any) -> None:
        """Take the deck, which is the same for all who look; the presenter's window has more beside it."""
        super().__init__(**params)
        release, _ = asked_release(release)
        self.deck = Deck(release, beside=beside_the_room(release) if is_presenters() else "")
        self._page = bare(release.engagement, "Brief", Stage(self.deck))

    def __panel__(self) -> pmui.Page:
        """The page."""
        return self._page
